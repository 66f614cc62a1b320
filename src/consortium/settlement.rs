//! What firms owe when the consortium changes before the teaching is over.
//!
//! A part h of the teaching was held under an old bill x of the cost C, the rest is to come under a new bill y of the
//! cost D; both are bills for the whole teaching, and what is billed is what firms are invoiced: their shares less what
//! they pay themselves. Together firms owe `h C + (1 − h) D`, of which `h C` is past. Who
//! stays is in both bills, who leaves in the old one alone, who joins in the new one alone.
//!
//! - From now on: the past is paid as it was billed, `h x_i`, and what is to come as it is billed, `(1 − h) y_i`.
//! - Shared: who leaves has paid `h x_i`; what is left of the past is split anew among the others in proportion to y,
//!   so that who joins pays for it too and who paid before gets back in proportion; `(1 − h) y_i` as before.
//!
//! A guarantee of one who leaves, a part of the share `(1 − h) x_i` that is lost, is due up to the loss: what those who
//! stay are billed more for what is to come, `(1 − h) Σ (y_j − x_j)`. It goes to them in proportion to y.
//!
//! Past, what is to come, and guarantees are rounded to the cent by the largest remainder, each by itself.

use crate::domain::{Cents, divide_half_up};
use crate::game::rounding::to_cents;

/// A firm in the change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// What the old bill invoices it; `None` when it joins. Below 0 it is paid.
    pub old: Option<Cents>,
    /// What the new bill invoices it; `None` when it leaves.
    pub new: Option<Cents>,
    /// What it has paid so far; `None` is its share of the past under the old bill.
    pub paid: Option<Cents>,
    /// What it guarantees if it leaves; `None` is nothing, or nothing that is due.
    pub guarantee: Option<Promise>,
}

/// A guarantee whose terms are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The part of the lost share, in hundredths of a percent.
    pub of_share: i64,
    /// Whether it is due in full even where less is lost.
    pub above_loss: bool,
}

/// Who pays for what is past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// Who was billed for it.
    FromNow,
    /// All who go on, in proportion to the new bill.
    Shared,
}

/// How much of the teaching is held: `held` parts of `of`, `held` ≤ `of`, `of` > 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Parts held.
    pub held: u64,
    /// Parts in all.
    pub of: u64,
}

/// What a firm owes in all, and what it has paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// What it has paid so far.
    pub paid: Cents,
    /// For what is past.
    pub past: Cents,
    /// For what is to come.
    pub to_come: Cents,
    /// Its guarantee; negative is what others' guarantees pay of its part.
    pub guarantee: Cents,
}

impl Owed {
    /// What it owes in all.
    pub fn all(&self) -> Cents {
        self.past + self.to_come + self.guarantee
    }

    /// What it still has to pay; negative is reimbursed.
    pub fn to_pay(&self) -> Cents {
        self.all() - self.paid
    }
}

/// Why there is no settlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettlementError {
    /// The new bill is 0 for everybody, so that nothing can be in proportion to it.
    #[error("the new bill is 0 for everybody: what is past cannot be shared in proportion to it")]
    NoProportion,
    /// Somebody is invoiced less than 0, so that nothing can be in proportion to it.
    #[error("somebody is invoiced less than nothing: what is past cannot be shared in proportion to that")]
    BelowNothing,
}

/// What each firm owes, in the order given.
///
/// # Errors
///
/// When what is past is to be shared in proportion to a bill of 0.
pub fn settle(members: &[Member], held: Held, rule: Past) -> Result<Vec<Owed>, SettlementError> {
    let sides = Sides { members, held };
    let (before, to_come) = (sides.before(), sides.to_come());
    let past = match rule {
        Past::FromNow => before.clone(),
        Past::Shared => sides.shared(&before)?,
    };
    let guarantees = sides.guarantees();
    let one = |(place, member): (usize, &Member)| Owed {
        paid: member.paid.unwrap_or(before[place]),
        past: past[place],
        to_come: to_come[place],
        guarantee: guarantees[place],
    };
    Ok(members.iter().enumerate().map(one).collect())
}

/// The two bills.
struct Sides<'a> {
    members: &'a [Member],
    held: Held,
}

impl Sides<'_> {
    /// A part of an amount, in euros.
    fn part(&self, amount: Cents, parts: u64) -> f64 {
        amount.0 as f64 * parts as f64 / self.held.of as f64 / 100.0
    }

    fn left(&self) -> u64 {
        self.held.of - self.held.held
    }

    /// Sums of the old and the new bill.
    fn totals(&self) -> (Cents, Cents) {
        let sum = |of: fn(&Member) -> Option<Cents>| self.members.iter().filter_map(of).sum();
        (sum(|member| member.old), sum(|member| member.new))
    }

    /// A sum of parts of both bills, rounded half up.
    fn rounded(&self, old: (Cents, u64), new: (Cents, u64)) -> Cents {
        let parts = i128::from(old.0.0) * i128::from(old.1) + i128::from(new.0.0) * i128::from(new.1);
        Cents(divide_half_up(parts, i128::from(self.held.of)) as i64)
    }

    /// `h x_i`, which add up to `h C`.
    fn before(&self) -> Vec<Cents> {
        let total = self.rounded((self.totals().0, self.held.held), (Cents(0), 0));
        self.among(|member| member.old, self.held.held, total)
    }

    /// `(1 − h) y_i`, which with the past add up to `h C + (1 − h) D`.
    fn to_come(&self) -> Vec<Cents> {
        let (old, new) = self.totals();
        let past = self.rounded((old, self.held.held), (Cents(0), 0));
        let all = self.rounded((old, self.held.held), (new, self.left()));
        self.among(|member| member.new, self.left(), all - past)
    }

    /// Parts of a bill in cents; nothing for those who are not in it.
    fn among(&self, bill: fn(&Member) -> Option<Cents>, parts: u64, total: Cents) -> Vec<Cents> {
        let shares = self.members.iter().map(|member| bill(member).map(|share| self.part(share, parts)));
        spread(&shares.collect::<Vec<_>>(), total)
    }

    /// The past, split anew: who leaves has paid; the others pay the rest in proportion to y.
    fn shared(&self, before: &[Cents]) -> Result<Vec<Cents>, SettlementError> {
        let leaves = |member: &Member| member.new.is_none();
        let paid = before.iter().zip(self.members).filter(|(_, member)| leaves(member));
        let rest = before.iter().copied().sum::<Cents>() - paid.map(|(amount, _)| *amount).sum();
        let of = self.totals().1;
        if of == Cents(0) && rest != Cents(0) {
            return Err(SettlementError::NoProportion);
        }
        if self.members.iter().any(|member| member.new.is_some_and(|bill| bill < Cents(0))) {
            return Err(SettlementError::BelowNothing);
        }
        let proportion = |share: Cents| rest.0 as f64 * share.0 as f64 / (of.0.max(1)) as f64 / 100.0;
        let shares: Vec<Option<f64>> = self.members.iter().map(|member| member.new.map(proportion)).collect();
        let anew = spread(&shares, rest);
        let kept = self.members.iter().zip(before).zip(anew);
        Ok(kept.map(|((member, before), anew)| if leaves(member) { *before } else { anew }).collect())
    }

    /// What those who leave pay as guarantees, and what those who stay have of it.
    fn guarantees(&self) -> Vec<Cents> {
        let due = self.due();
        let stays = |member: &&Member| member.old.is_some() && member.new.is_some();
        let nobody_stays = !self.members.iter().any(|member| stays(&member));
        let taker = |member: &Member| {
            member.new.filter(|_| nobody_stays || stays(&member)).map(|share| share.0.max(0) as f64)
        };
        let all: Cents = due.iter().copied().sum();
        let weights: Vec<Option<f64>> = self.members.iter().map(taker).collect();
        let sum: f64 = weights.iter().flatten().sum();
        let shares: Vec<Option<f64>> = weights
            .iter()
            .map(|weight| {
                weight.map(|weight| if sum > 0.0 { all.0 as f64 * weight / sum / 100.0 } else { 0.0 })
            })
            .collect();
        due.into_iter().zip(spread(&shares, all)).map(|(due, had)| due - had).collect()
    }

    /// Guarantees that are due: in full where they exceed the loss by agreement, else up to the loss together.
    fn due(&self) -> Vec<Cents> {
        let promised = |member: &Member, above: bool| {
            let promise = member.guarantee.filter(|promise| promise.above_loss == above)?;
            let lost = member.old.filter(|_| member.new.is_none())?.max(Cents(0));
            let parts = i128::from(lost.0) * i128::from(self.left()) * i128::from(promise.of_share);
            Some(Cents(divide_half_up(parts, 10_000 * i128::from(self.held.of)) as i64))
        };
        let of = |above: bool| -> Vec<Option<Cents>> {
            self.members.iter().map(|member| promised(member, above)).collect()
        };
        let (full, capped) = (of(true), of(false));
        let sum: Cents = capped.iter().flatten().copied().sum();
        let most = self.loss().min(sum);
        let shares: Vec<Option<f64>> = capped
            .iter()
            .map(|due| due.map(|due| due.0 as f64 * most.0 as f64 / (sum.0.max(1)) as f64 / 100.0))
            .collect();
        full.into_iter()
            .zip(spread(&shares, most))
            .map(|(full, part)| full.unwrap_or_default() + part)
            .collect()
    }

    /// `(1 − h) Σ (y_j − x_j)` over those who stay, or 0.
    fn loss(&self) -> Cents {
        let more = self.members.iter().filter_map(|member| Some(member.new? - member.old?)).sum::<Cents>();
        self.rounded((Cents(0), 0), (more.max(Cents(0)), self.left()))
    }
}

/// Shares in cents that add up to a total, among those who have one; all get nothing when nobody has.
fn spread(shares: &[Option<f64>], total: Cents) -> Vec<Cents> {
    let stated: Vec<f64> = shares.iter().flatten().copied().collect();
    let mut cents = to_cents(&stated, total).into_iter();
    shares.iter().map(|share| share.and_then(|_| cents.next()).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests;
