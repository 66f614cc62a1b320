//! The scenarios whose plans are sought: less time, and a price on what is inconvenient.

use crate::domain::{Scenario, SlotClass};
use crate::scenario::edit::{Edit, EditError, Source};
use crate::whatif::variant::Variant;

/// Prices in cents of an evening, a weekend day or an idle hour of a learner, in turn.
const PRICES: [i64; 3] = [0, 500, 5_000];

/// Weeks by which cohorts end earlier, as shares of the calendar.
const EARLIER: [f64; 4] = [0.0, 0.1, 0.25, 0.4];

/// The scenarios whose plans are sought.
///
/// # Errors
///
/// When one of them makes no sense.
pub fn variants(source: &Source, scenario: &Scenario) -> Result<Vec<Variant>, EditError> {
    let range = scenario.calendar.range;
    let weeks = (range.last - range.first).num_days() as f64 / 7.0;
    let mut earlier: Vec<i64> = EARLIER.iter().map(|share| (share * weeks).round() as i64).collect();
    earlier.dedup();
    let mut variants = Vec::new();
    for fewer in earlier {
        for cents in PRICES {
            let Some(mut edits) = ending(scenario, fewer) else { continue };
            edits.extend(convenient(scenario, cents));
            let scenario = source.edited(&edits)?.scenario;
            variants.push(Variant { label: label(fewer, cents), edits, scenario });
        }
    }
    Ok(variants)
}

fn label(fewer: i64, cents: i64) -> String {
    let time = match fewer {
        0 => "whole calendar".to_owned(),
        1 => "a week earlier".to_owned(),
        weeks => format!("{weeks} weeks earlier"),
    };
    match cents {
        0 => time,
        cents => format!("{time}, {} an evening, weekend day or idle hour", crate::domain::Cents(cents)),
    }
}

/// Cohorts that end so many weeks before the end of the calendar; `None` where one would end before it begins.
fn ending(scenario: &Scenario, fewer: i64) -> Option<Vec<Edit>> {
    if fewer == 0 {
        return Some(Vec::new());
    }
    let last = scenario.calendar.range.last - chrono::Duration::weeks(fewer);
    let mut edits = Vec::new();
    for cohort in scenario.cohorts.iter().filter(|cohort| cohort.range.last > last) {
        if cohort.range.first >= last {
            return None;
        }
        edits.push(Edit::Set {
            set: format!("cohorts.{}.until", cohort.key),
            to: serde_json::json!(last.to_string()),
        });
    }
    Some(edits)
}

/// Wishes against evenings, weekends and waiting, at a price a learner.
fn convenient(scenario: &Scenario, cents: i64) -> Vec<Edit> {
    if cents == 0 {
        return Vec::new();
    }
    let price = cents as f64 / 100.0;
    let wish = |rule: serde_json::Value| {
        let mut entry = serde_json::json!({ "strength": "wish", "price": price });
        if let (Some(entry), Some(rule)) = (entry.as_object_mut(), rule.as_object()) {
            entry.extend(rule.clone());
        }
        Edit::Add { add: "policies".to_owned(), entry }
    };
    let offered = |class: SlotClass| scenario.calendar.dayparts.iter().any(|part| part.class == class);
    let classes = [SlotClass::Evening, SlotClass::Saturday, SlotClass::Sunday];
    let mut edits: Vec<Edit> = classes
        .into_iter()
        .filter(|class| offered(*class))
        .map(|class| wish(serde_json::json!({ "rule": "avoid_class", "class": class.key() })))
        .collect();
    edits.push(wish(serde_json::json!({ "rule": "compact_days" })));
    edits
}
