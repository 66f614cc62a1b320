//! Cost, income and result.

use super::layout::{hours, money, row, table, title};
use crate::report::{CostLine, PartySum, Report};

/// The cost table.
pub fn section(report: &Report) -> String {
    let sums = &report.money;
    if sums.costs.is_empty() && sums.income.is_empty() {
        return String::new();
    }
    let header =
        ["cost", "payer → payee", "kind", "hours", &report.currency].map(|word| report.word(word)).to_vec();
    let mut rows: Vec<Vec<String>> = sums.costs.iter().map(|line| cost_row(report, line)).collect();
    let mut sum = |name: &str, cents: i64| rows.push(row([&report.word(name), "", "", "", &money(cents)]));
    if sums.opportunity_cents != 0 {
        sum("in cash", sums.cash_cents);
        sum("of opportunity", sums.opportunity_cents);
    }
    sum("cost", sums.cost_cents);
    rows.extend(sums.income.iter().map(|line| cost_row(report, line)));
    let mut sum = |name: &str, cents: i64| rows.push(row([&report.word(name), "", "", "", &money(cents)]));
    if sums.income.len() != 1 {
        sum("income", sums.income_cents);
    }
    sum("result", sums.result_cents);
    title("Cost, income and result") + &table(&header, &rows, &[3, 4]) + &parties(report)
}

fn cost_row(report: &Report, line: &CostLine) -> Vec<String> {
    let kind = match (line.covered, line.opportunity) {
        (true, _) => "covered by the price of a group".to_owned(),
        (false, true) => report.word("opportunity"),
        (false, false) => report.word("cash"),
    };
    let behind = if line.minutes == 0 { String::new() } else { hours(line.minutes) };
    let way = format!("{} → {}", line.payer, line.payee);
    row([&line.heading, &way, &kind, &behind, &money(line.cents)])
}

fn parties(report: &Report) -> String {
    let header = ["party", "pays", "receives", "balance"].map(|word| report.word(word)).to_vec();
    let line = |sum: &PartySum| {
        let cents = [sum.pays_cents, sum.receives_cents, sum.receives_cents - sum.pays_cents].map(money);
        row([&sum.party, &cents[0], &cents[1], &cents[2]])
    };
    let rows: Vec<Vec<String>> = report.money.parties.iter().map(line).collect();
    format!("\n{}", table(&header, &rows, &[1, 2, 3]))
}
