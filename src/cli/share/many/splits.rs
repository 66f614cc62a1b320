//! Splits among very many firms, each judged by a search for the coalition that complains most of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::cli::allocate::document::{Allocation, Without};
use crate::cli::share::agreed::Billed;
use crate::consortium::many::Many;
use crate::domain::Cents;
use crate::game::Method;
use crate::game::many::stability::{Stability, stability};
use crate::game::many::subsidy::{Subsidy, subsidy};
use crate::game::many::{CENT, Costs, ManyError, Members, NoSplit, Question, Split, Watch};
use crate::game::rounding::to_cents;

/// The splits that were asked for.
#[derive(Default)]
pub(super) struct Compared {
    pub allocations: Vec<Allocation>,
    pub cents: Vec<Vec<i64>>,
    pub without: Vec<Without>,
    judged: Vec<(&'static str, Judged)>,
}

/// A split and the coalition that complains most of it.
#[derive(Clone)]
pub(super) struct Judged {
    pub split: Split,
    pub cents: Vec<Cents>,
    pub stability: Stability,
    /// The firms that would be better off alone, and by how much, in euros.
    pub better_alone: Vec<(usize, f64)>,
}

impl Judged {
    /// As what is billed.
    pub fn billed(&self, method: &'static dyn Method) -> Billed {
        Billed {
            method: method.key(),
            sentence: method.sentence(),
            split: self.split.shares.clone().into(),
            shares: self.cents.clone(),
        }
    }
}

impl Compared {
    /// Adds a method to the table.
    pub fn add(
        &mut self,
        question: &Question<'_>,
        many: &Many<'_>,
        method: &'static dyn Method,
    ) -> anyhow::Result<()> {
        if let Some(judged) = self.of(question, many, method)? {
            self.cents.push(judged.cents.iter().map(|share| share.0).collect());
            self.allocations.push(allocation(many, method, &judged));
        }
        Ok(())
    }

    /// The split of a method, found once; `None` where it gives none, which is noted.
    pub fn of(
        &mut self,
        question: &Question<'_>,
        many: &Many<'_>,
        method: &'static dyn Method,
    ) -> anyhow::Result<Option<Judged>> {
        if let Some((_, known)) = self.judged.iter().find(|(key, _)| *key == method.key()) {
            return Ok(Some(known.clone()));
        }
        if self.without.iter().any(|known| known.method == method.key()) {
            return Ok(None);
        }
        let judged = method.of_many(question).and_then(|split| Ok(judged(many, split)?));
        match judged {
            Ok(judged) => {
                self.judged.push((method.key(), judged.clone()));
                Ok(Some(judged))
            }
            Err(NoSplit::Failed(ManyError::Cancelled)) => Err(ManyError::Cancelled.into()),
            Err(NoSplit::Failed(
                error @ (ManyError::Solver(_) | ManyError::Shares(_) | ManyError::Costs(_)),
            )) => Err(anyhow::anyhow!("{}: {error}", method.key())),
            Err(error) => {
                self.without.push(Without { method: method.key(), why: error.to_string() });
                Ok(None)
            }
        }
    }

    /// Whether some split keeps all firms together for certain.
    pub fn keeps_all(&self) -> bool {
        self.judged.iter().any(|(_, judged)| judged.stability.holds(CENT))
    }

    /// What keeps all firms together; `None` where a split does, or a coalition without a plan was met, which is noted.
    pub fn subsidy(&mut self, many: &Many<'_>, watch: &Watch<'_>) -> anyhow::Result<Option<Subsidy>> {
        match subsidy(many, watch) {
            Ok(found) => Ok(Some(found).filter(|found| found.least > 0.0)),
            Err(error @ ManyError::NoPlan(_)) => {
                self.without.push(Without { method: "subsidy", why: error.to_string() });
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn judged(many: &Many<'_>, split: Split) -> Result<Judged, ManyError> {
    let stability = stability(many, &split.shares)?;
    let mut better_alone = Vec::new();
    for (firm, share) in split.shares.iter().enumerate() {
        let gain = share - many.cost(Members::single(firm))?.upper;
        if gain > CENT {
            better_alone.push((firm, gain));
        }
    }
    let total = many.together().upper().unwrap_or_default();
    Ok(Judged { cents: to_cents(&split.shares, total), split, stability, better_alone })
}

fn allocation(many: &Many<'_>, method: &'static dyn Method, judged: &Judged) -> Allocation {
    let each = |amounts: &[f64]| -> Map<String, Value> {
        many.names.iter().zip(amounts).map(|(name, amount)| (name.clone(), json!(amount))).collect()
    };
    Allocation {
        method: method.key(),
        sentence: method.sentence(),
        shares: each(&judged.split.shares),
        takes_part: None,
        guarantee: Some(judged.split.known.clone()),
        margins: judged.split.margins.as_deref().map(each),
        criteria: criteria(many, judged),
        said: said(many, judged),
    }
}

/// Firms with the same gain in cents together, the largest gain first.
fn by_gain(better_alone: &[(usize, f64)]) -> Vec<(Members, Cents)> {
    let mut by_gain: BTreeMap<i64, Members> = BTreeMap::new();
    for (firm, gain) in better_alone {
        let firms = by_gain.entry((gain * 100.0).round() as i64).or_default();
        *firms = firms.with(*firm);
    }
    by_gain.into_iter().rev().map(|(gain, firms)| (firms, Cents(gain))).collect()
}

fn criteria(many: &Many<'_>, judged: &Judged) -> Value {
    let Judged { stability, better_alone, .. } = judged;
    let named = |(firm, gain): &(usize, f64)| (many.names[*firm].clone(), json!(gain));
    let worst: Vec<&String> = stability.worst.players().map(|firm| &many.names[firm]).collect();
    json!({
        "individually_rational": better_alone.is_empty(),
        "better_alone": better_alone.iter().map(named).collect::<Map<_, _>>(),
        "in_core": stability.told(),
        "worst_coalition": worst,
        "worst_complaint": [stability.complaint.lower, stability.complaint.upper],
        "worst_complaint_at_most": stability.at_most,
    })
}

/// Who would be better off alone or together, by how much.
fn said(many: &Many<'_>, judged: &Judged) -> Vec<String> {
    let Judged { stability, better_alone, .. } = judged;
    let mut said: Vec<String> = by_gain(better_alone)
        .into_iter()
        .map(|(firms, gain)| match firms.len() {
            1 => format!("{} would be better off alone, by {gain}", many.named(firms)),
            _ => format!("{} would each be better off alone, by {gain}", many.named(firms)),
        })
        .collect();
    let (worst, complaint) = (many.named(stability.worst), stability.complaint);
    if stability.fails(CENT) {
        if stability.worst.len() > 1 {
            said.push(format!("{worst} would be better off by themselves, by {:.2}", complaint.lower));
        }
    } else if stability.holds(CENT) {
        let spare = 0.0 - stability.at_most.min(0.0);
        said.push(format!(
            "no coalition would be better off; the tightest is {worst}, with {spare:.2} to spare"
        ));
    } else {
        said.push(format!(
            "no coalition is known to be better off; by the bounds one may be, by at most {:.2}",
            stability.at_most
        ));
    }
    said
}
