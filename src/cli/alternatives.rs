//! `vetplan alternatives FILE`

use std::path::PathBuf;

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::exit::{InputProblem, WrongScenario};
use super::plan::fraction;
use super::variants::{Each, cancel, planned};
use super::{Exit, files};
use crate::domain::{Cents, Scenario};
use crate::plan::file::{Document, Proof, document};
use crate::plan::{price, table};
use crate::scenario::edit::Source;
use crate::whatif::alternatives::{Alternative, Different, alternatives, variants};

/// Arguments of `alternatives`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// How many plans that differ from each other are chosen.
    #[arg(short = 'k', long, value_name = "N", default_value_t = 5)]
    count: usize,
    /// In what share of their sessions they differ at least.
    #[arg(long, value_name = "FRACTION", default_value_t = 0.1, value_parser = fraction)]
    apart: f64,
    /// How much more than the cheapest they may cost.
    #[arg(long, value_name = "FRACTION", default_value_t = 0.05, value_parser = fraction)]
    within: f64,
    #[command(flatten)]
    each: Each,
    /// Write every plan that is listed into this folder, as N/plan.json and N/sessions.csv.
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Seeks plans that are cheap, quick or convenient, and prints those to choose from.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let scenario = files::scenario(&arguments.file)?;
    let name = arguments.file.display().to_string();
    let source = Source::new(&name, &files::bytes(&arguments.file)?).map_err(WrongScenario)?;
    let sought = variants(&source, &scenario).map_err(|error| InputProblem(error.to_string()))?;
    let cancel = cancel()?;
    let found = planned(&sought, &arguments.each, &cancel)?.into_iter().flatten().collect();
    let different = Different { count: arguments.count, apart: arguments.apart, within: arguments.within };
    let all = alternatives(&scenario, found, different);
    if let Some(dir) = &arguments.out {
        for (place, one) in all.iter().enumerate() {
            let folder = dir.join((place + 1).to_string());
            std::fs::create_dir_all(&folder)
                .map_err(|error| InputProblem(format!("cannot write into {}: {error}", folder.display())))?;
            let bytes = serde_json::to_vec_pretty(&written(&scenario, one, arguments.each.seed()))?;
            files::write(&folder.join("plan.json"), &bytes)?;
            files::write(&folder.join("sessions.csv"), &table::write(&scenario, &one.plan))?;
        }
    }
    if arguments.json {
        files::print(&format!("{}\n", serde_json::to_string_pretty(&all)?))?;
    } else {
        files::print(&text(&scenario, &all, arguments))?;
    }
    Ok(match all.is_empty() {
        true if cancel.is_cancelled() => Exit::Cancelled,
        true => Exit::Negative,
        false => Exit::Done,
    })
}

/// A plan as a file; nothing is proven of it as a plan of the scenario as it is.
fn written(scenario: &Scenario, one: &Alternative, seed: u32) -> Document {
    let proof = Proof {
        status: "stopped",
        stop_reason: "nodes",
        wish_cents: one.measures.wish_cents,
        bound_cents: None,
        unavoidable_cents: None,
        period: None,
        reasons: Vec::new(),
        solver: crate::solver::Backend::default().version(),
        seed,
    };
    document(scenario, &one.plan, &price(scenario, &one.plan), &proof)
}

fn text(scenario: &Scenario, all: &[Alternative], arguments: &Arguments) -> String {
    if all.is_empty() {
        return "no plan keeps every rule, or none was found before the searches ended\n".to_owned();
    }
    let mut text = format!("{}: {} plans\n\n{}\n", scenario.name, all.len(), listed(all));
    text.push_str("best: no other plan is as good in cost, weeks and inconvenience and better in one\n");
    text.push_str("inconvenience: evenings, weekend days and idle hours of learners\n");
    let chosen = all.iter().filter(|one| one.chosen.is_some()).count();
    text.push_str(&format!(
        "chosen: {chosen} of {} asked for; each differs from those before it in {:.0} % of the sessions or more\n",
        arguments.count,
        100.0 * arguments.apart,
    ));
    if let Some(fairest) = all.iter().find(|one| one.benefits.is_some_and(|both| both.fairest)) {
        text.push_str(&format!("fairest to learners and employers: {}\n", fairest.label));
    }
    text
}

fn listed(all: &[Alternative]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let weighed = all.iter().any(|one| one.benefits.is_some());
    let mut head = vec!["", "cost and wishes", "weeks", "inconvenience", "best", "chosen", "differs"];
    if weighed {
        head.extend(["learners", "employers"]);
    }
    head.push("asked for");
    table.set_header(head);
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    for (place, one) in all.iter().enumerate() {
        let mut row = vec![
            right((place + 1).to_string()),
            right(Cents(one.objective_cents).to_string()),
            right(one.weeks.to_string()),
            right(format!("{:.1}", one.inconvenience)),
            Cell::new(if one.undominated { "*" } else { "" }),
            right(one.chosen.map_or(String::new(), |place| place.to_string())),
            right(one.differs.map_or(String::new(), |share| format!("{:.0} %", 100.0 * share))),
        ];
        if let Some(both) = one.benefits {
            row.extend([right(format!("{:.2}", both.learners)), right(format!("{:.2}", both.employers))]);
        }
        row.push(Cell::new(&one.label));
        table.add_row(row);
    }
    table
}
