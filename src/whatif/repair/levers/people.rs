//! People: another one, more hours, no absence, a further qualification.

use serde_json::Value;

use crate::domain::StaffGroup;
use crate::scenario::edit::Edit;
use crate::whatif::repair::lever::{Lever, Matter, Step, number, set, told};

/// People and hours a week that are tried in addition.
const PEOPLE: usize = 8;
const HOURS: usize = 20;

/// Groups that are offered a further qualification.
const TAUGHT: usize = 3;

/// Levers of everybody who has one of some qualifications, and of those who might get one.
pub(super) fn qualified(matter: Matter<'_>, keys: &str) -> Vec<Option<Lever>> {
    let keys: Vec<&str> = keys.split(", ").collect();
    let has = |group: &&StaffGroup| group.qualifications.iter().any(|has| keys.contains(&has.key.as_str()));
    let mut levers: Vec<Option<Lever>> =
        matter.scenario.staff.iter().filter(has).flat_map(|group| self::group(matter, &group.key)).collect();
    let others = matter.scenario.staff.iter().filter(|group| !has(group)).take(TAUGHT);
    levers.extend(others.map(|group| {
        let place = format!("staff.{}.qualifications", group.key);
        let add = |key: &&str| Edit::Add { add: place.clone(), entry: Value::String((*key).to_owned()) };
        let words = format!("{} qualified for {} too", group.name, keys.join(" and "));
        Lever::once("qualified", keys.iter().map(add).collect(), words)
    }));
    levers
}

/// Levers of a staff group.
pub(super) fn group(matter: Matter<'_>, id: &str) -> Vec<Option<Lever>> {
    let Some(group) = matter.scenario.staff.iter().find(|group| group.key == id) else { return Vec::new() };
    let load = format!("staff.{id}.hours_per_week");
    let hours = matter.number("hours_per_week", &load, (1.0, HOURS), |now, to| {
        format!("{} with {} h a week each instead of {}", group.name, told(to), told(now))
    });
    vec![hours, people(group), there(matter, group), evenings(matter, group)]
}

/// More people; a group that does not state how many is one.
fn people(group: &StaffGroup) -> Option<Lever> {
    let now = group.count;
    let step = |more: u32| Step {
        edits: vec![set(&format!("staff.{}.count", group.key), number(f64::from(now + more)))],
        words: format!("{} people of {} instead of {now}", now + more, group.name),
    };
    Lever::new("people", (1..=PEOPLE as u32).map(step).collect())
}

/// Nobody absent.
fn there(matter: Matter<'_>, group: &StaffGroup) -> Option<Lever> {
    let place = format!("staff.{}.absent", group.key);
    matter.is_stated(&place).then_some(())?;
    Lever::once("present", vec![set(&place, Value::Null)], format!("{} never absent", group.name))
}

/// More evenings a week.
fn evenings(matter: Matter<'_>, group: &StaffGroup) -> Option<Lever> {
    let place = format!("staff.{}.evenings_per_week", group.key);
    matter.number("staff_evenings", &place, (1.0, 5), |now, to| {
        format!("{} on {} evenings a week instead of {}", group.name, told(to), told(now))
    })
}
