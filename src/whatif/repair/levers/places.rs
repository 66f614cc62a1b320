//! Rooms, and what firms offer.

use crate::scenario::edit::Edit;
use crate::whatif::repair::lever::{Lever, Matter, Step, number, set, told};

/// Rooms and places that are tried in addition.
const MORE: u32 = 12;

/// More rooms of each kind of a site.
pub(super) fn rooms(matter: Matter<'_>, site: &str) -> Vec<Option<Lever>> {
    let scenario = matter.scenario;
    let here = scenario.rooms.iter().filter(|room| scenario.sites[room.site.index()].key == site);
    let lever = |room: &crate::domain::Room| {
        let step = |more: u32| Step {
            edits: vec![set(
                &format!("sites.{site}.rooms.{}.count", room.key),
                number(f64::from(room.count + more)),
            )],
            words: format!("{} rooms {} instead of {}", room.count + more, room.key, room.count),
        };
        Lever::new("rooms", (1..=MORE).map(step).collect())
    };
    here.map(lever).collect()
}

/// More mentors, places or learners at a time of a firm.
pub(super) fn firm(matter: Matter<'_>, id: &str) -> Vec<Option<Lever>> {
    let Some(firm) = matter.scenario.firms.iter().find(|firm| firm.key == id) else { return Vec::new() };
    let field = |way: &'static str, field: &str, words: &str| {
        matter.number(way, &format!("firms.{id}.{field}"), (1.0, MORE as usize), |now, to| {
            format!("{} {words} {} instead of {}", told(to), firm.name, told(now))
        })
    };
    let both = both(matter, id, &firm.name);
    match matter.reason.family {
        "firm_places" => {
            vec![field("mentors", "mentors", "mentors at"), field("places", "places", "places at"), both]
        }
        "firm_presence" => vec![field("present", "present_at_most", "learners on a day at")],
        "firm_release" => vec![field("away", "away_at_most", "learners away at a time from")],
        _ => Vec::new(),
    }
}

/// Mentors and places together, where neither alone may do.
fn both(matter: Matter<'_>, id: &str, name: &str) -> Option<Lever> {
    let now = |field: &str| matter.source.value(&format!("firms.{id}.{field}"))?.as_u64();
    let (mentors, places) = (now("mentors")?, now("places")?);
    let step = |more: u64| {
        let raised = |field: &str, now: u64| set(&format!("firms.{id}.{field}"), number((now + more) as f64));
        let edits: Vec<Edit> = vec![raised("mentors", mentors), raised("places", places)];
        Step { edits, words: format!("{more} more mentors and places at {name}") }
    };
    Lever::new("mentors_and_places", (1..=u64::from(MORE)).map(step).collect())
}
