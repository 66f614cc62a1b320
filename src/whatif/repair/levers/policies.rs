//! Policies and locks: another amount, other weekdays, none at all. Law is never among them.

use serde_json::json;

use super::AMOUNT;
use crate::domain::{Module, PatternDays, Policy, Rule, SessionLengths, Strength, Track};
use crate::model::tags::Unit;
use crate::scenario::edit::Edit;
use crate::whatif::repair::lever::{Ceiling, Lever, Matter, Step, number, place, set, told};

/// Amounts that are tried: as many steps of each size.
const STEPS: usize = 24;

/// The policy of a reason, unless it is law.
fn policy(matter: Matter<'_>) -> Option<&Policy> {
    let policy = &matter.scenario.policies[matter.reason.policy?.index()];
    (policy.strength != Strength::Legal).then_some(policy)
}

/// What an amount is called, the field, and by how much it changes at a time.
fn amount(rule: &Rule) -> &'static [(&'static str, f64)] {
    match rule {
        Rule::DayHours { .. } => &[("at_most", 0.25), ("at_least", -0.5)],
        Rule::WeekHours { .. } => &[("at_most", 0.5), ("at_least", -0.5)],
        Rule::EveningsPerWeek { .. } | Rule::FreeWeekends { .. } => &[("at_most", 1.0), ("one_in", 1.0)],
        Rule::Share { .. } => &[("at_least", -0.01), ("at_most", 0.01)],
        Rule::Split { .. } => &[("tolerance", 0.01)],
        Rule::Offer { .. } => &[("evening", -1.0), ("weekend", -1.0)],
        Rule::TravelCap { .. } => &[("km", 5.0), ("far_days_per_week", 1.0), ("minutes", 5.0)],
        Rule::SiteChange { .. } => &[("km", 5.0)],
        Rule::TeachingDays { .. } | Rule::Spread { .. } => &[("at_least", -1.0)],
        _ => &[],
    }
}

/// Other amounts of the policy, by small steps; of a norm and a budget what is short, and then more.
pub(super) fn amounts(matter: Matter<'_>) -> Vec<Option<Lever>> {
    let Some(policy) = policy(matter) else { return Vec::new() };
    let place = place("policies", &policy.key);
    let mut levers: Vec<Option<Lever>> = amount(&policy.rule)
        .iter()
        .map(|(field, by)| {
            matter.number(AMOUNT, &format!("{place}.{field}"), (*by, STEPS), |now, to| {
                format!("{} with `{field}` {} instead of {}", policy.key, told(to), told(now))
            })
        })
        .collect();
    let of_short = match policy.rule {
        Rule::Budget { .. } => Some(("at_most", 1.0)),
        Rule::HoursNorm { .. } => Some(("at_least", -1.0)),
        _ => None,
    };
    if let Some((field, sign)) = of_short {
        levers.push(by_what_is_short(matter, policy, (&format!("{place}.{field}"), sign)));
    }
    levers
}

/// Parts in a hundred of what is short that are tried.
const PERCENTS: [u32; 8] = [100, 101, 102, 105, 110, 125, 150, 200];

/// What is short, and up to twice as much: a solver's sum without whole numbers may be less than it takes.
fn by_what_is_short(matter: Matter<'_>, policy: &Policy, (place, sign): (&str, f64)) -> Option<Lever> {
    let now = matter.source.value(place)?.as_f64()?;
    let to = |short: f64| move |percent: u32| now + sign * short * f64::from(percent) / 100.0;
    if matter.reason.unit == Unit::Euros {
        let short = (matter.reason.short * 100.0 - 1e-3).ceil() / 100.0;
        let ceiling = Ceiling { policy: policy.key.clone(), place: place.to_owned(), now };
        let steps = PERCENTS.into_iter().map(to(short)).map(|to| ceiling.raised(to)).collect();
        return Some(Lever { ceiling: Some(ceiling), ..Lever::new(AMOUNT, steps)? });
    }
    let short = (matter.reason.short / 60.0 * 4.0).ceil() / 4.0;
    let step = |to: f64| Step {
        edits: vec![set(place, number(to))],
        words: format!("{} of {} instead of {}", policy.key, told(to), told(now)),
    };
    Lever::new(AMOUNT, PERCENTS.into_iter().map(to(short)).map(step).collect())
}

/// Sessions moved from the largest module of one side of a split to the largest of the other, one at a time.
pub(super) fn shifted(matter: Matter<'_>) -> Vec<Option<Lever>> {
    let Some(Rule::Split { .. }) = policy(matter).map(|policy| &policy.rule) else { return Vec::new() };
    let scenario = matter.scenario;
    let largest = |specialised: bool| {
        let of = scenario.modules.iter().filter(|one| (one.track == Track::Specialised) == specialised);
        of.max_by_key(|module| module.minutes)
    };
    let Some((basic, specialised)) = largest(false).zip(largest(true)) else { return Vec::new() };
    let hours = |module: &Module| {
        let programme = &scenario.programmes[module.programme.index()].key;
        let place = format!("programmes.{programme}.modules.{}.hours", module.key);
        let minutes = f64::from(module.minutes);
        move |by: f64| (set(&place, number(minutes / 60.0 + by)), minutes / 60.0 + by)
    };
    let length = |module: &Module| match &module.sessions {
        SessionLengths::Minutes(lengths) => {
            lengths.first().copied().map_or(1.0, |most| f64::from(most) / 60.0)
        }
        SessionLengths::FillDaypart => 1.0,
    };
    let lever = |from: &Module, to: &Module| {
        let (less, more, each) = (hours(from), hours(to), length(from));
        let step = |times: u32| {
            let by = each * f64::from(times);
            let words = format!("{} h moved from {} to {}", told(by), from.key, to.key);
            ((less(-by).1 > 0.0), Step { edits: vec![less(-by).0, more(by).0], words })
        };
        let steps = (1..=STEPS as u32).map(step).take_while(|(some_left, _)| *some_left);
        Lever::new("hours_moved", steps.map(|(_, step)| step).collect())
    };
    vec![lever(specialised, basic), lever(basic, specialised)]
}

/// Without the policy.
pub(super) fn waived(matter: Matter<'_>) -> Option<Lever> {
    let policy = policy(matter)?;
    let remove = place("policies", &policy.key);
    Lever::once(
        "waived",
        vec![Edit::Remove { remove }],
        format!("without {} ({})", policy.key, policy.rule.key()),
    )
}

/// Weekly patterns with given days of the cohorts concerned, whose days are chosen by the plan: the last cohort first.
pub(super) fn patterns(matter: Matter<'_>) -> Vec<Option<Lever>> {
    let scenario = matter.scenario;
    let named = |policy: &Policy| {
        let keys = policy.cohorts.iter().map(|id| scenario.cohorts[id.index()].key.as_str());
        let of = |key: &str| {
            let runs = matter.reason.runs.iter().any(|run| run.split('/').next() == Some(key));
            runs || matter.reason.object.id == key
        };
        keys.into_iter().any(of)
    };
    let given = |policy: &&Policy| {
        let given = matches!(&policy.rule, Rule::WeeklyPattern { days: PatternDays::Given { .. }, .. });
        given && policy.strength == Strength::Policy && named(policy)
    };
    let (mut edits, mut words): (Vec<Edit>, Vec<String>) = (Vec::new(), Vec::new());
    let step = |policy: &Policy| {
        edits.push(set(&format!("{}.days", place("policies", &policy.key)), json!("choose")));
        words.push(policy.key.clone());
        Step {
            edits: edits.clone(),
            words: format!("weekdays of {} chosen by the plan", words.join(" and ")),
        }
    };
    let patterns: Vec<&Policy> = scenario.policies.iter().filter(given).collect();
    vec![Lever::new("weekdays", patterns.into_iter().rev().map(step).collect())]
}
