//! What the firms of a consortium have agreed on about the cost.

use chrono::NaiveDate;

use crate::domain::{Cents, SlotClass};
use crate::scenario::count::Positive;
use crate::scenario::entries::Entries;
use crate::scenario::number::Fraction;
use crate::scenario::record::record;
use crate::scenario::shape::{Brief, Spanned};
use crate::scenario::word::{PoolHeading, SeatsAsOrdered};

record! {
    /// What the firms have agreed on about the cost: how it is split, what comes back as grants, and
    /// what the college may lose.
    ConsortiumEntry {
        /// The method by which the cost is billed; `vetplan list` names them. `pools` adds up what each pool is split
        /// into by its own method.
        optional method: String,
        /// Pools of cost, each split by itself; a line belongs to the first that takes it.
        optional pools: Vec<PoolEntry>,
        /// Whether broken wishes count in what coalitions pay; if absent they are compared on money alone.
        optional wishes_count: bool,
        /// Sub-consortia, each a list of firms; a firm is in at most one.
        optional unions: Vec<Vec<Spanned<String>>>,
        /// The most each firm would pay to take part.
        optional bids: Entries<Cents>,
        /// The least each firm is to pay.
        optional floors: Entries<Cents>,
        /// The most each firm is to pay.
        optional caps: Entries<Cents>,
        /// A mix of methods: each by key with its part, 1 in all.
        optional mix: Entries<Fraction>,
        /// Public money that firms get for their learners.
        optional grants: Vec<GrantEntry>,
        /// What the college may lose, and who stands in for it.
        optional college: CollegeEntry,
    }
}

record! {
    /// A pool of cost: the lines that keep all it states. `rest` states nothing but its method, and takes all others.
    PoolEntry {
        /// The id.
        required id: String,
        /// One of these headings.
        optional headings: Vec<Spanned<PoolHeading>>,
        /// Of sessions of one of these classes.
        optional classes: Vec<Spanned<SlotClass>>,
        /// Of one of these programmes.
        optional programmes: Vec<Spanned<String>>,
        /// The method by which it is split; that of the bill if absent. Keys such as learners are those of the whole
        /// programme, for every pool.
        optional method: String,
    }
}

record! {
    /// Public money that a firm gets for each of its learners.
    GrantEntry {
        /// The id.
        required id: String,
        /// The amount for a learner who follows the full programme.
        required per_learner: Spanned<Cents>,
        /// Weeks that are held, where the amount is paid pro rata.
        optional weeks: Positive,
        /// Weeks of a full place.
        optional of_weeks: Positive,
        /// What the firm must do for it.
        optional condition: String,
        /// Whether it is also paid for a seat bought outside.
        optional outside_too: bool,
        /// Who pays it; the funder if absent.
        optional payer: String,
    }
}

record! {
    /// What the college may lose, what may happen to it, and who stands in for it.
    CollegeEntry {
        /// The most it may lose in any case looked at.
        optional max_loss: Spanned<Cents>,
        /// The part of the intake that may fail to come: 0.2 is 20 %.
        optional intake_loss: Fraction,
        /// Learners who may withdraw after the start.
        optional withdrawals: Positive,
        /// The day on which a firm that leaves does so; before the groups open if absent.
        optional exit_on: NaiveDate,
        /// What firms pay if they leave.
        optional guarantees: Vec<GuaranteeEntry>,
    }
}

record! {
    /// What a firm pays if it leaves, as long as its terms are met.
    GuaranteeEntry {
        /// The firm.
        required firm: String,
        /// The part of its own share: 0.5 is half.
        required of_share: Fraction,
        /// What must hold of the plan.
        optional terms: Vec<Brief<SeatsAsOrdered, TermEntry>>,
        /// Whether it is due in full even where the college loses less.
        optional above_loss: bool,
    }
}

record! {
    /// A firm's term; exactly one field is stated.
    TermEntry {
        /// Specialised hours make up at least this part of all hours.
        optional specialised_share: Fraction,
        /// Evening sessions on offer in every week of teaching.
        optional evenings_per_week: Positive,
        /// Evening sessions on offer for each week of teaching, on average.
        optional evenings_per_week_on_average: Positive,
    }
}
