//! Prices that belong to no single resource, income, and who pays whom.

use super::{Cents, ClockTime, CohortId, FirmId, Price, SlotClass, Track};

/// Who pays or is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The college.
    College,
    /// The consortium: what is shared stands here until it is split.
    Shared,
    /// A firm.
    Firm(FirmId),
    /// Learners.
    Learners,
    /// A funder outside: a ministry, a fund.
    Funder,
    /// Whoever sells goods and services outside: carriers, wholesalers, other providers.
    Suppliers,
}

/// What a ledger line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// Contact hours of staff at their hourly cost.
    Staff,
    /// Premiums on staff for evenings and weekends.
    Premiums,
    /// Hours of equipment.
    Equipment,
    /// Setting equipment up.
    Setup,
    /// Moving equipment.
    Moves,
    /// Rent of rooms.
    Rooms,
    /// Consumables.
    Consumables,
    /// Travel of learners.
    Travel,
    /// Wages of learners trained in working time.
    WagesLost,
    /// Cost of a run.
    Runs,
    /// Cost of a learner.
    Learners,
    /// Fixed cost.
    Fixed,
    /// Seats bought outside.
    OutsideSeats,
    /// Income.
    Income,
}

impl Heading {
    /// Every heading, in the order reports use.
    pub const ALL: [Self; 14] = [
        Self::Staff,
        Self::Premiums,
        Self::Equipment,
        Self::Setup,
        Self::Moves,
        Self::Rooms,
        Self::Consumables,
        Self::Travel,
        Self::WagesLost,
        Self::Runs,
        Self::Learners,
        Self::Fixed,
        Self::OutsideSeats,
        Self::Income,
    ];

    /// The word used in files and reports.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Premiums => "premiums",
            Self::Equipment => "equipment",
            Self::Setup => "setup",
            Self::Moves => "moves",
            Self::Rooms => "rooms",
            Self::Consumables => "consumables",
            Self::Travel => "travel",
            Self::WagesLost => "wages_lost",
            Self::Runs => "runs",
            Self::Learners => "learners",
            Self::Fixed => "fixed",
            Self::OutsideSeats => "outside_seats",
            Self::Income => "income",
        }
    }
}

/// A price for opening a training group in a track, possibly all-in.
#[derive(Clone, Debug, PartialEq)]
pub struct RunPrice {
    /// The track whose groups it prices; `None` is the whole programme.
    pub track: Option<Track>,
    /// Price of a group: as many are counted as the largest number of parts of a cohort among the
    /// modules of that track.
    pub per_group: Price,
    /// Headings the price covers: reported in hours, at 0.
    pub covers: Vec<Heading>,
}

/// What an outside price buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatPer {
    /// The whole programme for a learner.
    Seat,
    /// An hour of it for a learner.
    Hour,
}

/// How freely seats may be bought outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatRule {
    /// Any number.
    SeatBySeat,
    /// All or none.
    AllOrNone,
}

/// Who decides on outside seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatLevel {
    /// Each firm for its own learners.
    Firm,
    /// All firms together.
    Coalition,
}

/// A provider outside who sells seats.
#[derive(Clone, Debug, PartialEq)]
pub struct OutsideSeat {
    /// The cohorts whose learners may be sent there.
    pub cohorts: Vec<CohortId>,
    /// The price.
    pub price: Price,
    /// What it buys.
    pub per: SeatPer,
    /// How freely.
    pub rule: SeatRule,
    /// Who decides.
    pub level: SeatLevel,
}

/// How income grows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum IncomeAmount {
    /// Once.
    Once(Price),
    /// For each learner seated inside.
    PerLearner(Price),
}

/// What must hold for income to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncomeCondition {
    /// No session on Monday to Friday begins before this time.
    NoWeekdaySessionBefore(ClockTime),
    /// No session in this class.
    NoSessionIn(SlotClass),
    /// Every firm's ceiling on learners away at once is kept.
    ReleaseCeilingsKept,
}

/// An income line.
#[derive(Clone, Debug, PartialEq)]
pub struct Income {
    /// The planner's id.
    pub key: String,
    /// What comes in.
    pub amount: IncomeAmount,
    /// Who pays.
    pub payer: Party,
    /// Who is paid.
    pub payee: Party,
    /// What must hold; empty is always.
    pub conditions: Vec<IncomeCondition>,
}

/// A cost that no decision changes but one: whether anybody is taught inside at all.
#[derive(Clone, Debug, PartialEq)]
pub struct FixedCost {
    /// The planner's id.
    pub key: String,
    /// The amount.
    pub amount: Price,
    /// Who bears it.
    pub payer: Party,
    /// Whether it is due even when every seat is bought outside.
    pub always: bool,
}

/// Prices that belong to no single resource.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Tariff {
    /// Premium on staff cost by slot class, in hundredths of a percent.
    pub premiums: Vec<(SlotClass, i64)>,
    /// Travel of a learner, a kilometre.
    pub travel_per_km: Price,
    /// Who bears travel; `None` is the learners.
    pub travel_payer: Option<Party>,
    /// Fixed cost lines.
    pub fixed: Vec<FixedCost>,
    /// Cost of each learner seated inside.
    pub per_learner: Price,
    /// Prices of training groups.
    pub runs: Vec<RunPrice>,
    /// Providers outside.
    pub outside: Vec<OutsideSeat>,
    /// Income.
    pub income: Vec<Income>,
}

impl Tariff {
    /// The premium on staff cost in a class of slot, in hundredths of a percent.
    pub fn premium(&self, class: SlotClass) -> i64 {
        self.premiums.iter().find(|(of, _)| *of == class).map_or(0, |(_, premium)| *premium)
    }

    /// Whether some run price covers this heading, so that it is shown in hours and charged at 0.
    pub fn covered(&self, heading: Heading) -> bool {
        self.runs.iter().any(|run| run.covers.contains(&heading))
    }

    /// What a price under a heading adds to cost: nothing where a run price covers it.
    pub fn charged(&self, heading: Heading, price: Price) -> Cents {
        if self.covered(heading) { Cents(0) } else { price.borne() }
    }
}
