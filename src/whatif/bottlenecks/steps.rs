//! A little more of something: edits of the scenario, and the rows of the programme that they widen.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Asked, BottleneckError, Brings, Kind, Thing};
use crate::domain::{CohortId, EquipmentId, FirmId, PolicyId, Rule, Scenario, StaffId};
use crate::model::tags::Whom;
use crate::scenario::edit::Edit;

/// A little more of something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// In words: `1 unit more of repair stands (4 instead of 3)`.
    pub what: String,
    /// The edits of the scenario.
    pub edits: Vec<Edit>,
    /// What it is guessed to bring, in cents: the price of the rows that it widens, without whole numbers. `None` where no
    /// programme was solved for it.
    pub guess_cents: Option<i64>,
    /// What it brings, where that was found out.
    pub brings: Option<Brings>,
    /// All of it in words.
    pub sentence: String,
    /// The rows that it widens.
    #[serde(skip)]
    pub(super) rows: Vec<Widened>,
}

/// Rows of the programme that a step widens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Widened {
    /// The family.
    pub(super) family: &'static str,
    /// For whom; `None` is everybody.
    pub(super) whom: Option<Whom>,
    /// The policy that states them.
    pub(super) policy: Option<PolicyId>,
    /// By how much each, in its unit.
    pub(super) by: f64,
}

impl Step {
    fn new(what: String, set: String, to: Value, rows: Vec<Widened>) -> Self {
        let edits = vec![Edit::Set { set, to }];
        Self { what, edits, guess_cents: None, brings: None, sentence: String::new(), rows }
    }
}

/// Where a policy stands in the file: by its id, or counted where it has none (`policies[3]`).
pub(super) fn file_place(policy: &str) -> String {
    let counted = policy.strip_prefix("policies[").and_then(|rest| rest.strip_suffix(']'));
    format!("policies.{}", counted.unwrap_or(policy))
}

/// What a little more of a thing would be.
pub(super) fn of(scenario: &Scenario, thing: &Thing) -> Vec<Step> {
    let (place, name) = (&thing.place, &thing.name);
    let key = place.split_once('.').map_or("", |(_, key)| key);
    match thing.kind {
        Kind::Equipment => {
            let found = scenario.equipment.iter().position(|pool| pool.key == key);
            found.map(|index| unit(scenario, EquipmentId(index), place)).into_iter().collect()
        }
        Kind::Staff => {
            let found = scenario.staff.iter().position(|group| group.key == key);
            found.map(|index| people(scenario, StaffId(index), place)).unwrap_or_default()
        }
        Kind::Rooms => {
            let Some(room) = scenario.rooms.iter().find(|room| room.key == *name) else { return Vec::new() };
            let rows = vec![widened("rooms", Whom::Rooms(room.site), 1.0)];
            let what = format!("1 room more of {name} ({} instead of {})", room.count + 1, room.count);
            vec![Step::new(what, format!("{place}.count"), json!(room.count + 1), rows)]
        }
        Kind::LearnerTime => {
            let found = scenario.cohorts.iter().position(|cohort| cohort.key == key);
            found.map(|index| hours(scenario, CohortId(index))).unwrap_or_default()
        }
        Kind::Firms => {
            let found = scenario.firms.iter().position(|firm| firm.key == key);
            found.map(|index| firm_places(scenario, FirmId(index), place)).unwrap_or_default()
        }
        Kind::Money => {
            let found = scenario.policies.iter().position(|policy| policy.key == *name);
            found.and_then(|index| euros(scenario, PolicyId(index), place)).into_iter().collect()
        }
    }
}

const fn widened(family: &'static str, whom: Whom, by: f64) -> Widened {
    Widened { family, whom: Some(whom), policy: None, by }
}

fn unit(scenario: &Scenario, id: EquipmentId, place: &str) -> Step {
    let pool = &scenario.equipment[id.index()];
    let what = format!("1 unit more of {} ({} instead of {})", pool.name, pool.units + 1, pool.units);
    let rows = vec![widened("equipment_units", Whom::Pool(id), 1.0)];
    Step::new(what, format!("{place}.units"), json!(pool.units + 1), rows)
}

fn people(scenario: &Scenario, id: StaffId, place: &str) -> Vec<Step> {
    let group = &scenario.staff[id.index()];
    let (name, count) = (&group.name, group.count);
    let whom = Whom::Staff(id);
    let mut rows = vec![widened("staff_at_once", whom, 1.0)];
    rows.extend(group.minutes_per_week.map(|each| widened("staff_load", whom, each.into())));
    rows.extend(group.evenings_per_week.map(|each| widened("staff_evenings", whom, each.into())));
    let what = format!("1 person more of {name} ({} instead of {count})", count + 1);
    let mut steps = vec![Step::new(what, format!("{place}.count"), json!(count + 1), rows)];
    if let Some(minutes) = group.minutes_per_week {
        let (now, more) = (f64::from(minutes) / 60.0, f64::from(minutes + 60) / 60.0);
        let what = format!("1 hour a week more of each of {name} ({more} instead of {now})");
        let rows = vec![widened("staff_load", whom, 60.0 * f64::from(count))];
        steps.push(Step::new(what, format!("{place}.hours_per_week"), json!(more), rows));
    }
    if let Some(evenings) = group.evenings_per_week {
        let what =
            format!("1 evening a week more of each of {name} ({} instead of {evenings})", evenings + 1);
        let rows = vec![widened("staff_evenings", whom, count.into())];
        steps.push(Step::new(what, format!("{place}.evenings_per_week"), json!(evenings + 1), rows));
    }
    steps
}

/// An hour a day or a week, or an evening, more of the learners of a cohort, where a rule that is no wish limits them.
fn hours(scenario: &Scenario, cohort: CohortId) -> Vec<Step> {
    let limits = scenario.policies.iter().enumerate().filter(|(_, policy)| {
        policy.cohorts.contains(&cohort) && policy.strength != crate::domain::Strength::Wish
    });
    let steps = limits.filter_map(|(index, policy)| {
        let (now, unit, by) = match policy.rule {
            Rule::DayHours { at_most: Some(most), .. } => (f64::from(most) / 60.0, "hour a day", 60.0),
            Rule::WeekHours { at_most: Some(most), .. } => (f64::from(most) / 60.0, "hour a week", 60.0),
            Rule::EveningsPerWeek { at_most } => (f64::from(at_most), "evening a week", 1.0),
            _ => return None,
        };
        let more = now + 1.0;
        let to = if more.fract() == 0.0 { json!(more as u64) } else { json!(more) };
        let what = format!("1 {unit} more of {} ({to} instead of {now})", policy.key);
        let rows = vec![Widened { family: policy.rule.key(), whom: None, policy: Some(PolicyId(index)), by }];
        Some(Step::new(what, format!("{}.at_most", file_place(&policy.key)), to, rows))
    });
    steps.collect()
}

fn firm_places(scenario: &Scenario, id: FirmId, place: &str) -> Vec<Step> {
    let firm = &scenario.firms[id.index()];
    let fields = [
        ("present_at_most", firm.present_at_most, "firm_presence", "learner on a day"),
        ("away_at_most", firm.away_at_most, "firm_release", "learner away at once"),
    ];
    let steps = fields.into_iter().filter_map(|(field, most, family, unit)| {
        let most = most?;
        let what = format!("1 {unit} more at {} ({} instead of {most})", firm.name, most + 1);
        Some(Step::new(
            what,
            format!("{place}.{field}"),
            json!(most + 1),
            vec![widened(family, Whom::Firm(id), 1.0)],
        ))
    });
    steps.collect()
}

/// A hundredth more of a ceiling.
fn euros(scenario: &Scenario, id: PolicyId, place: &str) -> Option<Step> {
    let policy = &scenario.policies[id.index()];
    let Rule::Budget { at_most, .. } = policy.rule else { return None };
    let now = at_most.0 as f64 / 100.0;
    let more = (now * 0.01).ceil();
    let what =
        format!("{more} {} more for {} ({} instead of {now})", scenario.currency, policy.key, now + more);
    let rows = vec![Widened { family: "budget", whom: None, policy: Some(id), by: more }];
    Some(Step::new(what, format!("{place}.at_most"), json!(now + more), rows))
}

/// Of what there can be more, so that every plan stays one: where it stands, and its numbers; the first is meant where none is
/// named, and is 1 where the file does not say.
const MORE: [(&str, &[&str]); 5] = [
    ("equipment.", &["units", "openings"]),
    ("staff.", &["count", "hours_per_week", "evenings_per_week"]),
    ("sites.", &["count"]),
    ("firms.", &["present_at_most", "away_at_most", "places", "mentors", "learners_per_mentor"]),
    ("policies.", &["at_most"]),
];

/// Twice as much of what stands at a place: a number, or a thing whose number is meant.
pub(super) fn doubling(asked: &Asked<'_>, place: &str) -> Result<Step, BottleneckError> {
    let no_more = || BottleneckError::NoMore { place: place.to_owned() };
    let (_, fields) = MORE.iter().find(|(list, _)| place.starts_with(list)).ok_or_else(no_more)?;
    let named = fields.iter().any(|field| place.ends_with(&format!(".{field}")));
    let place = if named { place.to_owned() } else { format!("{place}.{}", fields[0]) };
    let now = match asked.source.value(&place) {
        Some(value) => value.as_f64().ok_or_else(no_more)?,
        None => 1.0,
    };
    let to = if now.fract() == 0.0 { json!(2 * now as u64) } else { json!(2.0 * now) };
    let edit = Edit::Set { set: place.clone(), to: to.clone() };
    // Says what is there where the place is not.
    asked.source.edited(std::slice::from_ref(&edit))?;
    Ok(Step::new(format!("{place} doubled ({to} instead of {now})"), place, to, Vec::new()))
}

/// Says of something that was doubled how much of it is used, where it is known.
pub(super) fn tell_peak(step: &mut Step, things: &[Thing]) {
    let Some(Edit::Set { set, .. }) = step.edits.first() else { return };
    let Some(thing) = things.iter().find(|thing| set.starts_with(&format!("{}.", thing.place))) else {
        return;
    };
    let shares = thing.measures.iter().filter_map(|measure| Some((measure, measure.share()?)));
    if let Some((measure, share)) = shares.max_by(|a, b| a.1.total_cmp(&b.1)) {
        let used = format!("; {} % of it is used at the peak ({})", (share * 100.0).round(), measure.words());
        step.sentence.push_str(&used);
    }
}
