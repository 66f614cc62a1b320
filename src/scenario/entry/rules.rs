//! The fields of every rule, and what breaking a wish is priced by.

use super::policy::SelectorEntry;
use crate::domain::{
    Category, Cents, ClockTime, HolidayWeeks, Lead, OtherDays, RivalScope, SlotClass, Weekdays,
};
use crate::scenario::count::Positive;
use crate::scenario::number::{Fraction, Hours};
use crate::scenario::record::record;
use crate::scenario::shape::{Brief, Pair, Spanned};
use crate::scenario::word::ChooseDays;

record! {
    /// A week of so many school-led and firm-led days. A wish is priced a session on a wrong day.
    WeeklyPattern {
        /// School-led days a week.
        required school_days: u32,
        /// Firm-led days a week.
        required firm_days: u32,
        /// The word choose (if absent), or the days of each lead.
        optional days: Brief<ChooseDays, GivenDays>,
        /// Weekdays to choose from; mon-fri if absent.
        optional among: Weekdays,
        /// What holds in weeks with closed days; keep if absent.
        optional holiday_weeks: HolidayWeeks,
        /// Whether sessions may be held on weekdays outside the pattern; closed if absent.
        optional other_days: OtherDays,
        /// Hours of a firm-led day; 8 if absent.
        optional firm_day_hours: Hours,
    }
}

record! {
    /// The days of a weekly pattern.
    GivenDays {
        /// School-led days.
        required school: Weekdays,
        /// Firm-led days.
        required firm: Weekdays,
    }
}

record! {
    /// Hours a learner gets over the plan. A wish is priced an hour short or over.
    HoursNorm {
        /// What is counted.
        required category: Category,
        /// The modules counted; all if absent.
        optional of: SelectorEntry,
        /// At least so many hours.
        optional at_least: Hours,
        /// At most so many hours.
        optional at_most: Hours,
    }
}

record! {
    /// A share of delivered hours. A wish is priced an hour short or over.
    ShareBounds {
        /// What is measured.
        required part: SelectorEntry,
        /// What it is measured against; everything if absent.
        optional whole: SelectorEntry,
        /// At least this share.
        optional at_least: Fraction,
        /// At most this share.
        optional at_most: Fraction,
    }
}

record! {
    /// Basic (with broad) against specialised hours. A wish is priced an hour outside the tolerance.
    Split {
        /// The share of basic and broad.
        required basic: Fraction,
        /// The tolerance to either side.
        required tolerance: Fraction,
    }
}

record! {
    /// Evening and weekend sessions of each module on offer. A wish is priced a session missing.
    Offer {
        /// The modules; those of kind practical if absent.
        optional of: SelectorEntry,
        /// Evening sessions of each; 0 if absent.
        optional evening: u32,
        /// Saturday or Sunday sessions of each; 0 if absent.
        optional weekend: u32,
    }
}

record! {
    /// Hours of a learner on a date. A wish is priced an hour short or over.
    DayHours {
        /// Sessions under this lead; both if absent.
        optional lead: Lead,
        /// On a date with any session, at least.
        optional at_least: Hours,
        /// At most.
        optional at_most: Hours,
    }
}

record! {
    /// Hours of a learner in a calendar week. A wish is priced an hour short or over.
    WeekHours {
        /// Whether firm-led days count too; false if absent.
        optional with_firm_days: bool,
        /// At least, in weeks without a closed working day.
        optional at_least: Hours,
        /// At most.
        optional at_most: Hours,
    }
}

record! {
    /// Evenings with a session in a calendar week. A wish is priced an evening too many.
    EveningsPerWeek {
        /// At most.
        required at_most: u32,
    }
}

record! {
    /// One free weekend in every so many weeks. A wish is priced a stretch without one.
    FreeWeekends {
        /// Length of the stretch in weeks.
        required one_in: Positive,
    }
}

record! {
    /// Slots closed to an age band on the date of the session. A wish is priced a session.
    SlotsByAge {
        /// Lower age, 16 or 18.
        optional from_age: u32,
        /// Upper age, 16 or 18, not reached yet.
        optional under: u32,
        /// The modules, all if absent.
        optional of: SelectorEntry,
        /// Classes not allowed.
        optional not: Vec<Spanned<SlotClass>>,
        /// No session ends after this time.
        optional latest: ClockTime,
        /// No session begins before this time.
        optional earliest: ClockTime,
    }
}

record! {
    /// How far an age band may travel from home. A wish is priced a session.
    TravelCap {
        /// Lower age, 16 or 18.
        optional from_age: u32,
        /// Upper age, 16 or 18, not reached yet.
        optional under: u32,
        /// Kilometres from home, one way.
        optional km: u32,
        /// Minutes from home, one way.
        optional minutes: u32,
        /// Sites farther than this many kilometres count as far.
        optional far_km: u32,
        /// Days of a calendar week on which far sites may be visited.
        optional far_days_per_week: u32,
    }
}

record! {
    /// A change of site within a day. A wish is priced a change.
    SiteChange {
        /// Only between sites at most so many kilometres apart.
        optional km: u32,
        /// Only between these clock times.
        optional between: Pair<ClockTime>,
    }
}

record! {
    /// Rivals are kept apart. A wish is priced a session.
    RivalsApart {
        /// At rivals' sites (`rival_sites`, if absent) or anywhere.
        optional scope: RivalScope,
    }
}

record! {
    /// Hours of selected modules in every period of the calendar. A wish is priced an hour short.
    Spread {
        /// The modules.
        required of: SelectorEntry,
        /// Hours in each period.
        required at_least: Hours,
    }
}

record! {
    /// No idle time between two sessions of a learner on one date. A wish is priced an idle hour.
    CompactDays {}
}

record! {
    /// One person for the whole of a run. A wish is priced a further person.
    SameStaff {}
}

record! {
    /// Sessions of a class are disliked. A wish is priced a session of a run.
    AvoidClass {
        /// The class.
        required class: SlotClass,
    }
}

record! {
    /// Selected modules are held only at these sites. A wish is priced a session elsewhere.
    Place {
        /// The modules; all if absent.
        optional of: SelectorEntry,
        /// The sites.
        required sites: Vec<Spanned<String>>,
    }
}

record! {
    /// A session of a learner that touches no other of the same date. A wish is priced a session.
    IsolatedSessions {
        /// Sessions touch when at most so many minutes lie between them; 30 if absent.
        optional break_minutes: u32,
    }
}

record! {
    /// The sessions of each run lie on several dates. A wish is priced a date missing.
    TeachingDays {
        /// The modules; all if absent.
        optional of: SelectorEntry,
        /// On so many dates, or more.
        required at_least: Positive,
    }
}

record! {
    /// One kind of room for the whole of a run. A wish is priced a further kind.
    SameRoom {}
}

record! {
    /// Everybody in a room has a seat; as a wish rooms may be too small. A wish is priced a seat missing in a session.
    RoomSeats {}
}

record! {
    /// Cost of the plan before income; with `for`, of what those cohorts bring about. A wish is priced a unit of money over.
    Budget {
        /// The ceiling.
        required at_most: Cents,
        /// Whose cost; every payer's if absent.
        optional payer: String,
    }
}
