//! `vetplan compare FILE…`

mod text;

use std::path::PathBuf;

use super::exit::{InputProblem, WrongScenario};
use super::variants::{Each, cancel, planned};
use super::{Exit, files};
use crate::check::judge;
use crate::domain::Scenario;
use crate::plan::{Difference, price};
use crate::scenario::edit::{Edit, Source};
use crate::whatif::compare::{Comparison, MOST, Varied, varied};
use crate::whatif::measures::Measures;
use crate::whatif::variant::{Planned, Variant};

/// Arguments of `compare`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Scenarios, each of which is planned and compared with the first.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A plan of the one scenario, which is judged and measured as it is; several may be given.
    #[arg(long, value_name = "PLAN", conflicts_with_all = ["vary", "set"])]
    plan: Vec<PathBuf>,
    /// A place of the scenarios and its values, such as equipment.cells.units=2,3; several places are combined.
    #[arg(long, value_name = "PLACE=V,V")]
    vary: Vec<Varied>,
    /// A change of all scenarios: PLACE=VALUE, LIST+=ENTRY or LIST-=ID.
    #[arg(long, value_name = "EDIT")]
    set: Vec<Edit>,
    #[command(flatten)]
    each: Each,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Plans (or reads) what is compared, and prints it side by side.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let columns = if arguments.plan.is_empty() { scenarios(arguments)? } else { plans(arguments)? };
    if columns.is_empty() {
        eprintln!("cancelled before anything was planned");
        return Ok(Exit::Cancelled);
    }
    let complete = columns.iter().all(Planned::is_complete);
    let differences = differences(arguments, &columns)?;
    let comparison = Comparison::new(columns);
    if arguments.json {
        let mut value = serde_json::to_value(&comparison)?;
        value["differences"] = serde_json::to_value(&differences)?;
        files::print(&format!("{}\n", serde_json::to_string_pretty(&value)?))?;
    } else {
        files::print(&text::page(&comparison, &differences))?;
    }
    Ok(if complete { Exit::Done } else { Exit::Negative })
}

/// The scenarios, planned.
fn scenarios(arguments: &Arguments) -> anyhow::Result<Vec<Planned>> {
    let mut variants: Vec<Variant> = Vec::new();
    for path in &arguments.files {
        let name = path.display().to_string();
        let source = Source::new(&name, &files::bytes(path)?).map_err(WrongScenario)?;
        let mut own = varied(&short(path), &source, &arguments.set, &arguments.vary)
            .map_err(|error| InputProblem(error.to_string()))?;
        if arguments.files.len() > 1 && !arguments.vary.is_empty() {
            for variant in &mut own {
                variant.label = format!("{}, {}", short(path), variant.label);
            }
        }
        variants.extend(own);
    }
    if variants.len() > MOST {
        return Err(InputProblem(format!("more than {MOST} scenarios to compare: vary fewer places")).into());
    }
    let cancel = cancel()?;
    let found = planned(&variants, &arguments.each, &cancel)?;
    let all = found.len();
    let columns: Vec<Planned> = found.into_iter().flatten().collect();
    if columns.len() < all {
        eprintln!("cancelled: {} of {all} were not begun", all - columns.len());
    }
    Ok(columns)
}

/// The name of a file without its folders and extension.
fn short(path: &std::path::Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Plans of one scenario, as they are.
fn plans(arguments: &Arguments) -> anyhow::Result<Vec<Planned>> {
    let [file] = arguments.files.as_slice() else {
        return Err(InputProblem("plans are compared of one scenario: name one file".to_owned()).into());
    };
    let scenario = files::scenario(file)?;
    let one = |path: &PathBuf| -> anyhow::Result<Planned> {
        let plan = super::check::plan(&scenario, path)?;
        Ok(as_it_is(&scenario, path.display().to_string(), plan))
    };
    arguments.plan.iter().map(one).collect()
}

fn as_it_is(scenario: &Scenario, label: String, plan: crate::plan::Plan) -> Planned {
    let (ledger, verdict) = (price(scenario, &plan), judge(scenario, &plan));
    let complete = plan.unplaced.is_empty() && verdict.accepted();
    Planned {
        label,
        edits: Vec::new(),
        status: "given",
        objective_cents: complete.then(|| ledger.cost().0 + verdict.wish_cents.0),
        bound_cents: None,
        measures: Some(Measures::new(scenario, &plan, &ledger, &verdict)),
        reasons: verdict
            .violations
            .iter()
            .map(|breach| format!("{}: {}", breach.rule, breach.message))
            .collect(),
        plan: Some(plan),
    }
}

/// In what sessions differ from those of the first, where all are plans of one scenario.
fn differences(arguments: &Arguments, columns: &[Planned]) -> anyhow::Result<Vec<Difference>> {
    if arguments.plan.is_empty() {
        return Ok(Vec::new());
    }
    let scenario = files::scenario(&arguments.files[0])?;
    let Some(first) = columns.first().and_then(|column| column.plan.as_ref()) else { return Ok(Vec::new()) };
    let others = columns.iter().skip(1).filter_map(|column| column.plan.as_ref());
    Ok(others.map(|plan| Difference::new((&scenario, first), (&scenario, plan))).collect())
}
