//! A small scenario and a plan for it, both easy to change.
//!
//! The cohort `C` has learners 1-3 of firm `F1` and 4-5 of `F2`; it follows `theory`, 8 h in
//! sessions of 4 h, held on Monday and Tuesday morning of the first of four weeks.

use chrono::NaiveDate;
use vetplan::domain::*;
use vetplan::plan::*;

pub const MON: &str = "2026-09-07";
pub const TUE: &str = "2026-09-08";
pub const WED: &str = "2026-09-09";
pub const THU: &str = "2026-09-10";
pub const FRI: &str = "2026-09-11";
pub const SAT: &str = "2026-09-12";
/// Monday of the second week.
pub const MON2: &str = "2026-09-14";
/// Wednesday of the second week.
pub const WED2: &str = "2026-09-16";

pub const THEORY: ModuleId = ModuleId(0);
pub const C: CohortId = CohortId(0);
pub const F1: FirmId = FirmId(0);
pub const F2: FirmId = FirmId(1);
pub const COLLEGE: SiteId = SiteId(0);
/// Firm sites are 10 km and 15 min from the college and from each other.
pub const SITE_F1: SiteId = SiteId(1);
pub const SITE_F2: SiteId = SiteId(2);
/// 80 km and 75 min from everywhere.
pub const PLANT: SiteId = SiteId(3);
pub const ONLINE: SiteId = SiteId(4);

#[derive(Clone)]
pub struct World {
    pub scenario: Scenario,
    pub plan: Plan,
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn range(first: &str, last: &str) -> DateRange {
    DateRange { first: date(first), last: date(last) }
}

pub fn learners(text: &str) -> LearnerSet {
    text.parse().unwrap()
}

/// A window on Monday to Friday.
pub fn window(from: u16, to: u16) -> Window {
    Window { days: Weekdays::WORKING, from: ClockTime(from * 60), to: ClockTime(to * 60), between: None }
}

impl World {
    pub fn new() -> Self {
        let mut world = Self { scenario: scenario(), plan: Plan::default() };
        world.module("theory", 480);
        world.cohort("C", &[(3, Some(F1)), (2, Some(F2))]);
        world.hold("C/theory/1", MON, "am");
        world.hold("C/theory/1", TUE, "am");
        world
    }

    /// Adds a module of so many minutes, in sessions of 4 h.
    pub fn module(&mut self, key: &str, minutes: u32) -> &mut Module {
        let id = ModuleId(self.scenario.modules.len());
        self.scenario.programmes[0].modules.push(id);
        self.scenario.modules.push(module(key, minutes));
        self.scenario.modules.last_mut().unwrap()
    }

    /// Asks for so many minutes of theory in sessions of these lengths.
    pub fn theory(&mut self, minutes: u32, lengths: &[u32]) -> &mut Module {
        let module = &mut self.scenario.modules[THEORY.index()];
        module.minutes = minutes;
        module.sessions = SessionLengths::Minutes(lengths.to_vec());
        module
    }

    /// Adds a cohort of groups with their firms; its modules are those of everybody.
    pub fn cohort(&mut self, key: &str, groups: &[(u32, Option<FirmId>)]) -> &mut Cohort {
        let id = CohortId(self.scenario.cohorts.len());
        let group = |(place, (learners, firm)): (usize, &(u32, Option<FirmId>))| LearnerGroup {
            key: place.to_string(),
            cohort: id,
            learners: *learners,
            firm: *firm,
            turns_16: None,
            turns_18: None,
            home: COLLEGE,
            available: vec![],
            roster: None,
        };
        self.scenario.cohorts.push(Cohort {
            key: key.to_owned(),
            name: key.to_owned(),
            programme: ProgrammeId(0),
            school: COLLEGE,
            range: self.scenario.calendar.range,
            groups: groups.iter().enumerate().map(group).collect(),
            available: vec![],
            roster: None,
        });
        self.scenario.cohorts.last_mut().unwrap()
    }

    /// Holds a session of a run (`cohort/module/part`) for the whole cohort, filling a daypart.
    pub fn hold(&mut self, run: &str, on: &str, daypart: &str) -> &mut Session {
        let words: Vec<&str> = run.split('/').collect();
        let cohort = self.scenario.cohorts.iter().position(|cohort| cohort.key == words[0]).unwrap();
        let module = self.scenario.modules.iter().position(|module| module.key == words[1]).unwrap();
        let number = 1 + self.plan.sessions.iter().filter(|session| session.run == run).count();
        let attendance = Attendance {
            cohort: CohortId(cohort),
            module: ModuleId(module),
            learners: LearnerSet::range(1, self.scenario.cohorts[cohort].learners()),
        };
        self.plan.sessions.push(Session {
            id: format!("{run}#{number:02}"),
            run: run.to_owned(),
            date: date(on),
            dayparts: vec![],
            start: ClockTime(0),
            end: ClockTime(0),
            minutes: 0,
            class: SlotClass::Day,
            attendance: vec![attendance],
            site: COLLEGE,
            room: None,
            equipment: None,
            staff: vec![],
            lead: self.scenario.modules[module].lead,
        });
        self.shift(self.plan.sessions.len() - 1, on, daypart);
        self.plan.sessions.last_mut().unwrap()
    }

    /// Shifts a session to another daypart, and fills it.
    pub fn shift(&mut self, session: usize, on: &str, daypart: &str) {
        let parts = &self.scenario.calendar.dayparts;
        let id = parts.iter().position(|part| part.key == daypart).unwrap();
        let part = &parts[id];
        let session = &mut self.plan.sessions[session];
        session.date = date(on);
        session.dayparts = vec![DaypartId(id)];
        session.class = part.class;
        session.start = part.from;
        session.end = part.to;
        session.minutes = part.to.minutes_since(part.from);
    }

    /// Makes a session so many minutes long.
    pub fn last(&mut self, session: usize, minutes: u32) {
        let session = &mut self.plan.sessions[session];
        session.end = session.start.plus(minutes);
        session.minutes = minutes;
    }

    /// Splits the theory into a part for learners 1-3 on Monday and Tuesday and one for 4-5, whose
    /// two sessions are sessions 2 and 3.
    pub fn split(&mut self, first: (&str, &str), second: (&str, &str)) {
        for session in &mut self.plan.sessions {
            session.attendance[0].learners = learners("1-3");
        }
        for (on, daypart) in [first, second] {
            self.hold("C/theory/2", on, daypart).attendance[0].learners = learners("4-5");
        }
    }

    pub fn session(&mut self, session: usize) -> &mut Session {
        &mut self.plan.sessions[session]
    }

    /// Adds a policy for every cohort.
    pub fn policy(&mut self, rule: Rule) -> &mut Policy {
        self.scenario.policies.push(Policy {
            key: format!("policies[{}]", self.scenario.policies.len()),
            rule,
            cohorts: (0..self.scenario.cohorts.len()).map(CohortId).collect(),
            strength: Strength::Policy,
            price: Price::plain(0),
            source: None,
        });
        self.scenario.policies.last_mut().unwrap()
    }

    /// Adds a firm-led day of 8 h for learners of `C`.
    pub fn firm_day(&mut self, on: &str, who: &str, firm: FirmId) {
        let day =
            FirmDay { date: date(on), cohort: C, learners: learners(who), firm, mentor: None, minutes: 480 };
        self.plan.firm_days.push(day);
    }

    /// Shortens the calendar to its first week.
    pub fn one_week(&mut self) {
        let week = range(MON, "2026-09-13");
        self.scenario.calendar.range = week;
        for cohort in &mut self.scenario.cohorts {
            cohort.range = week;
        }
    }

    /// Closes a day.
    pub fn close(&mut self, on: &str) {
        self.scenario.calendar.closed.push(Closure { range: range(on, on), name: "holiday".to_owned() });
    }

    /// Adds a group of staff with a qualification.
    pub fn staff(&mut self, key: &str, qualification: &str) -> &mut StaffGroup {
        self.scenario.staff.push(StaffGroup {
            key: key.to_owned(),
            name: key.to_owned(),
            employer: Party::College,
            count: 1,
            qualifications: vec![Qualification { key: qualification.to_owned(), valid: None }],
            minutes_per_week: None,
            evenings_per_week: None,
            available: vec![],
            absent: vec![],
            per_hour: Price::plain(0),
        });
        self.scenario.staff.last_mut().unwrap()
    }

    /// Adds a pool of units for five learners each at the college.
    pub fn pool(&mut self, kind: &str, units: u32) -> &mut EquipmentPool {
        self.scenario.equipment.push(EquipmentPool {
            key: format!("{kind}s"),
            name: kind.to_owned(),
            kind: kind.to_owned(),
            site: COLLEGE,
            owner: Party::College,
            units,
            learners_per_unit: 5,
            year: None,
            lent: vec![],
            per_hour: Price::plain(0),
            setup_per_day: Price::plain(0),
            moves: vec![],
            entitlements: vec![],
            out: vec![],
        });
        self.scenario.equipment.last_mut().unwrap()
    }
}

fn scenario() -> Scenario {
    let site = |key: &str, kind| Site {
        key: key.to_owned(),
        name: key.to_owned(),
        kind,
        rooms_listed: false,
        closed: vec![],
    };
    let sites = vec![
        site("college", SiteKind::College),
        site("f1", SiteKind::Firm(F1)),
        site("f2", SiteKind::Firm(F2)),
        site("plant", SiteKind::Neutral),
        site("online", SiteKind::Online),
    ];
    let way = |a: usize, b: usize| {
        let far = a == PLANT.index() || b == PLANT.index();
        Some(if far { Travel { km: 80, minutes: 75 } } else { Travel { km: 10, minutes: 15 } })
    };
    let travel = (0..25).map(|place| way(place / 5, place % 5)).collect();
    Scenario {
        name: "world".to_owned(),
        currency: "EUR".to_owned(),
        digest: String::new(),
        labels: Labels::new(),
        calendar: calendar(),
        sites,
        rooms: vec![],
        travel,
        firms: vec![firm("F1"), firm("F2")],
        equipment: vec![],
        staff: vec![],
        programmes: vec![Programme { key: "P".into(), name: "P".into(), award: None, modules: vec![] }],
        modules: vec![],
        cohorts: vec![],
        combined: vec![],
        policies: vec![],
        tariff: Tariff::default(),
        agreement: Agreement::default(),
        locks: vec![],
        delivered: vec![],
        benefits: None,
        assumptions: vec![],
    }
}

fn calendar() -> CalendarSpec {
    let part = |key: &str, days, from: u16, to: u16, class| Daypart {
        key: key.to_owned(),
        days,
        from: ClockTime(from * 60),
        to: ClockTime(to * 60),
        class,
    };
    CalendarSpec {
        range: range(MON, "2026-10-04"),
        closed: vec![],
        dayparts: vec![
            part("am", Weekdays::WORKING, 8, 12, SlotClass::Day),
            part("pm", Weekdays::WORKING, 13, 17, SlotClass::Day),
            part("eve", Weekdays::WORKING, 18, 21, SlotClass::Evening),
            part("sat", Weekdays(0b010_0000), 9, 13, SlotClass::Saturday),
        ],
        periods: vec![],
    }
}

fn firm(key: &str) -> Firm {
    Firm {
        key: key.to_owned(),
        name: key.to_owned(),
        site: None,
        accredited: vec![ProgrammeId(0)],
        places: None,
        mentors: None,
        learners_per_mentor: None,
        present_at_most: None,
        away_at_most: None,
        working_hours: vec![],
        learner_wage_per_hour: Price::plain(0),
        rivals: vec![],
    }
}

fn module(key: &str, minutes: u32) -> Module {
    Module {
        key: key.to_owned(),
        name: key.to_owned(),
        programme: ProgrammeId(0),
        minutes,
        kind: Kind::Theory,
        track: Track::Basic,
        skill: Skill::Hard,
        sessions: SessionLengths::Minutes(vec![240]),
        shorter_last: true,
        max_group: None,
        min_group: 1,
        smaller_groups: vec![],
        equipment: None,
        equipment_from_year: None,
        room: RoomNeed::None,
        not_rooms: vec![],
        seats: None,
        staff: vec![],
        lead: Lead::School,
        sites: vec![],
        after: vec![],
        from: None,
        until: None,
        not_at: vec![],
        consumables_per_learner_hour: Price::plain(0),
    }
}
