//! Many reasons that are one: what is the matter with many cohorts or runs in the same way is told once.

use std::collections::BTreeMap;

use super::Shortage;
use crate::domain::{Policy, PolicyId};
use crate::model::tags::Unit;
use crate::plan::{Object, ObjectKind};

/// Reasons of one kind that are told one by one.
const EACH: usize = 4;

/// What makes reasons one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// The rule, the kind of thing, and whether they have two sides.
    Rule(&'static str, Option<PolicyId>, ObjectKind, bool),
    /// What would mend all of them as well, measured alike.
    Besides(Object, Unit),
}

/// The reasons, very many about the same thing by the same rule as one, and those of many cohorts or runs by the same rule as one that
/// says how many there are: the worst speaks for all.
pub(in crate::planner) fn few(policies: &[Policy], all: Vec<Shortage>) -> Vec<Shortage> {
    let all = once_each(all);
    let common = in_common(&all);
    let alike = |one: &Shortage| -> Alike {
        match common.as_ref().filter(|thing| one.besides.contains(thing)) {
            Some(thing) => Alike::Besides(thing.clone(), one.unit),
            None => Alike::Rule(one.family, one.policy, one.object.kind, one.needed.is_some()),
        }
    };
    let mut sets: BTreeMap<Alike, usize> = BTreeMap::new();
    for one in &all {
        *sets.entry(alike(one)).or_default() += 1;
    }
    let mut told: Vec<Shortage> = Vec::new();
    let mut of_many: BTreeMap<Alike, usize> = BTreeMap::new();
    for one in all {
        let key = alike(&one);
        match of_many.get(&key).copied() {
            _ if sets[&key] <= EACH => told.push(one),
            Some(place) => join(&mut told[place], one),
            None => {
                of_many.insert(key.clone(), told.len());
                told.push(one);
            }
        }
    }
    for (key, place) in of_many {
        summed_up(policies, &mut told[place], &key, sets[&key]);
    }
    told
}

/// What would mend many reasons as well, if one thing would.
fn in_common(all: &[Shortage]) -> Option<Object> {
    let mut times: BTreeMap<&Object, usize> = BTreeMap::new();
    for thing in all.iter().flat_map(|one| &one.besides) {
        *times.entry(thing).or_default() += 1;
    }
    times.into_iter().find(|(_, times)| *times > EACH).map(|(thing, _)| thing.clone())
}

/// Of very many reasons about the same thing by the same rule, measured in the same way, one; a few are different arguments.
fn once_each(all: Vec<Shortage>) -> Vec<Shortage> {
    let same = |one: &Shortage, other: &Shortage| {
        (other.family, other.policy, &other.object) == (one.family, one.policy, &one.object)
            && (other.unit, other.needed.is_some()) == (one.unit, one.needed.is_some())
    };
    let many: Vec<bool> =
        all.iter().map(|one| all.iter().filter(|other| same(one, other)).count() > EACH).collect();
    let mut told: Vec<Shortage> = Vec::new();
    for (one, many) in all.into_iter().zip(many) {
        match told.iter_mut().find(|other| many && same(&one, other)) {
            Some(known) => join(known, one),
            None => told.push(one),
        }
    }
    told
}

/// Takes a reason into one that speaks for several: the greater shortage stays.
fn join(told: &mut Shortage, mut more: Shortage) {
    if more.short > told.short {
        std::mem::swap(told, &mut more);
    }
    for run in more.runs {
        if !told.runs.contains(&run) {
            told.runs.push(run);
        }
    }
}

/// Says for how many a reason speaks, and what they have in common.
fn summed_up(policies: &[Policy], told: &mut Shortage, alike: &Alike, all: usize) {
    let kinds = match told.object.kind {
        _ if matches!(alike, Alike::Besides(..)) => "things",
        ObjectKind::Cohort => "cohorts",
        ObjectKind::Run => "runs",
        ObjectKind::Equipment | ObjectKind::EquipmentKind => "kinds of equipment",
        ObjectKind::Staff | ObjectKind::Qualification => "groups of people",
        _ => "others",
    };
    let more = format!("and so for {} more {kinds}", all - 1);
    told.detail = if told.detail.is_empty() { more } else { format!("{}, {more}", told.detail) };
    if let Alike::Besides(thing, _) = alike {
        (told.object, told.besides) = (thing.clone(), Vec::new());
        return;
    }
    told.object = match (told.policy, told.object.kind) {
        (Some(policy), _) => Object::new(ObjectKind::Policy, &policies[policy.index()].key),
        // What many lack all the year is days.
        (None, ObjectKind::Run) => Object::new(ObjectKind::Plan, ""),
        (None, _) if told.when.is_empty() => Object::new(ObjectKind::Calendar, ""),
        (None, ObjectKind::Cohort) => Object::new(ObjectKind::Calendar, ""),
        (None, _) => Object::new(ObjectKind::Plan, ""),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacking(id: &str, short: f64, besides: Vec<Object>) -> Shortage {
        Shortage {
            family: "staff_load",
            policy: None,
            relaxable: false,
            object: Object::new(ObjectKind::Staff, id),
            besides,
            when: Vec::new(),
            subject: id.to_owned(),
            needed: Some(10.0 + short),
            available: Some(10.0),
            short,
            unit: Unit::Minutes,
            detail: "within their loads".to_owned(),
            runs: Vec::new(),
        }
    }

    #[test]
    fn what_would_mend_very_many_is_told_once() {
        let calendar = || vec![Object::new(ObjectKind::Calendar, "")];
        let of = |besides: fn() -> Vec<Object>, most: usize| {
            (0..most).map(|index| lacking(&format!("group-{index}"), index as f64, besides())).collect()
        };
        let told = few(&[], of(|| vec![Object::new(ObjectKind::Calendar, "")], EACH + 1));
        assert_eq!((told.len(), &told[0].object), (1, &calendar()[0]));
        assert_eq!(told[0].detail, "within their loads, and so for 4 more things");
        assert_eq!((told[0].subject.as_str(), told[0].short), ("group-4", 4.0), "the worst speaks for all");
        assert_eq!(few(&[], of(|| vec![Object::new(ObjectKind::Calendar, "")], EACH)).len(), EACH);
        assert_eq!(few(&[], of(Vec::new, EACH + 1))[0].object.kind, ObjectKind::Calendar);
    }
}
