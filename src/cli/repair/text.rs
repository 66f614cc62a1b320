//! Repairs for people.

use crate::whatif::repair::{Found, Repairs};

/// The page: why nothing fits, what would mend it, and how each is copied; whether only what is near a given plan was sought.
pub(super) fn page(answer: &Repairs, quick: bool) -> String {
    let mut text = String::new();
    let how = if quick { "near the given one (--quick)" } else { "in time (--time-limit)" };
    match answer.found {
        Found::Plan => return "a plan keeps every rule: there is nothing to mend\n".to_owned(),
        Found::Unknown => {
            return format!("no plan was found {how}, which does not prove that there is none\n");
        }
        Found::NoPlan => text.push_str("no plan keeps every rule\n"),
    }
    for reason in &answer.reasons {
        text.push_str(&format!("  {}\n", reason.sentence));
    }
    if !answer.law.is_empty() {
        text.push_str(&format!(
            "  law, which is never offered as something to change: {}\n",
            answer.law.join(", ")
        ));
    }
    text.push('\n');
    for (index, repair) in answer.repairs.iter().enumerate() {
        text.push_str(&format!("{} {}\n", index + 1, repair.sentence));
        text.push_str(&format!("  {}\n", repair.set.join(" ")));
    }
    if answer.repairs.is_empty() {
        text.push_str("no repair was found among those that are tried\n");
    }
    if !answer.open.is_empty() {
        text.push_str(&format!("nothing refutes these, but no plan was found {how}\n"));
    }
    for open in &answer.open {
        text.push_str(&format!("  {}\n  {}\n", open.words, open.set.join(" ")));
    }
    if !answer.complete {
        text.push_str("further changes were not tried\n");
    }
    text
}
