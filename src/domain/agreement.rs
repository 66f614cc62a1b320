//! What a consortium has agreed on besides the programme: how its cost is split, who gets grants, and what
//! the college may lose.

use chrono::NaiveDate;

use super::{Cents, FirmId, Heading, Party, ProgrammeId, SlotClass};

/// What the parties of a consortium have agreed on; by default nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agreement {
    /// Whether broken wishes count in what coalitions pay; otherwise coalitions are compared on money alone.
    pub wishes_count: bool,
    /// Sub-consortia (a sector, a region): each firm is in at most one.
    pub unions: Vec<Vec<FirmId>>,
    /// The most each firm would pay to take part.
    pub bids: Vec<(FirmId, Cents)>,
    /// The least each firm is to pay.
    pub floors: Vec<(FirmId, Cents)>,
    /// The most each firm is to pay.
    pub caps: Vec<(FirmId, Cents)>,
    /// A mix of methods: the key of each and its weight in hundredths of a percent, 10 000 in all.
    pub mix: Vec<(String, i64)>,
    /// The method by which the cost is billed; `None` where the parties have not settled on one.
    pub method: Option<String>,
    /// Pools into which the cost is parted, in the order in which lines look for theirs; empty, or the last takes
    /// all that is left.
    pub pools: Vec<Pool>,
    /// Public money to the firms.
    pub grants: Vec<Grant>,
    /// What the college may lose and who stands in for it.
    pub college: CollegeTerms,
}

/// A part of the cost that is split by itself. What it asks for must all hold of a line; what it leaves empty may be
/// anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// The planner's id; [`REST`] takes all that is left.
    pub key: String,
    /// One of these headings; empty is any.
    pub headings: Vec<Heading>,
    /// Of sessions of one of these classes; empty is of any, and of what is no session's.
    pub classes: Vec<SlotClass>,
    /// Of one of these programmes; empty is of any, and of what is no programme's.
    pub programmes: Vec<ProgrammeId>,
    /// The method by which it is split; `None` is that of the bill.
    pub method: Option<String>,
}

/// The pool of all lines that are in no other.
pub const REST: &str = "rest";

/// The method of a bill that adds up what each pool is split into.
pub const BY_POOLS: &str = "pools";

impl Pool {
    /// All that is in no other pool.
    pub fn rest(method: Option<String>) -> Self {
        let (headings, classes, programmes) = (Vec::new(), Vec::new(), Vec::new());
        Self { key: REST.to_owned(), headings, classes, programmes, method }
    }

    /// Whether a part of a line belongs to it.
    pub fn holds(&self, heading: Heading, class: Option<SlotClass>, programme: Option<ProgrammeId>) -> bool {
        let classed = || class.is_some_and(|class| self.classes.contains(&class));
        let taught = || programme.is_some_and(|programme| self.programmes.contains(&programme));
        (self.headings.is_empty() || self.headings.contains(&heading))
            && (self.classes.is_empty() || classed())
            && (self.programmes.is_empty() || taught())
    }
}

/// Public money that a firm gets for each of its learners.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// The planner's id.
    pub key: String,
    /// The amount for a learner who follows the full programme.
    pub per_learner: Cents,
    /// Weeks held and weeks of a full place: the amount is paid in that proportion; `None` is the whole.
    pub pro_rata: Option<(u32, u32)>,
    /// What the firm must do for it, in the funder's words; empty where nothing is said.
    pub condition: String,
    /// Whether it is also paid for a seat bought outside.
    pub outside_too: bool,
    /// Who pays it.
    pub payer: Party,
}

impl Grant {
    /// What comes for a number of learners, rounded once, half a cent up.
    pub fn amount(&self, learners: u32) -> Cents {
        let all = self.per_learner.0 * i64::from(learners);
        match self.pro_rata {
            None => Cents(all),
            Some((held, full)) => {
                Cents(super::divide_half_up(i128::from(all) * i128::from(held), i128::from(full)) as i64)
            }
        }
    }
}

/// What the college may lose, what may happen to it, and who stands in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CollegeTerms {
    /// The most it may lose in any case looked at; `None` is not stated.
    pub max_loss: Option<Cents>,
    /// Share of the intake that may fail to come, in hundredths of a percent.
    pub intake_loss: Option<i64>,
    /// Learners who may withdraw after the start.
    pub withdrawals: Option<u32>,
    /// The day on which a firm that leaves does so; `None` is before the groups open.
    pub exit_on: Option<NaiveDate>,
    /// What firms would still pay after leaving.
    pub guarantees: Vec<Guarantee>,
}

/// What a firm pays if it leaves, as long as its terms are met.
#[derive(Clone, Debug, PartialEq)]
pub struct Guarantee {
    /// The firm.
    pub firm: FirmId,
    /// The part of its own share that it still pays, in hundredths of a percent.
    pub of_share: i64,
    /// What must hold of the plan for it to be due.
    pub terms: Vec<GuaranteeTerm>,
    /// Whether it is due in full even where the college loses less.
    pub above_loss: bool,
}

/// A firm's term for its guarantee, judged on the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuaranteeTerm {
    /// Specialised hours make up at least this share of all hours, in hundredths of a percent.
    SpecialisedShare(i64),
    /// In every week in which there is teaching, at least so many evening sessions are on offer.
    EveningsPerWeek(u32),
    /// So many evening sessions are on offer over the whole plan for each week of teaching, on average.
    EveningsPerWeekOnAverage(u32),
    /// All its learners have a seat inside.
    SeatsAsOrdered,
}
