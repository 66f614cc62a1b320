//! The rules: from the fields of the file to what the planner keeps.

use super::parties::PAYERS;
use super::pattern::pattern;
use super::policies::{note_empty, selector};
use super::reading::Reading;
use crate::domain::RivalScope;
use crate::domain::{AgeBand, Category, Cents, CohortId, Kind, Rule, Selector, SlotClass};
use crate::scenario::Code;
use crate::scenario::entry::{self, RuleEntry, SelectorEntry};
use crate::scenario::notes::Span;
use crate::scenario::number::Hours;
use crate::scenario::record::Field;

/// What is added to a rule without a bound.
const ADD_BOUND: &str = "add \"at_least\" or \"at_most\"";

/// The rule; `span` is where its word stands.
pub fn rule(stated: &RuleEntry, cohorts: &[CohortId], span: Span, reading: &mut Reading<'_>) -> Rule {
    let of =
        |field: &Field<SelectorEntry>, reading: &mut Reading<'_>| selector(field.get(), cohorts, reading);
    match stated {
        RuleEntry::WeeklyPattern(entry) => pattern(entry, reading),
        RuleEntry::HoursNorm(entry) => {
            let (at_least, at_most) = bounds(&entry.at_least, &entry.at_most, span, reading);
            let selector = of(&entry.of, reading);
            Rule::HoursNorm { category: entry.category.or(Category::Total), selector, at_least, at_most }
        }
        RuleEntry::ShareBounds(entry) => share(entry, cohorts, span, reading),
        RuleEntry::Split(entry) => Rule::Split {
            basic: reading.fraction(&entry.basic, 10_000).unwrap_or(0),
            tolerance: reading.fraction(&entry.tolerance, 10_000).unwrap_or(0),
        },
        RuleEntry::Offer(entry) => offer(entry, cohorts, span, reading),
        RuleEntry::DayHours(entry) => {
            let (at_least, at_most) = bounds(&entry.at_least, &entry.at_most, span, reading);
            Rule::DayHours { lead: entry.lead.value, at_least, at_most }
        }
        RuleEntry::WeekHours(entry) => {
            let (at_least, at_most) = bounds(&entry.at_least, &entry.at_most, span, reading);
            Rule::WeekHours { with_firm_days: entry.with_firm_days.or(false), at_least, at_most }
        }
        RuleEntry::EveningsPerWeek(entry) => Rule::EveningsPerWeek { at_most: entry.at_most.or(0) },
        RuleEntry::FreeWeekends(entry) => {
            Rule::FreeWeekends { one_in: entry.one_in.get().map_or(1, |one| one.0) }
        }
        RuleEntry::SlotsByAge(entry) => slots_by_age(entry, (span, of(&entry.of, reading)), reading),
        RuleEntry::TravelCap(entry) => travel_cap(entry, span, reading),
        RuleEntry::SiteChange(entry) => site_change(entry, span, reading),
        RuleEntry::RivalsApart(entry) => Rule::RivalsApart { scope: entry.scope.or(RivalScope::RivalSites) },
        RuleEntry::Spread(entry) => Rule::Spread {
            selector: of(&entry.of, reading),
            at_least: reading.hours(&entry.at_least).unwrap_or(1),
        },
        RuleEntry::CompactDays(_) => Rule::CompactDays,
        RuleEntry::SameStaff(_) => Rule::SameStaff,
        RuleEntry::AvoidClass(entry) => Rule::AvoidClass { class: entry.class.or(SlotClass::Day) },
        RuleEntry::Place(entry) => place(entry, cohorts, reading),
        RuleEntry::IsolatedSessions(entry) => {
            Rule::IsolatedSessions { break_minutes: entry.break_minutes.or(30) }
        }
        RuleEntry::TeachingDays(entry) => Rule::TeachingDays {
            selector: of(&entry.of, reading),
            at_least: entry.at_least.get().map_or(1, |least| least.0),
        },
        RuleEntry::SameRoom(_) => Rule::SameRoom,
        RuleEntry::RoomSeats(_) => Rule::RoomSeats,
        RuleEntry::Budget(entry) => budget(entry, reading),
    }
}

/// The bounds of a rule, at least one of which is stated.
fn bounds(
    at_least: &Field<Hours>,
    at_most: &Field<Hours>,
    span: Span,
    reading: &mut Reading<'_>,
) -> (Option<u32>, Option<u32>) {
    if !at_least.stated && !at_most.stated {
        note_empty(span, "no bound is stated", ADD_BOUND, reading);
    }
    let bounds = (reading.bound(at_least), reading.bound(at_most));
    reading.bounds(bounds.0, bounds.1, at_least.span);
    bounds
}

fn share(entry: &entry::ShareBounds, cohorts: &[CohortId], span: Span, reading: &mut Reading<'_>) -> Rule {
    if !entry.at_least.stated && !entry.at_most.stated {
        note_empty(span, "no bound is stated", ADD_BOUND, reading);
    }
    let at_least = reading.fraction(&entry.at_least, 10_000);
    let at_most = reading.fraction(&entry.at_most, 10_000);
    reading.bounds(at_least, at_most, entry.at_least.span);
    let part = selector(entry.part.get(), cohorts, reading);
    let whole = selector(entry.whole.get(), cohorts, reading);
    Rule::Share { part, whole, at_least, at_most }
}

fn offer(entry: &entry::Offer, cohorts: &[CohortId], span: Span, reading: &mut Reading<'_>) -> Rule {
    if !entry.evening.stated && !entry.weekend.stated {
        note_empty(span, "no number of sessions is stated", "add \"evening\" or \"weekend\"", reading);
    }
    let practical = Selector { kinds: vec![Kind::Practical], ..Selector::default() };
    let selector = if entry.of.stated { selector(entry.of.get(), cohorts, reading) } else { practical };
    Rule::Offer { selector, evening: entry.evening.or(0), weekend: entry.weekend.or(0) }
}

/// An age band of 16 and 18, with at least one end.
fn band(from: &Field<u32>, under: &Field<u32>, reading: &mut Reading<'_>) -> AgeBand {
    for age in [from, under] {
        if age.value.is_some_and(|age| age != 16 && age != 18) {
            let cause = "dates are known of turning 16 and 18";
            reading.notes.add(Code::OutOfRange, age.span, "this age is not known", cause, "write 16 or 18");
        }
    }
    if let (Some(low), Some(high)) = (from.value, under.value)
        && low >= high
    {
        let cause = format!("nobody is at least {low} and under {high}");
        let action = "exchange the two, or leave one out";
        reading.notes.add(Code::BoundsCrossed, under.span, "this age band is empty", cause, action);
    }
    AgeBand { from: from.value, under: under.value }
}

fn slots_by_age(
    entry: &entry::SlotsByAge,
    (span, selector): (Span, Selector),
    reading: &mut Reading<'_>,
) -> Rule {
    if entry.not.list().is_empty() && !entry.not.stated && !entry.latest.stated && !entry.earliest.stated {
        note_empty(span, "nothing is forbidden", "add \"not\", \"latest\" or \"earliest\"", reading);
    }
    let (earliest, latest) = (entry.earliest.value, entry.latest.value);
    reading.order(earliest, latest, entry.latest.span);
    let not = entry.not.list().iter().map(|class| class.value).collect();
    Rule::SlotsByAge { band: band(&entry.from_age, &entry.under, reading), selector, not, latest, earliest }
}

fn travel_cap(entry: &entry::TravelCap, span: Span, reading: &mut Reading<'_>) -> Rule {
    if entry.far_km.stated != entry.far_days_per_week.stated {
        let cause = "far_km says what is far, far_days_per_week how often";
        let action = "write both, or neither";
        reading.notes.add(Code::Choice, span, "one of two fields is missing", cause, action);
    } else if !entry.km.stated && !entry.minutes.stated && !entry.far_km.stated {
        note_empty(span, "no limit is stated", "add \"km\", \"minutes\" or \"far_km\"", reading);
    }
    reading.bounds(entry.far_km.value, entry.km.value, entry.far_km.span);
    Rule::TravelCap {
        band: band(&entry.from_age, &entry.under, reading),
        km: entry.km.value,
        minutes: entry.minutes.value,
        far_km: entry.far_km.value,
        far_days_per_week: entry.far_days_per_week.value,
    }
}

fn site_change(entry: &entry::SiteChange, span: Span, reading: &mut Reading<'_>) -> Rule {
    if !entry.km.stated && !entry.between.stated {
        note_empty(span, "no limit is stated", "add \"km\" or \"between\"", reading);
    }
    let between = entry.between.get().map(|pair| (pair.0.value, pair.1.value));
    if let Some((from, to)) = between {
        reading.order(Some(from), Some(to), entry.between.span);
    }
    Rule::SiteChange { km: entry.km.value, between }
}

fn place(entry: &entry::Place, cohorts: &[CohortId], reading: &mut Reading<'_>) -> Rule {
    if entry.sites.value.is_some() && entry.sites.list().is_empty() {
        note_empty(entry.sites.span, "no site is stated", "name a site", reading);
    }
    Rule::Place { selector: selector(entry.of.get(), cohorts, reading), sites: reading.sites(&entry.sites) }
}

fn budget(entry: &entry::Budget, reading: &mut Reading<'_>) -> Rule {
    let at_most = entry.at_most.or(Cents(0));
    if at_most < Cents(0) {
        let cause = "a ceiling is not below 0";
        let action = "write the amount without the minus sign";
        reading.notes.add(Code::OutOfRange, entry.at_most.span, "this budget is negative", cause, action);
    }
    Rule::Budget { at_most, payer: reading.party(&entry.payer, &PAYERS) }
}
