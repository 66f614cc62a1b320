//! `vetplan relax FILE`

use std::path::PathBuf;

use comfy_table::{Cell, CellAlignment, Table, presets};
use serde::Serialize;

use super::exit::{InputProblem, WrongScenario};
use super::variants::{Each, cancel, planned};
use super::{Exit, files};
use crate::scenario::edit::Source;
use crate::whatif::measures::MEASURES;
use crate::whatif::relax::{Worth, legal, without, worth};
use crate::whatif::variant::{Planned, Variant};

/// Arguments of `relax`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// Only these policies and locks, by id; every policy, wish and lock if absent.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    only: Vec<String>,
    #[command(flatten)]
    each: Each,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// What `relax` answers.
#[derive(Debug, Serialize)]
struct Relaxed {
    /// The scenario as it is.
    base: Planned,
    /// Each rule, the dearest first.
    rules: Vec<Worth>,
    /// The law, which is never switched off.
    legal: Vec<String>,
}

/// Plans the scenario without each of its rules in turn, and prints what each is worth.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let scenario = files::scenario(&arguments.file)?;
    let name = arguments.file.display().to_string();
    let source = Source::new(&name, &files::bytes(&arguments.file)?).map_err(WrongScenario)?;
    let unknown: Vec<&str> = arguments
        .only
        .iter()
        .filter(|id| !scenario.policies.iter().any(|policy| policy.key == **id))
        .filter(|id| !scenario.locks.iter().any(|lock| lock.key == **id))
        .map(String::as_str)
        .collect();
    if !unknown.is_empty() {
        let policies = scenario.policies.iter().map(|policy| policy.key.as_str());
        let known: Vec<&str> = policies.chain(scenario.locks.iter().map(|lock| lock.key.as_str())).collect();
        let problem =
            format!("there is no policy or lock {}; there are {}", unknown.join(", "), known.join(", "));
        return Err(InputProblem(problem).into());
    }
    let rules =
        without(&source, &scenario, &arguments.only).map_err(|error| InputProblem(error.to_string()))?;
    let base = Variant { label: "as it is".to_owned(), edits: Vec::new(), scenario: scenario.clone() };
    let variants: Vec<Variant> =
        std::iter::once(base).chain(rules.iter().map(|rule| rule.variant.clone())).collect();
    let cancel = cancel()?;
    let mut found = planned(&variants, &arguments.each, &cancel)?.into_iter();
    let Some(base) = found.next().flatten() else {
        eprintln!("cancelled before the scenario was planned as it is");
        return Ok(Exit::Cancelled);
    };
    let mut worths: Vec<Worth> =
        rules.iter().zip(found).filter_map(|(rule, planned)| Some(worth(&base, rule, planned?))).collect();
    worths.sort_by_key(|worth| {
        std::cmp::Reverse((worth.stands_in_the_way, worth.at_least_cents, worth.at_most_cents))
    });
    if worths.len() < rules.len() {
        eprintln!("cancelled: {} of {} rules were not looked at", rules.len() - worths.len(), rules.len());
    }
    let exit = if base.is_complete() { Exit::Done } else { Exit::Negative };
    let relaxed = Relaxed { base, rules: worths, legal: legal(&scenario) };
    let text = if arguments.json {
        format!("{}\n", serde_json::to_string_pretty(&relaxed)?)
    } else {
        text(&scenario.name, &relaxed)
    };
    files::print(&text)?;
    Ok(exit)
}

fn text(name: &str, relaxed: &Relaxed) -> String {
    let mut text = format!("{name}: {}\n", relaxed.base.known());
    if let Some(cents) = relaxed.base.objective_cents {
        text = format!("{name}: {} ({})\n", crate::domain::Cents(cents), relaxed.base.known());
    }
    for reason in &relaxed.base.reasons {
        text.push_str(&format!("  {reason}\n"));
    }
    text.push_str("\nwithout a rule, each alone:\n");
    for worth in &relaxed.rules {
        text.push_str(&format!("  {}\n", worth.sentence));
    }
    if relaxed.rules.is_empty() {
        text.push_str("  there is none that may be switched off\n");
    }
    if let Some(table) = table(relaxed) {
        text.push_str(&format!("\nwhat the plan without it has more (+) or less (-):\n{table}\n"));
    }
    if !relaxed.legal.is_empty() {
        text.push_str(&format!("law, never switched off: {}\n", relaxed.legal.join(", ")));
    }
    text
}

/// Differences of the measures, for rules without which there is another plan.
fn table(relaxed: &Relaxed) -> Option<Table> {
    let base = relaxed.base.measures.as_ref().filter(|_| relaxed.base.is_complete())?;
    let shown = ["cost", "unplaced", "evenings", "weekends", "staff_evenings", "km", "idle"];
    let measures: Vec<_> = MEASURES.iter().filter(|measure| shown.contains(&measure.key)).collect();
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(std::iter::once("").chain(measures.iter().map(|measure| measure.name)));
    for worth in &relaxed.rules {
        let Some(without) = worth.planned.measures.as_ref().filter(|_| worth.planned.is_complete()) else {
            continue;
        };
        let more = measures.iter().map(|measure| {
            let more = (measure.value)(without) - (measure.value)(base);
            let sign = if more > 0.0 { "+" } else { "" };
            Cell::new(format!("{sign}{}", (measure.shown)(more))).set_alignment(CellAlignment::Right)
        });
        table.add_row([Cell::new(&worth.policy)].into_iter().chain(more));
    }
    (table.row_count() > 0).then_some(table)
}
