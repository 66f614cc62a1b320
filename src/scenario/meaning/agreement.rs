//! What the firms have agreed on about the cost.

mod methods;
mod pools;

use std::collections::BTreeSet;

use super::names::Table;
use super::parties::PAYERS;
use super::reading::{NOBODY, Reading};
use crate::domain::{Agreement, Cents, CollegeTerms, FirmId, Grant, Guarantee, GuaranteeTerm, Party};
use crate::scenario::Code;
use crate::scenario::entries::Entries;
use crate::scenario::entry::{CollegeEntry, ConsortiumEntry, GrantEntry, GuaranteeEntry, TermEntry};
use crate::scenario::record::Field;
use crate::scenario::shape::{Brief, Spanned};
use crate::scenario::word::SeatsAsOrdered;

/// A whole, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// The agreement; none when the file states none.
pub fn agreement(entry: Option<&ConsortiumEntry>, reading: &mut Reading<'_>) -> Agreement {
    let Some(entry) = entry else { return Agreement::default() };
    drop(Table::new("grant", &entry.grants, false, |entry| &entry.id, &[], reading.notes));
    Agreement {
        wishes_count: entry.wishes_count.or(false),
        unions: unions(&entry.unions, reading),
        bids: amounts(&entry.bids, reading),
        floors: amounts(&entry.floors, reading),
        caps: amounts(&entry.caps, reading),
        mix: methods::mix(&entry.mix, reading),
        method: methods::billed(entry, reading),
        pools: pools::pools(entry, reading),
        grants: entry.grants.list().iter().map(|entry| grant(entry, reading)).collect(),
        college: entry.college.get().map(|entry| college(entry, reading)).unwrap_or_default(),
    }
}

fn unions(field: &Field<Vec<Vec<Spanned<String>>>>, reading: &mut Reading<'_>) -> Vec<Vec<FirmId>> {
    let mut taken = BTreeSet::new();
    let mut unions = Vec::new();
    for list in field.list() {
        let mut union = Vec::new();
        for name in list {
            let firm = reading.firm(&name.value, name.span);
            if firm.index() != NOBODY && !taken.insert(firm) {
                let cause = "it is named above";
                let action = "leave it in one sub-consortium";
                let message = "a firm is in two sub-consortia";
                reading.notes.add(Code::Choice, name.span, message, cause, action);
            }
            union.push(firm);
        }
        unions.push(union);
    }
    unions
}

/// Amounts by firm; none is negative.
fn amounts(field: &Field<Entries<Cents>>, reading: &mut Reading<'_>) -> Vec<(FirmId, Cents)> {
    let Some(entries) = field.get() else { return Vec::new() };
    let mut amounts = Vec::new();
    for (name, amount) in &entries.list {
        not_negative(amount, reading);
        amounts.push((reading.firm(&name.value, name.span), amount.value));
    }
    amounts
}

fn not_negative(amount: &Spanned<Cents>, reading: &mut Reading<'_>) {
    if amount.value.0 < 0 {
        let action = "write an amount of 0 or more";
        reading.notes.add(
            Code::OutOfRange,
            amount.span,
            "this amount is negative",
            "nobody pays that",
            action,
        );
    }
}

fn grant(entry: &GrantEntry, reading: &mut Reading<'_>) -> Grant {
    if let Some(amount) = entry.per_learner.get() {
        not_negative(amount, reading);
    }
    if entry.weeks.stated != entry.of_weeks.stated {
        let cause = "a proportion needs both";
        let action = "write \"weeks\" and \"of_weeks\", or neither";
        reading.notes.add(Code::MissingField, entry.span, "the pro rata is not complete", cause, action);
    }
    let pro_rata = entry.weeks.value.zip(entry.of_weeks.value).map(|(held, full)| (held.0, full.0));
    reading.bounds(pro_rata.map(|(held, _)| held), pro_rata.map(|(_, full)| full), entry.weeks.span);
    Grant {
        key: entry.id.or(String::new()),
        per_learner: entry.per_learner.get().map_or(Cents(0), |amount| amount.value),
        pro_rata,
        condition: entry.condition.or(String::new()),
        outside_too: entry.outside_too.or(false),
        payer: reading.party(&entry.payer, &PAYERS).unwrap_or(Party::Funder),
    }
}

fn college(entry: &CollegeEntry, reading: &mut Reading<'_>) -> CollegeTerms {
    if let Some(amount) = entry.max_loss.get() {
        not_negative(amount, reading);
    }
    reading.inside(entry.exit_on.value, entry.exit_on.span);
    let guarantees: Vec<Guarantee> =
        entry.guarantees.list().iter().map(|entry| guarantee(entry, reading)).collect();
    for (place, entry) in entry.guarantees.list().iter().enumerate() {
        if guarantees[..place].iter().any(|other| other.firm == guarantees[place].firm) {
            let action = "leave one guarantee for each firm";
            let message = "a firm guarantees twice";
            reading.notes.add(Code::Choice, entry.firm.span, message, "it is named above", action);
        }
    }
    CollegeTerms {
        max_loss: entry.max_loss.get().map(|amount| amount.value),
        intake_loss: reading.fraction(&entry.intake_loss, WHOLE),
        withdrawals: entry.withdrawals.value.map(|learners| learners.0),
        exit_on: entry.exit_on.value,
        guarantees,
    }
}

fn guarantee(entry: &GuaranteeEntry, reading: &mut Reading<'_>) -> Guarantee {
    let firm = entry.firm.get().map_or(FirmId(NOBODY), |name| reading.firm(name, entry.firm.span));
    Guarantee {
        firm,
        of_share: reading.fraction(&entry.of_share, WHOLE).unwrap_or(0),
        terms: entry.terms.list().iter().filter_map(|stated| term(stated, reading)).collect(),
        above_loss: entry.above_loss.or(false),
    }
}

fn term(stated: &Brief<SeatsAsOrdered, TermEntry>, reading: &mut Reading<'_>) -> Option<GuaranteeTerm> {
    let entry = match stated {
        Brief::Short(SeatsAsOrdered) => return Some(GuaranteeTerm::SeatsAsOrdered),
        Brief::Full(entry) => entry,
    };
    let stated = [
        entry.specialised_share.stated,
        entry.evenings_per_week.stated,
        entry.evenings_per_week_on_average.stated,
    ];
    if stated.iter().filter(|stated| **stated).count() != 1 {
        let cause = "a term has exactly one field";
        let action = "write one object for each term";
        reading.notes.add(Code::Choice, entry.span, "it is not clear what must hold", cause, action);
    }
    let share = reading.fraction(&entry.specialised_share, WHOLE).map(GuaranteeTerm::SpecialisedShare);
    let weekly = entry.evenings_per_week.value.map(|count| GuaranteeTerm::EveningsPerWeek(count.0));
    let average = entry.evenings_per_week_on_average.value;
    share.or(weekly).or(average.map(|count| GuaranteeTerm::EveningsPerWeekOnAverage(count.0)))
}
