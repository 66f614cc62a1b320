//! `vetplan list [WHAT]`

use super::{Exit, files, init};
use crate::check::RULES;
use crate::game::METHODS;
use crate::model::constraints::FAMILIES;

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to list; everything when left out.
    #[arg(value_enum)]
    what: Option<What>,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Rules of the model, with the sentence each stands for.
    Rules,
    /// Rules of the judge.
    Checks,
    /// Methods that split a cost.
    Methods,
    /// Templates of `init`.
    Templates,
    /// Codes of problems in scenario files.
    Codes,
}

/// Prints the lists.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    let wanted = |what| arguments.what.is_none_or(|only| only == what);
    let mut text = String::new();
    let mut section = |what, title: &str, rows: Vec<(&str, &str)>| {
        if wanted(what) {
            text.push_str(&format!("{title}\n"));
            for (key, meaning) in rows {
                text.push_str(&format!("  {key:<24} {meaning}\n"));
            }
        }
    };
    section(
        What::Rules,
        "rules of the model",
        FAMILIES.iter().map(|family| (family.key(), family.sentence())).collect(),
    );
    section(
        What::Checks,
        "rules of the judge",
        RULES.iter().map(|rule| (rule.key(), rule.sentence())).collect(),
    );
    section(
        What::Methods,
        "methods that split a cost",
        METHODS.iter().map(|method| (method.key(), method.sentence())).collect(),
    );
    section(
        What::Templates,
        "templates",
        init::TEMPLATES.iter().map(|(key, about, _)| (*key, *about)).collect(),
    );
    section(What::Codes, "problems in scenario files", crate::scenario::codes().collect());
    files::print(&text)?;
    Ok(Exit::Done)
}
