//! Whether the costs of coalitions fit together.
//!
//! Firms that can plan apart can do so together, and a coalition can leave out a firm, unless they contend
//! for something. So a cost game should be subadditive, `c(A ∪ B) ≤ c(A) + c(B)` for A and B without common
//! firms, and monotone, `c(A) ≤ c(B)` for A within B. Where bounds prove that it is not, that is the answer
//! and is told; where the costs only seem so because searches ended early, the table must not be billed on.

use super::costs::Costs;
use crate::domain::Cents;
use crate::game::Coalition;

/// Rounding of ledgers may part costs by this much, in cents.
const DUST: i64 = 50;

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Two coalitions pay less apart than together.
    Apart {
        /// The one.
        one: Coalition,
        /// The other.
        other: Coalition,
    },
    /// A coalition pays more than a larger one.
    Larger {
        /// The smaller.
        smaller: Coalition,
        /// The larger.
        larger: Coalition,
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
                findings.extend(apart(costs, Coalition(part), Coalition(union & !part)));
            }
            part = (part - 1) & union;
        }
        for player in costs.everybody().without_all(Coalition(union)).players() {
            let larger = Coalition(union | Coalition::single(player).0);
            findings.extend(dearer(costs, Coalition(union), larger));
        }
    }
    findings.sort_by_key(|finding| (!finding.proven, -finding.by.0));
    findings
}

/// Whether two coalitions pay less apart.
fn apart(costs: &Costs, one: Coalition, other: Coalition) -> Option<Finding> {
    let (a, b, both) = (costs.of(one), costs.of(other), costs.of(Coalition(one.0 | other.0)));
    let by = both.upper()? - a.upper()? - b.upper()?;
    let surely = both.lower()? - a.upper()? - b.upper()?;
    let finding = Finding { misfit: Misfit::Apart { one, other }, by, proven: surely.0 > DUST };
    (by.0 > DUST).then_some(finding)
}

/// Whether a coalition pays more than one with a firm more.
fn dearer(costs: &Costs, smaller: Coalition, larger: Coalition) -> Option<Finding> {
    let (small, large) = (costs.of(smaller), costs.of(larger));
    let by = small.upper()? - large.upper()?;
    let surely = small.lower()? - large.upper()?;
    let finding = Finding { misfit: Misfit::Larger { smaller, larger }, by, proven: surely.0 > DUST };
    (by.0 > DUST).then_some(finding)
}

/// Whether the costs may be billed on: nothing but what is proven does not fit.
pub fn may_be_billed(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.proven)
}

/// A finding in a sentence.
pub fn sentence(costs: &Costs, finding: &Finding) -> String {
    let known = if finding.proven { "proven" } else { "not proven: searches ended before it was settled" };
    match finding.misfit {
        Misfit::Apart { one, other } => format!(
            "{} and {} pay {} less apart than together ({known})",
            costs.named(one),
            costs.named(other),
            finding.by
        ),
        Misfit::Larger { smaller, larger } => format!(
            "{} pays {} more than {} ({known})",
            costs.named(smaller),
            finding.by,
            costs.named(larger)
        ),
    }
}
