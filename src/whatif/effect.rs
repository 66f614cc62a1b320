//! What a change of one session of a plan breaks, mends and costs.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::circle::Circle;
use super::difference::worse;
use super::question::{Question, of_the_whole};
use crate::check::{Amount, Breach, Verdict, judge, judge_by};
use crate::domain::{Cents, ExactCents, Heading, PolicyId, Scenario, Strength};
use crate::plan::{ExactLedger, Ledger, Plan, Session, price};

/// A change of one session: one goes, one comes, or both.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// The session that goes, as a place in the plan.
    pub gone: Option<usize>,
    /// The session that comes.
    pub comes: Option<Session>,
}

impl Change {
    /// A plan after the change.
    pub fn made(&self, plan: &Plan) -> Plan {
        let mut made = plan.clone();
        if let Some(place) = self.gone {
            made.sessions.remove(place);
        }
        made.sessions.extend(self.comes.clone());
        made.sort();
        made
    }
}

/// A rule that a change breaks, or mends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The rule.
    pub rule: &'static str,
    /// The policy, by its id; `None` for rules that hold in every scenario.
    pub policy: Option<String>,
    /// `legal`, `policy` or `wish`.
    pub strength: &'static str,
    /// Whom or what it is about.
    pub object: String,
    /// How much further it is broken, learners multiplied in.
    pub amount: Amount,
    /// Of a wish: its price, in cents; the sum of several is rounded once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cents: Option<i64>,
    /// The sessions it is about, by id.
    pub sessions: Vec<String>,
    /// What is, and what should be.
    pub sentence: String,
}

/// Cents under a heading of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeadingCents {
    /// The heading.
    pub heading: &'static str,
    /// The amount; less than nothing where it is saved.
    pub cents: i64,
}

/// What a change does to a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// Law and policies that it breaks, or breaks further.
    pub breaks: Vec<Broken>,
    /// Law and policies that it no longer breaks, or less.
    pub mends: Vec<Broken>,
    /// Wishes that it breaks, or breaks further.
    pub wishes: Vec<Broken>,
    /// Wishes that it no longer breaks, or less.
    pub wishes_met: Vec<Broken>,
    /// What it adds to the cost, heading by heading, without those that stay.
    pub cost: Vec<HeadingCents>,
    /// What it adds to the cost, income aside.
    pub cost_cents: i64,
    /// What it adds to the price of broken wishes and lost income.
    pub wish_cents: i64,
}

impl Effect {
    /// Whether it breaks nothing but wishes.
    pub fn is_legal(&self) -> bool {
        self.breaks.is_empty()
    }

    /// What it adds to cost and wishes.
    pub const fn cents(&self) -> i64 {
        self.cost_cents + self.wish_cents
    }
}

impl Question<'_> {
    /// What a change does, judged and priced on all of the plan.
    pub fn effect(&self, change: &Change) -> Effect {
        let after = change.made(self.plan);
        let (verdict, ledger) = (judge(self.scenario, &after), price(self.scenario, &after));
        let wish_cents = verdict.wish_cents - self.verdict.wish_cents;
        self.difference((&self.verdict, &verdict), &ledger, wish_cents)
    }

    /// The same, judged and priced on the part of the plan that the change can touch, which takes a fraction of the time.
    pub fn effect_nearby(&self, change: &Change) -> Effect {
        let session = change.gone.map(|place| &self.plan.sessions[place]).or(change.comes.as_ref());
        let Some(session) = session else { return Effect::default() };
        self.effect_within(&Circle::new(self, &session.attendance), change)
    }

    /// The same for changes of sessions with the same learners, and on all of the plan only by the rules that need that.
    pub(super) fn effect_within(&self, circle: &Circle, change: &Change) -> Effect {
        let kept: Vec<&Session> =
            circle.touched(self, change).into_iter().map(|place| &self.plan.sessions[place]).collect();
        let gone = change.gone.map(|place| &self.plan.sessions[place]);
        let with =
            |more: Option<&Session>| circle.plan(self, kept.iter().copied().chain(more).cloned().collect());
        let in_part = |rule: &str| !of_the_whole(rule);
        let mut was = judge_by(&circle.scenario, &with(gone), in_part);
        let mut is = judge_by(&circle.scenario, &with(change.comes.as_ref()), in_part);
        let mut wish_cents = self.wishes_change(&was, &is);
        if let Some(stood) = &self.whole {
            let whole = judge_by(self.scenario, &change.made(self.plan), of_the_whole);
            wish_cents += whole.wish_cents - stood.wish_cents;
            was.violations.extend(stood.violations.iter().cloned());
            was.wishes.extend(stood.wishes.iter().cloned());
            is.violations.extend(whole.violations);
            is.wishes.extend(whole.wishes);
        }
        self.difference((&was, &is), &self.ledger_after(&kept, change), wish_cents)
    }

    /// What the wishes of some part of the plan change in the price of all: each policy is rounded once.
    fn wishes_change(&self, was: &Verdict, is: &Verdict) -> Cents {
        let mut change: BTreeMap<PolicyId, ExactCents> = BTreeMap::new();
        for (wishes, gone) in [(&is.wishes, false), (&was.wishes, true)] {
            for breach in wishes {
                let Some(id) = breach.policy else { continue };
                let cents = breach.amount.at(self.scenario.policies[id.index()].price.borne());
                *change.entry(id).or_default() += if gone { -cents } else { cents };
            }
        }
        let by_policy = change.into_iter().map(|(id, by)| {
            let stood = self.wishes.get(&id).copied().unwrap_or_default();
            (stood + by).round() - stood.round()
        });
        by_policy.sum()
    }

    /// The ledger of the plan after a change, from what is paid by the date, by the session and for runs; income is none of it.
    fn ledger_after(&self, kept: &[&Session], change: &Change) -> Ledger {
        let gone = change.gone.map(|place| &self.plan.sessions[place]);
        let dates: Vec<_> = gone.iter().copied().chain(&change.comes).map(|session| session.date).collect();
        // Of every run one session, since how many runs are open has a price.
        let mut runs: BTreeSet<&str> = BTreeSet::new();
        let mut priced: Vec<&Session> = Vec::new();
        for session in kept {
            if runs.insert(&session.run) || dates.contains(&session.date) {
                priced.push(session);
            }
        }
        let exact = |more: Option<&Session>| {
            let sessions = priced.iter().copied().chain(more).cloned().collect();
            ExactLedger::of(self.scenario, &Plan { sessions, ..Plan::default() })
        };
        self.exact.changed(&exact(gone), &exact(change.comes.as_ref())).ledger()
    }

    fn difference(&self, (was, is): (&Verdict, &Verdict), ledger: &Ledger, wish_cents: Cents) -> Effect {
        let found = |from: &[Breach], to: &[Breach]| -> Vec<Broken> {
            worse(self.scenario, from, to).iter().map(|breach| Broken::new(self.scenario, breach)).collect()
        };
        let cost = Heading::ALL.into_iter().filter(|heading| *heading != Heading::Income).map(|heading| {
            let cents = ledger.heading(heading) - self.ledger.heading(heading);
            HeadingCents { heading: heading.key(), cents: cents.0 }
        });
        Effect {
            breaks: found(&was.violations, &is.violations),
            mends: found(&is.violations, &was.violations),
            wishes: found(&was.wishes, &is.wishes),
            wishes_met: found(&is.wishes, &was.wishes),
            cost: cost.filter(|one| one.cents != 0).collect(),
            cost_cents: (ledger.cost() - self.ledger.cost()).0,
            wish_cents: wish_cents.0,
        }
    }
}

impl Broken {
    /// A breach in the planner's ids.
    pub(super) fn new(scenario: &Scenario, breach: &Breach) -> Self {
        let policy = breach.policy.map(|id| &scenario.policies[id.index()]);
        let strength = policy.map_or(Strength::Legal, |policy| policy.strength);
        let is_wish = strength == Strength::Wish || breach.rule == crate::check::INCOME_LOST;
        let cents = policy
            .filter(|policy| policy.strength == Strength::Wish)
            .map(|policy| breach.amount.at(policy.price.borne()).round().0);
        Self {
            rule: breach.rule,
            policy: policy.map(|policy| policy.key.clone()),
            strength: if is_wish { "wish" } else { super::spot::strength(strength) },
            object: breach.subject.clone(),
            amount: breach.amount,
            cents,
            sessions: breach.sessions.clone(),
            sentence: breach.message.clone(),
        }
    }

    /// The rule with its policy: `week_hours (full-weeks)`.
    pub fn named(&self) -> String {
        match &self.policy {
            Some(policy) => format!("{} ({policy})", self.rule),
            None => self.rule.to_owned(),
        }
    }
}
