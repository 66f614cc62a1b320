//! A short trade of short modules, every second one practical and on a machine, and cohorts who learn it.

use std::fmt::Write;

/// So many modules of sessions of four hours, with commas between them; one of them comes after the first.
pub fn modules(count: u32, hours: impl Fn(u32) -> u32, after_the_first: u32) -> String {
    let mut modules = String::new();
    for module in 1..=count {
        let hours = hours(module);
        let before = if module == after_the_first { r#", "after": ["m-1"]"# } else { "" };
        let machine = if module % 2 == 0 { r#", "equipment": "machine""# } else { "" };
        let kind = if module % 2 == 0 { "practical" } else { "theory" };
        let comma = if module < count { "," } else { "" };
        write!(
            modules,
            r#"{{ "id": "m-{module}", "hours": {hours}, "kind": "{kind}", "session_hours": 4, "staff": ["trade"]{machine}{before} }}{comma}"#
        )
        .unwrap();
    }
    modules
}

/// So many cohorts of six learners and more, with commas between them.
pub fn cohorts(count: u32) -> String {
    let cohort = |number: u32| {
        format!(
            r#"{{ "id": "C{number}", "programme": "trade", "school": "college", "learners": {{ "none": {} }} }}"#,
            5 + number
        )
    };
    (1..=count).map(cohort).collect::<Vec<_>>().join(", ")
}
