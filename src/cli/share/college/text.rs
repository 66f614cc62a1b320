//! The college's section of the treasurer's page.

use super::{CollegeRow, FullCostRow};
use crate::cli::share::text::money;
use crate::cli::share::trustee::{Bill, Trustee};

/// Most cases that are all shown; of more, the worst.
const MOST_CASES: usize = 12;

/// What may happen, the full cost, the break-even number of learners.
pub fn text(trustee: &Trustee, bill: &Bill) -> String {
    let mut shown: Vec<&CollegeRow> = bill.college.iter().collect();
    if shown.len() > MOST_CASES {
        shown.sort_by_key(|case| case.with_guarantee_cents);
        shown.truncate(MOST_CASES);
    }
    let wide = shown.iter().map(|case| case.what.chars().count()).fold(44, usize::max);
    let line = |what: &str, without: &str, with: &str| format!("{what:<wide$} {without:>18} {with:>16}");
    let head = wide + 2;
    let mut text =
        format!("\n{:<head$} {:>18} {:>16}\n", "the college", "without guarantee", "with guarantee");
    text += &format!("  {}\n", line("all stay", &money(bill.base_cents), &money(bill.base_cents)));
    for case in &shown {
        let (without, with) = (money(case.result_cents), money(case.with_guarantee_cents));
        let over = bill.max_loss_cents.is_some_and(|most| case.with_guarantee_cents < -most);
        let mark = if over { " !" } else { "" };
        text += &format!("  {}{mark}\n", line(&case.what, &without, &with));
        for remark in &case.remarks {
            text += &format!("    {remark}\n");
        }
    }
    if let Some(next) = bill.college.len().checked_sub(MOST_CASES).filter(|rest| *rest > 0) {
        text += &format!("  {next} more cases, none of them worse; all are in the trustee's file\n");
    }
    for case in &bill.college_not_known {
        text += &format!("  not known: {case}\n");
    }
    if let Some(worst) = bill.college.iter().min_by_key(|case| case.result_cents) {
        text += &format!("  worst: {}\n", worst.what);
    }
    let over = |most: &i64| bill.college.iter().any(|case| case.with_guarantee_cents < -*most);
    if let Some(most) = bill.max_loss_cents.filter(over) {
        text += &format!("  ! more than the college may lose, {}\n", money(most));
    }
    if let Some(smallest) = &bill.smallest_that_opens {
        text += &format!("  smallest group for whom opening is cheaper than seats outside: {smallest}\n");
    }
    text += &full_cost(trustee, &bill.full_cost);
    text + &format!("  break-even: {}\n", bill.break_even.said.join("\n    "))
}

/// The full-cost floor in words.
fn full_cost(trustee: &Trustee, found: &FullCostRow) -> String {
    let each = found.floor_each_cents.map_or(String::new(), |each| {
        format!(", {} for each of {} learners taught", money(each), found.taught)
    });
    let covers = if found.covered {
        format!("covered, with {} to spare", money(found.to_spare_cents))
    } else {
        format!("NOT covered: {} short", money(-found.to_spare_cents))
    };
    let (floor, invoiced) = (money(found.floor_cents), money(found.invoiced_cents));
    let mut text = format!("  full cost: {floor}{each}; invoiced {invoiced}: {covers}\n");
    if found.all_cents != found.floor_cents {
        let own = money(found.all_cents - found.floor_cents);
        text += &format!("    besides, firms and learners pay {own} themselves\n");
    }
    if !found.below.is_empty() {
        let each = found.below.iter().map(|(firm, by)| format!("{firm} by {}", money(*by)));
        let each = each.collect::<Vec<_>>().join(", ");
        text += &format!("    below it for their learners, carried by the others: {each}\n");
    }
    if let Some(empty) = &trustee.empty_core {
        let subsidy = money(empty.subsidy_cents);
        text +=
            &format!("    were the college to pay the subsidy of {subsidy}, that much would be uncovered\n");
    }
    text
}
