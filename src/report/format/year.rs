//! The plan by weeks as CSV, for spreadsheets: a row a module of a cohort, a pool or a staff group, a column a week.
//!
//! Hours of modules are those of a learner of the cohort on average, so that a row adds up to the hours of the module; those of
//! pools are unit hours, those of staff contact hours. What is to be had stands in a row of its own below what is used.

use super::Format;
use crate::report::words::bare_hours;
use crate::report::{Report, ThingWeeks};

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Year;

impl Format for Year {
    fn key(&self) -> &'static str {
        "year"
    }

    fn render(&self, report: &Report) -> String {
        let mut header = ["what", "of", "name", "hours"].map(str::to_owned).to_vec();
        header.extend(report.by_week.weeks.iter().map(|monday| format!("week from {monday}")));
        let mut rows = vec![header];
        for module in &report.by_week.modules {
            let each = |minutes: &u64| hours(*minutes, module.learners);
            let sum = hours(module.learner_minutes.iter().sum(), module.learners);
            let start = ["module", &module.cohort, &module.module, &sum].map(str::to_owned);
            rows.push(start.into_iter().chain(module.learner_minutes.iter().map(each)).collect());
        }
        for thing in &report.by_week.equipment {
            rows.extend(thing_rows(["equipment", "equipment lent"], thing));
        }
        for thing in &report.by_week.staff {
            rows.extend(thing_rows(["staff", "staff at most"], thing));
        }
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        for row in &rows {
            // Writing into memory does not fail, and all rows are of one length.
            let _ = writer.write_record(row);
        }
        String::from_utf8_lossy(&writer.into_inner().unwrap_or_default()).into_owned()
    }
}

/// What is used, and what is to be had.
fn thing_rows([used, open]: [&str; 2], thing: &ThingWeeks) -> Vec<Vec<String>> {
    let row = |what: &str, minutes: &[u64]| {
        let sum = hours(minutes.iter().sum(), 1);
        let start = [what, &thing.of, &thing.name, &sum].map(str::to_owned);
        start.into_iter().chain(minutes.iter().map(|minutes| hours(*minutes, 1))).collect()
    };
    let open = thing.open.iter().map(|minutes| row(open, minutes));
    std::iter::once(row(used, &thing.used)).chain(open).collect()
}

/// Hours of one of several.
fn hours(minutes: u64, of: u32) -> String {
    let of = u64::from(of.max(1));
    if minutes.is_multiple_of(of) {
        return bare_hours((minutes / of) as i64);
    }
    format!("{:.2}", minutes as f64 / of as f64 / 60.0)
}
