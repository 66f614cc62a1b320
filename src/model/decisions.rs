//! Decisions that several families speak of, each with its one meaning.

use super::build::{Build, Terms};
use super::scene::Scene;
use super::seats;
use super::variables::Variable;
use crate::domain::{
    CohortId, DayUse, EquipmentId, HolidayWeeks, LockKind, OtherDays, PatternDays, PolicyId, Rule, Scenario,
    SiteId, Weekdays,
};
use crate::plan::Pattern;
use crate::solver::Col;

/// Whether a day is led by the school, or by the firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadDay {
    /// No rule says anything.
    Free,
    /// It is.
    Always,
    /// It is not.
    Never,
    /// It is when this column is 1.
    When(Col),
}

/// A weekly pattern as its policy states it.
#[derive(Clone, Copy, Debug)]
pub struct WeekPattern {
    /// The policy.
    pub policy: PolicyId,
    /// School-led days a week.
    pub school_days: u32,
    /// Firm-led days a week.
    pub firm_days: u32,
    /// Which weekdays.
    pub days: PatternDays,
    /// What holds in weeks with closed days.
    pub holiday_weeks: HolidayWeeks,
    /// Whether sessions may be held on the weekdays it does not name.
    pub other_days: OtherDays,
    /// Minutes of a firm-led day.
    pub firm_day_minutes: u32,
    /// School-led and firm-led weekdays, where they are given or decided beforehand.
    pub led: Option<(Weekdays, Weekdays)>,
}

impl WeekPattern {
    /// The weekdays the pattern may use.
    pub fn weekdays(&self) -> Weekdays {
        match self.days {
            PatternDays::Given { school, firm } => Weekdays(school.0 | firm.0),
            PatternDays::Choose { among } => among,
        }
    }

    /// Whether the pattern says nothing of sessions on a weekday.
    pub fn leaves_open(&self, weekday: chrono::Weekday) -> bool {
        self.other_days == OtherDays::Open && !self.weekdays().contains(weekday)
    }

    /// How many of `open` days of a holiday week are school-led when they are shared out: the
    /// pattern's proportion, rounded to the nearest with halves to the school.
    pub fn scaled(&self, open: u32) -> u32 {
        let days = self.school_days + self.firm_days;
        let open = open.min(days);
        if days == 0 { 0 } else { (2 * open * self.school_days + days) / (2 * days) }
    }
}

/// The weekly pattern of each cohort for which a policy states one; the first policy counts.
pub(super) fn week_patterns(scenario: &Scenario, weekdays: &[Pattern]) -> Vec<Option<WeekPattern>> {
    let mut patterns = vec![None; scenario.cohorts.len()];
    for (index, policy) in scenario.policies.iter().enumerate() {
        let Rule::WeeklyPattern { school_days, firm_days, days, holiday_weeks, other_days, firm_day_minutes } =
            policy.rule
        else {
            continue;
        };
        for cohort in &policy.cohorts {
            let decided = weekdays.iter().find(|pattern| pattern.cohort == *cohort);
            let led = match days {
                PatternDays::Given { school, firm } => Some((school, firm)),
                PatternDays::Choose { .. } => decided.map(|pattern| (pattern.school, pattern.firm)),
            };
            let policy = PolicyId(index);
            patterns[cohort.index()].get_or_insert(WeekPattern {
                policy,
                school_days,
                firm_days,
                days,
                holiday_weeks,
                other_days,
                firm_day_minutes,
                led,
            });
        }
    }
    patterns
}

impl Scene<'_> {
    /// The weekly pattern of a cohort, if a policy states one.
    pub fn pattern(&self, cohort: CohortId) -> Option<WeekPattern> {
        self.patterns[cohort.index()]
    }

    /// How a lock says a cohort uses a day.
    pub fn locked_use(&self, cohort: CohortId, day: usize) -> Option<DayUse> {
        let date = self.date(day);
        self.scenario.locks.iter().find_map(|lock| match &lock.kind {
            LockKind::Days { cohort: of, range, used } if *of == cohort && range.contains(date) => {
                Some(*used)
            }
            _ => None,
        })
    }

    /// Whether a day lies in a week that misses a weekday of the pattern.
    pub fn in_holiday_week(&self, day: usize, pattern: &WeekPattern) -> bool {
        let week = self.calendar.days[day].week;
        self.calendar.weeks[week].missing.0 & pattern.weekdays().0 != 0
    }
}

impl Build<'_> {
    /// The column that opens a run; `None` when the run is open in every plan.
    pub fn open(&mut self, run: usize) -> Option<Col> {
        (!self.scene.runs[run].forced).then(|| self.col(Variable::Open(run)))
    }

    /// The column that sends a whole cohort outside, when everybody goes or nobody does.
    pub fn outside(&mut self, cohort: CohortId) -> Option<Col> {
        let provider = seats::provider(self.scene.scenario, cohort)?;
        (!seats::flexible(self.scene.scenario, cohort)).then(|| self.col(Variable::AllOutside { provider }))
    }

    /// What a floor of `least` for a learner group needs so that it asks nothing of those who go
    /// outside: terms for its left side, and what its right side loses.
    pub fn unless_outside(&mut self, group: usize, least: f64) -> (Terms, f64) {
        let cohort = self.scene.groups[group].cohort;
        if let Some(outside) = self.outside(cohort) {
            return (vec![(outside, least)], 0.0);
        }
        if !seats::flexible(self.scene.scenario, cohort) {
            return (Vec::new(), 0.0);
        }
        let first = self.scene.runs_of(group).next();
        let open = first.and_then(|run| self.open(run));
        // A part that stays closed: `least · (1 − open)`.
        open.map_or((Vec::new(), 0.0), |open| (vec![(open, -least)], least))
    }

    /// Units moved by an option of a pool.
    pub fn moved(&mut self, pool: EquipmentId, option: usize) -> Col {
        let most = self.scene.scenario.equipment[pool.index()].moves[option].units;
        self.col(Variable::MovedUnits { pool, option, most })
    }

    /// Whether a learner group is at a site on a day: tied to its sessions there both ways.
    pub fn present(&mut self, group: usize, day: usize, site: SiteId) -> Col {
        let variable = Variable::Present { group, day, site };
        if let Some(col) = self.known(&variable) {
            return col;
        }
        let col = self.col(variable);
        let here: Vec<usize> = self.by_group_day[group][day]
            .iter()
            .copied()
            .filter(|index| self.placements[*index].site == site)
            .collect();
        self.indicate(col, &here);
        let mut any: Terms = here.iter().map(|index| (self.held(*index), -1.0)).collect();
        any.push((col, 1.0));
        self.link(f64::NEG_INFINITY, 0.0, any);
        col
    }

    /// Rows that raise a 0–1 column to 1 when any of these placements is held; for each moment
    /// the placements of one learner group that cover it exclude each other, so that one row
    /// a moment is enough and tight.
    pub fn indicate(&mut self, col: Col, placements: &[usize]) {
        for (_, together) in self.cliques(placements) {
            let mut terms: Terms = together.iter().map(|index| (self.held(*index), 1.0)).collect();
            terms.push((col, -1.0));
            self.link(f64::NEG_INFINITY, 0.0, terms);
        }
    }

    /// Whether a day is school-led for a cohort.
    pub fn school_led(&mut self, cohort: CohortId, day: usize) -> LeadDay {
        match self.scene.locked_use(cohort, day) {
            Some(DayUse::Free | DayUse::Firm) => return LeadDay::Never,
            Some(DayUse::School) => return LeadDay::Free,
            None => {}
        }
        let Some(pattern) = self.scene.pattern(cohort) else { return LeadDay::Free };
        let weekday = self.scene.calendar.days[day].weekday();
        if pattern.leaves_open(weekday) {
            return LeadDay::Free;
        }
        if self.scene.in_holiday_week(day, &pattern) {
            return match pattern.holiday_weeks {
                HolidayWeeks::Exempt => LeadDay::Free,
                HolidayWeeks::Scale if pattern.weekdays().contains(weekday) => {
                    LeadDay::When(self.col(Variable::SchoolDay { cohort, day }))
                }
                HolidayWeeks::Scale => LeadDay::Never,
                HolidayWeeks::Keep => self.on_weekday(cohort, &pattern, weekday, true),
            };
        }
        self.on_weekday(cohort, &pattern, weekday, true)
    }

    /// Whether a day is firm-led for a cohort.
    pub fn firm_led(&mut self, cohort: CohortId, day: usize) -> LeadDay {
        if !self.scene.in_range(cohort, day) {
            return LeadDay::Never;
        }
        match self.scene.locked_use(cohort, day) {
            Some(DayUse::Free | DayUse::School) => return LeadDay::Never,
            Some(DayUse::Firm) => return LeadDay::Always,
            None => {}
        }
        let Some(pattern) = self.scene.pattern(cohort) else { return LeadDay::Never };
        let weekday = self.scene.calendar.days[day].weekday();
        if self.scene.in_holiday_week(day, &pattern) {
            return match pattern.holiday_weeks {
                HolidayWeeks::Scale if pattern.weekdays().contains(weekday) => {
                    LeadDay::When(self.col(Variable::FirmDay { cohort, day }))
                }
                HolidayWeeks::Exempt | HolidayWeeks::Scale => LeadDay::Never,
                HolidayWeeks::Keep => self.on_weekday(cohort, &pattern, weekday, false),
            };
        }
        self.on_weekday(cohort, &pattern, weekday, false)
    }

    fn on_weekday(
        &mut self,
        cohort: CohortId,
        pattern: &WeekPattern,
        weekday: chrono::Weekday,
        school: bool,
    ) -> LeadDay {
        if let Some((school_led, firm_led)) = pattern.led {
            let led = if school { school_led } else { firm_led };
            return if led.contains(weekday) { LeadDay::Always } else { LeadDay::Never };
        }
        if !pattern.weekdays().contains(weekday) {
            return LeadDay::Never;
        }
        let weekday = weekday.num_days_from_monday();
        LeadDay::When(self.col(if school {
            Variable::SchoolWeekday { cohort, weekday }
        } else {
            Variable::FirmWeekday { cohort, weekday }
        }))
    }
}
