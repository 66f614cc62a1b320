//! `vetplan explain FILE [PLAN]`

mod of_plan;

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Exit, files};
use crate::domain::Strength;
use crate::model::constraints::FAMILIES;
use crate::model::scene::Scene;
use crate::model::tags::Mode;
use crate::model::{self, Model};
use of_plan::{About, Telling};

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("asked").args(["session", "unplaced"]).requires("plan")))]
pub struct Arguments {
    /// The scenario.
    file: PathBuf,
    /// A plan of it, to ask about: plan.json, or an edited sessions.csv beside it.
    #[arg(requires = "asked")]
    plan: Option<PathBuf>,
    /// Say where this session of the plan could lie instead, and what each place would break or cost: the nearest 12.
    #[arg(long, value_name = "ID")]
    session: Option<String>,
    /// Say for each of the hours without a place which slots have the fewest rules in the way, and which rules: 3 slots.
    #[arg(long)]
    unplaced: bool,
    /// Tell every place or slot.
    #[arg(long, requires = "plan")]
    all: bool,
    /// Print the answer about the plan as JSON.
    #[arg(long, requires = "plan")]
    json: bool,
    /// Write the whole programme in LP format to this file as well.
    #[arg(long, conflicts_with = "plan")]
    lp: Option<PathBuf>,
}

/// Prints each rule of the model with its sentence and the rows it takes, or answers a question about a plan.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    if let Some(plan) = &arguments.plan {
        let about = arguments.session.as_deref().map_or(About::Unplaced, About::Session);
        let telling = Telling { all: arguments.all, json: arguments.json };
        return of_plan::run(&arguments.file, plan, &about, &telling);
    }
    let scenario = files::scenario(&arguments.file)?;
    let scene = Scene::new(&scenario);
    let model = model::build(&scene, Mode::Planning);
    files::print(&text(&scene, &model))?;
    if let Some(path) = &arguments.lp {
        let column = |col: crate::solver::Col| model::names::column(&scene, &model, col.index());
        let mut out = Vec::new();
        model.formulation.write_lp(&column, &|row| row_name(&model, row), &mut out)?;
        files::write(path, &out)?;
    }
    Ok(Exit::Done)
}

/// Family and number of a row: `equipment_units_17`.
fn row_name(model: &Model, row: usize) -> String {
    let family = model.tags[row].as_ref().map_or("link", |tag| tag.family);
    format!("{family}_{row}")
}

fn text(scene: &Scene<'_>, model: &Model) -> String {
    let columns = &model.formulation.columns;
    let whole = columns.iter().filter(|column| column.integer).count();
    let mut text = format!(
        "{}\n{} learner groups · {} candidate runs · {} possible sessions\n{} variables ({whole} whole) · {} rows\n\n",
        scene.scenario.name,
        scene.groups.len(),
        scene.runs.len(),
        model.placements.len(),
        columns.len(),
        model.formulation.rows.len(),
    );
    let refusals = refusals(scene);
    for family in FAMILIES {
        let rows = model.tags.iter().flatten().filter(|tag| tag.family == family.key()).count();
        let refused = refusals.get(family.key()).copied().unwrap_or(0);
        let amount = match (rows, refused) {
            (0, 0) => "–".to_owned(),
            (0, refused) => format!("refuses {refused} slots"),
            (rows, 0) => format!("{rows} rows"),
            (rows, refused) => format!("{rows} rows, refuses {refused} slots"),
        };
        text.push_str(&format!("{:<24} {amount}\n    {}\n", family.key(), family.sentence()));
        for policy in scene.scenario.policies.iter().filter(|policy| policy.rule.key() == family.key()) {
            let strength = match policy.strength {
                Strength::Legal => "legal",
                Strength::Policy => "policy",
                Strength::Wish => "wish",
            };
            let source = policy.source.as_ref().map_or(String::new(), |source| format!(" · {source}"));
            text.push_str(&format!("    {} · {strength}{source}\n", policy.key));
        }
    }
    for assumption in &scene.scenario.assumptions {
        text.push_str(&format!("assumed: {assumption}\n"));
    }
    text
}

/// Slots of all runs that each family refuses.
fn refusals(scene: &Scene<'_>) -> BTreeMap<&'static str, usize> {
    let mut sums = BTreeMap::new();
    for run in 0..scene.runs.len() {
        for (family, slots) in model::refusals::refused(scene, run) {
            *sums.entry(family).or_insert(0) += slots;
        }
    }
    sums
}
