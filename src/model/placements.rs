//! Every way in which a run may hold a session: when, where, and on what.

use std::collections::{BTreeMap, BTreeSet};

use super::constraints::{FAMILIES, Objection, room_seats, same_room};
use super::runs::Run;
use super::scene::Scene;
use super::seats;
use crate::calendar::{SessionTime, closing_minutes, session_times};
use crate::domain::{EquipmentId, Module, RoomId, RoomNeed, SessionLengths, SiteId, SiteKind, Strength};

/// Where units of a pool stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// At the pool's own site.
    Home,
    /// Moved, by this option of the pool.
    Moved(usize),
}

/// Units of a pool, where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Equipped {
    /// The pool.
    pub pool: EquipmentId,
    /// Where its units stand.
    pub standing: Standing,
    /// How many units a session takes: ⌈learners / learners per unit⌉.
    pub units: u32,
}

/// A session that a run may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The run.
    pub run: usize,
    /// The open day.
    pub day: usize,
    /// The time of day.
    pub time: SessionTime,
    /// The site.
    pub site: SiteId,
    /// The equipment it uses, if any.
    pub equipment: Option<Equipped>,
    /// The kinds of rooms that would do, by rent then seats; empty when it needs none.
    pub rooms: Vec<RoomId>,
    /// The most learners for whom its units and rooms do, where the plan settles how many attend.
    pub holds: Option<u32>,
    /// Whether it is the run's one shorter session.
    pub closing: bool,
    /// Policies it would break: wishes in ordinary building, any policy when rules are elastic.
    pub objections: Vec<Objection>,
}

/// Every placement that no rule forbids. Placements that break a wish are kept with its price;
/// with `elastic`, so are those that break a policy or law, so that an explanation can name it.
pub fn placements(scene: &Scene<'_>, elastic: bool) -> Vec<Placement> {
    let days: Vec<usize> = (0..scene.calendar.days.len()).collect();
    (0..scene.runs.len()).flat_map(|run| of_run(scene, run, &days, elastic)).collect()
}

/// The same of one run on some days.
pub fn of_run(scene: &Scene<'_>, run: usize, days: &[usize], elastic: bool) -> Vec<Placement> {
    let module = scene.runs[run].module(scene.scenario);
    let mut all = Vec::new();
    for draft in drafts(scene, run, days) {
        admit(scene, module, draft, elastic, &mut all);
    }
    all
}

/// Every placement of a run on some days, before any rule has been asked.
pub(super) fn drafts(scene: &Scene<'_>, run: usize, days: &[usize]) -> Vec<Placement> {
    let module = scene.runs[run].module(scene.scenario);
    let closing = closing_length(scene, &scene.runs[run], module);
    let places = places(scene, run);
    let spec = &scene.scenario.calendar;
    let mut drafts = Vec::new();
    for day in days {
        for time in session_times(spec, &scene.calendar.days[*day], &module.sessions, closing) {
            for (site, equipment) in &places {
                drafts.push(Placement {
                    run,
                    day: *day,
                    closing: closing == Some(time.minutes),
                    time: time.clone(),
                    site: *site,
                    equipment: *equipment,
                    holds: holds(scene, run, *equipment),
                    rooms: Vec::new(),
                    objections: Vec::new(),
                });
            }
        }
    }
    drafts
}

/// For how many learners the units of a placement do; `None` where all who may attend surely do.
fn holds(scene: &Scene<'_>, run: usize, equipment: Option<Equipped>) -> Option<u32> {
    let most = sizes(scene, &scene.runs[run]).max()?;
    let Some(equipped) = equipment else { return Some(most) };
    let each = scene.scenario.equipment[equipped.pool.index()].learners_per_unit;
    Some(most.min(equipped.units * each))
}

/// How many learners may attend a run, where that is settled only by the plan.
fn sizes(scene: &Scene<'_>, run: &Run) -> std::ops::RangeInclusive<u32> {
    let cohort = run.members[0].0;
    if seats::flexible(scene.scenario, cohort) {
        1..=seats::most_in_a_part(scene.scenario, cohort)
    } else {
        std::ops::RangeInclusive::new(1, 0)
    }
}

/// Asks every family; keeps the placement when what objects may be broken at a price.
fn admit(scene: &Scene<'_>, module: &Module, mut draft: Placement, elastic: bool, all: &mut Vec<Placement>) {
    for family in FAMILIES {
        let begin = draft.objections.len();
        let found = family.objections(scene, &draft);
        draft.objections.extend(found);
        if !draft.objections[begin..].iter().all(|objection| breakable(scene, objection, elastic)) {
            return;
        }
    }
    match suitable_rooms(scene, module, &draft) {
        Rooms::NotNeeded => all.push(draft),
        Rooms::Kinds(kinds) => {
            for class in alike(scene, &scene.runs[draft.run], &kinds) {
                admit_in(scene, module, Placement { rooms: class, ..draft.clone() }, elastic, all);
            }
        }
    }
}

/// Kinds of rooms that are interchangeable for a run and counted together. A kind of another rent, one in which another
/// number of seats is missing and, where a run wants to stay in its room, any other kind is another placement, so
/// that the objective is exact.
fn alike(scene: &Scene<'_>, run: &Run, kinds: &[RoomId]) -> Vec<Vec<RoomId>> {
    let room = |id: &RoomId| &scene.scenario.rooms[id.index()];
    let seats = run.seats(scene.scenario);
    let each = same_room::matters(scene, run);
    let class = |id: &RoomId| {
        let missing = seats.saturating_sub(room(id).seats);
        (room(id).rent_per_hour.borne(), missing, each.then_some(*id))
    };
    let mut classes: BTreeMap<_, Vec<RoomId>> = BTreeMap::new();
    for id in kinds {
        classes.entry(class(id)).or_default().push(*id);
    }
    classes.into_values().collect()
}

/// Asks every family about the rooms of a placement; where it is not settled how many attend, a kind with fewer seats is
/// another placement.
fn admit_in(
    scene: &Scene<'_>,
    module: &Module,
    mut draft: Placement,
    elastic: bool,
    all: &mut Vec<Placement>,
) {
    let found: Vec<Objection> =
        FAMILIES.iter().flat_map(|family| family.objections_to_rooms(scene, &draft)).collect();
    if !found.iter().all(|objection| breakable(scene, objection, elastic)) {
        return;
    }
    draft.objections.extend(found);
    let Some(most) = draft.holds.filter(|_| module.seats.is_none()) else {
        all.push(draft);
        return;
    };
    let seats = |room: &RoomId| scene.scenario.rooms[room.index()].seats;
    let fewest: BTreeSet<u32> = draft.rooms.iter().map(|room| seats(room).min(most)).collect();
    for holds in fewest {
        let rooms = draft.rooms.iter().copied().filter(|room| seats(room) >= holds).collect();
        all.push(Placement { rooms, holds: Some(holds), ..draft.clone() });
    }
}

/// Whether what an objection speaks of may be broken at a price.
fn breakable(scene: &Scene<'_>, objection: &Objection, elastic: bool) -> bool {
    objection.policy.is_some() && (elastic || scene.strength(objection.policy) == Strength::Wish)
}

/// The length of a run's one shorter session, if its module allows one and needs it.
fn closing_length(scene: &Scene<'_>, run: &Run, module: &Module) -> Option<u32> {
    if !module.shorter_last {
        return None;
    }
    match &module.sessions {
        SessionLengths::Minutes(lengths) => closing_minutes(lengths, run.minutes),
        SessionLengths::FillDaypart => {
            let fills = scene.scenario.calendar.dayparts.iter().map(|part| part.to.minutes_since(part.from));
            closing_minutes(&fills.collect::<Vec<_>>(), run.minutes)
        }
    }
}

/// The sites, and at each the equipment, at which a run may be held on some day.
pub fn places(scene: &Scene<'_>, run: usize) -> Vec<(SiteId, Option<Equipped>)> {
    let run = &scene.runs[run];
    let module = run.module(scene.scenario);
    let allowed = |site: SiteId| module.sites.is_empty() || module.sites.contains(&site);
    if let Some(kind) = &module.equipment {
        let mut places = Vec::new();
        for (index, pool) in scene.scenario.equipment.iter().enumerate() {
            let new_enough =
                module.equipment_from_year.is_none_or(|year| pool.year.is_some_and(|built| built >= year));
            if pool.kind != *kind || !new_enough {
                continue;
            }
            let mut counts: Vec<u32> =
                sizes(scene, run).map(|learners| learners.div_ceil(pool.learners_per_unit)).collect();
            counts.dedup();
            if counts.is_empty() {
                counts.push(run.learners.div_ceil(pool.learners_per_unit));
            }
            for units in counts {
                let equipped = |standing| Equipped { pool: EquipmentId(index), standing, units };
                if allowed(pool.site) && units <= pool.units {
                    places.push((pool.site, Some(equipped(Standing::Home))));
                }
                for (option, moved) in pool.moves.iter().enumerate() {
                    if allowed(moved.to) && units <= moved.units {
                        places.push((moved.to, Some(equipped(Standing::Moved(option)))));
                    }
                }
            }
        }
        return places;
    }
    if !module.sites.is_empty() {
        return module.sites.iter().map(|site| (*site, None)).collect();
    }
    if module.kind == crate::domain::Kind::Online {
        let online = scene.scenario.sites.iter().position(|site| site.kind == SiteKind::Online);
        if let Some(index) = online {
            return vec![(SiteId(index), None)];
        }
    }
    let mut schools: Vec<SiteId> =
        run.members.iter().map(|(cohort, _)| scene.scenario.cohorts[cohort.index()].school).collect();
    schools.sort_unstable();
    schools.dedup();
    schools.into_iter().map(|site| (site, None)).collect()
}

/// What a session needs of the rooms of its site.
pub(super) enum Rooms {
    /// None.
    NotNeeded,
    /// One of these kinds.
    Kinds(Vec<RoomId>),
}

pub(super) fn suitable_rooms(scene: &Scene<'_>, module: &Module, placement: &Placement) -> Rooms {
    let site = &scene.scenario.sites[placement.site.index()];
    let RoomNeed::With(features) = &module.room else { return Rooms::NotNeeded };
    if !site.rooms_listed || site.kind == SiteKind::Online {
        return Rooms::NotNeeded;
    }
    let run = &scene.runs[placement.run];
    let seats = if room_seats::speaking_of(scene, run).next().is_some() {
        0
    } else if placement.holds.is_some() {
        module.seats.unwrap_or(1)
    } else {
        run.seats(scene.scenario)
    };
    let unsuitable = |id: &RoomId| {
        run.members.iter().any(|(_, module)| scene.scenario.modules[module.index()].not_rooms.contains(id))
    };
    let rooms = scene.scenario.rooms.iter().enumerate();
    let mut kinds: Vec<RoomId> = rooms
        .filter(|(_, room)| room.site == placement.site && room.seats >= seats)
        .filter(|(index, _)| !unsuitable(&RoomId(*index)))
        .filter(|(_, room)| !room.closed.iter().any(|range| range.contains(scene.date(placement.day))))
        .filter(|(_, room)| features.iter().all(|feature| room.features.contains(feature)))
        .map(|(index, _)| RoomId(index))
        .collect();
    kinds.sort_by_key(|id| {
        let room = &scene.scenario.rooms[id.index()];
        (room.rent_per_hour.borne(), room.seats, *id)
    });
    Rooms::Kinds(kinds)
}
