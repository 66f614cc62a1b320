//! A question of course timetabling as a scenario file.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::instance::{Course, Instance};

/// The first day of the plan, a Monday: the files know neither dates nor clock times.
const FIRST: &str = "2026-09-07";

/// Weekdays as the format writes them.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The site of all rooms.
const SITE: &str = "campus";

/// Writes a question as a scenario. With `rooms_suit` rooms that do not suit a course are never used for it; the
/// competition does not ask for that.
pub fn scenario(instance: &Instance, rooms_suit: bool) -> Value {
    let cohorts = cohorts(instance);
    let programme = |(id, courses): &(String, Vec<usize>)| {
        let module = |course: &usize| module(instance, *course, rooms_suit);
        json!({ "id": id, "modules": courses.iter().map(module).collect::<Vec<_>>() })
    };
    let cohort = |(id, _): &(String, Vec<usize>)| json!({ "id": id, "programme": id, "school": SITE, "learners": { "none": 1 } });
    let room = |(id, seats): &(String, u32)| json!({ "id": id, "seats": seats });
    let teachers: BTreeSet<&str> = instance.courses.iter().map(|course| course.teacher.as_str()).collect();
    let teacher = |id: &&str| json!({ "id": id, "qualifications": [id] });
    json!({
        "format": "vetplan/1",
        "name": if instance.name.is_empty() { "Course timetabling" } else { &instance.name },
        "calendar": {
            "first": FIRST,
            "last": format!("2026-09-{:02}", 6 + instance.days),
            "dayparts": (0..instance.periods).map(|period| daypart(instance, period)).collect::<Vec<_>>(),
        },
        "sites": [{ "id": SITE, "kind": "college", "rooms": instance.rooms.iter().map(room).collect::<Vec<_>>() }],
        "staff": teachers.iter().map(teacher).collect::<Vec<_>>(),
        "programmes": cohorts.iter().map(programme).collect::<Vec<_>>(),
        "cohorts": cohorts.iter().map(cohort).collect::<Vec<_>>(),
        "combined": combined(instance),
        "policies": policies(instance),
    })
}

/// Curricula with their courses; a course of no curriculum has a cohort of its own.
fn cohorts(instance: &Instance) -> Vec<(String, Vec<usize>)> {
    let mut cohorts = instance.curricula.clone();
    let taught: BTreeSet<usize> = cohorts.iter().flat_map(|(_, courses)| courses.iter().copied()).collect();
    let mut taken: BTreeSet<String> = cohorts.iter().map(|(id, _)| id.clone()).collect();
    for (place, course) in instance.courses.iter().enumerate().filter(|(place, _)| !taught.contains(place)) {
        let mut id = format!("{}-alone", course.id);
        while !taken.insert(id.clone()) {
            id.push('-');
        }
        cohorts.push((id, vec![place]));
    }
    cohorts
}

/// Minutes since midnight at which a period begins: nominal hours, from eight where the day is long enough.
fn begins(instance: &Instance, period: u32) -> u32 {
    let first = if instance.periods <= 16 { 8 } else { 0 };
    (first + period) * 60
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn daypart(instance: &Instance, period: u32) -> Value {
    let from = begins(instance, period);
    let days = WEEKDAYS[..instance.days as usize].join(",");
    json!({ "id": format!("period-{period}"), "days": days, "from": clock(from), "to": clock(from + 60), "class": "day" })
}

fn module(instance: &Instance, place: usize, rooms_suit: bool) -> Value {
    let Course { id, teacher, lectures, students, .. } = &instance.courses[place];
    let mut module = json!({
        "id": id, "hours": lectures, "kind": "theory", "session_hours": 1, "seats": students, "staff": [teacher],
    });
    let not_at = closed(instance, place);
    if !not_at.is_empty() {
        module["not_at"] = json!(not_at);
    }
    let unsuitable = instance.unsuitable.iter().filter(|(course, _)| *course == place);
    let rooms: Vec<&str> = unsuitable.map(|(_, room)| instance.rooms[*room].0.as_str()).collect();
    if rooms_suit && !rooms.is_empty() {
        module["room"] = json!({ "not": rooms });
    }
    module
}

/// The times at which a course is never held, one window a period.
fn closed(instance: &Instance, place: usize) -> Vec<Value> {
    let mut days: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (_, day, period) in instance.unavailable.iter().filter(|(course, ..)| *course == place) {
        days.entry(*period).or_default().insert(*day);
    }
    let window = |(period, days): (u32, BTreeSet<u32>)| {
        let days: Vec<&str> = days.iter().map(|day| WEEKDAYS[*day as usize]).collect();
        let from = begins(instance, period);
        json!({ "days": days.join(","), "from": clock(from), "to": clock(from + 60) })
    };
    days.into_iter().map(window).collect()
}

/// Courses of several curricula are given to all of them together.
fn combined(instance: &Instance) -> Vec<Value> {
    let mut runs = Vec::new();
    for (place, course) in instance.courses.iter().enumerate() {
        let members: Vec<Value> = instance
            .curricula
            .iter()
            .filter(|(_, courses)| courses.contains(&place))
            .map(|(id, _)| json!({ "cohort": id, "module": course.id }))
            .collect();
        if members.len() > 1 {
            runs.push(json!({ "id": course.id, "members": members, "required": true }));
        }
    }
    runs
}

/// What the competition counts.
fn policies(instance: &Instance) -> Vec<Value> {
    let wish = |rule: &str, price: u32| json!({ "rule": rule, "strength": "wish", "price": price });
    let mut policies = vec![wish("room_seats", 1)];
    let mut by_days: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for course in instance.courses.iter().filter(|course| course.working_days > 1) {
        by_days.entry(course.working_days).or_default().push(&course.id);
    }
    for (days, courses) in by_days {
        let mut policy = wish("teaching_days", 5);
        policy["of"] = json!({ "modules": courses });
        policy["at_least"] = json!(days);
        policies.push(policy);
    }
    if !instance.curricula.is_empty() {
        let mut policy = wish("isolated_sessions", 2);
        policy["for"] = instance.curricula.iter().map(|(id, _)| id.as_str()).collect();
        policy["break_minutes"] = json!(0);
        policies.push(policy);
    }
    policies.push(wish("same_room", 1));
    policies
}
