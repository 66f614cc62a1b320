//! Lines, entries and tables of 100 columns.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use crate::domain::Cents;
use crate::report::words;

/// Columns of the screen.
pub const WIDTH: usize = 100;
/// Columns that the name of an entry takes.
const MARGIN: usize = 12;
/// Stands for a space at which no line is broken, until the text is settled.
const TIED: char = '\u{a0}';

/// Lines below the header and at the end; nothing else.
const STYLE: TableStyle = TableStyle::new()
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// The text without spaces at line ends, and with ordinary spaces only.
pub fn settled(text: &str) -> String {
    text.replace(TIED, " ").lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

/// Words that stay on one line.
pub fn tied(text: &str) -> String {
    text.replace(' ', &TIED.to_string())
}

/// An amount of money without currency.
pub fn money(cents: i64) -> String {
    tied(&Cents(cents).to_string())
}

/// Hours with their unit.
pub fn hours(minutes: u64) -> String {
    tied(&words::hours(minutes))
}

/// A name in the margin and a text beside it.
pub fn entry(name: &str, text: &str) -> String {
    let indent = " ".repeat(MARGIN);
    let lines = wrapped(text, WIDTH - MARGIN);
    let mut out = String::new();
    for (place, line) in lines.iter().enumerate() {
        let gap = MARGIN.saturating_sub(name.chars().count()).max(1);
        let margin = if place == 0 { format!("{name}{}", " ".repeat(gap)) } else { indent.clone() };
        out.extend([&margin, line, "\n"]);
    }
    out
}

/// A text over the whole width, its lines after the first set in by some columns.
pub fn paragraph(text: &str, hang: usize) -> String {
    let lines = wrapped(text, WIDTH - hang);
    let line = |(place, line): (usize, &String)| {
        format!("{}{line}\n", if place == 0 { String::new() } else { " ".repeat(hang) })
    };
    lines.iter().enumerate().map(line).collect()
}

/// A sentence of a list.
pub fn item(text: &str) -> String {
    let lines = wrapped(text, WIDTH - 4);
    let line =
        |(place, line): (usize, &String)| format!("{}{line}\n", if place == 0 { "  - " } else { "    " });
    lines.iter().enumerate().map(line).collect()
}

/// Pieces with a dot between them, each on one line if it fits.
pub fn dotted(pieces: &[String]) -> String {
    let fits = |piece: &String| piece.chars().count() <= WIDTH / 2;
    let pieces: Vec<String> =
        pieces.iter().map(|piece| if fits(piece) { tied(piece) } else { piece.clone() }).collect();
    pieces.join(&format!("{TIED}· "))
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let Some(line) = lines.last_mut() else { continue };
        let length = line.chars().count();
        if length == 0 {
            line.push_str(word);
        } else if length + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The title of a section, after an empty line.
pub fn title(text: &str) -> String {
    format!("\n{text}\n\n")
}

/// A table; the columns that `right` names hold numbers.
pub fn table(header: &[String], rows: &[Vec<String>], right: &[usize]) -> String {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH as u16)
        .force_no_tty();
    let cell = |(place, text): (usize, &String)| {
        let side = if right.contains(&place) { CellAlignment::Right } else { CellAlignment::Left };
        Cell::new(text).set_alignment(side)
    };
    table.set_header(header.iter().enumerate().map(cell).collect::<Vec<_>>());
    for row in rows {
        table.add_row(row.iter().enumerate().map(cell).collect::<Vec<_>>());
    }
    format!("{table}\n")
}

/// Texts as the cells of a row.
pub fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_the_screen_and_amounts_stay_whole() {
        let text = format!("{} {}", "word ".repeat(16), money(123_456_789));
        let lines = settled(&entry("budget", &text));
        assert!(lines.lines().all(|line| line.chars().count() <= WIDTH), "{lines}");
        assert!(lines.contains("1 234 567.89"));
        assert!(lines.lines().nth(1).is_some_and(|line| line.starts_with(&" ".repeat(MARGIN))));
    }

    #[test]
    fn a_long_name_still_has_a_gap() {
        assert_eq!(settled(&entry("a very long cohort name", "x")), "a very long cohort name x\n");
    }
}
