//! Examples: staff.

use vetplan::check::Amount::{Count, Minutes};
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::*;
use super::{Example, as_set_up, example};

fn person(staff: usize, number: u32, qualification: &str) -> StaffOnSession {
    StaffOnSession { staff: StaffId(staff), person: number, qualification: qualification.to_owned() }
}

/// Theory is taught by one of two teachers.
fn taught(world: &mut World) {
    world.staff("T", "teach").count = 2;
    world.scenario.modules[0].staff =
        vec![StaffRole { qualification: "teach".to_owned(), employer: None, count: 1 }];
    for session in &mut world.plan.sessions {
        session.staff = vec![person(0, 1, "teach")];
    }
}

/// Besides, somebody of `F1` is asked for, of the same qualification.
fn co_taught(world: &mut World) {
    taught(world);
    world.staff("X", "teach").employer = Party::Firm(F1);
    let expert = StaffRole { qualification: "teach".to_owned(), employer: Some(Party::Firm(F1)), count: 1 };
    world.scenario.modules[0].staff.push(expert);
    for session in &mut world.plan.sessions {
        session.staff.insert(0, person(1, 1, "teach"));
    }
}

/// Two parts at the same times, the second taught by the teacher of this number.
fn parts(world: &mut World, number: u32) {
    world.split((MON, "am"), (TUE, "am"));
    (2..4).for_each(|session| world.session(session).staff = vec![person(0, number, "teach")]);
}

pub fn examples() -> Vec<Example> {
    [qualified(), loads()].concat()
}

fn qualified() -> Vec<Example> {
    vec![
        example("staff_qualified", "nobody", Count(1), taught, as_set_up, |w| w.session(1).staff.clear()),
        example("staff_qualified", "somebody superfluous", Count(1), taught, as_set_up, |w| {
            w.session(1).staff.push(person(0, 2, "teach"));
        }),
        example("staff_qualified", "a number too large", Count(1), taught, as_set_up, |w| {
            w.session(1).staff[0].person = 3;
        }),
        example("staff_qualified", "no longer qualified", Count(1), taught, as_set_up, |w| {
            w.scenario.staff[0].qualifications[0].valid = Some(range(MON, MON));
        }),
        example("staff_qualified", "absent", Count(1), taught, as_set_up, |w| {
            w.scenario.staff[0].absent = vec![Absence { range: range(TUE, WED), persons: vec![] }];
        }),
        example("staff_qualified", "not available", Count(2), taught, as_set_up, |w| {
            w.scenario.staff[0].available = vec![window(9, 17)];
        }),
        // The role of the firm is not filled, and the second teacher is in no role.
        example("staff_qualified", "of another employer", Count(2), co_taught, as_set_up, |w| {
            w.session(1).staff[0] = person(0, 2, "teach");
        }),
    ]
}

fn loads() -> Vec<Example> {
    let evenings = |w: &mut World| {
        taught(w);
        w.theory(360, &[180]);
        w.scenario.staff[0].evenings_per_week = Some(1);
        w.shift(0, MON, "eve");
        w.shift(1, TUE, "eve");
    };
    vec![
        example("staff_at_once", "two sessions at once", Count(2), taught, |w| parts(w, 2), |w| parts(w, 1)),
        example(
            "staff_load",
            "too many hours",
            Minutes(240),
            |w| {
                taught(w);
                w.scenario.staff[0].minutes_per_week = Some(240);
            },
            |w| w.shift(1, MON2, "am"),
            as_set_up,
        ),
        example(
            "staff_evenings",
            "two evenings",
            Count(1),
            evenings,
            |w| w.session(1).staff[0].person = 2,
            as_set_up,
        ),
        example(
            "same_staff",
            "a second teacher",
            Count(1),
            |w| {
                taught(w);
                w.staff("U", "teach");
                w.policy(Rule::SameStaff);
            },
            |w| w.session(1).staff = vec![person(0, 2, "teach")],
            |w| w.session(1).staff = vec![person(1, 1, "teach")],
        ),
    ]
}
