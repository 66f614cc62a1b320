//! Staff and firms.

use super::layout::{hours, row, table, title};
use crate::report::words::{bare_hours, count, share};
use crate::report::{FirmUse, Report, StaffUse};

/// The use of staff and firms.
pub fn section(report: &Report) -> String {
    staff(report) + &firms(report)
}

fn staff(report: &Report) -> String {
    if report.staff.is_empty() {
        return String::new();
    }
    let mut header = vec![report.word("staff")];
    header.extend(
        ["employer", "people", "used", "of", "%", "fullest week", "evenings", "most a week"]
            .map(str::to_owned),
    );
    let rows: Vec<Vec<String>> = report.staff.iter().map(group).collect();
    title("Staff, in contact hours") + &table(&header, &rows, &[2, 3, 4, 5, 6, 7, 8])
}

fn group(staff: &StaffUse) -> Vec<String> {
    let bare = |minutes: u64| bare_hours(minutes as i64);
    let of = |most: String, limit: Option<String>| match limit {
        Some(limit) => format!("{most} of {limit}"),
        None => most,
    };
    let percent = staff.open.map_or("–".to_owned(), |open| share(staff.used, open));
    row([
        &staff.name,
        &staff.of,
        &staff.people.to_string(),
        &bare(staff.used),
        &staff.open.map_or("no limit".to_owned(), bare),
        percent.trim_end_matches(" %"),
        &of(hours(staff.most_in_week), staff.week.map(|each| bare(each.into()))),
        &staff.evenings.to_string(),
        &of(staff.most_evenings_in_week.to_string(), staff.week_evenings.map(|each| each.to_string())),
    ])
}

fn firms(report: &Report) -> String {
    if report.firms.is_empty() {
        return String::new();
    }
    let header = ["firm", "contracts", "held", "what binds", "most present on a day"].map(str::to_owned);
    let rows: Vec<Vec<String>> = report.firms.iter().map(firm).collect();
    title("Firms, in learner contracts") + &table(&header, &rows, &[1, 2, 4])
}

fn firm(firm: &FirmUse) -> Vec<String> {
    let present = firm.most_present.to_string();
    let present = firm.present_at_most.map_or(present.clone(), |most| format!("{present} of {most}"));
    row([
        &firm.name,
        &firm.contracts.to_string(),
        &firm.held.map_or("no limit".to_owned(), |held| held.to_string()),
        &bound(firm),
        &present,
    ])
}

/// What is stated of places and mentors, what binds first.
fn bound(firm: &FirmUse) -> String {
    let places = firm.places.map(|places| ("places", count(places.into(), "place", "places")));
    let mentored = |(mentors, each): (u32, u32)| {
        let whom = count(each.into(), "learner", "learners");
        ("mentors", format!("{} × {whom}", count(mentors.into(), "mentor", "mentors")))
    };
    let mentors = firm.mentors.zip(firm.learners_per_mentor).map(mentored);
    let stated = || places.iter().chain(&mentors);
    let binding = |binds: bool| {
        let those = stated().filter(|(key, _)| firm.binds.contains(key) == binds);
        those.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" and ")
    };
    let (first, rest) = (binding(true), binding(false));
    if rest.is_empty() { first } else { format!("{first} (before {rest})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_binds_stands_before_what_does_not() {
        let firm = |places, mentors, binds| FirmUse {
            name: "F".to_owned(),
            contracts: 4,
            held: Some(4),
            places,
            mentors,
            learners_per_mentor: Some(4),
            binds,
            most_present: 4,
            present_at_most: None,
        };
        for (told, firm) in [
            ("1 mentor × 4 learners (before 8 places)", firm(Some(8), Some(1), vec!["mentors"])),
            ("4 places (before 2 mentors × 4 learners)", firm(Some(4), Some(2), vec!["places"])),
            ("4 places and 1 mentor × 4 learners", firm(Some(4), Some(1), vec!["places", "mentors"])),
            ("4 places", firm(Some(4), None, vec!["places"])),
            ("", firm(None, None, Vec::new())),
        ] {
            assert_eq!(bound(&firm), told);
        }
    }
}
