//! Hours that found no place: what stands in the way of them in each slot.
//!
//! A session of the missing hours is put into every slot of its run, with what is free there, and the plan is judged with it.
//! That every slot breaks a rule is what "no place" means; the slots with the fewest rules in the way say what would have to
//! give first.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::circle::Circle;
use super::effect::Change;
use super::elsewhere::{Place, fitted, refused_text};
use super::hold::{InTheWay, Wanted};
use super::lines::{count, wrapped};
use super::question::Question;
use super::spot::{Refused, RuleOf, Spot, refused};
use crate::check::Amount;
use crate::model::refusals::{Refuser, Slot, slots};
use crate::plan::{Session, Unplaced};

/// A slot for missing hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Forced {
    /// The rules in the way: those that refuse it outright, and those that a session there would break.
    pub rules: Vec<RuleOf>,
    /// The slot, and what a session there would break.
    #[serde(flatten)]
    pub place: Place,
}

/// Missing hours and what stands in their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The run.
    pub run: String,
    /// Minutes missing for each who attends.
    pub minutes: u32,
    /// Why, as the plan says.
    pub reason: String,
    /// Slots of the run.
    pub slots: usize,
    /// Slots that are refused outright.
    pub refused_slots: usize,
    /// Who refuses them.
    pub refused: Vec<Refused>,
    /// Slots in which a session breaks nothing but wishes: the hours find a place there after all.
    pub fit: usize,
    /// The slots with the fewest rules in the way, the first in time first.
    pub fewest: Vec<Forced>,
    /// What follows, in words.
    pub sentence: String,
}

/// Most slots that are told of each of the hours unless all are asked for.
pub const TOLD: usize = 3;

/// What stands in the way of each of the hours a plan leaves out; of slots with the fewest rules in the way, `most` are told, and
/// one at least. `progress` is told how many of the hours are done.
pub fn unplaced(question: &Question<'_>, most: usize, progress: &dyn Fn(usize)) -> Vec<Missing> {
    let told = |(done, missing): (usize, &Unplaced)| {
        progress(done);
        match Search::new(question, missing) {
            Some(search) => search.told(most.max(1)),
            None => Missing::without_a_run(missing),
        }
    };
    question.plan.unplaced.iter().enumerate().map(told).collect()
}

/// A session of missing hours in every slot of their run, also where it is refused outright.
pub fn every_slot(question: &Question<'_>, missing: &Unplaced) -> Vec<Forced> {
    let Some(search) = Search::new(question, missing) else { return Vec::new() };
    search.slots.par_iter().map(|slot| search.judged(search.held(slot))).collect()
}

/// The slots of missing hours.
struct Search<'q> {
    question: &'q Question<'q>,
    missing: &'q Unplaced,
    wanted: Wanted<'q>,
    circle: Circle,
    slots: Vec<Slot>,
}

/// A session in a slot, not judged yet.
struct Held<'s> {
    refusers: &'s [Refuser],
    comes: Session,
    in_the_way: Vec<InTheWay>,
}

impl Held<'_> {
    /// As many rules as are in the way at least: those that refuse the slot, and those of what is taken.
    fn least(&self) -> usize {
        let taken: BTreeSet<&str> = self.in_the_way.iter().map(|way| way.rule).collect();
        let refuses = |rule: &&&str| self.refusers.iter().any(|(family, _)| family == *rule);
        self.refusers.len() + taken.iter().filter(|rule| !refuses(rule)).count()
    }
}

impl<'q> Search<'q> {
    /// The slots of the run of missing hours; `None` where the scenario has no such run, since no group is large enough.
    fn new(question: &'q Question<'q>, missing: &'q Unplaced) -> Option<Self> {
        let run = question.scene.runs.iter().position(|run| run.key == missing.run)?;
        let held = question.plan.sessions.iter().filter(|session| session.run == missing.run);
        let what = (format!("{}#{:02}", missing.run, held.count() + 1), missing.run.clone());
        let lead = question.scene.runs[run].module(question.scenario).lead;
        let mut slots = slots(&question.scene, run);
        // Sessions longer than what is missing are one too many; where no others are allowed, they are all there is.
        if slots.iter().any(|slot| slot.draft.time.minutes <= missing.minutes) {
            slots.retain(|slot| slot.draft.time.minutes <= missing.minutes);
        }
        Some(Self {
            wanted: Wanted::new(question, what, (missing.attendance.clone(), lead), None),
            circle: Circle::new(question, &missing.attendance),
            question,
            missing,
            slots,
        })
    }

    /// A session in a slot, with what is free there.
    fn held<'s>(&self, slot: &'s Slot) -> Held<'s> {
        let learners = self.missing.attendance.iter().map(|here| here.learners.len()).sum();
        let (comes, in_the_way) = self.wanted.held(&fitted(self.question, &slot.draft, learners));
        Held { refusers: &slot.refusers, comes, in_the_way }
    }

    /// The plan judged with a session in a slot.
    fn judged(&self, held: Held<'_>) -> Forced {
        let scenario = self.question.scenario;
        let spot = Spot::of(scenario, &held.comes);
        let change = Change { gone: None, comes: Some(held.comes) };
        let effect = self.question.effect_within(&self.circle, &change);
        let refusers = held.refusers.iter().map(|refuser| RuleOf::refuser(scenario, *refuser));
        let broken =
            effect.breaks.iter().map(|broken| RuleOf { rule: broken.rule, policy: broken.policy.clone() });
        let rules: BTreeSet<RuleOf> = refusers.chain(broken).collect();
        Forced { rules: rules.into_iter().collect(), place: Place::new(spot, effect, held.in_the_way) }
    }

    /// The slots with the fewest rules in the way, and in how many there is none. Slots that have more in their way than the worst
    /// of those found need not be judged.
    fn fewest(&self, most: usize) -> (Vec<Forced>, usize) {
        let mut all: Vec<Held<'_>> = self.slots.par_iter().map(|slot| self.held(slot)).collect();
        all.sort_by_key(Held::least);
        let mut kept: Vec<Forced> = Vec::new();
        let mut fit = 0;
        while let Some(first) = all.first() {
            let least = first.least();
            let worst = kept.last().map_or(0, |forced| forced.rules.len());
            if least > 0 && kept.len() >= most && least >= worst {
                break;
            }
            let harder = all.split_off(all.partition_point(|held| held.least() == least));
            let forced: Vec<Forced> = all.into_par_iter().map(|held| self.judged(held)).collect();
            all = harder;
            fit += forced.iter().filter(|forced| forced.rules.is_empty()).count();
            kept.extend(forced);
            kept.sort_by_key(|forced| (forced.rules.len(), forced.place.spot.date));
            kept.truncate(most);
        }
        (kept, fit)
    }

    fn told(&self, most: usize) -> Missing {
        let shut = || self.slots.iter().filter(|slot| !slot.refusers.is_empty());
        let (fewest, fit) = self.fewest(most);
        let refused = refused(&self.question.scene, shut().map(|slot| slot.refusers.as_slice()));
        let mut missing = Missing {
            slots: self.slots.len(),
            refused_slots: shut().count(),
            refused,
            fit,
            fewest,
            ..Missing::without_a_run(self.missing)
        };
        missing.sentence = missing.concluded();
        missing
    }
}

impl Missing {
    /// Hours of which the scenario has no run.
    fn without_a_run(missing: &Unplaced) -> Self {
        Self {
            run: missing.run.clone(),
            minutes: missing.minutes,
            reason: missing.reason.clone(),
            slots: 0,
            refused_slots: 0,
            refused: Vec::new(),
            fit: 0,
            fewest: Vec::new(),
            sentence: "no run may be opened for them: no group is as large as the module asks".to_owned(),
        }
    }

    fn concluded(&self) -> String {
        let slots = count(self.slots, "slot", "slots");
        if self.fit > 0 {
            return format!(
                "{} of {slots} would hold a session of them and break no rule: the plan can be improved",
                self.fit
            );
        }
        let Some(first) = self.fewest.first() else {
            return "the calendar has no slot in which a session of them could lie".to_owned();
        };
        let refused = match self.refused_slots {
            0 => String::new(),
            some => format!(" ({some} of them refuse it whatever else the plan holds)"),
        };
        let rules: Vec<String> = first.rules.iter().map(RuleOf::named).collect();
        format!(
            "a session of them breaks a rule in each of {slots}{refused}; fewest on {}: {}",
            first.place.spot.when(),
            rules.join(", ")
        )
    }

    /// The hours in words: what is missing and why, what follows, and the slots with the fewest rules in the way.
    pub fn text(&self) -> String {
        let hours = Amount::Minutes(self.minutes.into());
        let mut text = wrapped("", 2, &format!("{} lacks {hours}: {}", self.run, self.reason));
        text.push_str(&wrapped("  ", 2, &self.sentence));
        for forced in &self.fewest {
            text.push_str(&forced.text());
        }
        text + &refused_text(&self.refused, self.refused_slots)
    }
}

impl Forced {
    /// The slot in lines, with those who refuse it outright.
    fn text(&self) -> String {
        let told = |rule: &RuleOf| {
            self.place
                .effect
                .breaks
                .iter()
                .any(|broken| (broken.rule, &broken.policy) == (rule.rule, &rule.policy))
        };
        let refusing: Vec<String> = self.rules.iter().filter(|rule| !told(rule)).map(RuleOf::named).collect();
        let mut text = self.place.lines();
        if !refusing.is_empty() {
            text.push_str(&wrapped("    ", 6, &format!("refused outright by {}", refusing.join(", "))));
        }
        text
    }
}
