//! Days and times: a longer calendar, a closed day opened, another daypart, later or earlier dates of cohorts and modules.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::domain::{Module, SlotClass};
use crate::scenario::edit::Edit;
use crate::whatif::repair::lever::{Lever, Matter, Step, number, set};

/// Days by which dates move at most.
const DAYS: u64 = 84;

/// A longer calendar, closed days opened one after the other, and dayparts in the evening or on Saturdays.
pub(super) fn calendar(matter: Matter<'_>) -> Vec<Option<Lever>> {
    vec![
        later_end(matter),
        opened(matter),
        daypart(matter, SlotClass::Evening),
        daypart(matter, SlotClass::Saturday),
    ]
}

/// A date in words.
fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

fn later_end(matter: Matter<'_>) -> Option<Lever> {
    let last = matter.scenario.calendar.range.last;
    let step = |days: u64| {
        let to = last.checked_add_days(Days::new(days))?;
        let edits = vec![set("calendar.last", json!(to))];
        Some(Step { edits, words: format!("the calendar ends on {} instead of {}", day(to), day(last)) })
    };
    Lever::new("last_day", (1..=DAYS).filter_map(step).collect())
}

/// Single closed days, which are study days more often than holidays, opened from the last.
fn opened(matter: Matter<'_>) -> Option<Lever> {
    let single = |at: &usize| matter.is_stated(&format!("calendar.closed.{at}.on"));
    let (mut edits, mut words): (Vec<Edit>, Vec<String>) = (Vec::new(), Vec::new());
    let step = |at: usize| {
        let text = |field: &str| {
            matter.source.value(&format!("calendar.closed.{at}.{field}")).and_then(Value::as_str)
        };
        let date = text("on").unwrap_or_default();
        words.push(text("name").map_or_else(|| date.to_owned(), |name| format!("{date} ({name})")));
        edits.push(Edit::Remove { remove: format!("calendar.closed.{at}") });
        Step { edits: edits.clone(), words: format!("open on {}", words.join(", ")) }
    };
    let from_last = (0..matter.entries("calendar.closed")).rev().filter(single);
    Lever::new("open_day", from_last.map(step).collect())
}

/// A daypart of a class that the calendar has none of.
fn daypart(matter: Matter<'_>, class: SlotClass) -> Option<Lever> {
    if matter.scenario.calendar.dayparts.iter().any(|part| part.class == class) {
        return None;
    }
    let (id, days, from, to, words) = match class {
        SlotClass::Evening => {
            ("further-evening", "mon-fri", "18:00", "21:00", "evenings from 18:00 to 21:00")
        }
        _ => ("further-saturday", "sat", "09:00", "13:00", "Saturdays from 09:00 to 13:00"),
    };
    let entry = json!({ "id": id, "days": days, "from": from, "to": to, "class": class.key() });
    let edits = vec![Edit::Add { add: "calendar.dayparts".to_owned(), entry }];
    Lever::once("daypart", edits, format!("sessions on {words} too"))
}

/// Levers of a cohort: its dates, its availability, the smallest groups of its modules.
pub(super) fn cohort(matter: Matter<'_>, id: &str) -> Vec<Option<Lever>> {
    let mut levers: Vec<Option<Lever>> = Vec::new();
    let last = matter.scenario.calendar.range.last;
    let place = format!("cohorts.{id}.until");
    if let Some(until) =
        matter.source.value(&place).and_then(Value::as_str).and_then(|text| text.parse().ok())
    {
        let until: NaiveDate = until;
        let to = (1..=DAYS)
            .filter_map(|days| until.checked_add_days(Days::new(days)))
            .take_while(|to| *to <= last);
        let step = |to: NaiveDate| Step {
            edits: vec![set(&place, json!(to))],
            words: format!("{id} taught until {} instead of {}", day(to), day(until)),
        };
        levers.push(Lever::new("until", to.map(step).collect()));
    }
    for field in ["available", "from", "roster"] {
        let place = format!("cohorts.{id}.{field}");
        if matter.is_stated(&place) {
            let words = format!("{id} without its `{field}`");
            levers.push(Lever::once("available", vec![set(&place, Value::Null)], words));
        }
    }
    if matter.reason.family == "one_run" {
        levers.extend(smaller_groups(matter));
    }
    levers
}

/// Smaller groups of the modules that are told of.
fn smaller_groups(matter: Matter<'_>) -> Vec<Option<Lever>> {
    let Some(most) = matter.reason.available else { return Vec::new() };
    let told = |module: &&Module| matter.reason.subject.ends_with(&format!(" {}", module.key));
    let lever = |module: &Module| {
        let place = format!("{}.min_group", place(matter, module));
        let words =
            format!("{} held from {} learners instead of {}", module.key, number(most), module.min_group);
        Lever::once("min_group", vec![set(&place, number(most))], words)
    };
    matter.scenario.modules.iter().filter(told).map(lever).collect()
}

/// Levers of the modules of the runs that are short: dates of theirs, times at which they are never held, sites.
pub(super) fn module(matter: Matter<'_>) -> Vec<Option<Lever>> {
    let runs = &matter.reason.runs;
    let of = |module: &&Module| {
        let named = matter.reason.object.id == module.key;
        named || runs.iter().any(|run| run.split('/').nth(1) == Some(module.key.as_str()))
    };
    let lever = |module: &Module| {
        ["until", "from", "not_at", "sites"].map(|field| {
            let place = format!("{}.{field}", place(matter, module));
            matter.is_stated(&place).then_some(())?;
            let words = format!("{} without its `{field}`", module.key);
            Lever::once("module_dates", vec![set(&place, Value::Null)], words)
        })
    };
    matter.scenario.modules.iter().filter(of).flat_map(lever).collect()
}

/// The place of a module in the file.
fn place(matter: Matter<'_>, module: &Module) -> String {
    let programme = &matter.scenario.programmes[module.programme.index()].key;
    format!("programmes.{programme}.modules.{}", module.key)
}
