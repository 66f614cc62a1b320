//! What people call things: words of the program, and theirs.

use super::reading::Reading;
use crate::domain::{Labels, Scenario};
use crate::scenario::Code;
use crate::scenario::entry::ScenarioEntry;
use crate::scenario::notes::{listed, quoted};

/// Words of reports that may be called otherwise; the ids of firms may be too.
const WORDS: &[&str] = &[
    "guided",
    "firm",
    "total",
    "school",
    "learners",
    "part",
    "basic",
    "broad",
    "specialised",
    "hard",
    "soft",
    "digital",
    "theory",
    "practical",
    "online",
    "assessment",
    "day",
    "evening",
    "saturday",
    "sunday",
    "lead",
    "track",
    "skill",
    "kind",
    "cohort",
    "policy",
    "legal",
    "wish",
    "strength",
    "for",
    "asks",
    "kept",
    "party",
    "pays",
    "receives",
    "balance",
    "payer → payee",
    "hours",
    "cash",
    "opportunity",
    "in cash",
    "of opportunity",
    "cost",
    "income",
    "result",
    "college",
    "shared",
    "funder",
    "suppliers",
    "staff",
    "premiums",
    "equipment",
    "setup",
    "moves",
    "rooms",
    "consumables",
    "travel",
    "wages_lost",
    "runs",
    "fixed",
    "outside_seats",
    "owner",
    "used",
    "lent",
    "room",
    "site",
    "open",
    "delivered",
    "required",
    "norm slack",
    "weekly_pattern",
    "hours_norm",
    "share",
    "split",
    "offer",
    "day_hours",
    "week_hours",
    "evenings_per_week",
    "free_weekends",
    "slots_by_age",
    "travel_cap",
    "site_change",
    "rivals_apart",
    "spread",
    "compact_days",
    "same_staff",
    "avoid_class",
    "place",
    "budget",
];

/// The words of a file.
pub fn labels(file: &ScenarioEntry) -> Labels {
    let labels = file.labels.get().map_or(&[][..], |entries| &entries.list);
    labels.iter().map(|(key, word)| (key.value.clone(), word.value.clone())).collect()
}

/// Notes words that no report says.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    let firms = || scenario.firms.iter().map(|firm| firm.key.as_str());
    for (key, _) in file.labels.get().map_or(&[][..], |entries| &entries.list) {
        let name = key.value.as_str();
        if WORDS.contains(&name) || firms().any(|firm| firm == name) {
            continue;
        }
        let action = match reading.notes.alike(name, WORDS.iter().copied().chain(firms())) {
            Some(other) => format!("did you mean \"{other}\"?"),
            None => "remove it: no report says this word".to_owned(),
        };
        let cause = format!("words that may be called otherwise: {}", listed(WORDS.iter().copied()));
        let message = format!("unknown field {}", quoted(name));
        reading.notes.add(Code::UnknownField, key.span, message, cause, action);
    }
}
