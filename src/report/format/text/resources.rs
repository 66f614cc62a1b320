//! Equipment and rooms.

use super::layout::{row, table, title};
use crate::report::words::{bare_hours, share};
use crate::report::{Report, Use};

/// The use of equipment and rooms.
pub fn section(report: &Report) -> String {
    let equipment =
        one(report, "Equipment, in unit hours", ["equipment", "owner", "used", "lent"], &report.equipment);
    equipment + &one(report, "Rooms, in room hours", ["room", "site", "used", "open"], &report.rooms)
}

fn one(report: &Report, name: &str, words: [&str; 4], uses: &[Use]) -> String {
    if uses.is_empty() {
        return String::new();
    }
    let [thing, owner, taken, rest] = words.map(|word| report.word(word));
    let header = vec![
        thing,
        owner,
        taken,
        rest,
        "%".to_owned(),
        "days".to_owned(),
        "most at once".to_owned(),
        "by weekday".to_owned(),
    ];
    let rows: Vec<Vec<String>> = uses.iter().map(line).collect();
    title(name) + &table(&header, &rows, &[2, 3, 4, 5, 6])
}

fn line(thing: &Use) -> Vec<String> {
    let weekday = |day: &crate::report::WeekdayUse| {
        super::layout::tied(&format!(
            "{} {} of {}",
            day.weekday,
            bare_hours(day.used as i64),
            bare_hours(day.open as i64)
        ))
    };
    let weekdays: Vec<String> = thing.weekdays.iter().filter(|day| day.used > 0).map(weekday).collect();
    let (used, open) = (bare_hours(thing.used as i64), bare_hours(thing.open as i64));
    let most = format!("{} of {}", thing.most_at_once, thing.units);
    let share = share(thing.used, thing.open);
    row([
        &thing.name,
        &thing.of,
        &used,
        &open,
        share.trim_end_matches(" %"),
        &thing.days_used.to_string(),
        &most,
        &weekdays.join(", "),
    ])
}
