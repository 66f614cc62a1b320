//! Whether the costs of coalitions fit together.
//!
//! Firms that can plan apart can do so together, and a coalition can leave out a firm, unless they contend
//! for something. So a cost game should be subadditive, `c(A ∪ B) ≤ c(A) + c(B)` for A and B without common
//! firms, and monotone, `c(A) ≤ c(B)` for A within B. Where bounds prove that it is not, that is the answer
//! and is told; where the costs only seem so because searches ended early, the table must not be billed on.

use std::collections::BTreeMap;

use super::Known;
use super::alone::alone;
use super::costs::Costs;
use crate::domain::{Cents, FirmId, OutsideSeat, Scenario, SeatLevel, SeatRule};
use crate::game::Coalition;
use crate::game::many::Members;

/// Rounding of ledgers may part costs by this much, in cents.
const DUST: i64 = 50;

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Two coalitions pay less apart than together.
    Apart {
        /// The one.
        one: Members,
        /// The other.
        other: Members,
    },
    /// A coalition pays more than a larger one.
    Larger {
        /// The smaller.
        smaller: Members,
        /// The larger.
        larger: Members,
    },
}

/// A misfit and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What does not fit.
    pub misfit: Misfit,
    /// By how much, at the costs of the plans found.
    pub by: Cents,
    /// Whether the bounds prove it; otherwise a longer search may take it away.
    pub proven: bool,
}

impl Finding {
    /// The coalitions it is about.
    pub fn about(&self) -> Vec<Members> {
        match self.misfit {
            Misfit::Apart { one, other } => vec![one, other, Members(one.0 | other.0)],
            Misfit::Larger { smaller, larger } => vec![smaller, larger],
        }
    }
}

/// Everything that does not fit: proven findings first, then by amount.
pub fn findings(costs: &Costs) -> Vec<Finding> {
    let mut findings = Vec::new();
    let everybody = costs.everybody().0;
    for union in 1..=everybody {
        // Every split of the union in two, each once: the part with the lowest firm goes first.
        let lowest = union & union.wrapping_neg();
        let mut part = (union - 1) & union;
        while part > 0 {
            if part & lowest != 0 {
                let both = costs.of(Coalition(union));
                findings.extend(apart(known(costs, part), known(costs, union & !part), both));
            }
            part = (part - 1) & union;
        }
        for player in costs.everybody().without_all(Coalition(union)).players() {
            let larger = union | Coalition::single(player).0;
            findings.extend(dearer(known(costs, union), known(costs, larger)));
        }
    }
    findings.sort_by_key(|finding| (!finding.proven, -finding.by.0));
    findings
}

/// A coalition by its bits, and what is known of it.
fn known(costs: &Costs, bits: u32) -> (Members, &Known) {
    (Members(bits.into()), costs.of(Coalition(bits)))
}

/// The same of those coalitions that were asked for, where not all were.
pub fn findings_among(asked: &BTreeMap<Members, Known>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (one, first) in asked {
        for (other, second) in asked.range(*one..).skip(1) {
            let both = Members(one.0 | other.0);
            if one.0 & other.0 == 0 {
                let together = asked.get(&both);
                findings.extend(together.and_then(|both| apart((*one, first), (*other, second), both)));
            } else if both == *other {
                findings.extend(dearer((*one, first), (*other, second)));
            }
        }
    }
    findings.sort_by_key(|finding| (!finding.proven, -finding.by.0));
    findings
}

/// Whether two coalitions pay less apart.
fn apart(one: (Members, &Known), other: (Members, &Known), both: &Known) -> Option<Finding> {
    let (a, b) = (one.1, other.1);
    let by = both.upper()? - a.upper()? - b.upper()?;
    let surely = both.lower()? - a.upper()? - b.upper()?;
    let misfit = Misfit::Apart { one: one.0, other: other.0 };
    (by.0 > DUST).then_some(Finding { misfit, by, proven: surely.0 > DUST })
}

/// Whether a coalition pays more than one that holds it.
fn dearer((smaller, small): (Members, &Known), (larger, large): (Members, &Known)) -> Option<Finding> {
    let by = small.upper()? - large.upper()?;
    let surely = small.lower()? - large.upper()?;
    let misfit = Misfit::Larger { smaller, larger };
    (by.0 > DUST).then_some(Finding { misfit, by, proven: surely.0 > DUST })
}

/// Whether the costs may be billed on: nothing but what is proven does not fit.
pub fn may_be_billed(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.proven)
}

/// Whose costs are told, to say what they contend for.
pub struct Telling<'a> {
    /// The scenario of all.
    pub scenario: &'a Scenario,
    /// The firms that share.
    pub players: &'a [FirmId],
    /// The names of a coalition.
    pub named: &'a dyn Fn(Members) -> String,
    /// What is known of a coalition.
    pub known: &'a dyn Fn(Members) -> Option<Known>,
}

impl Telling<'_> {
    /// A finding in a sentence, with what is contended for where that is plain.
    pub fn sentence(&self, finding: &Finding) -> String {
        let (named, by) = (self.named, finding.by);
        let said = match finding.misfit {
            Misfit::Apart { one, other } => {
                format!("{} and {} pay {by} less apart than together", named(one), named(other))
            }
            Misfit::Larger { smaller, larger } => {
                format!("{} pays {by} more than {}", named(smaller), named(larger))
            }
        };
        let known =
            if finding.proven { "proven" } else { "not proven: searches ended before it was settled" };
        match self.contended_for(finding.misfit) {
            Some(why) => format!("{said} ({known}; {why})"),
            None => format!("{said} ({known})"),
        }
    }

    /// What two coalitions cannot both do together, or what a smaller one has not got.
    fn contended_for(&self, misfit: Misfit) -> Option<String> {
        match misfit {
            Misfit::Apart { one, other } => {
                let whole = |offer: &OutsideSeat| {
                    offer.rule == SeatRule::AllOrNone && offer.level == SeatLevel::Coalition
                };
                let differ = self.all_outside(one)? != self.all_outside(other)?;
                (differ && self.scenario.tariff.outside.iter().any(whole))
                    .then(|| "together all their seats are bought outside or none".to_owned())
            }
            Misfit::Larger { smaller, larger } => {
                let (lacks, beside) = (self.lacks(smaller), self.lacks(larger));
                let only: Vec<String> = lacks.into_iter().filter(|lack| !beside.contains(lack)).collect();
                (!only.is_empty()).then(|| only.join(", "))
            }
        }
    }

    fn all_outside(&self, members: Members) -> Option<bool> {
        (self.known)(members)?.plan().map(|plan| plan.sessions.is_empty())
    }

    fn lacks(&self, members: Members) -> Vec<String> {
        let firms: Vec<FirmId> = members.players().map(|player| self.players[player]).collect();
        alone(self.scenario, &firms).lacks
    }
}
