//! Second prices: what the price of a run covers has no other price.

use super::reading::Reading;
use crate::domain::{Heading, Scenario};
use crate::scenario::Code;
use crate::scenario::entry::{PriceEntry, ScenarioEntry};
use crate::scenario::notes::Span;
use crate::scenario::record::Field;
use crate::scenario::shape::Brief;

/// Notes prices under headings that a run price covers.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    for (heading, span) in stated(file) {
        if scenario.tariff.covered(heading) {
            let message = format!("{} is priced twice", heading.key());
            let cause = "a price under tariffs.runs covers this heading";
            let action = format!("remove this price, or take \"{}\" out of \"covers\"", heading.key());
            reading.notes.add(Code::PriceTwice, span, message, cause, action);
        }
    }
}

/// Every price above 0 that belongs to a heading, with its place.
fn stated(file: &ScenarioEntry) -> Vec<(Heading, Span)> {
    let mut prices = Vec::new();
    let mut add =
        |heading, field: &Field<PriceEntry>| prices.extend(positive(field).map(|span| (heading, span)));
    for staff in file.staff.list() {
        add(Heading::Staff, &staff.cost_per_hour);
    }
    for pool in file.equipment.list() {
        if let Some(cost) = pool.cost.get() {
            add(Heading::Equipment, &cost.per_hour);
            add(Heading::Setup, &cost.setup_per_day);
        }
        pool.movable.list().iter().for_each(|option| add(Heading::Moves, &option.cost_each_way));
    }
    for site in file.sites.list() {
        site.rooms.list().iter().for_each(|room| add(Heading::Rooms, &room.rent_per_hour));
    }
    for programme in file.programmes.list() {
        let modules = programme.modules.list().iter();
        modules.for_each(|module| add(Heading::Consumables, &module.consumables_per_learner_hour));
    }
    let tariff = file.tariffs.get();
    if let Some(travel) = tariff.and_then(|tariff| tariff.travel.get()) {
        add(Heading::Travel, &travel.per_km);
    }
    if let Some(premiums) = tariff.and_then(|tariff| tariff.premiums.get()) {
        let classes = [&premiums.day, &premiums.evening, &premiums.saturday, &premiums.sunday];
        let charged =
            classes.into_iter().filter(|premium| premium.get().is_some_and(|stated| stated.basis_points > 0));
        prices.extend(charged.map(|premium| (Heading::Premiums, premium.span)));
    }
    prices
}

/// Where a price above 0 stands.
fn positive(field: &Field<PriceEntry>) -> Option<Span> {
    let (amount, span) = match &field.get()?.0 {
        Brief::Short(amount) => (amount.value, amount.span),
        Brief::Full(price) => (*price.amount.get()?, price.amount.span),
    };
    (amount.0 > 0).then_some(span)
}
