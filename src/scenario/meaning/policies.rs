//! Policies: whom they hold for, how strong they are, and their price.

use super::reading::{NOBODY, Reading};
use super::rules::rule;
use crate::domain::{CohortId, ModuleId, Policy, Price, RivalScope, Rule, Selector, Strength};
use crate::scenario::Code;
use crate::scenario::entry::{PolicyEntry, PolicyFrame, ScenarioEntry, SelectorEntry};
use crate::scenario::notes::{Span, quoted};
use crate::scenario::record::Field;
use crate::scenario::shape::{OneOrMany, Spanned};

/// The key of the rule on rivals that holds when none is written.
pub const DEFAULT_RIVALS: &str = "rivals_apart (default)";

/// The policies in the order written, then the default on rivals where it is needed.
pub fn policies(file: &ScenarioEntry, rivals_exist: bool, reading: &mut Reading<'_>) -> Vec<Policy> {
    let mut keys = std::collections::BTreeSet::new();
    let mut policies = Vec::new();
    let mut patterns = super::pattern::Stated::new();
    for (place, entry) in file.policies.list().iter().enumerate() {
        let frame = &entry.frame;
        let key = frame.id.or(format!("policies[{place}]"));
        if !keys.insert(key.clone()) {
            let message = format!("the policy {} is there twice", quoted(&key));
            let action = "give one of them another id";
            reading.notes.add(Code::DuplicateId, frame.id.span, message, "this id is taken above", action);
        }
        let stated = policy(entry, key, reading);
        if let Some(policy) = &stated {
            super::pattern::judge_once(policy, entry.span, &mut patterns, reading);
        }
        policies.extend(stated);
    }
    let stated = policies.iter().any(|policy| matches!(policy.rule, Rule::RivalsApart { .. }));
    if rivals_exist && !stated {
        policies.push(Policy {
            key: DEFAULT_RIVALS.to_owned(),
            rule: Rule::RivalsApart { scope: RivalScope::RivalSites },
            cohorts: (0..file.cohorts.list().len()).map(CohortId).collect(),
            strength: Strength::Legal,
            price: Price::default(),
            source: None,
        });
    }
    policies
}

fn policy(entry: &PolicyEntry, key: String, reading: &mut Reading<'_>) -> Option<Policy> {
    let frame = &entry.frame;
    let cohorts = cohorts(&frame.holds_for, reading);
    let strength = frame.strength.or(Strength::Policy);
    judge_price(entry, reading);
    let rule = entry.rule.as_ref().map(|stated| rule(stated, &cohorts, entry.span, reading))?;
    let price = Price::plain(frame.price.get().map_or(0, |price| price.0));
    Some(Policy { key, rule, cohorts, strength, price, source: frame.source.value.clone() })
}

/// Notes a wish without price, and a price without wish.
fn judge_price(entry: &PolicyEntry, reading: &mut Reading<'_>) {
    let PolicyFrame { strength, price, .. } = &entry.frame;
    let broken = strength.stated && strength.value.is_none();
    let wish = strength.value == Some(Strength::Wish);
    if wish && !price.stated {
        let cause = "a wish is broken at a price";
        let action = "add \"price\", or let it be a policy";
        reading.notes.add(Code::WishWithoutPrice, strength.span, "this wish has no price", cause, action);
    }
    if !wish && !broken && price.stated {
        let cause = "only a wish may be broken at a price";
        let action = "add \"strength\": \"wish\", or remove the price";
        reading.notes.add(
            Code::PriceWithoutWish,
            price.span,
            "this rule has a price but is no wish",
            cause,
            action,
        );
    }
    if wish && price.value.is_some_and(|price| price.0 <= 0) {
        let cause = "a wish that costs nothing is no wish";
        let action = "write a price above 0, or remove the rule";
        reading.notes.add(Code::OutOfRange, price.span, "this price is not above 0", cause, action);
    }
}

/// The cohorts that ids of cohorts and programmes stand for; all when nothing is said.
pub fn cohorts(field: &Field<OneOrMany<String>>, reading: &mut Reading<'_>) -> Vec<CohortId> {
    let all = || (0..reading.names.followed.len()).map(CohortId).collect::<Vec<_>>();
    let Some(OneOrMany(named)) = field.get() else { return all() };
    if named.iter().any(|name| name.value == "all") {
        return all();
    }
    let mut cohorts = std::collections::BTreeSet::new();
    for name in named {
        match reading.names.cohorts.get(&name.value) {
            Some(cohort) => drop(cohorts.insert(cohort)),
            None => cohorts.extend(followers(name, reading)),
        }
    }
    if named.is_empty() {
        let action = "write \"all\", or ids of cohorts or programmes";
        reading.notes.add(Code::EmptyRule, field.span, "this holds for nobody", "the array is empty", action);
    }
    cohorts.into_iter().map(CohortId).collect()
}

/// The cohorts that follow a programme.
fn followers(name: &Spanned<String>, reading: &mut Reading<'_>) -> Vec<usize> {
    let Some(programme) = reading.names.programmes.get(&name.value) else {
        note_unknown_holder(name, reading);
        return Vec::new();
    };
    let followed = reading.names.followed.iter().enumerate();
    followed.filter(|(_, of)| **of == Some(programme)).map(|(cohort, _)| cohort).collect()
}

fn note_unknown_holder(name: &Spanned<String>, reading: &mut Reading<'_>) {
    let names = reading.names;
    if names.cohorts.is_complete() && names.programmes.is_complete() {
        let known: Vec<&str> = names.cohorts.names().chain(names.programmes.names()).collect();
        super::names::note_unknown(
            "cohort or programme",
            &name.value,
            known.into_iter(),
            name.span,
            reading.notes,
        );
    }
}

/// The modules that a selector speaks of, for a rule that holds for these cohorts.
pub fn selector(entry: Option<&SelectorEntry>, cohorts: &[CohortId], reading: &mut Reading<'_>) -> Selector {
    let Some(entry) = entry else { return Selector::default() };
    Selector {
        kinds: words(&entry.kind),
        tracks: words(&entry.track),
        skills: words(&entry.skill),
        modules: modules(entry.modules.list(), cohorts, reading),
        lead: entry.lead.value,
    }
}

fn words<T: Copy>(field: &Field<OneOrMany<T>>) -> Vec<T> {
    field.get().map(|words| words.0.iter().map(|word| word.value).collect()).unwrap_or_default()
}

/// The modules of these ids in the programmes of the cohorts.
fn modules(named: &[Spanned<String>], cohorts: &[CohortId], reading: &mut Reading<'_>) -> Vec<ModuleId> {
    let ids = reading.names;
    let followed = cohorts.iter().filter_map(|cohort| ids.followed.get(cohort.index()).copied().flatten());
    let programmes: std::collections::BTreeSet<usize> = followed.collect();
    let mut modules = Vec::new();
    for name in named {
        let found = programmes.iter().filter_map(|programme| {
            let place = ids.modules.get(*programme)?.get(&name.value)?;
            Some(ids.before.get(*programme)? + place)
        });
        let before = modules.len();
        modules.extend(found.map(ModuleId));
        let tables = || programmes.iter().filter_map(|programme| ids.modules.get(*programme));
        if modules.len() == before && !programmes.is_empty() && tables().all(super::names::Table::is_complete)
        {
            let known: Vec<&str> = tables().flat_map(super::names::Table::names).collect();
            super::names::note_unknown("module", &name.value, known.into_iter(), name.span, reading.notes);
        }
        if modules.len() == before {
            modules.push(ModuleId(NOBODY));
        }
    }
    modules
}

/// Notes a rule that asks for nothing.
pub fn note_empty(span: Span, cause: &str, action: &str, reading: &mut Reading<'_>) {
    reading.notes.add(Code::EmptyRule, span, "this rule asks for nothing", cause, action);
}
