//! The first screen: what a planner has to know, in about 25 lines.

use super::headline::headline;
use super::layout::{dotted, entry, hours, money, tied};
use crate::report::words::{bare_hours, count};
use crate::report::{Budget, Capacity, Dates, Norm, Report};

/// Cohorts told on the first screen.
const COHORTS: usize = 4;
/// Letters of assumptions told on the first screen.
const ASSUMED: usize = 240;

/// The first screen.
pub fn screen(report: &Report) -> String {
    let mut text = format!("{}\n\n{}", report.scenario, headline(report));
    if report.headline.planned {
        text.push('\n');
        text.extend([patterns(report), norms(report), capacities(report)]);
        text.push('\n');
        text.push_str(&budgets(report));
        let burden = &report.burden;
        text.push_str(&entry("evenings", &dates(&burden.learner_evenings, &burden.staff_evenings)));
        text.push_str(&entry("weekends", &dates(&burden.learner_weekends, &burden.staff_weekends)));
    } else {
        text.push('\n');
    }
    text + &unmet(report) + &outside(report) + &assumed(report) + &not_checked(report)
}

fn patterns(report: &Report) -> String {
    let (school, firm) = (report.word("school"), report.word("firm"));
    let line = |pattern: &crate::report::WeekPattern| {
        let days =
            |word: &str, days: &str| if days.is_empty() { None } else { Some(format!("{word} {days}")) };
        let week: Vec<String> =
            days(&school, &pattern.school).into_iter().chain(days(&firm, &pattern.firm)).collect();
        entry(&pattern.cohort, &dotted(&week))
    };
    let mut text: String = report.patterns.iter().take(COHORTS).map(line).collect();
    if report.patterns.len() > COHORTS {
        text.push_str(&entry(
            "",
            &format!("… and the weeks of {} more cohorts below", report.patterns.len() - COHORTS),
        ));
    }
    if text.is_empty() { text } else { text + "\n" }
}

/// Norms: delivered − required = slack, cohorts with the least slack first told when there are many.
fn norms(report: &Report) -> String {
    let mut cohorts: Vec<(&str, Vec<&Norm>)> = Vec::new();
    for norm in &report.norms {
        match cohorts.last_mut().filter(|(cohort, _)| *cohort == norm.cohort) {
            Some((_, norms)) => norms.push(norm),
            None => cohorts.push((&norm.cohort, vec![norm])),
        }
    }
    let all = cohorts.len();
    if all > COHORTS {
        cohorts
            .sort_by_key(|(_, norms)| norms.iter().filter_map(|norm| norm.slack).min().unwrap_or(i64::MAX));
        cohorts.truncate(COHORTS);
    }
    let mut text = entry("norm hours", "of the learner with the fewest: delivered − required = norm slack");
    for (cohort, norms) in cohorts {
        text.push_str(&entry(
            &format!("  {cohort}"),
            &dotted(&norms.into_iter().map(norm).collect::<Vec<_>>()),
        ));
    }
    if all > COHORTS {
        text.push_str(&entry("", &format!("… and {} more cohorts, with more slack, below", all - COHORTS)));
    }
    text
}

fn norm(norm: &Norm) -> String {
    let delivered = bare_hours(norm.delivered as i64);
    let (Some(required), Some(slack)) = (norm.required, norm.slack) else {
        return format!("{} {delivered} h, no norm is stated", norm.category);
    };
    let short = if slack < 0 { " SHORT" } else { "" };
    let (required, slack) = (bare_hours(required as i64), bare_hours(slack));
    if norm.ceiling {
        return format!("{} at most {required}, has {delivered}: slack {slack} h{short}", norm.category);
    }
    format!("{} {delivered} − {required} = {slack} h{short}", norm.category)
}

fn capacities(report: &Report) -> String {
    let mut cohorts: Vec<&Capacity> = report.capacities.iter().collect();
    if cohorts.len() > COHORTS {
        cohorts.sort_by_key(|capacity| capacity.slack);
        cohorts.truncate(COHORTS);
    }
    let text =
        entry("capacity", "what school days could hold − delivered = capacity slack, which is no norm slack");
    let line = |capacity: &Capacity| {
        let days = count(capacity.days, "day", "days");
        let cap = capacity.day_cap.map_or(String::new(), |cap| format!(" of at most {}", hours(cap.into())));
        let sides = [capacity.offered as i64, capacity.delivered as i64, capacity.slack].map(bare_hours);
        entry(
            &format!("  {}", capacity.cohort),
            &format!("{} − {} = {} h in {days}{cap}", sides[0], sides[1], sides[2]),
        )
    };
    text + &cohorts.into_iter().map(line).collect::<String>()
}

fn budgets(report: &Report) -> String {
    let currency = &report.currency;
    if report.budgets.is_empty() {
        let cost = money(report.headline.cost_cents);
        return entry(
            "budget",
            &format!("none is stated; the plan costs {}", tied(&format!("{cost} {currency}"))),
        );
    }
    let line = |budget: &Budget| {
        let of = if budget.cohorts.is_empty() { "the plan".to_owned() } else { budget.cohorts.join(", ") };
        let whose = match &budget.payer {
            Some(payer) if budget.cohorts.is_empty() => format!("what {payer} pays"),
            Some(payer) => format!("what {payer} pays for {of}"),
            None => of,
        };
        let (ceiling, cost) = (money(budget.ceiling_cents), money(budget.cost_cents));
        let left = if budget.left_cents < 0 { "over" } else { "left" };
        let rest = money(budget.left_cents.abs());
        entry("budget", &format!("{whose}: {cost} of {ceiling} {currency}, {rest} {left}"))
    };
    report.budgets.iter().map(line).collect()
}

fn dates(learners: &Dates, staff: &Dates) -> String {
    if learners.worst == 0 && staff.worst == 0 {
        return "none".to_owned();
    }
    let learners =
        format!("learners at most {} ({}), {:.1} on average", learners.worst, learners.who, learners.mean);
    if staff.worst == 0 {
        return learners;
    }
    dotted(&[learners, format!("staff at most {} ({})", staff.worst, staff.who)])
}

fn unmet(report: &Report) -> String {
    let cohort =
        |unmet: &crate::report::PracticeUnmet| format!("{} {} of {}", unmet.cohort, unmet.learners, unmet.of);
    let cohorts: Vec<String> = report.practice_unmet.iter().map(cohort).collect();
    if cohorts.is_empty() {
        return String::new();
    }
    entry("unmet", &format!("practice of {} without a firm: {}", report.word("learners"), cohorts.join(", ")))
}

fn outside(report: &Report) -> String {
    let seats = |seats: &crate::report::SeatsOutside| {
        format!("{} {} ({})", seats.cohort, seats.learners, seats.count)
    };
    let cohorts: Vec<String> = report.seats_outside.iter().map(seats).collect();
    if cohorts.is_empty() {
        String::new()
    } else {
        entry("outside", &format!("seats bought for {}", cohorts.join(", ")))
    }
}

fn assumed(report: &Report) -> String {
    let mut told = String::new();
    let mut left = report.assumptions.len();
    for sentence in &report.assumptions {
        if !told.is_empty() && told.chars().count() + sentence.chars().count() > ASSUMED {
            break;
        }
        told.push_str(if told.is_empty() { "" } else { "; " });
        told.push_str(sentence);
        left -= 1;
    }
    if left > 0 {
        told.extend(["; ".to_owned(), left.to_string(), " more below".to_owned()]);
    }
    if told.is_empty() { String::new() } else { entry("assumed", &told) }
}

fn not_checked(report: &Report) -> String {
    let names: Vec<&str> = report.not_covered.iter().map(|kind| kind.name).collect();
    entry("not checked", &format!("legal rules on {}", names.join(", ")))
}
