//! What was planted, as rows of a table, and as numbers of units, rooms and people.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::college::College;
use super::planting::{Plants, Session};
use crate::plan::table::Row;

/// How many units, rooms and people there are.
#[derive(Debug)]
pub(super) struct Capacities {
    /// Of each pool.
    pub units: Vec<u32>,
    /// Of each kind of room, campus by campus.
    pub rooms: Vec<u32>,
    /// Of each staff.
    pub people: Vec<u32>,
}

/// The fullest moment takes about so many of 100.
const FULLEST: u32 = 85;

/// What the fullest moment takes, and a little more; what is known beforehand, where that is enough.
pub(super) fn capacities(college: &College, plants: &Plants, chance: &mut Rng) -> Option<Capacities> {
    let resources = &plants.resources;
    let units: Vec<u32> = resources.pools.iter().map(|pool| pool.most).collect();
    let rooms: Vec<u32> = resources.rooms.iter().map(|room| room.most).collect();
    let people: Vec<u32> = resources.people.iter().map(|people| people.len() as u32).collect();
    let Some(known) = college.known else {
        let more = |most: &u32| if *most < 3 { (*most).max(1) } else { (100 * most).div_ceil(FULLEST) };
        let all = |taken: &[u32]| taken.iter().map(more).collect();
        return Some(Capacities { units: all(&units), rooms: all(&rooms), people: all(&people) });
    };
    Some(Capacities {
        units: up_to(&units, known.units, chance)?,
        rooms: up_to(&rooms, known.rooms, chance)?,
        people: up_to(&people, known.people, chance)?,
    })
}

/// At least one of each and as many as are taken, the rest by chance among those that are fullest; `None` where that is more
/// than there are.
fn up_to(taken: &[u32], all: u32, chance: &mut Rng) -> Option<Vec<u32>> {
    let mut there: Vec<u32> = taken.iter().map(|most| (*most).max(1)).collect();
    let left = all.checked_sub(there.iter().sum())?;
    for _ in 0..left {
        let full = |place: &usize| f64::from(taken[*place]) / f64::from(there[*place]);
        let first = chance.usize(0..there.len());
        let places = (0..there.len()).map(|place| (first + place) % there.len());
        // Of equals the first from a place drawn by chance.
        let fullest = places.max_by(|a, b| full(a).total_cmp(&full(b)).then(std::cmp::Ordering::Greater));
        there[fullest?] += 1;
    }
    Some(there)
}

/// The sessions as rows, in the order of time.
pub(super) fn rows(college: &College, sessions: &[Session]) -> Vec<Row> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let of_session = |session: &Session| {
        let run = run(college, session);
        let number = numbers.entry(run.clone()).or_insert(0);
        *number += 1;
        row(college, session, format!("{run}#{number:02}"), run)
    };
    sessions.iter().map(of_session).collect()
}

/// The key of the run of a session.
fn run(college: &College, session: &Session) -> String {
    let cohort = &college.cohorts[session.cohort];
    let module = &college.programmes[cohort.programme].modules[session.module];
    let part = session.part.map_or(String::new(), |part| format!("/{}", part + 1));
    format!("{}/{}{part}", cohort.id, module.id)
}

fn row(college: &College, session: &Session, id: String, run: String) -> Row {
    let cohort = &college.cohorts[session.cohort];
    let programme = &college.programmes[cohort.programme];
    let (first, last) = match session.part {
        Some(part) => (part * programme.group + 1, (part + 1) * programme.group),
        None => (1, cohort.learners()),
    };
    let (pool, units) = match session.taken.pool {
        Some((pool, first, last)) => (Some(&college.pools[pool]), range(first, last)),
        None => (None, String::new()),
    };
    let campus = &college.campuses[programme.campus].id;
    let site = match (pool, session.taken.room) {
        (Some(pool), _) => college.site_of(pool),
        (None, Some(_)) => campus,
        (None, None) => super::written::ONLINE,
    };
    let room = session
        .taken
        .room
        .map(|(kind, number)| format!("{}:{number}", super::written::room_id(college, kind)));
    let person = session.taken.person.map(|(staff, person)| {
        let staff = &college.staff[staff];
        let work = super::written::work_of(programme, session.module);
        format!("{}:{}:{work}", staff.id, person + 1)
    });
    let (start, end) = session.slot.times();
    Row {
        id,
        run,
        date: college.year.date(session.week, session.slot.day()).to_string(),
        start: start.to_owned(),
        end: end.to_owned(),
        dayparts: session.slot.daypart().to_owned(),
        cohort: cohort.id.clone(),
        module: programme.modules[session.module].id.clone(),
        learners: range(first, last),
        site: site.to_owned(),
        room: room.unwrap_or_default(),
        equipment: pool.map(|pool| pool.id.clone()).unwrap_or_default(),
        units,
        staff: person.unwrap_or_default(),
        lead: "school".to_owned(),
        class: session.slot.class().to_owned(),
    }
}

fn range(first: u32, last: u32) -> String {
    if first == last { first.to_string() } else { format!("{first}..{last}") }
}
