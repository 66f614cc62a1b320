//! What differs between two plans, session by session.

mod held;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Plan, Session};
use crate::domain::Scenario;
pub use held::Held;

/// What differs between a plan and another, by the ids of their sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Sessions of the plan before.
    pub before: usize,
    /// Sessions that are as they were: day, time, place, equipment and people.
    pub kept: usize,
    /// Those of them that other learners attend.
    pub other_learners: usize,
    /// Sessions that are held otherwise.
    pub changed: Vec<Changed>,
    /// Sessions of the plan after that the plan before has not.
    pub added: Vec<Held>,
    /// Sessions of the plan before that the plan after has not.
    pub dropped: Vec<Held>,
}

/// A session that is held otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its id.
    pub id: String,
    /// Learners who attend it.
    pub learners: u32,
    /// In what it differs.
    pub what: Vec<Aspect>,
    /// As it was.
    pub before: Held,
    /// As it is.
    pub after: Held,
}

/// In what a session differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// The date.
    Day,
    /// The time of day.
    Time,
    /// The site.
    Site,
    /// The room.
    Room,
    /// The pool of equipment.
    Equipment,
    /// Who serves it.
    Staff,
    /// Who attends it.
    Learners,
}

impl Aspect {
    /// The word used in files and tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Time => "time",
            Self::Site => "site",
            Self::Room => "room",
            Self::Equipment => "equipment",
            Self::Staff => "staff",
            Self::Learners => "learners",
        }
    }
}

impl Changed {
    /// What has changed, as a sentence.
    pub fn sentence(&self) -> String {
        let moved = self.what.iter().any(|aspect| !matches!(aspect, Aspect::Staff | Aspect::Learners));
        let mut parts = Vec::new();
        if moved {
            parts.push(format!("{} → {}", self.before.words(), self.after.words()));
        } else {
            parts.push(format!("{} stays", self.after.words()));
        }
        let named = |list: &[String]| if list.is_empty() { "nobody".to_owned() } else { list.join(" and ") };
        if self.what.contains(&Aspect::Equipment) {
            let of = |held: &Held| held.equipment.clone().unwrap_or_else(|| "no equipment".to_owned());
            parts.push(format!("{} instead of {}", of(&self.after), of(&self.before)));
        }
        if self.what.contains(&Aspect::Staff) {
            parts.push(format!("{} instead of {}", named(&self.after.staff), named(&self.before.staff)));
        }
        if self.what.contains(&Aspect::Learners) {
            parts.push("other learners attend".to_owned());
        }
        format!("{} ({} learners): {}", self.id, self.learners, parts.join("; "))
    }
}

impl Difference {
    /// What differs between two plans, each with its scenario; sessions are the same where their ids are.
    pub fn new((scenario, before): (&Scenario, &Plan), (now, after): (&Scenario, &Plan)) -> Self {
        let known: BTreeMap<&str, &Session> =
            before.sessions.iter().map(|session| (session.id.as_str(), session)).collect();
        let mut difference = Self { before: before.sessions.len(), ..Self::default() };
        let mut met: BTreeSet<&str> = BTreeSet::new();
        for session in &after.sessions {
            let after = Held::new(now, session);
            let Some(was) = known.get(session.id.as_str()) else {
                difference.added.push(after);
                continue;
            };
            met.insert(session.id.as_str());
            let before = Held::new(scenario, was);
            let what = aspects((&before, was), (&after, session));
            if what.iter().all(|aspect| *aspect == Aspect::Learners) {
                difference.kept += 1;
                difference.other_learners += usize::from(!what.is_empty());
            } else {
                let (id, learners) = (session.id.clone(), session.learners());
                difference.changed.push(Changed { id, learners, what, before, after });
            }
        }
        let gone = before.sessions.iter().filter(|session| !met.contains(session.id.as_str()));
        difference.dropped = gone.map(|session| Held::new(scenario, session)).collect();
        difference
    }

    /// Sessions that are held otherwise, no longer, or newly.
    pub fn changes(&self) -> usize {
        self.changed.len() + self.dropped.len() + self.added.len()
    }

    /// Learners of the sessions that changed, each counted once a session.
    pub fn learners(&self) -> u32 {
        self.changed.iter().map(|changed| changed.learners).sum()
    }

    /// The changes as a share of the sessions before.
    pub fn share(&self) -> f64 {
        self.changes() as f64 / self.before.max(1) as f64
    }
}

fn aspects((before, was): (&Held, &Session), (after, is): (&Held, &Session)) -> Vec<Aspect> {
    let attending =
        |session: &Session| session.attendance.iter().map(|entry| entry.learners.clone()).collect();
    let (them, others): (Vec<_>, Vec<_>) = (attending(was), attending(is));
    let all = [
        (Aspect::Day, before.date != after.date),
        (Aspect::Time, (&before.start, &before.end) != (&after.start, &after.end)),
        (Aspect::Site, before.site != after.site),
        (Aspect::Room, before.room != after.room),
        (Aspect::Equipment, before.equipment != after.equipment),
        (Aspect::Staff, before.staff != after.staff),
        (Aspect::Learners, them != others),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}
