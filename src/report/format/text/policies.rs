//! Policies kept, and wishes broken.

use super::layout::{item, money, paragraph, row, table, tied, title};
use crate::report::words::{bare_hours, count, share};
use crate::report::{BrokenWish, Kept, PolicyLine, Report};

/// Places of a broken wish that are told.
const TOLD: usize = 5;

/// Policies with numerator and denominator, then the wishes broken.
pub fn section(report: &Report) -> String {
    let mut text = String::new();
    if !report.policies.is_empty() {
        let header =
            ["policy", "strength", "for", "asks", "kept", "%"].map(|word| report.word(word)).to_vec();
        let rows: Vec<Vec<String>> = report.policies.iter().map(|line| policy(report, line)).collect();
        text = title("Policies") + &table(&header, &rows, &[5]);
    }
    text + &wishes(report)
}

fn policy(report: &Report, line: &PolicyLine) -> Vec<String> {
    let source = line.source.as_ref().map_or(String::new(), |source| format!(" ({source})"));
    let (kept, percent) = line.kept.as_ref().map_or_else(Default::default, kept);
    let kept = match line.broken {
        Some(0) => kept,
        Some(places) => format!("{kept}, broken {}", count(places, "time", "times")),
        None if line.kept.is_none() => "not judged".to_owned(),
        None => kept,
    };
    row([
        &line.policy,
        &report.word(line.strength),
        &line.whom,
        &format!("{}{source}", line.asks),
        &kept,
        &percent,
    ])
}

fn kept(kept: &Kept) -> (String, String) {
    let (had, of, unit) = match kept.unit.as_str() {
        "cents" => (money(kept.kept as i64), money(kept.of as i64), "spent"),
        _ if kept.is_hours() => (bare_hours(kept.kept as i64), bare_hours(kept.of as i64), "h"),
        unit => (kept.kept.to_string(), kept.of.to_string(), unit),
    };
    let note = kept.note.as_ref().map_or(String::new(), |note| format!(", {note}"));
    (
        format!("{} {unit}{note}", tied(&format!("{had} of {of}"))),
        share(kept.kept, kept.of).trim_end_matches(" %").to_owned(),
    )
}

fn wishes(report: &Report) -> String {
    if report.wishes.is_empty() {
        return String::new();
    }
    let total = money(report.headline.wish_cents);
    let lines: String = report.wishes.iter().map(|wish| broken(report, wish)).collect();
    title(&format!("Wishes broken, {total} {} in all", report.currency)) + &lines
}

fn broken(report: &Report, wish: &BrokenWish) -> String {
    let price = wish.cents.map_or(String::new(), |cents| format!(": {} {}", money(cents), report.currency));
    let mut text = paragraph(&format!("{}{price}", wish.wish), 2);
    for message in wish.messages.iter().take(TOLD) {
        text.push_str(&item(message));
    }
    if wish.messages.len() > TOLD {
        text.push_str(&item(&format!("… and {} more", wish.messages.len() - TOLD)));
    }
    text
}
