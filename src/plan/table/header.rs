//! The first row: how cells are separated, and which column is where.

use super::names::meant;
use super::{COLUMNS, TableProblem};

/// Separators that spreadsheets write.
const SEPARATORS: [u8; 3] = *b",;\t";

/// The separator of a table: the one that its first line has most of, outside quotes.
pub fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let mut quoted = false;
    let bare = first.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted
    });
    let mut counts = SEPARATORS.map(|separator| (0, separator));
    for byte in bare {
        counts.iter_mut().filter(|(_, separator)| *separator == byte).for_each(|(count, _)| *count += 1);
    }
    // Of equals the first: a table of one column has no separator at all.
    counts.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, separator)| separator)
}

/// The place of each of [`COLUMNS`] in the rows of a table.
pub struct Header {
    places: [usize; COLUMNS.len()],
    /// Cells of the header.
    pub cells: usize,
}

impl Header {
    /// Reads the header.
    ///
    /// # Errors
    ///
    /// Columns that are missing, there twice or unknown.
    pub fn read(record: &csv::StringRecord) -> Result<Self, Vec<TableProblem>> {
        let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_lowercase()).collect();
        let mut problems = Vec::new();
        let mut problem = |what: String| problems.push(TableProblem { line: 1, column: None, what });
        for (place, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            if !COLUMNS.contains(&cell.as_str()) {
                let hint = meant(cell, COLUMNS.into_iter());
                problem(format!("unknown column `{cell}`{hint}"));
            } else if cells[..place].contains(cell) {
                problem(format!("the column `{cell}` is there twice"));
            }
        }
        let mut places = [0; COLUMNS.len()];
        for (place, column) in places.iter_mut().zip(COLUMNS) {
            match cells.iter().position(|cell| cell == column) {
                Some(found) => *place = found,
                None => {
                    problem(format!("the column `{column}` is missing; the first line names the columns"));
                }
            }
        }
        if problems.is_empty() { Ok(Self { places, cells: cells.len() }) } else { Err(problems) }
    }

    /// The cells of a row in the order of [`COLUMNS`].
    pub fn cells<'r>(&self, record: &'r csv::StringRecord) -> [&'r str; COLUMNS.len()] {
        self.places.map(|place| record.get(place).unwrap_or("").trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_from_the_first_line() {
        assert_eq!(separator("id,run,date\n1;2;3;4;5"), b',');
        assert_eq!(separator("id;run;\"a,b,c,d\""), b';');
        assert_eq!(separator("id\trun"), b'\t');
        assert_eq!(separator("id"), b',');
    }
}
