//! The scenario as its file says it.

use serde_json::{Value, json};

use super::Request;
use super::college::{Asks, Cohort, College, Module, Programme, kind_word, subject_word};
use super::planted::Capacities;
use super::planting::{EVENINGS, SEATS};
use super::week::{HOURS, weekday};

/// The site of sessions online.
pub(super) const ONLINE: &str = "online";

/// The scenario.
pub(super) fn scenario(college: &College, capacities: &Capacities, request: &Request) -> Value {
    let date = |week: usize, day: usize| college.year.date(week, day).to_string();
    let mut scenario = json!({
        "format": "vetplan/1",
        "name": format!("Generated {}, seed {}", college.name, request.seed),
        "calendar": {
            "first": date(0, 0),
            "last": date(college.weeks - 1, 6),
            "dayparts": [
                daypart("morning", "mon-fri", "08:00", "12:00", "day"),
                daypart("afternoon", "mon-fri", "13:00", "17:00", "day"),
                daypart("evening", "mon-fri", "18:00", "22:00", "evening"),
                daypart("saturday-morning", "sat", "08:00", "12:00", "saturday"),
                daypart("saturday-afternoon", "sat", "13:00", "17:00", "saturday"),
                daypart("sunday-morning", "sun", "08:00", "12:00", "sunday"),
                daypart("sunday-afternoon", "sun", "13:00", "17:00", "sunday"),
            ],
        },
        "sites": sites(college, capacities),
        "travel": travel(college),
        "firms": (0..college.firms.len()).map(|firm| self::firm(college, firm)).collect::<Vec<_>>(),
        "equipment": equipment(college, capacities),
        "staff": staff(college, capacities),
        "programmes": college.programmes.iter().map(|programme| self::programme(college, programme)).collect::<Vec<_>>(),
        "cohorts": college.cohorts.iter().map(|cohort| self::cohort(college, cohort)).collect::<Vec<_>>(),
        "policies": policies(college, request.choose_days),
        "tariffs": {
            "premiums": { "evening": 0.25, "saturday": 0.35, "sunday": 0.60 },
            "travel": { "per_km": 0.12, "payer": "college" },
        },
    });
    if college.known.is_some() {
        let closed = college
            .year
            .closed()
            .map(|(from, to, name)| json!({ "from": from.to_string(), "to": to.to_string(), "name": name }));
        scenario["calendar"]["closed"] = closed.collect();
        scenario["calendar"]["periods"] = (0..PERIODS).map(|place| period(college, place)).collect();
        scenario["tariffs"]["income"] = json!([
            { "id": "state", "per_learner": 4_800.0, "payer": "funder" },
            { "id": "region", "per_learner": 350.0, "payer": "funder" },
            { "id": "sector-fund", "amount": 60_000.0, "payer": "funder" },
        ]);
    }
    scenario
}

/// Periods of a year.
const PERIODS: usize = 4;

fn period(college: &College, place: usize) -> Value {
    let week = |place: usize| college.weeks * place / PERIODS;
    let date = |week: usize, day: usize| college.year.date(week, day).to_string();
    json!({ "id": format!("period-{}", place + 1), "from": date(week(place), 0), "to": date(week(place + 1) - 1, 6) })
}

fn firm(college: &College, place: usize) -> Value {
    let mut entry = json!({ "id": college.firms[place].id });
    let rivals =
        college.rivals.iter().filter(|(one, _)| *one == place).map(|(_, other)| &college.firms[*other].id);
    let rivals: Vec<&String> = rivals.collect();
    if !rivals.is_empty() {
        entry["rivals"] = json!(rivals);
    }
    entry
}

/// The id of a kind of room.
pub(super) fn room_id(college: &College, kind: usize) -> String {
    format!("room-{}-{}", SEATS[kind % SEATS.len()], college.campuses[kind / SEATS.len()].id)
}

/// What the person on a session of a module has to be able to do.
pub(super) fn work_of(programme: &Programme, module: usize) -> String {
    match &programme.modules[module].asks {
        Asks::Equipment { kind, .. } => kind_word(*kind).to_owned(),
        Asks::Teacher { subject, .. } => subject_word(*subject),
        Asks::Online => String::new(),
    }
}

/// An amount in euros.
fn euros(cents: u32) -> Value {
    json!(f64::from(cents) / 100.0)
}

fn daypart(id: &str, days: &str, from: &str, to: &str, class: &str) -> Value {
    json!({ "id": id, "days": days, "from": from, "to": to, "class": class })
}

fn sites(college: &College, capacities: &Capacities) -> Vec<Value> {
    let campuses = college.campuses.iter().enumerate().map(|(place, campus)| {
        let room = |seats: usize| {
            let kind = place * SEATS.len() + seats;
            json!({ "id": room_id(college, kind), "count": capacities.rooms[kind], "seats": SEATS[seats] })
        };
        json!({ "id": campus.id, "kind": "college", "rooms": (0..SEATS.len()).map(room).collect::<Vec<_>>() })
    });
    let works = college.firms.iter().filter_map(|firm| {
        let (id, _) = firm.works.as_ref()?;
        Some(json!({ "id": id, "kind": "firm", "firm": firm.id }))
    });
    campuses.chain(works).chain([json!({ "id": ONLINE, "kind": "online" })]).collect()
}

/// Ways between each campus and the works around it, and between these.
fn travel(college: &College) -> Vec<Value> {
    let mut ways = Vec::new();
    for (place, campus) in college.campuses.iter().enumerate() {
        let near = college.firms.iter().filter(|firm| firm.campus == place);
        let works: Vec<&(String, u32)> = near.filter_map(|firm| firm.works.as_ref()).collect();
        let way =
            |one: &str, other: &str, km: u32| json!({ "between": [one, other], "km": km, "minutes": 5 + km });
        for (index, (id, km)) in works.iter().enumerate() {
            ways.push(way(&campus.id, id, *km));
            ways.extend(
                works[..index].iter().map(|(other, beside)| way(other, id, km.abs_diff(*beside) + 4)),
            );
        }
    }
    ways
}

fn equipment(college: &College, capacities: &Capacities) -> Vec<Value> {
    let outside_day = json!([
        { "days": "mon-fri", "from": "18:00", "to": "22:00" },
        { "days": "sat,sun", "from": "08:00", "to": "17:00" },
    ]);
    let by_day = json!([{ "days": "mon-fri", "from": "08:00", "to": "17:00" }]);
    let pool = |(place, pool): (usize, &super::college::Pool)| {
        let owner = pool.owner.map_or("college", |firm| &college.firms[firm].id);
        let mut entry = json!({
            "id": pool.id, "kind": kind_word(pool.kind), "site": college.site_of(pool), "owner": owner,
            "units": capacities.units[place], "learners_per_unit": pool.learners_per_unit,
            "cost": { "per_hour": euros(pool.cents_per_hour), "setup_per_day": euros(pool.setup_cents) },
        });
        if pool.owner.is_some() {
            entry["lent"] = if pool.by_day { by_day.clone() } else { outside_day.clone() };
        }
        entry
    };
    college.pools.iter().enumerate().map(pool).collect()
}

fn staff(college: &College, capacities: &Capacities) -> Vec<Value> {
    let people = |(place, staff): (usize, &super::college::Staff)| {
        json!({
            "id": staff.id, "count": capacities.people[place], "qualifications": staff.qualifications,
            "hours_per_week": staff.sessions_per_week * HOURS, "evenings_per_week": staff.evenings_per_week,
            "cost_per_hour": euros(staff.cents_per_hour),
        })
    };
    college.staff.iter().enumerate().map(people).collect()
}

fn programme(college: &College, programme: &Programme) -> Value {
    let modules: Vec<Value> =
        programme.modules.iter().map(|module| self::module(college, programme, module)).collect();
    json!({ "id": programme.id, "modules": modules })
}

fn module(college: &College, programme: &Programme, module: &Module) -> Value {
    let kind = match module.asks {
        Asks::Equipment { .. } => "practical",
        Asks::Teacher { exam: true, .. } => "assessment",
        Asks::Teacher { .. } => "theory",
        Asks::Online => "online",
    };
    let mut entry = json!({ "id": module.id, "hours": module.sessions as u32 * HOURS, "kind": kind, "session_hours": HOURS });
    if let Asks::Equipment { kind, pools } = &module.asks {
        entry["max_group"] = json!(programme.group);
        entry["equipment"] = json!(kind_word(*kind));
        let mut sites: Vec<&str> = pools.iter().map(|pool| college.site_of(&college.pools[*pool])).collect();
        sites.dedup();
        entry["sites"] = json!(sites);
    }
    match &module.asks {
        Asks::Equipment { kind, .. } => entry["staff"] = json!([kind_word(*kind)]),
        Asks::Teacher { subject, .. } => entry["staff"] = json!([subject_word(*subject)]),
        Asks::Online => {}
    }
    if let Some(before) = module.after {
        entry["after"] = json!([programme.modules[before].id]);
    }
    entry
}

fn cohort(college: &College, cohort: &Cohort) -> Value {
    let programme = &college.programmes[cohort.programme];
    // Minors turn 18 after the last day; the first learners of the list are such.
    let turns_18 = college.year.date(college.weeks + 10, 0).to_string();
    let (mut groups, mut minors) = (Vec::new(), cohort.minors);
    for (firm, learners) in &cohort.firms {
        let (id, young) = (&college.firms[*firm].id, minors.min(*learners));
        minors -= young;
        if young > 0 {
            let key = if young < *learners { format!("{id}-minors") } else { id.clone() };
            groups.push(json!({ "id": key, "learners": young, "firm": id, "turns_18": turns_18 }));
        }
        if young < *learners {
            groups.push(json!({ "id": id, "learners": learners - young, "firm": id }));
        }
    }
    let mut entry = json!({
        "id": cohort.id, "programme": programme.id, "school": college.campuses[programme.campus].id,
        "groups": groups,
    });
    if programme.school_days == 0 {
        entry["available"] = json!([
            { "days": "mon-fri", "from": "18:00", "to": "22:00" },
            { "days": "sat,sun", "from": "08:00", "to": "17:00" },
        ]);
    }
    entry
}

fn policies(college: &College, choose: bool) -> Vec<Value> {
    let by_day = |cohort: &&Cohort| !cohort.school_days.is_empty();
    let patterns = college.cohorts.iter().filter(by_day).map(|cohort| {
        let words = |school: bool| {
            let days = (0..5).filter(|day| cohort.school_days.contains(day) == school);
            days.map(weekday).collect::<Vec<_>>().join(",")
        };
        let days =
            if choose { json!("choose") } else { json!({ "school": words(true), "firm": words(false) }) };
        json!({
            "rule": "weekly_pattern", "id": format!("week-{}", cohort.id), "for": cohort.id,
            "school_days": cohort.school_days.len(), "firm_days": 5 - cohort.school_days.len(), "days": days,
            "firm_day_hours": 8,
        })
    });
    let adults: Vec<&str> = college
        .programmes
        .iter()
        .filter(|programme| programme.school_days == 0)
        .map(|programme| programme.id.as_str())
        .collect();
    let mut policies: Vec<Value> = patterns.collect();
    policies.push(json!({
        "rule": "slots_by_age", "id": "minors", "under": 18, "not": ["evening", "saturday", "sunday"],
        "strength": "legal",
    }));
    if !college.rivals.is_empty() {
        policies.push(json!({ "rule": "rivals_apart", "id": "rivals" }));
    }
    if !adults.is_empty() {
        policies.push(
            json!({ "rule": "evenings_per_week", "id": "evenings", "for": adults, "at_most": EVENINGS }),
        );
        policies.push(json!({
            "rule": "avoid_class", "id": "no-sundays", "for": adults, "class": "sunday", "strength": "wish", "price": 12.0,
        }));
    }
    policies
}
