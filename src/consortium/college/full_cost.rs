//! The full-cost floor: what the college has to charge at least so that no public money goes into work for firms.
//!
//! Its full cost is that of every ledger line that the college or the consortium pays; what firms, learners or
//! funders pay themselves never passes through its books. It is covered when the invoices, the shares less what
//! firms pay themselves, add up to it: `Σ (x_i − own_i) ≥ floor`. Grants to firms are no part of either.

use super::Risk;
use crate::domain::{Cents, Heading, Party};
use crate::plan::{inside, price};

/// What the plan costs in full, and whether what is invoiced covers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullCost {
    /// What the plan costs, whoever pays.
    pub all: Cents,
    /// Of it, what the college and the consortium pay: the least that has to be charged.
    pub floor: Cents,
    /// Learners taught inside.
    pub taught: u32,
    /// The floor for each of them, rounded up so that charging it for each covers the floor; `None` of nobody.
    pub each: Option<Cents>,
    /// What firms are invoiced together: their shares less what they pay themselves.
    pub invoiced: Cents,
    /// Firms whose invoice is below the floor for as many learners as they have, by place, and by how much. Others
    /// carry the difference.
    pub below: Vec<(usize, Cents)>,
}

impl FullCost {
    /// What is invoiced beyond the floor; below 0 it is not covered.
    pub fn to_spare(&self) -> Cents {
        self.invoiced - self.floor
    }
}

impl Risk<'_> {
    /// The full cost of the plan.
    pub fn full_cost(&self) -> FullCost {
        let own = self.scenario;
        let ledger = price(own, self.plan);
        let paid_by = |party: Party| -> Cents {
            let lines = ledger.lines.iter().filter(|line| line.heading != Heading::Income);
            lines.filter(|line| line.payer == party).map(|line| line.amount).sum()
        };
        let floor = paid_by(Party::College) + paid_by(Party::Shared);
        let firms = self.players.iter().zip(self.bill);
        let invoices: Vec<Cents> = firms.map(|(firm, share)| *share - paid_by(Party::Firm(*firm))).collect();
        let taught = inside(own, self.plan);
        let short = |(place, (invoice, count)): (usize, (&Cents, u32))| {
            // Rounded down, as shares may be.
            let theirs = down(i128::from(floor.0) * i128::from(count), taught)?;
            (*invoice < theirs).then(|| (place, theirs - *invoice))
        };
        FullCost {
            all: ledger.cost(),
            floor,
            taught,
            each: up(i128::from(floor.0), taught),
            invoiced: invoices.iter().copied().sum(),
            below: invoices.iter().zip(self.inside_each()).enumerate().filter_map(short).collect(),
        }
    }

    /// Learners of each firm who are taught inside.
    fn inside_each(&self) -> Vec<u32> {
        let uses = crate::consortium::measures::uses(self.scenario, self.plan, self.players);
        uses.iter().map(|had| had.learners - had.outside).collect()
    }
}

/// A part of an amount, rounded up to the cent; nothing of nobody.
fn up(amount: i128, parts: u32) -> Option<Cents> {
    (parts > 0).then(|| Cents((-(-amount).div_euclid(i128::from(parts))) as i64))
}

/// The same, rounded down.
fn down(amount: i128, parts: u32) -> Option<Cents> {
    (parts > 0).then(|| Cents(amount.div_euclid(i128::from(parts)) as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_is_charged_covers_the_whole() {
        assert_eq!(up(22_816_000, 48), Some(Cents(475_334)));
        assert_eq!(up(22_816_000, 4), Some(Cents(5_704_000)));
        assert_eq!(up(5, 0), None);
        assert_eq!(down(22_816_000 * 7, 48), Some(Cents(3_327_333)));
    }
}
