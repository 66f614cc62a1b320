//! The plan by weeks: hours of modules in whole hours, use of equipment and staff in percent.

use chrono::{Datelike, NaiveDate};

use super::layout::{WIDTH, paragraph, title};
use crate::report::{ByWeek, ModuleWeeks, Report, Scope, ThingWeeks};

/// Most columns of a name, and those of a sum and of a week.
const NAME: usize = 32;
const SUM: usize = 6;
const CELL: usize = 3;

/// The weeks, where the plan is asked for by weeks.
pub fn section(report: &Report) -> String {
    if report.scope != Some(Scope::Year) {
        return String::new();
    }
    let weeks = &report.by_week;
    let mut text = title("The year by weeks");
    text.push_str(&paragraph(
        "weeks by their numbers; modules in hours of a learner on average, to the nearest hour, + is less than half an hour; \
         year.csv has them to the minute",
        0,
    ));
    for of_cohort in weeks.modules.chunk_by(|one, other| one.cohort == other.cohort) {
        text.push_str(&of_one(weeks, of_cohort));
    }
    text + &things(weeks, "Equipment by weeks, in percent of what is lent", &weeks.equipment)
        + &things(weeks, "Staff by weeks, in percent of their weekly hours", &weeks.staff)
}

/// The modules of a cohort.
fn of_one(weeks: &ByWeek, modules: &[ModuleWeeks]) -> String {
    let name = modules.first().map_or("", |module| module.cohort.as_str());
    let row = |module: &ModuleWeeks| {
        let hours = |minutes: u64| minutes as f64 / f64::from(module.learners.max(1)) / 60.0;
        let cells = module.learner_minutes.iter().map(|minutes| whole(hours(*minutes))).collect();
        (module.module.clone(), whole(hours(module.learner_minutes.iter().sum())), cells)
    };
    let taught = modules.iter().filter(|module| module.learner_minutes.iter().any(|minutes| *minutes > 0));
    format!("\n{}", rows(weeks, (name, "h"), &taught.map(row).collect::<Vec<_>>()))
}

fn things(weeks: &ByWeek, name: &str, things: &[ThingWeeks]) -> String {
    let limited = things.iter().filter_map(|thing| Some((thing, thing.open.as_ref()?)));
    let row = |(thing, open): (&ThingWeeks, &Vec<u64>)| {
        let cells = thing.used.iter().zip(open).map(|(used, open)| percent(*used, *open)).collect();
        (thing.name.clone(), percent(thing.used.iter().sum(), open.iter().sum()), cells)
    };
    let all: Vec<_> = limited.map(row).collect();
    if all.is_empty() { String::new() } else { title(name) + &rows(weeks, ("", "%"), &all) }
}

/// A name, a sum and a cell for each week.
type Row = (String, String, Vec<String>);

/// Rows under the numbers of their weeks, as many weeks at a time as fit.
fn rows(weeks: &ByWeek, (name, unit): (&str, &str), rows: &[Row]) -> String {
    let names = rows.iter().map(|(name, ..)| name.as_str()).chain([name]);
    let width = names.map(|name| name.chars().count()).max().unwrap_or(0).min(NAME);
    let beside = (WIDTH - width - SUM) / CELL;
    let mut text = String::new();
    for first in (0..weeks.weeks.len()).step_by(beside) {
        let some = first..weeks.weeks.len().min(first + beside);
        let numbers: Vec<String> = weeks.weeks[some.clone()].iter().copied().map(number).collect();
        text.push_str(&line((name, width), unit, &numbers));
        for (name, sum, cells) in rows {
            text.push_str(&line((name, width), if first == 0 { sum } else { "" }, &cells[some.clone()]));
        }
    }
    text
}

fn line((name, width): (&str, usize), sum: &str, cells: &[String]) -> String {
    let name: String = name.chars().take(width).collect();
    let mut line = format!("{name:<width$}{sum:>SUM$}");
    for cell in cells {
        line.push_str(&" ".repeat(CELL.saturating_sub(cell.chars().count())));
        line.push_str(cell);
    }
    line + "\n"
}

fn number(monday: NaiveDate) -> String {
    monday.iso_week().week().to_string()
}

/// Whole hours.
fn whole(hours: f64) -> String {
    match hours.round() {
        _ if hours <= 0.0 => "·".to_owned(),
        0.0 => "+".to_owned(),
        whole => format!("{whole:.0}"),
    }
}

/// Whole percent of what is to be had; nothing of nothing is empty.
fn percent(used: u64, open: u64) -> String {
    match (used, open) {
        (0, 0) => String::new(),
        (0, _) => "·".to_owned(),
        (_, 0) => "!".to_owned(),
        _ => whole(100.0 * used as f64 / open as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_tell_little_from_nothing() {
        assert_eq!([whole(0.0), whole(0.3), whole(3.5), whole(12.4)], ["·", "+", "4", "12"]);
        assert_eq!([percent(0, 0), percent(0, 60), percent(1, 600), percent(60, 60)], ["", "·", "+", "100"]);
    }

    #[test]
    fn more_weeks_than_fit_stand_below_each_other() {
        let monday: NaiveDate = "2026-08-31".parse().unwrap();
        let weeks = ByWeek { weeks: monday.iter_weeks().take(28).collect(), ..ByWeek::default() };
        // Sixteen letters, six columns of a sum, and 26 weeks of three columns: exactly the screen.
        let all = [("welding-for-some".to_owned(), "28".to_owned(), vec!["1".to_owned(); 28])];
        let text = rows(&weeks, ("C1", "h"), &all);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!([lines[0], lines[1]].map(|line| line.chars().count()), [WIDTH, WIDTH], "{text}");
        assert_eq!(lines[2..], ["C1                   h  9 10", "welding-for-some        1  1"]);
    }
}
