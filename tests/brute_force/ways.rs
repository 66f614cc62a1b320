//! Every plan of a tiny scenario, made from the scenario alone.
//!
//! First the frames of a plan: who goes outside, which units move, which weekdays a pattern has,
//! and into which groups modules are split. Then, for each run of a frame, every set of sessions that
//! holds its hours without a session too many. Nothing else is left out except pairs of sessions
//! that need a learner or a person twice at a time; what remains is for the judge to say.
//! Where a pattern is scaled in weeks with closed days, any of its open days may be firm-led.
//! Rooms, combined runs and patterns that are exempt in such weeks are not enumerated.

use chrono::{Datelike, NaiveDate};
use itertools::Itertools;
use vetplan::domain::*;
use vetplan::plan::*;

/// A run that has to be held.
#[derive(Clone)]
pub struct Run {
    key: String,
    cohort: CohortId,
    module: ModuleId,
    learners: LearnerSet,
}

/// What is decided before any session: a plan without sessions, and the runs it opens.
pub type Frame = (Plan, Vec<Run>);

fn set(learners: impl IntoIterator<Item = u32>) -> LearnerSet {
    LearnerSet::of(learners.into_iter().map(|learner| (learner, learner)))
}

/// Every frame.
pub fn frames(scenario: &Scenario) -> Vec<Frame> {
    let cohorts = (0..scenario.cohorts.len()).map(|cohort| of_cohort(scenario, CohortId(cohort)));
    let mut frames: Vec<Frame> = Vec::new();
    for chosen in cohorts.multi_cartesian_product() {
        let mut whole = Frame::default();
        for (plan, runs) in chosen {
            whole.0.outside.extend(plan.outside);
            whole.0.patterns.extend(plan.patterns);
            whole.0.firm_days.extend(plan.firm_days);
            whole.1.extend(runs);
        }
        frames.extend(
            moved(scenario).into_iter().map(|moves| (Plan { moves, ..whole.0.clone() }, whole.1.clone())),
        );
    }
    frames
}

/// Every number of units that may move.
fn moved(scenario: &Scenario) -> Vec<Vec<PoolMove>> {
    let mut ways = vec![Vec::new()];
    for (index, pool) in scenario.equipment.iter().enumerate() {
        for (option, offer) in pool.moves.iter().enumerate() {
            let one = |units| PoolMove { pool: EquipmentId(index), option, units };
            let more = ways
                .iter()
                .cartesian_product(1..=offer.units)
                .map(|(before, units)| before.iter().cloned().chain([one(units)]).collect());
            ways = ways.clone().into_iter().chain(more).collect();
        }
    }
    ways
}

fn of_cohort(scenario: &Scenario, id: CohortId) -> Vec<Frame> {
    let mut frames = Vec::new();
    for outside in away(scenario, id) {
        let gone = outside.iter().fold(LearnerSet::default(), |all, seats| all.union(&seats.learners));
        let inside: Vec<u32> =
            (1..=scenario.cohorts[id.index()].learners()).filter(|one| !gone.contains(*one)).collect();
        let modules = &scenario.programmes[scenario.cohorts[id.index()].programme.index()].modules;
        let splits = modules.iter().map(|module| splits(scenario, id, *module, &inside, !gone.is_empty()));
        for runs in splits.multi_cartesian_product() {
            for (patterns, firm_days) in patterns(scenario, id, &inside) {
                let plan = Plan { outside: outside.clone(), patterns, firm_days, ..Plan::default() };
                frames.push((plan, runs.concat()));
            }
        }
    }
    frames
}

/// Who may go outside: all or none of those who decide together, or the last of each firm.
fn away(scenario: &Scenario, cohort: CohortId) -> Vec<Vec<OutsideSeats>> {
    let offers =
        scenario.tariff.outside.iter().enumerate().filter(|(_, offer)| offer.cohorts.contains(&cohort));
    let mut ways = vec![Vec::new()];
    let learners: Vec<u32> = (1..=scenario.cohorts[cohort.index()].learners()).collect();
    let firm = |learner: u32| scenario.group_of(cohort, learner).unwrap().firm;
    for (provider, offer) in offers {
        let alone = |learner: &u32| if offer.level == SeatLevel::Coalition { None } else { firm(*learner) };
        let deciders = learners.iter().copied().into_group_map_by(alone);
        let counts = deciders.values().map(|theirs| match offer.rule {
            SeatRule::AllOrNone => vec![Vec::new(), theirs.clone()],
            SeatRule::SeatBySeat => (0..=theirs.len()).map(|stay| theirs[stay..].to_vec()).collect(),
        });
        for gone in counts.multi_cartesian_product().map(|gone| gone.concat()).filter(|gone| !gone.is_empty())
        {
            ways.push(vec![OutsideSeats { cohort, learners: set(gone), provider }]);
        }
    }
    ways
}

/// The groups into which a module may be split: as few as its largest group allows, or as few as
/// one of the smaller ones; where some went outside, any number that would do for all.
fn splits(scenario: &Scenario, cohort: CohortId, id: ModuleId, inside: &[u32], sold: bool) -> Vec<Vec<Run>> {
    let module = &scenario.modules[id.index()];
    let all = scenario.cohorts[cohort.index()].learners();
    let parts = |learners: u32, most: u32| learners.div_ceil(most).max(1);
    let fewest = parts(inside.len() as u32, module.max_group.unwrap_or(all));
    let mut counts: Vec<u32> =
        module.smaller_groups.iter().map(|most| parts(inside.len() as u32, *most)).collect();
    counts.extend(fewest..=if sold { parts(all, module.max_group.unwrap_or(all)) } else { fewest });
    counts.sort_unstable();
    counts.dedup();
    if inside.is_empty() {
        return vec![Vec::new()];
    }
    let cohort_key = &scenario.cohorts[cohort.index()].key;
    let run = |count: u32, part: u32| {
        let begin = |part: u32| {
            (part * (inside.len() as u32 / count) + part.min(inside.len() as u32 % count)) as usize
        };
        let learners = set(inside[begin(part)..begin(part + 1)].iter().copied());
        Run {
            key: format!("{cohort_key}/{}/{}of{count}", module.key, part + 1),
            cohort,
            module: id,
            learners,
        }
    };
    counts.into_iter().map(|count| (0..count).map(|part| run(count, part)).collect()).collect()
}

/// The patterns a cohort may have, with the firm days they bring to those inside.
fn patterns(scenario: &Scenario, cohort: CohortId, inside: &[u32]) -> Vec<(Vec<Pattern>, Vec<FirmDay>)> {
    let stated = scenario.policies.iter().filter(|policy| policy.cohorts.contains(&cohort));
    let Some(Rule::WeeklyPattern { school_days, firm_days, days, firm_day_minutes, holiday_weeks, .. }) =
        stated.map(|policy| &policy.rule).find(|rule| matches!(rule, Rule::WeeklyPattern { .. }))
    else {
        return vec![Default::default()];
    };
    let pairs: Vec<(Weekdays, Weekdays)> = match days {
        PatternDays::Given { school, firm } => vec![(*school, *firm)],
        PatternDays::Choose { among } => {
            let all = (0..=among.0).map(Weekdays).filter(|days| days.0 & !among.0 == 0);
            let pairs = all.clone().cartesian_product(all).filter(|(school, firm)| school.0 & firm.0 == 0);
            pairs.filter(|(school, firm)| (school.len(), firm.len()) == (*school_days, *firm_days)).collect()
        }
    };
    let firm = |learner: &u32| scenario.group_of(cohort, *learner).unwrap().firm;
    let firms = inside.iter().copied().into_group_map_by(firm);
    let range = scenario.cohorts[cohort.index()].range;
    let dates: Vec<NaiveDate> = open_dates(scenario).filter(|date| range.contains(*date)).collect();
    let days = |led: Vec<NaiveDate>| {
        let theirs = led.into_iter().cartesian_product(&firms);
        let days = theirs.filter_map(|(date, (firm, learners))| {
            let learners = set(learners.iter().copied());
            Some(FirmDay { date, cohort, learners, firm: (*firm)?, mentor: None, minutes: *firm_day_minutes })
        });
        days.collect()
    };
    let scope = pairs.iter().fold(Weekdays::default(), |all, (one, other)| Weekdays(all.0 | one.0 | other.0));
    let on = |days: Weekdays| dates.iter().copied().filter(move |date| days.contains(date.weekday()));
    let led = |firm: Weekdays| -> Vec<Vec<NaiveDate>> {
        match holiday_weeks {
            HolidayWeeks::Scale => on(scope).powerset().collect(),
            HolidayWeeks::Keep | HolidayWeeks::Exempt => vec![on(firm).collect()],
        }
    };
    let ways = |(school, firm): (Weekdays, Weekdays)| {
        led(firm).into_iter().map(move |dates| (Pattern { cohort, school, firm }, dates))
    };
    let all = pairs.iter().copied().flat_map(ways);
    all.map(|(pattern, dates)| (vec![pattern], days(dates))).collect()
}

fn open_dates(scenario: &Scenario) -> impl Iterator<Item = NaiveDate> + '_ {
    let CalendarSpec { range, closed, .. } = &scenario.calendar;
    let all = range.first.iter_days().take_while(|date| *date <= range.last);
    all.filter(|date| !closed.iter().any(|closure| closure.range.contains(*date)))
}

/// Every set of sessions that holds the hours of a run, without a session too many.
pub fn ways(scenario: &Scenario, run: &Run) -> Vec<Vec<Session>> {
    let had = |learner: u32| -> u32 {
        let groups = &scenario.cohorts[run.cohort.index()].groups;
        let mine = groups
            .iter()
            .position(|group| group.key == scenario.group_of(run.cohort, learner).unwrap().key)
            .unwrap();
        let of_mine = |had: &&Delivered| {
            (had.cohort, had.module) == (run.cohort, run.module)
                && (had.groups.is_empty() || had.groups.contains(&mine))
        };
        scenario.delivered.iter().filter(of_mine).map(|had| had.minutes).sum()
    };
    let hours = scenario.modules[run.module.index()].minutes;
    let needed = run.learners.iter().map(|learner| hours.saturating_sub(had(learner))).max().unwrap_or(0);
    let mut found = Vec::new();
    collect(&sessions(scenario, run, needed), needed, &mut Vec::new(), &mut found);
    found
}

fn collect(left: &[Session], needed: u32, chosen: &mut Vec<Session>, found: &mut Vec<Vec<Session>>) {
    if needed == 0 {
        return found.push(chosen.clone());
    }
    for (index, next) in left.iter().enumerate() {
        let idle = chosen.iter().any(|one| {
            one.minutes.min(next.minutes) + needed <= next.minutes && one.minutes <= next.minutes - needed
        });
        if !idle && !chosen.iter().any(|one| one.overlaps(next)) {
            chosen.push(Session { id: format!("{}#{}", next.run, chosen.len() + 1), ..next.clone() });
            collect(&left[index + 1..], needed.saturating_sub(next.minutes), chosen, found);
            chosen.pop();
        }
    }
}

/// Every session that a run could hold: when, where, on what and by whom.
fn sessions(scenario: &Scenario, run: &Run, needed: u32) -> Vec<Session> {
    let module = &scenario.modules[run.module.index()];
    let mut all = Vec::new();
    for date in open_dates(scenario) {
        for (dayparts, minutes) in times(scenario, module, date, needed) {
            let part = |id: &DaypartId| &scenario.calendar.dayparts[id.index()];
            let (first, last) = (part(&dayparts[0]), part(&dayparts[dayparts.len() - 1]));
            let full: u32 =
                dayparts.iter().dropping_back(1).map(part).map(|part| part.to.minutes_since(part.from)).sum();
            for ((site, equipment), staff) in
                places(scenario, run).into_iter().cartesian_product(people(scenario, module))
            {
                all.push(Session {
                    id: String::new(),
                    run: run.key.clone(),
                    date,
                    dayparts: dayparts.clone(),
                    start: first.from,
                    end: last.from.plus(minutes - full),
                    minutes,
                    class: first.class,
                    attendance: vec![Attendance {
                        cohort: run.cohort,
                        module: run.module,
                        learners: run.learners.clone(),
                    }],
                    site,
                    room: None,
                    equipment,
                    staff,
                    lead: module.lead,
                });
            }
        }
    }
    all
}

/// Dayparts and minutes of a session on a date; a long one goes on in the next daypart.
fn times(scenario: &Scenario, module: &Module, date: NaiveDate, needed: u32) -> Vec<(Vec<DaypartId>, u32)> {
    let parts = &scenario.calendar.dayparts;
    let mine = (0..parts.len()).filter(|index| parts[*index].days.contains(date.weekday()));
    let mine: Vec<usize> = mine.sorted_by_key(|index| parts[*index].from).collect();
    let fill = |index: &usize| parts[*index].to.minutes_since(parts[*index].from);
    let mut times = Vec::new();
    for (place, first) in mine.iter().enumerate() {
        let mut lengths = match &module.sessions {
            SessionLengths::FillDaypart => vec![fill(first)],
            SessionLengths::Minutes(list) => list.clone(),
        };
        let rest = needed % lengths[0];
        if module.shorter_last && lengths.len() == 1 && rest > 0 {
            lengths.push(rest);
        }
        for minutes in lengths {
            let mut taken = vec![DaypartId(*first)];
            let mut room = fill(first);
            for next in
                mine[place + 1..].iter().take_while(|_| matches!(module.sessions, SessionLengths::Minutes(_)))
            {
                if room < minutes {
                    taken.push(DaypartId(*next));
                    room += fill(next);
                }
            }
            if minutes <= room {
                times.push((taken, minutes));
            }
        }
    }
    times
}

/// Sites, with the equipment that stands or may stand there; units are numbered later.
fn places(scenario: &Scenario, run: &Run) -> Vec<(SiteId, Option<PlacedUnits>)> {
    let module = &scenario.modules[run.module.index()];
    let school = scenario.cohorts[run.cohort.index()].school;
    let Some(kind) = &module.equipment else {
        let sites = if module.sites.is_empty() { vec![school] } else { module.sites.clone() };
        return sites.into_iter().map(|site| (site, None)).collect();
    };
    let mut places = Vec::new();
    for (index, pool) in scenario.equipment.iter().enumerate().filter(|(_, pool)| pool.kind == *kind) {
        let units = vec![0; run.learners.len().div_ceil(pool.learners_per_unit) as usize];
        let sites = [pool.site].into_iter().chain(pool.moves.iter().map(|option| option.to));
        places.extend(
            sites.map(|site| (site, Some(PlacedUnits { pool: EquipmentId(index), units: units.clone() }))),
        );
    }
    places
}

/// Every way to give each role its people.
fn people(scenario: &Scenario, module: &Module) -> Vec<Vec<StaffOnSession>> {
    let mut ways = vec![Vec::new()];
    for role in &module.staff {
        let groups = scenario.staff.iter().enumerate();
        let able =
            groups.filter(|(_, group)| group.qualifications.iter().any(|has| has.key == role.qualification));
        let persons = able.flat_map(|(index, group)| {
            let one = |person| StaffOnSession {
                staff: StaffId(index),
                person,
                qualification: role.qualification.clone(),
            };
            (1..=group.count).map(one).collect::<Vec<_>>()
        });
        let choices: Vec<Vec<StaffOnSession>> = persons.combinations(role.count as usize).collect();
        ways = ways
            .into_iter()
            .cartesian_product(choices)
            .map(|(before, more)| [before, more].concat())
            .collect();
    }
    ways
}
