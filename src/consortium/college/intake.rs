//! A smaller intake: who fails to come, what is paid then, and the programme that is left.
//!
//! Learners stay away from all firms in proportion, each firm's to the nearest with halves lost: of the `n_i` of
//! firm i, `⌊n_i s + ½⌋` at a share s. Firms pay for those who come as they were billed for all: together
//! `Σ x_i (n_i − lost_i) / n_i`, each part rounded half up.

use super::{Case, Risk};
use crate::consortium::alone::{Alone, alone};
use crate::consortium::coalition_cost::{CostError, Larger, cost_of};
use crate::consortium::{learners, words};
use crate::domain::{Cents, divide_half_up};
use crate::game::many::Members;
use crate::planner;

impl Risk<'_> {
    /// The intake falls by a share, in hundredths of a percent; in words why that is not known, where the smaller
    /// programme has no plan.
    ///
    /// # Errors
    ///
    /// When the smaller programme cannot be computed.
    pub fn intake_falls(
        &self,
        share: i64,
        options: &planner::Options<'_>,
    ) -> Result<Result<Case, String>, CostError> {
        let lost = self.lost((share as u64, 10_000));
        let (smaller, fewer) = (self.smaller(&lost), lost.iter().sum::<u32>());
        let what = format!("{fewer} learners fewer come ({} % of the intake)", share as f64 / 100.0);
        let known = cost_of(&smaller, &[self.everybody()], options)?;
        let Some(cost) = known.upper() else { return Ok(Err(format!("{what}: {}", words(&known)))) };
        let each = self.names.iter().zip(&lost).map(|(name, lost)| format!("{name} {lost}"));
        let remark = format!(
            "learners who do not come, each firm's to the nearest: {}; firms pay in proportion to those who come",
            each.collect::<Vec<_>>().join(", ")
        );
        Ok(Ok(Case { what, result: self.paid(&lost) - cost, guaranteed: Cents(0), remarks: vec![remark] }))
    }

    /// Learners of each firm who do not come when a share of the intake, a fraction, fails to.
    pub(super) fn lost(&self, (part, of): (u64, u64)) -> Vec<u32> {
        let of_firm =
            |count: u32| divide_half_up(i128::from(count) * i128::from(part), i128::from(of)) as u32;
        self.counts().into_iter().map(of_firm).collect()
    }

    /// Everybody's plan, which is cut down for fewer.
    pub(super) fn everybody(&self) -> Larger<'_> {
        Larger { coalition: Members::all(self.players.len()), scenario: self.scenario, plan: self.plan }
    }

    /// Learners of each firm, in the order of the players.
    pub(super) fn counts(&self) -> Vec<u32> {
        self.players.iter().map(|firm| learners(self.scenario, *firm)).collect()
    }

    /// What firms pay together when they pay for the learners who come.
    pub(super) fn paid(&self, lost: &[u32]) -> Cents {
        let firms = self.bill.iter().zip(self.counts()).zip(lost);
        let paid = firms.map(|((bill, count), lost)| {
            let all = i128::from(bill.0) * i128::from(count - lost);
            Cents(divide_half_up(all, i128::from(count.max(1))) as i64)
        });
        paid.sum()
    }

    /// The scenario with fewer learners of each firm: the last of its groups lose them first.
    pub(super) fn smaller(&self, lost: &[u32]) -> Alone {
        let mut scenario = self.scenario.clone();
        for (firm, lost) in self.players.iter().zip(lost) {
            let mut left = *lost;
            let groups = scenario.cohorts.iter_mut().flat_map(|cohort| &mut cohort.groups);
            let theirs: Vec<_> = groups.filter(|group| group.firm == Some(*firm)).collect();
            for group in theirs.into_iter().rev() {
                let fewer = left.min(group.learners);
                group.learners -= fewer;
                left -= fewer;
            }
        }
        for cohort in &mut scenario.cohorts {
            cohort.groups.retain(|group| group.learners > 0);
        }
        alone(&scenario, self.players)
    }
}
