//! Which firms differ in nothing but their names.

#![allow(clippy::unwrap_used)] // a test that cannot go on says so by failing

mod support;

use vetplan::consortium::disclosure::alike;
use vetplan::domain::{Cents, FirmId, Scenario};

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

fn found(cohorts: &str, shares: [i64; 5]) -> usize {
    let players: Vec<FirmId> = (0..5).map(FirmId).collect();
    alike(&with_cohorts(cohorts), &players, &shares.map(Cents))
}

#[test]
fn plain_firms_with_as_many_learners_and_the_same_share_are_alike() {
    let all = cohort("K", r#""A": 2, "B": 2, "C": 4, "D": 2, "E": 2"#);
    // C has more learners, D a site, E a ceiling.
    assert_eq!(found(&all, [10, 10, 10, 10, 10]), 2);
    // In groups cut from the list they may differ after all.
    assert_eq!(found(&all, [10, 11, 10, 10, 10]), 0);
}

#[test]
fn learners_are_counted_cohort_by_cohort() {
    let both = |one: &str, other: &str| format!("{}, {}", cohort("K", one), cohort("L", other));
    assert_eq!(found(&both(r#""A": 2, "B": 2, "D": 1"#, r#""C": 2, "E": 1"#), [10; 5]), 2);
    assert_eq!(found(&both(r#""A": 2, "C": 1, "D": 1"#, r#""B": 2, "E": 1"#), [10; 5]), 0);
}
