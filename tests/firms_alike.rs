//! Which firms differ in nothing but their names.

#![allow(clippy::unwrap_used)] // a test that cannot go on says so by failing

mod support;

use vetplan::consortium::disclosure::alike;
use vetplan::domain::{FirmId, Scenario};

/// Five firms, of which D has a site and E a ceiling; their learners by cohort.
fn with_cohorts(cohorts: &str) -> Scenario {
    let text = format!(
        r#"{{
        "format": "vetplan/1", "name": "alike",
        "calendar": {{ "first": "2026-09-07", "last": "2026-09-11",
            "dayparts": [{{ "id": "am", "days": "mon-fri", "from": "08:00", "to": "12:00", "class": "day" }}] }},
        "sites": [{{ "id": "college", "kind": "college" }}, {{ "id": "hall", "kind": "firm", "firm": "D" }}],
        "firms": [{{ "id": "A" }}, {{ "id": "B" }}, {{ "id": "C" }}, {{ "id": "D" }}, {{ "id": "E", "away_at_most": 1 }}],
        "programmes": [{{ "id": "p", "modules": [
            {{ "id": "m", "hours": 4, "kind": "theory", "session_hours": 4 }}] }}],
        "cohorts": [{cohorts}]
    }}"#
    );
    support::parsed("alike.jsonc", text.as_bytes())
}

fn cohort(id: &str, learners: &str) -> String {
    format!(r#"{{ "id": "{id}", "programme": "p", "school": "college", "learners": {{ {learners} }} }}"#)
}

fn found(cohorts: &str) -> usize {
    let players: Vec<FirmId> = (0..5).map(FirmId).collect();
    alike(&with_cohorts(cohorts), &players)
}

#[test]
fn plain_firms_with_as_many_learners_are_alike() {
    let plain = cohort("K", r#""A": 2, "B": 2, "C": 4"#);
    let others = cohort("L", r#""D": 2, "E": 2"#);
    assert_eq!(found(&format!("{plain}, {others}")), 2);
}

#[test]
fn nobody_is_alike_in_a_cohort_with_a_firm_that_is_not_plain() {
    // Groups are cut from the list: who sits with D depends on the place in it.
    assert_eq!(found(&cohort("K", r#""A": 2, "B": 2, "C": 4, "D": 2, "E": 2"#)), 0);
    // E shares L with A and B, which makes them unlike the plain C and D's cohort too.
    let shared = cohort("K", r#""C": 2, "D": 2"#);
    assert_eq!(found(&format!("{shared}, {}", cohort("L", r#""A": 2, "B": 2, "E": 2"#))), 0);
}
