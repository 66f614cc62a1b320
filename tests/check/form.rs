//! Examples: sessions, runs, hours.

use vetplan::check::Amount::{Count, Minutes};
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::*;
use super::{Example, as_set_up, example};

/// Shares every session of `C` with a cohort of two.
fn shared(world: &mut World) {
    world.cohort("D", &[(2, None)]);
    for session in &mut world.plan.sessions {
        let with = Attendance { cohort: CohortId(1), module: THEORY, learners: learners("1-2") };
        session.attendance.push(with);
    }
}

fn combine(world: &mut World, max_group: Option<u32>) {
    let members = vec![(C, THEORY), (CohortId(1), THEORY)];
    let run = CombinedRun { key: "joint".to_owned(), members, min_group: 1, max_group, required: false };
    world.scenario.combined.push(run);
}

pub fn examples() -> Vec<Example> {
    [sessions(), shapes(), runs(), groups()].concat()
}

fn sessions() -> Vec<Example> {
    vec![
        example(
            "session_form",
            "closed day",
            Count(1),
            |w| w.close(WED),
            as_set_up,
            |w| w.shift(1, WED, "am"),
        ),
        example(
            "session_form",
            "daypart of another weekday",
            Count(1),
            |_| {},
            as_set_up,
            |w| {
                w.session(1).date = date(SAT);
            },
        ),
        example(
            "session_form",
            "ends too late",
            Count(1),
            |_| {},
            as_set_up,
            |w| {
                w.session(1).end = ClockTime(721);
            },
        ),
        example(
            "session_form",
            "wrong class",
            Count(1),
            |_| {},
            as_set_up,
            |w| {
                w.session(1).class = SlotClass::Evening;
            },
        ),
        example(
            "session_form",
            "learner without a number",
            Count(2),
            |_| {},
            as_set_up,
            |w| {
                w.session(0).attendance[0].learners = learners("1-6");
                w.session(1).attendance[0].learners = learners("1-6");
            },
        ),
        example(
            "session_form",
            "same id",
            Count(1),
            |_| {},
            as_set_up,
            |w| {
                w.session(1).id = String::from("C/theory/1#01");
            },
        ),
        example(
            "session_form",
            "other lead",
            Count(1),
            |_| {},
            as_set_up,
            |w| w.session(1).lead = Lead::Firm,
        ),
        example(
            "session_form",
            "learner twice",
            Count(2),
            |_| {},
            as_set_up,
            |w| {
                w.theory(480, &[120]);
                w.scenario.cohorts[0].groups.truncate(1);
                w.scenario.cohorts[0].groups[0].learners = 1;
                for session in 0..2 {
                    // Twice 2 h at once look like 4 h.
                    w.last(session, 120);
                    let once = Attendance { cohort: C, module: THEORY, learners: learners("1") };
                    w.session(session).attendance = vec![once.clone(), once];
                }
            },
        ),
        example("session_form", "no combined run", Count(2), shared, |w| combine(w, None), as_set_up),
    ]
}

fn shapes() -> Vec<Example> {
    /// One session of 7 h over morning and afternoon.
    fn long(world: &mut World) {
        world.theory(420, &[420]);
        world.plan.sessions.pop();
        let session = world.session(0);
        (session.dayparts, session.minutes) = (vec![DaypartId(0), DaypartId(1)], 420);
        session.end = ClockTime(16 * 60);
    }
    vec![
        example("session_form", "an afternoon between its dayparts", Count(1), long, as_set_up, |w| {
            let session = w.session(0);
            (session.dayparts, session.end) = (vec![DaypartId(0), DaypartId(2)], ClockTime(21 * 60));
        }),
        example("session_form", "a break of more than 90 min", Count(1), long, as_set_up, |w| {
            w.scenario.calendar.dayparts.remove(1);
            w.scenario.calendar.dayparts[0].to = ClockTime(14 * 60);
            let session = w.session(0);
            session.end = ClockTime(19 * 60);
        }),
        example(
            "session_form",
            "a shorter session that is not allowed",
            Count(1),
            |w| {
                w.theory(440, &[240]);
                w.last(1, 200);
            },
            as_set_up,
            |w| w.scenario.modules[0].shorter_last = false,
        ),
        example(
            "session_form",
            "half a daypart",
            Count(1),
            |w| {
                w.scenario.modules[0].sessions = SessionLengths::FillDaypart;
                w.scenario.modules[0].shorter_last = false;
            },
            as_set_up,
            |w| {
                w.scenario.modules[0].minutes = 440;
                w.last(1, 200);
            },
        ),
        example(
            "firm_day_form",
            "learners of another firm",
            Count(1),
            |w| w.firm_day(WED, "1-3", F1),
            as_set_up,
            |w| {
                w.plan.firm_days[0].firm = F2;
            },
        ),
        example(
            "firm_day_form",
            "a mentor the firm does not have",
            Count(1),
            |w| {
                w.firm_day(WED, "1-3", F1);
                w.scenario.firms[0].mentors = Some(2);
                w.plan.firm_days[0].mentor = Some(2);
            },
            as_set_up,
            |w| w.plan.firm_days[0].mentor = Some(3),
        ),
        example(
            "firm_day_form",
            "a mentor with more learners in the year than one looks after",
            Count(1),
            |w| {
                w.scenario.firms[0].learners_per_mentor = Some(2);
                w.firm_day(WED, "1-2", F1);
                w.firm_day(THU, "3", F1);
                w.plan.firm_days[0].mentor = Some(1);
                w.plan.firm_days[1].mentor = Some(2);
            },
            as_set_up,
            |w| w.plan.firm_days[1].mentor = Some(1),
        ),
        example(
            "firm_day_form",
            "two at once",
            Count(1),
            |w| w.firm_day(WED, "1-3", F1),
            as_set_up,
            |w| {
                w.firm_day(WED, "3", F1);
            },
        ),
    ]
}

fn runs() -> Vec<Example> {
    vec![
        example(
            "module_hours",
            "a session is missing",
            Minutes(240 * 5),
            |_| {},
            as_set_up,
            |w| {
                w.plan.sessions.pop();
            },
        ),
        example(
            "module_hours",
            "a session too many",
            Minutes(240 * 5),
            |_| {},
            as_set_up,
            |w| {
                w.hold("C/theory/1", WED, "am");
            },
        ),
        example(
            "module_hours",
            "two shorter sessions",
            Count(1),
            |w| {
                w.theory(400, &[240]);
                w.last(1, 160);
            },
            as_set_up,
            |w| (0..2).for_each(|session| w.last(session, 200)),
        ),
        example(
            "module_hours",
            "delivered before",
            Minutes(240 * 5),
            |w| {
                let delivered = Delivered { cohort: C, groups: vec![], module: THEORY, minutes: 240 };
                w.scenario.delivered.push(delivered);
            },
            |w| {
                w.plan.sessions.pop();
            },
            as_set_up,
        ),
    ]
}

fn groups() -> Vec<Example> {
    vec![
        example(
            "one_run",
            "learners change runs",
            Count(5),
            |_| {},
            as_set_up,
            |w| {
                w.session(1).run = String::from("C/theory/2");
            },
        ),
        example(
            "one_run",
            "a group changes size",
            Count(1),
            |_| {},
            as_set_up,
            |w| {
                // Learners 4-5 have had half of the hours, and stay away from the second session.
                let delivered = Delivered { cohort: C, groups: vec![1], module: THEORY, minutes: 240 };
                w.scenario.delivered.push(delivered);
                w.session(1).attendance[0].learners = learners("1-3");
            },
        ),
        example(
            "one_run",
            "a group too large",
            Count(1),
            |w| w.scenario.modules[0].max_group = Some(4),
            |w| w.split((WED, "am"), (THU, "am")),
            as_set_up,
        ),
        example(
            "one_run",
            "a group too small",
            Count(1),
            |w| w.scenario.modules[0].min_group = 3,
            as_set_up,
            |w| w.split((WED, "am"), (THU, "am")),
        ),
        example(
            "one_run",
            "a shared run too large",
            Count(1),
            shared,
            |w| combine(w, Some(7)),
            |w| combine(w, Some(6)),
        ),
        example(
            "one_run",
            "a run that has to be combined",
            Count(2),
            |w| {
                w.cohort("D", &[(2, None)]);
                combine(w, None);
                w.hold("D/theory/1", MON, "am");
                w.hold("D/theory/1", TUE, "am");
            },
            as_set_up,
            |w| w.scenario.combined[0].required = true,
        ),
    ]
}
