//! When, where, on what and with whom a session lies, in the planner's ids.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::{Scenario, Strength};
use crate::model::refusals::Refuser;
use crate::model::scene::Scene;
use crate::plan::Session;

/// Units of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpotUnits {
    /// The pool.
    pub pool: String,
    /// Numbers of the units, from 1.
    pub units: Vec<u32>,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpotRoom {
    /// The kind of room.
    pub room: String,
    /// Its number, from 1.
    pub number: u32,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpotPerson {
    /// The staff group.
    pub staff: String,
    /// Which of its people, from 1.
    pub person: u32,
}

/// A date, a time, a place, things and people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// The date.
    pub date: NaiveDate,
    /// When it begins: `08:30`.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// Minutes of teaching.
    pub minutes: u32,
    /// The site.
    pub site: String,
    /// The equipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equipment: Option<SpotUnits>,
    /// The room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<SpotRoom>,
    /// The people.
    pub staff: Vec<SpotPerson>,
}

impl Spot {
    /// That of a session.
    pub(super) fn of(scenario: &Scenario, session: &Session) -> Self {
        let staff = session.staff.iter().map(|person| SpotPerson {
            staff: scenario.staff[person.staff.index()].key.clone(),
            person: person.person,
        });
        Self {
            date: session.date,
            start: session.start.to_string(),
            end: session.end.to_string(),
            minutes: session.minutes,
            site: scenario.sites[session.site.index()].key.clone(),
            equipment: session.equipment.as_ref().map(|placed| SpotUnits {
                pool: scenario.equipment[placed.pool.index()].key.clone(),
                units: placed.units.clone(),
            }),
            room: session
                .room
                .map(|(id, number)| SpotRoom { room: scenario.rooms[id.index()].key.clone(), number }),
            staff: staff.collect(),
        }
    }

    /// Date and time: `Tue 6 Oct 2026 09:00-12:00`.
    pub fn when(&self) -> String {
        format!("{} {}-{}", self.date.format("%a %-d %b %Y"), self.start, self.end)
    }

    /// Place, things and people: `college, repair-stands 1-3, mechanics 2`.
    pub fn with(&self) -> String {
        let mut parts = vec![self.site.clone()];
        if let Some(used) = &self.equipment {
            let units: Vec<String> = used.units.iter().map(u32::to_string).collect();
            parts.push(format!("{} {}", used.pool, units.join("+")));
        }
        parts.extend(self.room.iter().map(|room| format!("{} {}", room.room, room.number)));
        parts.extend(self.staff.iter().map(|person| format!("{} {}", person.staff, person.person)));
        parts.join(", ")
    }
}

/// A rule, and the policy that states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RuleOf {
    /// The rule.
    pub rule: &'static str,
    /// The policy, by its id.
    pub policy: Option<String>,
}

impl RuleOf {
    /// Who refuses a slot.
    pub(super) fn refuser(scenario: &Scenario, (rule, policy): Refuser) -> Self {
        Self { rule, policy: policy.map(|id| scenario.policies[id.index()].key.clone()) }
    }

    /// In words: `week_hours (full-weeks)`.
    pub fn named(&self) -> String {
        match &self.policy {
            Some(policy) => format!("{} ({policy})", self.rule),
            None => self.rule.to_owned(),
        }
    }
}

/// Slots that a rule refuses outright, whatever else the plan holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The rule.
    #[serde(flatten)]
    pub by: RuleOf,
    /// `legal` or `policy`.
    pub strength: &'static str,
    /// Slots that it refuses.
    pub slots: usize,
    /// Slots that it alone refuses.
    pub alone: usize,
    /// What it asks.
    pub sentence: String,
}

/// Who refuses slots outright, those who refuse most first.
pub(super) fn refused<'s>(scene: &Scene<'_>, slots: impl Iterator<Item = &'s [Refuser]>) -> Vec<Refused> {
    let mut all: Vec<(Refuser, usize, usize)> = Vec::new();
    for refusers in slots {
        for refuser in refusers {
            let place = all.iter().position(|(known, ..)| known == refuser).unwrap_or_else(|| {
                all.push((*refuser, 0, 0));
                all.len() - 1
            });
            all[place].1 += 1;
            all[place].2 += usize::from(refusers.len() == 1);
        }
    }
    let asks = |rule: &str| {
        let families = crate::model::constraints::FAMILIES.iter();
        families
            .copied()
            .find(|family| family.key() == rule)
            .map_or(String::new(), |family| family.sentence().to_owned())
    };
    let mut told: Vec<Refused> = all
        .into_iter()
        .map(|(refuser, slots, alone)| Refused {
            by: RuleOf::refuser(scene.scenario, refuser),
            strength: strength(scene.strength(refuser.1)),
            slots,
            alone,
            sentence: asks(refuser.0),
        })
        .collect();
    told.sort_by(|a, b| (b.slots, &a.by).cmp(&(a.slots, &b.by)));
    told
}

/// The word for a strength.
pub(super) const fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Legal => "legal",
        Strength::Policy => "policy",
        Strength::Wish => "wish",
    }
}
