//! Cohorts and their learner groups.

use chrono::{Months, NaiveDate};

use super::reading::{NOBODY, Reading};
use super::roster::roster;
use super::windows::windows;
use crate::domain::{Cohort, CohortId, DateRange, LearnerGroup, ProgrammeId, SiteId};
use crate::scenario::Code;
use crate::scenario::entry::{CohortEntry, GroupEntry};
use crate::scenario::notes::{Span, quoted};
use crate::scenario::record::Field;

/// The word for learners without a firm.
const NO_FIRM: &str = "none";

/// From sixteen to eighteen.
const TWO_YEARS: Months = Months::new(24);
/// Most learners of a cohort.
const MOST_LEARNERS: u64 = 1_000_000;

/// The cohorts.
pub fn cohorts(field: &Field<Vec<CohortEntry>>, reading: &mut Reading<'_>) -> Vec<Cohort> {
    let list = field.list();
    if field.value.is_some() && list.is_empty() {
        let cause = "nobody is there to be taught";
        reading.notes.add(Code::OutOfRange, field.span, "there is no cohort", cause, "add a cohort");
    }
    list.iter().enumerate().map(|(place, entry)| cohort(entry, CohortId(place), reading)).collect()
}

fn cohort(entry: &CohortEntry, id: CohortId, reading: &mut Reading<'_>) -> Cohort {
    let programme = entry.programme.get().map(|name| reading.programme(name, entry.programme.span));
    let school = reading.site_in(&entry.school).unwrap_or(SiteId(NOBODY));
    let home = reading.site_in(&entry.home).unwrap_or(school);
    let groups = groups(entry, id, home, reading);
    judge_size(entry, &groups, reading);
    Cohort {
        key: entry.id.or(String::new()),
        name: entry.name.or(entry.id.or(String::new())),
        programme: programme.unwrap_or(ProgrammeId(NOBODY)),
        school,
        range: range(entry, reading),
        groups,
        available: windows(&entry.available, reading),
        roster: entry.roster.get().map(|entry| roster(entry, reading)),
    }
}

/// The days on which a cohort can be taught: those of the calendar unless it says otherwise.
fn range(entry: &CohortEntry, reading: &mut Reading<'_>) -> DateRange {
    reading.order(entry.from.value, entry.until.value, entry.until.span);
    reading.inside(entry.from.value, entry.from.span);
    reading.inside(entry.until.value, entry.until.span);
    let whole = reading.days.unwrap_or(DateRange { first: NaiveDate::default(), last: NaiveDate::default() });
    DateRange { first: entry.from.or(whole.first), last: entry.until.or(whole.last) }
}

/// Learner groups: one for each firm, or as written.
fn groups(
    entry: &CohortEntry,
    cohort: CohortId,
    home: SiteId,
    reading: &mut Reading<'_>,
) -> Vec<LearnerGroup> {
    if entry.learners.stated == entry.groups.stated {
        let cause = "learners are stated by firm, or as groups";
        let action = "write either \"learners\" or \"groups\"";
        let span = if entry.learners.stated { entry.groups.span } else { entry.span };
        reading.notes.add(Code::Choice, span, "it is not clear who the learners are", cause, action);
    }
    if entry.groups.stated {
        drop(super::names::Table::new(
            "learner group",
            &entry.groups,
            true,
            |group| &group.id,
            &[],
            reading.notes,
        ));
        return entry.groups.list().iter().map(|group| self::group(group, cohort, home, reading)).collect();
    }
    let by_firm = entry.learners.get().map_or(&[][..], |entries| &entries.list);
    let group = |name: &str, span: Span, learners: u32, reading: &mut Reading<'_>| LearnerGroup {
        key: name.to_owned(),
        cohort,
        learners,
        firm: (name != NO_FIRM).then(|| reading.firm(name, span)),
        turns_16: None,
        turns_18: None,
        home,
        available: Vec::new(),
        roster: None,
    };
    by_firm.iter().map(|(key, count)| group(&key.value, key.span, count.value.0, reading)).collect()
}

fn group(entry: &GroupEntry, cohort: CohortId, home: SiteId, reading: &mut Reading<'_>) -> LearnerGroup {
    let (turns_16, turns_18) = (entry.turns_16.value, entry.turns_18.value);
    if let (Some(sixteen), Some(eighteen)) = (turns_16, turns_18)
        && sixteen >= eighteen
    {
        let cause = format!("they turn 16 on {sixteen}");
        let action = "exchange the two, or correct one of them";
        let message = "these learners turn 18 before they turn 16";
        reading.notes.add(Code::AgesReversed, entry.turns_18.span, message, cause, action);
    }
    // One date tells the other: nobody is an adult for want of a date.
    let (turns_16, turns_18) = (
        turns_16.or_else(|| turns_18?.checked_sub_months(TWO_YEARS)),
        turns_18.or_else(|| turns_16?.checked_add_months(TWO_YEARS)),
    );
    LearnerGroup {
        key: entry.id.or(String::new()),
        cohort,
        learners: entry.learners.get().map_or(1, |learners| learners.0),
        firm: entry
            .firm
            .get()
            .filter(|name| *name != NO_FIRM)
            .map(|name| reading.firm(name, entry.firm.span)),
        turns_16,
        turns_18,
        home: reading.site_in(&entry.home).unwrap_or(home),
        available: windows(&entry.available, reading),
        roster: entry.roster.get().map(|entry| roster(entry, reading)),
    }
}

/// Notes a cohort of nobody, or of more learners than can be counted.
fn judge_size(entry: &CohortEntry, groups: &[LearnerGroup], reading: &mut Reading<'_>) {
    let by_firm = entry.learners.get().is_some_and(|entries| entries.written == 0);
    let written = entry.groups.value.is_some() && entry.groups.list().is_empty();
    let span = if entry.groups.stated { entry.groups.span } else { entry.learners.span };
    let name = quoted(entry.id.get().map_or("", String::as_str));
    if by_firm || written {
        let message = format!("the cohort {name} has no learners");
        reading.notes.add(Code::OutOfRange, span, message, "nobody is counted here", "add learners");
    }
    if groups.iter().map(|group| u64::from(group.learners)).sum::<u64>() > MOST_LEARNERS {
        let message = format!("the cohort {name} has more than {MOST_LEARNERS} learners");
        reading.notes.add(Code::OutOfRange, span, message, "too many to plan", "correct the numbers");
    }
}
