//! A formulation as text, in the CPLEX LP format that most solvers read.

use std::io::{self, Write};

use super::{Col, Column, Formulation, Row};

/// Lines are broken before they grow longer than this many bytes.
const WIDTH: usize = 80;

impl Formulation {
    /// Writes the formulation in CPLEX LP format.
    ///
    /// The text depends on the formulation and the names alone: numbers are
    /// written with the fewest digits that read back to the same number.
    /// Names must be unique and follow the format's rules (letters, digits
    /// and underscores are safe; not starting with a digit or an `e`).
    ///
    /// # Errors
    ///
    /// Whatever error `out` reports.
    pub fn write_lp(
        &self,
        column_name: &dyn Fn(Col) -> String,
        row_name: &dyn Fn(usize) -> String,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        writeln!(out, "Minimize")?;
        let costs = self.named_columns().map(|(name, column)| (name, column.cost));
        let mut objective = sum(costs.filter(|&(_, cost)| cost != 0.0), column_name);
        if self.offset != 0.0 || objective.is_empty() {
            objective.push(signed(self.offset, ""));
        }
        write_wrapped(out, "obj:", &objective)?;
        writeln!(out, "Subject To")?;
        for (position, row) in self.rows.iter().enumerate() {
            write_row(out, row, &row_name(position), column_name)?;
        }
        writeln!(out, "Bounds")?;
        for (name, column) in self.named_columns() {
            writeln!(out, " {}", bounds(column, &column_name(name)))?;
        }
        self.write_integers(column_name, out)?;
        writeln!(out, "End")
    }

    fn write_integers(&self, column_name: &dyn Fn(Col) -> String, out: &mut dyn Write) -> io::Result<()> {
        let integers = self.named_columns().filter(|(_, column)| column.integer);
        let names: Vec<String> = integers.map(|(name, _)| column_name(name)).collect();
        if names.is_empty() {
            return Ok(());
        }
        writeln!(out, "General")?;
        write_wrapped(out, "", &names)
    }

    fn named_columns(&self) -> impl Iterator<Item = (Col, &Column)> {
        (0..).map(Col).zip(&self.columns)
    }
}

/// The parts of a sum: `+ 2 x`, `- y` and so on.
fn sum(terms: impl Iterator<Item = (Col, f64)>, column_name: &dyn Fn(Col) -> String) -> Vec<String> {
    terms.map(|(column, coefficient)| signed(coefficient, &column_name(column))).collect()
}

/// A signed number times a name; a factor of one is left out.
fn signed(number: f64, name: &str) -> String {
    let sign = if number < 0.0 { '-' } else { '+' };
    let size = number.abs();
    match (name.is_empty(), size.total_cmp(&1.0).is_eq()) {
        (true, _) => format!("{sign} {size}"),
        (false, true) => format!("{sign} {name}"),
        (false, false) => format!("{sign} {size} {name}"),
    }
}

/// A number as the format spells it; zero has no sign.
fn number(value: f64) -> String {
    if value == f64::INFINITY {
        "+inf".into()
    } else if value == f64::NEG_INFINITY {
        "-inf".into()
    } else {
        (value + 0.0).to_string()
    }
}

/// Writes a row as one statement, or as two if both bounds count. A row
/// without bounds is left out; the format cannot express it.
fn write_row(
    out: &mut dyn Write,
    row: &Row,
    name: &str,
    column_name: &dyn Fn(Col) -> String,
) -> io::Result<()> {
    let lower = (row.lower > f64::NEG_INFINITY).then_some(row.lower);
    let upper = (row.upper < f64::INFINITY).then_some(row.upper);
    let statements = match (lower, upper) {
        (Some(value), Some(same)) if value.total_cmp(&same).is_eq() => {
            vec![(name.into(), "=", value)]
        }
        (Some(low), Some(high)) => {
            vec![(format!("{name}_low"), ">=", low), (format!("{name}_high"), "<=", high)]
        }
        (Some(low), None) => vec![(name.into(), ">=", low)],
        (None, Some(high)) => vec![(name.to_owned(), "<=", high)],
        (None, None) => vec![],
    };
    for (label, relation, bound) in statements {
        let mut parts = sum(row.terms.iter().copied(), column_name);
        parts.push(format!("{relation} {}", number(bound)));
        write_wrapped(out, &format!("{label}:"), &parts)?;
    }
    Ok(())
}

/// The bounds of one column; always written, as the default differs between
/// programs.
fn bounds(column: &Column, name: &str) -> String {
    if column.lower == f64::NEG_INFINITY && column.upper == f64::INFINITY {
        format!("{name} free")
    } else if column.lower.total_cmp(&column.upper).is_eq() {
        format!("{name} = {}", number(column.lower))
    } else {
        format!("{} <= {name} <= {}", number(column.lower), number(column.upper))
    }
}

/// Writes a label and parts, each on a line of its own indented by spaces
/// when the line would grow too long.
fn write_wrapped(out: &mut dyn Write, label: &str, parts: &[String]) -> io::Result<()> {
    let mut line = format!(" {label}");
    for part in parts {
        if line.len() + 1 + part.len() > WIDTH {
            writeln!(out, "{line}")?;
            line = String::from("  ");
        }
        if !line.ends_with(' ') {
            line.push(' ');
        }
        line += part;
    }
    writeln!(out, "{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(formulation: &Formulation) -> String {
        let mut out = Vec::new();
        formulation.write_lp(&|column| format!("x{}", column.0), &|row| format!("r{row}"), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_kind_of_bound_is_spelt() {
        let mut formulation = Formulation { offset: -2.5, ..Formulation::default() };
        let a = formulation.binary(1.0);
        let b = formulation.integer(f64::NEG_INFINITY, 7.0, -0.1);
        let c = formulation.continuous(f64::NEG_INFINITY, f64::INFINITY, 0.0);
        let d = formulation.continuous(3.0, 3.0, 1e-7);
        formulation.equal([(a, 1.0), (b, -1.0)], -0.0);
        formulation.add_row(1.0, 4.0, [(c, 0.5)]);
        formulation.at_most([(d, 1e6)], 9.0);
        let expected = "\
Minimize
 obj: + x0 - 0.1 x1 + 0.0000001 x3 - 2.5
Subject To
 r0: + x0 - x1 = 0
 r1_low: + 0.5 x2 >= 1
 r1_high: + 0.5 x2 <= 4
 r2: + 1000000 x3 <= 9
Bounds
 0 <= x0 <= 1
 -inf <= x1 <= 7
 x2 free
 x3 = 3
General
 x0 x1
End
";
        assert_eq!(text(&formulation), expected);
    }

    #[test]
    fn long_sums_are_broken_into_lines() {
        let mut formulation = Formulation::default();
        let columns: Vec<Col> = (0..40).map(|_| formulation.binary(12.5)).collect();
        formulation.at_least(columns.into_iter().map(|column| (column, 3.0)), 2.0);
        assert!(text(&formulation).lines().all(|line| line.len() <= WIDTH));
    }
}
