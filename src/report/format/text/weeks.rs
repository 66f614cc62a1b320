//! The weeks of each cohort.

use super::layout::{paragraph, table, tied, title};
use crate::report::words::{bare_hours, count, day};
use crate::report::{Block, Cell, Grid, Report, Weeks};

/// A grid for each cohort.
pub fn section(report: &Report) -> String {
    report.grids.iter().map(grid).collect()
}

fn grid(grid: &Grid) -> String {
    let name = grid.name.as_ref().map_or(String::new(), |name| format!(", {name}"));
    let mut header = vec!["from Monday".to_owned()];
    header.extend(grid.weekdays.iter().cloned());
    let notes = grid.weeks.iter().any(|weeks| !weeks.closed.is_empty());
    header.extend(notes.then(|| "closed".to_owned()));
    let rows: Vec<Vec<String>> = grid.weeks.iter().map(|weeks| row(weeks, notes)).collect();
    let legend = grid
        .legend
        .iter()
        .map(|(short, long)| tied(&format!("{short} {long}")))
        .collect::<Vec<_>>()
        .join(", ");
    let closed = grid.weeks.iter().any(|weeks| weeks.cells.contains(&Cell::Closed));
    let legend = [Some(legend).filter(|text| !text.is_empty()), closed.then(|| "×\u{a0}closed".to_owned())];
    let legend = legend.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let hours = "hours a day, of the learner with the most";
    let note = if legend.is_empty() { hours.to_owned() } else { format!("{hours}; {legend}") };
    title(&format!("Weeks of {}{name}", grid.cohort)) + &table(&header, &rows, &[]) + &paragraph(&note, 0)
}

fn row(weeks: &Weeks, notes: bool) -> Vec<String> {
    let first = tied(&day(weeks.first));
    let span = if weeks.count == 1 {
        first
    } else {
        format!("{first} {}", tied(&format!("+ {}", count(weeks.count - 1, "week", "weeks"))))
    };
    let mut cells = vec![span];
    cells.extend(weeks.cells.iter().map(cell));
    cells.extend(notes.then(|| weeks.closed.join(", ")));
    cells
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Closed => "×".to_owned(),
        Cell::Outside => String::new(),
        Cell::Held(blocks) if blocks.is_empty() => "·".to_owned(),
        Cell::Held(blocks) => blocks.iter().map(block).collect::<Vec<_>>().join("\n"),
    }
}

fn block(block: &Block) -> String {
    tied(format!("{} {} {}", block.lead, bare_hours(block.minutes.into()), block.place).trim_end())
}
