//! Why this slot: where a session could lie instead, and what each place would break or cost.
//!
//! Every slot of the session's run that nothing refuses outright is tried: the session takes it with what is free there, and the
//! plan is judged and priced anew. Slots that a rule refuses whatever else the plan holds are told with that rule.

mod conclusion;
mod text;
mod tried;

use serde::Serialize;

use super::circle::Circle;
use super::effect::{Broken, Change, HeadingCents};
use super::hold::InTheWay;
use super::question::Question;
use super::spot::{Refused, Spot, refused};
use crate::check::Breach;
use crate::model::refusals::slots;
use conclusion::conclusion;
pub use conclusion::{Conclusion, Known};
pub(super) use text::refused_text;
pub(super) use tried::fitted;
use tried::tried;

pub use super::effect::Effect;

/// A place where the session could lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// When, where, on what and with whom.
    #[serde(flatten)]
    pub spot: Spot,
    /// What lying there would break, mend and cost.
    #[serde(flatten)]
    pub effect: Effect,
    /// Who else uses the things it would need.
    pub in_the_way: Vec<InTheWay>,
    /// All of it in words.
    pub sentence: String,
}

/// The place where the session lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Here {
    /// When, where, on what and with whom.
    #[serde(flatten)]
    pub spot: Spot,
    /// Law and policies that are broken here, as far as they name the session.
    pub breaks: Vec<Broken>,
    /// Wishes that are broken here, as far as they name the session.
    pub wishes: Vec<Broken>,
    /// What the plan would save without the session, heading by heading.
    pub cost: Vec<HeadingCents>,
    /// The same in all.
    pub cost_cents: i64,
    /// All of it in words.
    pub sentence: String,
}

/// Why a session lies where it lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Elsewhere {
    /// The session.
    pub session: String,
    /// Its run.
    pub run: String,
    /// Where it lies.
    pub here: Here,
    /// Where it could lie instead, those nearest in time first.
    pub elsewhere: Vec<Place>,
    /// Further places that are not told.
    pub more: usize,
    /// Who refuses slots outright.
    pub refused: Vec<Refused>,
    /// Slots that are refused outright.
    pub refused_slots: usize,
    /// What follows.
    pub conclusion: Conclusion,
}

/// Why a session cannot be looked at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ElsewhereError {
    /// The plan has no such session.
    #[error("the plan has no session `{id}`{near}")]
    Unknown {
        /// What was asked for.
        id: String,
        /// Sessions with similar ids, in words.
        near: String,
    },
    /// Several sessions have the id.
    #[error("{count} sessions of the plan have the id `{id}`: give each its own")]
    Twice {
        /// The id.
        id: String,
        /// How many.
        count: usize,
    },
    /// The scenario does not have the run, so that nothing is known of where it may lie.
    #[error("the scenario has no run `{run}` (as divided now), to which session `{id}` belongs")]
    NoRun {
        /// The session.
        id: String,
        /// Its run.
        run: String,
    },
}

/// Most places that are told unless all are asked for.
pub const TOLD: usize = 12;

impl Elsewhere {
    /// Looks at a session of a plan; tells `most` places, and of all whether one is better.
    ///
    /// # Errors
    ///
    /// When the plan has no such session, or several, or the scenario does not have its run.
    pub fn new(
        question: &Question<'_>,
        id: &str,
        known: Option<&Known>,
        most: usize,
    ) -> Result<Self, ElsewhereError> {
        let place = found(question, id)?;
        let session = &question.plan.sessions[place];
        let run = question.scene.runs.iter().position(|run| run.key == session.run);
        let no_run = || ElsewhereError::NoRun { id: id.to_owned(), run: session.run.clone() };
        let all = slots(&question.scene, run.ok_or_else(no_run)?);
        let (open, shut): (Vec<_>, Vec<_>) = all.into_iter().partition(|slot| slot.refusers.is_empty());
        let mut tried = tried(question, place, open.iter().map(|slot| &slot.draft));
        let conclusion = conclusion(question, (id, known), &tried);
        let more = tried.len().saturating_sub(most);
        tried.truncate(most);
        Ok(Self {
            session: id.to_owned(),
            run: session.run.clone(),
            here: here(question, place),
            elsewhere: tried.into_iter().map(|tried| tried.place).collect(),
            more,
            refused: refused(&question.scene, shut.iter().map(|slot| slot.refusers.as_slice())),
            refused_slots: shut.len(),
            conclusion,
        })
    }
}

/// The place of a session in the plan.
fn found(question: &Question<'_>, id: &str) -> Result<usize, ElsewhereError> {
    match question.places_of(id).as_slice() {
        [place] => Ok(*place),
        [] => {
            let run = id.split('#').next().unwrap_or(id);
            let all = question.plan.sessions.iter();
            let alike: Vec<&str> =
                all.filter(|session| session.run == run).map(|session| session.id.as_str()).collect();
            let near = match (alike.first(), alike.last()) {
                (Some(first), Some(last)) => format!("; run {run} has {first} to {last}"),
                _ => question
                    .plan
                    .sessions
                    .first()
                    .map_or(String::new(), |one| format!("; ids are like {}", one.id)),
            };
            Err(ElsewhereError::Unknown { id: id.to_owned(), near })
        }
        several => Err(ElsewhereError::Twice { id: id.to_owned(), count: several.len() }),
    }
}

/// What there is to say of where the session lies.
fn here(question: &Question<'_>, place: usize) -> Here {
    let session = &question.plan.sessions[place];
    let circle = Circle::new(question, &session.attendance);
    let without = question.effect_within(&circle, &Change { gone: Some(place), comes: None });
    let named = |list: &[Breach]| -> Vec<Broken> {
        let theirs = list.iter().filter(|breach| breach.sessions.contains(&session.id));
        theirs.map(|breach| Broken::new(question.scenario, breach)).collect()
    };
    let saved = without.cost.iter().map(|one| HeadingCents { cents: -one.cents, ..*one });
    Here::new(
        Spot::of(question.scenario, session),
        (named(&question.verdict.violations), named(&question.verdict.wishes)),
        (saved.collect(), -without.cost_cents),
    )
}
