//! Few things for many runs: of the rules of which any could give way, those that help most runs.
//!
//! What keeps a run from its hours is often several rules, of which one would be enough. One run alone blames the one that should
//! give way first. Of many, few are sought that explain all: what is the only thing to help some run, then the one that helps most of
//! those not explained yet, and the next (a greedy cover); law only for those that nothing else helps.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::PolicyId;
use crate::plan::Object;
use crate::planner::explain::Shortage;

/// A rule that could give way, and the thing that it is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    /// The family.
    pub(super) family: &'static str,
    /// The policy, if one states it.
    pub(super) policy: Option<PolicyId>,
    /// Whether that may be relaxed.
    pub(super) relaxable: bool,
    /// Whether it is law.
    pub(super) legal: bool,
    /// What a planner would change.
    pub(super) object: Object,
}

/// What a run lacks, and what could give way, that first which should; empty where no one thing helps.
#[derive(Clone, Debug)]
pub(super) struct Lacking {
    /// It, blaming the first.
    pub(super) shortage: Shortage,
    /// What could give way.
    pub(super) ways: Vec<Way>,
}

/// What makes ways the same: the policy, for all whom it keeps from something, or else the thing.
type Key<'a> = (&'static str, Option<PolicyId>, Option<&'a Object>);

impl Way {
    fn key(&self) -> Key<'_> {
        (self.family, self.policy, Some(&self.object).filter(|_| self.policy.is_none()))
    }
}

/// What runs lack, with few things to blame: those first that alone help some run, then those that help most (a greedy cover).
pub(super) fn fewest(mut all: Vec<Lacking>) -> Vec<Shortage> {
    let mut open: Vec<usize> = (0..all.len()).filter(|place| !all[*place].ways.is_empty()).collect();
    while let Some(way) = forced(&all, &open).or_else(|| most_helpful(&all, &open)) {
        let (helped, left): (Vec<usize>, Vec<usize>) =
            open.iter().partition(|place| usable(&all[**place]).any(|one| one.key() == way.key()));
        open = left;
        for place in helped {
            let own = all[place].ways.iter().find(|one| one.key() == way.key()).cloned();
            blame(&mut all[place].shortage, &own.unwrap_or_else(|| way.clone()));
        }
    }
    all.into_iter().map(|one| one.shortage).collect()
}

/// What could give way without touching law, or law where nothing else could.
fn usable(one: &Lacking) -> impl Iterator<Item = &Way> {
    let only_law = one.ways.iter().all(|way| way.legal);
    one.ways.iter().filter(move |way| only_law || !way.legal)
}

/// The only thing that helps one of those still open.
fn forced(all: &[Lacking], open: &[usize]) -> Option<Way> {
    let only = |one: &&Lacking| usable(one).count() == 1;
    open.iter().map(|place| &all[*place]).find(only).and_then(|one| usable(one).next().cloned())
}

/// What helps most of those still open: of equals what should give way first.
fn most_helpful(all: &[Lacking], open: &[usize]) -> Option<Way> {
    let mut tallied: BTreeMap<Key<'_>, (&Way, usize, usize)> = BTreeMap::new();
    for (rank, way) in open.iter().flat_map(|place| usable(&all[*place]).enumerate()) {
        let (_, helped, ranks) = tallied.entry(way.key()).or_insert((way, 0, 0));
        (*helped, *ranks) = (*helped + 1, *ranks + rank);
    }
    let best = tallied.into_values().min_by_key(|(_, helped, ranks)| (Reverse(*helped), *ranks));
    best.map(|(way, ..)| way.clone())
}

fn blame(shortage: &mut Shortage, way: &Way) {
    (shortage.family, shortage.policy, shortage.relaxable) = (way.family, way.policy, way.relaxable);
    shortage.object = way.object.clone();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tags::Unit;
    use crate::plan::ObjectKind;

    fn way(family: &'static str, id: &str, legal: bool) -> Way {
        Way { family, policy: None, relaxable: false, legal, object: Object::new(ObjectKind::Run, id) }
    }

    fn lacking(ways: &[Way]) -> Lacking {
        let first = ways[0].clone();
        let shortage = Shortage {
            family: first.family,
            policy: None,
            relaxable: false,
            object: first.object,
            besides: Vec::new(),
            when: Vec::new(),
            subject: String::new(),
            needed: None,
            available: None,
            short: 1.0,
            unit: Unit::Minutes,
            detail: String::new(),
            runs: Vec::new(),
        };
        Lacking { shortage, ways: ways.to_vec() }
    }

    fn blamed(all: &[&[Way]]) -> Vec<String> {
        let told = fewest(all.iter().map(|ways| lacking(ways)).collect());
        told.into_iter().map(|one| format!("{} {}", one.family, one.object.id)).collect()
    }

    #[test]
    fn what_is_the_matter_with_all_is_blamed_for_all() {
        let own = |id| way("pattern", id, false);
        let lent = || way("window", "cell", false);
        let found = blamed(&[&[own("a"), lent()], &[lent()], &[own("b"), lent()]]);
        assert_eq!(found, ["window cell", "window cell", "window cell"]);
    }

    #[test]
    fn what_alone_helps_one_is_blamed_for_all_whom_it_helps() {
        let (own, lent) = (way("pattern", "a", false), way("window", "cell", false));
        assert_eq!(blamed(&[&[own, lent.clone()], &[lent]]), ["window cell", "window cell"]);
    }

    #[test]
    fn a_policy_is_one_thing_for_all_whom_it_keeps_from_something() {
        let stated = |run| Way { policy: Some(PolicyId(0)), ..way("pattern", run, false) };
        let lent = || way("window", "cell", false);
        let found =
            blamed(&[&[lent(), stated("a")], &[lent(), stated("b")], &[stated("c"), way("x", "y", false)]]);
        assert_eq!(found, ["pattern a", "pattern b", "pattern c"]);
    }

    #[test]
    fn one_run_blames_what_should_give_way_first() {
        assert_eq!(blamed(&[&[way("pattern", "a", false), way("window", "cell", false)]]), ["pattern a"]);
    }

    #[test]
    fn law_is_blamed_only_where_nothing_else_helps() {
        let (own, law) = (|id| way("pattern", id, false), || way("minors", "", true));
        assert_eq!(blamed(&[&[own("a"), law()], &[own("b"), law()]]), ["pattern a", "pattern b"]);
        assert_eq!(blamed(&[&[law()], &[law()]]), ["minors ", "minors "]);
    }
}
