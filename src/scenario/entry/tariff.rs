//! Prices that belong to no single resource, and income.

use super::PriceEntry;
use crate::domain::{ClockTime, Heading, SeatLevel, SeatPer, SeatRule, SlotClass, Track};
use crate::scenario::number::Fraction;
use crate::scenario::record::record;
use crate::scenario::shape::{Brief, OneOrMany, Spanned};
use crate::scenario::word::CeilingsKept;

record! {
    /// Prices that belong to no single resource, and income.
    TariffEntry {
        /// Premiums on staff cost by class of slot, as fractions.
        optional premiums: PremiumsEntry,
        /// What travel of learners costs.
        optional travel: TravelPrice,
        /// Fixed costs.
        optional fixed: Vec<FixedEntry>,
        /// Cost of each learner seated inside.
        optional per_learner: PriceEntry,
        /// Prices of training groups.
        optional runs: Vec<RunEntry>,
        /// Providers outside who sell seats.
        optional outside_seats: Vec<OutsideEntry>,
        /// Income.
        optional income: Vec<IncomeEntry>,
    }
}

record! {
    /// Premiums on staff cost, as fractions: 0.2 is 20 %.
    PremiumsEntry {
        /// By day.
        optional day: Fraction,
        /// In the evening.
        optional evening: Fraction,
        /// On Saturday.
        optional saturday: Fraction,
        /// On Sunday.
        optional sunday: Fraction,
    }
}

record! {
    /// What travel of learners costs.
    TravelPrice {
        /// A kilometre of a learner.
        required per_km: PriceEntry,
        /// Who bears it: learners (if absent), college, consortium, funder, suppliers or a firm.
        optional payer: String,
    }
}

record! {
    /// A fixed cost; when every seat is bought outside, it falls away.
    FixedEntry {
        /// The id.
        required id: String,
        /// The amount.
        required amount: PriceEntry,
        /// Who bears it; the consortium if absent.
        optional payer: String,
        /// Whether it is due even when every seat is bought outside.
        optional always: bool,
    }
}

record! {
    /// A price for opening a training group.
    RunEntry {
        /// The track whose groups it prices; the whole programme if absent.
        optional track: Track,
        /// Price of a group.
        required per_group: PriceEntry,
        /// Headings it covers: these have no other price, and are reported in hours.
        optional covers: Vec<Spanned<Heading>>,
    }
}

record! {
    /// A provider outside who sells seats.
    OutsideEntry {
        /// The cohorts whose learners may be sent there; all if absent.
        optional holds_for as "for": OneOrMany<String>,
        /// The price.
        required price: PriceEntry,
        /// What it buys: a seat (if absent) or an hour.
        optional per: SeatPer,
        /// How freely seats may be bought.
        required seats: SeatRule,
        /// Who decides; each firm if absent.
        optional decided_by: SeatLevel,
    }
}

record! {
    /// An income; either `amount` or `per_learner` is stated. Value-added tax in it is passed on to the
    /// state and is no income.
    IncomeEntry {
        /// The id.
        required id: String,
        /// What comes in once.
        optional amount: PriceEntry,
        /// What comes in for each learner seated inside; a seat bought outside loses it, and that
        /// counts when seats are weighed against each other.
        optional per_learner: PriceEntry,
        /// Who pays.
        required payer: String,
        /// Who is paid; the college if absent.
        optional payee: String,
        /// What must hold for it to come.
        optional conditions: Vec<Brief<CeilingsKept, ConditionEntry>>,
    }
}

record! {
    /// A condition of income; exactly one field is stated.
    ConditionEntry {
        /// No session on Monday to Friday begins before this time.
        optional no_weekday_session_before: ClockTime,
        /// No session lies in this class of slot.
        optional no_session_in: SlotClass,
    }
}
