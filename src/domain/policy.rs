//! Policies: the planner's rules, each with whom it holds for and how strong it is.

use super::{Cents, ClockTime, Party};
use super::{CohortId, Kind, Lead, ModuleId, Price, SiteId, Skill, SlotClass, Track, Weekdays};

/// How strong a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Law: never relaxed and never offered as something to relax.
    Legal,
    /// The planner's rule: kept, but named first when nothing fits.
    Policy,
    /// Wanted: broken at a price.
    Wish,
}

/// A rule, whom it holds for and how strong it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The planner's id, or its place in the file (`policies[3]`).
    pub key: String,
    /// What it asks.
    pub rule: Rule,
    /// The cohorts it holds for.
    pub cohorts: Vec<CohortId>,
    /// How strong it is.
    pub strength: Strength,
    /// For a wish: the price of breaking it by one unit; each rule says what its unit is.
    pub price: Price,
    /// Where it comes from, if said.
    pub source: Option<String>,
}

/// Which modules a rule speaks of; a module must match every field that is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selector {
    /// One of these kinds; empty is any.
    pub kinds: Vec<Kind>,
    /// One of these tracks; empty is any.
    pub tracks: Vec<Track>,
    /// One of these skills; empty is any.
    pub skills: Vec<Skill>,
    /// One of these modules; empty is any.
    pub modules: Vec<ModuleId>,
    /// Under this lead; `None` is any.
    pub lead: Option<Lead>,
}

/// What hours a norm counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// School-led sessions.
    Guided,
    /// Firm-led days and firm-led sessions.
    Firm,
    /// Both.
    Total,
}

/// Which days of the week are school-led and firm-led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternDays {
    /// Given by the planner.
    Given {
        /// School-led days.
        school: Weekdays,
        /// Firm-led days.
        firm: Weekdays,
    },
    /// Chosen by the optimiser among these weekdays, the same all year.
    Choose {
        /// Weekdays to choose from.
        among: Weekdays,
    },
}

/// What a weekly pattern asks in a week that has a closed day among its weekdays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolidayWeeks {
    /// Weekdays keep their lead; what falls on a closed day is lost.
    Keep,
    /// The open days are shared out in the proportion of the pattern, rounded to the nearest day
    /// with halves to the school: any pattern weekday may serve either lead in such a week.
    Scale,
    /// Such a week follows no pattern: any open day may be school-led, none is a firm day.
    Exempt,
}

/// What a weekly pattern says of weekdays that it does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherDays {
    /// No session is held on them.
    Closed,
    /// Sessions may be held on them, under either lead; none is a firm day.
    Open,
}

/// An age band on the date of a session: at least `from` (if set) and younger than `under`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeBand {
    /// Lower age, 16 or 18; `None` has no lower end.
    pub from: Option<u32>,
    /// Upper age, 16 or 18, not reached yet; `None` has no upper end.
    pub under: Option<u32>,
}

/// Where rivals are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RivalScope {
    /// No learner of a firm at a rival's site.
    RivalSites,
    /// Besides, no session shared by learners of rivals.
    Anywhere,
}

/// What a policy asks. Shares are in hundredths of a percent; hours are minutes. Units of price
/// count learners: a session of eight learners is eight, an idle hour of eight learners too.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A week of so many school-led and firm-led days. Unit of the price: a session on a day of
    /// the other lead.
    WeeklyPattern {
        /// School-led days a week.
        school_days: u32,
        /// Firm-led days a week.
        firm_days: u32,
        /// Which weekdays.
        days: PatternDays,
        /// What holds in weeks with closed days.
        holiday_weeks: HolidayWeeks,
        /// What holds on the weekdays it does not name.
        other_days: OtherDays,
        /// Minutes of a firm-led day.
        firm_day_minutes: u32,
    },
    /// Minutes a learner gets over the plan. Unit: an hour short or over.
    HoursNorm {
        /// What is counted.
        category: Category,
        /// Modules counted, for school-led and firm-led sessions.
        selector: Selector,
        /// At least so many minutes.
        at_least: Option<u32>,
        /// At most so many minutes.
        at_most: Option<u32>,
    },
    /// A share of delivered session minutes. Unit: an hour short or over.
    Share {
        /// What is measured.
        part: Selector,
        /// What it is measured against.
        whole: Selector,
        /// At least this share.
        at_least: Option<i64>,
        /// At most this share.
        at_most: Option<i64>,
    },
    /// Basic (with broad) against specialised. Unit: an hour outside the tolerance.
    Split {
        /// Share of basic and broad.
        basic: i64,
        /// Tolerance to either side.
        tolerance: i64,
    },
    /// Each selected module has at least so many evening and weekend sessions on offer.
    /// Unit: a session missing.
    Offer {
        /// Modules on offer.
        selector: Selector,
        /// Evening sessions of each.
        evening: u32,
        /// Saturday or Sunday sessions of each.
        weekend: u32,
    },
    /// Minutes of sessions a learner has on a date. Unit: an hour short or over.
    DayHours {
        /// Sessions under this lead; `None` counts both.
        lead: Option<Lead>,
        /// On a date with any session, at least.
        at_least: Option<u32>,
        /// At most.
        at_most: Option<u32>,
    },
    /// Minutes a learner has in a calendar week. Unit: an hour short or over.
    WeekHours {
        /// Whether firm-led days count too.
        with_firm_days: bool,
        /// At least, in weeks without a closed working day.
        at_least: Option<u32>,
        /// At most.
        at_most: Option<u32>,
    },
    /// Evenings with a session in a calendar week. Unit: an evening too many.
    EveningsPerWeek {
        /// At most.
        at_most: u32,
    },
    /// One weekend without sessions in every so many consecutive calendar weeks. Unit: a stretch
    /// without a free weekend.
    FreeWeekends {
        /// Length of the stretch in weeks.
        one_in: u32,
    },
    /// Slots closed to an age band on the date of the session. Unit: a session.
    SlotsByAge {
        /// Whom it protects.
        band: AgeBand,
        /// Modules it speaks of: a vehicle may be for adults only.
        selector: Selector,
        /// Classes not allowed.
        not: Vec<SlotClass>,
        /// No session ends after this time.
        latest: Option<ClockTime>,
        /// No session begins before this time.
        earliest: Option<ClockTime>,
    },
    /// How far an age band may travel from home. Unit: a session.
    TravelCap {
        /// Whom it protects.
        band: AgeBand,
        /// Kilometres from home, one way.
        km: Option<u32>,
        /// Minutes from home, one way.
        minutes: Option<u32>,
        /// Sites farther than this from home (in km), if within `km`, count as far …
        far_km: Option<u32>,
        /// … and may be visited on so many days of a calendar week. Unit: a far day too many.
        far_days_per_week: Option<u32>,
    },
    /// A change of site within a day. Unit: a change.
    SiteChange {
        /// Only between sites at most so far apart.
        km: Option<u32>,
        /// Only between these clock times (the lunch break).
        between: Option<(ClockTime, ClockTime)>,
    },
    /// Rivals kept apart. Unit: a session.
    RivalsApart {
        /// Where.
        scope: RivalScope,
    },
    /// A floor on minutes of selected modules in every named period. Unit: an hour short.
    Spread {
        /// What is spread.
        selector: Selector,
        /// Minutes in each period of the calendar.
        at_least: u32,
    },
    /// No idle time between two sessions of a learner on one date. Unit: an idle hour; a break of an
    /// hour or less does not count, a longer one counts whole, the way to another site included.
    CompactDays,
    /// One person for the whole of a run. Unit: a further person.
    SameStaff,
    /// Sessions of a class are disliked. Unit: a session of a run.
    AvoidClass {
        /// The class.
        class: SlotClass,
    },
    /// Selected modules are held only at these sites (all in the company, all at the college).
    /// Unit: a session elsewhere.
    Place {
        /// Which modules.
        selector: Selector,
        /// Where.
        sites: Vec<SiteId>,
    },
    /// A session of a learner that touches no other of the same date is isolated. Unit: a session.
    IsolatedSessions {
        /// Sessions touch when at most so many minutes lie between them.
        break_minutes: u32,
    },
    /// The sessions of a run lie on several dates. Unit: a date missing of a run.
    TeachingDays {
        /// Which modules.
        selector: Selector,
        /// On so many dates, or more.
        at_least: u32,
    },
    /// One kind of room for the whole of a run. Unit: a further kind.
    SameRoom,
    /// Everybody in a room has a seat; as a wish rooms may be too small. Unit: a seat missing in a session.
    RoomSeats,
    /// Cost of the plan before income. Unit: a euro over.
    Budget {
        /// Ceiling.
        at_most: Cents,
        /// Whose cost: `None` counts every payer.
        payer: Option<Party>,
    },
}

impl Rule {
    /// The `snake_case` key: the word in files, and the name of the family and of the check rule.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::WeeklyPattern { .. } => "weekly_pattern",
            Self::HoursNorm { .. } => "hours_norm",
            Self::Share { .. } => "share",
            Self::Split { .. } => "split",
            Self::Offer { .. } => "offer",
            Self::DayHours { .. } => "day_hours",
            Self::WeekHours { .. } => "week_hours",
            Self::EveningsPerWeek { .. } => "evenings_per_week",
            Self::FreeWeekends { .. } => "free_weekends",
            Self::SlotsByAge { .. } => "slots_by_age",
            Self::TravelCap { .. } => "travel_cap",
            Self::SiteChange { .. } => "site_change",
            Self::RivalsApart { .. } => "rivals_apart",
            Self::Spread { .. } => "spread",
            Self::CompactDays => "compact_days",
            Self::SameStaff => "same_staff",
            Self::AvoidClass { .. } => "avoid_class",
            Self::Place { .. } => "place",
            Self::IsolatedSessions { .. } => "isolated_sessions",
            Self::TeachingDays { .. } => "teaching_days",
            Self::SameRoom => "same_room",
            Self::RoomSeats => "room_seats",
            Self::Budget { .. } => "budget",
        }
    }
}

impl Selector {
    /// Whether a module is among those the selector speaks of.
    pub fn matches(&self, id: ModuleId, module: &super::Module) -> bool {
        let any = |empty: bool, hit: bool| empty || hit;
        any(self.kinds.is_empty(), self.kinds.contains(&module.kind))
            && any(self.tracks.is_empty(), self.tracks.contains(&module.track))
            && any(self.skills.is_empty(), self.skills.contains(&module.skill))
            && any(self.modules.is_empty(), self.modules.contains(&id))
            && self.lead.is_none_or(|lead| lead == module.lead)
    }
}

impl AgeBand {
    /// Whether a learner group is in the band on `date`.
    pub fn holds(self, group: &super::LearnerGroup, date: chrono::NaiveDate) -> bool {
        self.under.is_none_or(|age| group.younger_than(age, date))
            && self.from.is_none_or(|age| !group.younger_than(age, date))
    }
}
