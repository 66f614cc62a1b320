//! What the college risks: its result when all goes well, and when a firm leaves, part of the intake fails to
//! come, or learners withdraw.
//!
//! It is billed in full, so that its result is 0 when all goes well. When firm i leaves, its share `x_i` is lost
//! and the cost falls to that of the others, so that the result is `c(N) − c(N∖i) − x_i`, of which only the part
//! of the teaching that is still to come counts when the firm leaves on a day within the year: until then it has
//! paid in proportion, and groups are formed anew from that day. A guarantee is a part of what the firm is no longer
//! invoiced, its share less what it pays itself; it is due only while its terms hold on the plan, and covers no more than
//! the loss unless the agreement says so.

mod break_even;
mod full_cost;
mod intake;
mod terms;
mod withdrawals;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::measures::Use;
use crate::domain::{Cents, FirmId, Guarantee, Scenario, divide_half_up};
use crate::plan::Plan;
pub use break_even::{BreakEven, Step};
pub use full_cost::FullCost;
use terms::broken_terms;

/// What happens to the college in one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// What happens, in words.
    pub what: String,
    /// The college's result: negative is a loss.
    pub result: Cents,
    /// What a guarantee adds to it.
    pub guaranteed: Cents,
    /// What is to be said about it: a guarantee whose terms are broken, how numbers were rounded.
    pub remarks: Vec<String>,
}

impl Case {
    /// The result with the guarantee.
    pub fn with_guarantee(&self) -> Cents {
        self.result + self.guaranteed
    }
}

/// What the college risks under one bill.
pub struct Risk<'a> {
    /// The scenario of the firms that share, without learners of nobody: that of the plan.
    pub scenario: &'a Scenario,
    /// The firms that share.
    pub players: &'a [FirmId],
    /// Their ids.
    pub names: &'a [String],
    /// What everybody pays together.
    pub total: Cents,
    /// What the others pay together when a firm leaves; nothing where they have no plan.
    pub without: Vec<Option<Cents>>,
    /// The plan of everybody.
    pub plan: &'a Plan,
    /// What each firm is billed.
    pub bill: &'a [Cents],
    /// What each has of the plan, and pays itself.
    pub uses: &'a [Use],
}

impl Risk<'_> {
    /// The result when all stay: what is billed less what all cost together.
    pub fn base(&self) -> Cents {
        self.bill.iter().copied().sum::<Cents>() - self.total
    }

    /// What a firm is invoiced: its share less what it pays itself.
    fn invoice(&self, player: usize) -> Cents {
        self.bill[player] - self.uses[player].own
    }

    /// Each firm leaving, in the order of the players; nothing for a firm without whom there is no plan.
    pub fn exits(&self) -> Vec<Case> {
        (0..self.bill.len()).filter_map(|player| self.exit(player)).collect()
    }

    fn exit(&self, player: usize) -> Option<Case> {
        let all = self.total - self.without[player]? - self.bill[player];
        let (held, of) = self.held_before(self.scenario.agreement.college.exit_on);
        let result =
            Cents(divide_half_up(i128::from(all.0) * i128::from(of - held), i128::from(of.max(1))) as i64);
        let mut remarks = Vec::new();
        if self.scenario.agreement.college.exit_on.is_some() {
            remarks
                .push("groups are formed anew from that day, and the firm has paid in proportion".to_owned());
        }
        let invoice = self.invoice(player).max(Cents(0));
        let unpaid = divide_half_up(i128::from(invoice.0) * i128::from(of - held), i128::from(of.max(1)));
        let guaranteed = self.guaranteed(self.players[player], unpaid as i64, result, &mut remarks);
        let when = match self.scenario.agreement.college.exit_on {
            None => "before the groups open".to_owned(),
            Some(date) => {
                format!("on {date}, after {:.1} % of the teaching", 100.0 * held as f64 / of.max(1) as f64)
            }
        };
        let what = format!("{} leaves {when}", self.names[player]);
        Some(Case { what, result, guaranteed, remarks })
    }

    /// Minutes of sessions by date.
    pub fn teaching(&self) -> BTreeMap<NaiveDate, u64> {
        let mut minutes = BTreeMap::new();
        for session in &self.plan.sessions {
            *minutes.entry(session.date).or_default() += u64::from(session.minutes);
        }
        minutes
    }

    /// The terms of a guarantee that the plan does not keep, in words.
    pub fn broken(&self, guarantee: &Guarantee) -> Vec<String> {
        broken_terms(self.scenario, self.plan, guarantee)
    }

    /// Minutes of sessions before a day, and of all sessions.
    fn held_before(&self, day: Option<NaiveDate>) -> (u64, u64) {
        let before = |date: NaiveDate| day.is_some_and(|day| date < day);
        let minutes = |held: bool| -> u64 {
            let sessions = self.plan.sessions.iter().filter(|session| !held || before(session.date));
            sessions.map(|session| u64::from(session.minutes)).sum()
        };
        (minutes(true), minutes(false).max(1))
    }

    /// What a firm's guarantee pays when it leaves the college with a result.
    fn guaranteed(&self, firm: FirmId, unpaid: i64, result: Cents, remarks: &mut Vec<String>) -> Cents {
        let guarantees = &self.scenario.agreement.college.guarantees;
        let Some(guarantee) = guarantees.iter().find(|guarantee| guarantee.firm == firm) else {
            return Cents(0);
        };
        let broken = self.broken(guarantee);
        if !broken.is_empty() {
            remarks.push(format!("its guarantee is not due: {}", broken.join("; ")));
            return Cents(0);
        }
        let due = divide_half_up(i128::from(unpaid) * i128::from(guarantee.of_share), 10_000) as i64;
        let most = if guarantee.above_loss { due } else { (-result.0).max(0) };
        Cents(due.min(most))
    }
}
