//! What the times of the file mean, where they may be a slip of the pen: late dayparts that count as
//! day, and staff whose windows miss the calendar.

use super::about;
use crate::calendar::{Calendar, Day};
use crate::domain::{ClockTime, Daypart, Scenario, SlotClass, StaffGroup, Weekdays};

/// When the evening begins, for those who ask whether a daypart is one.
const EVENING: ClockTime = ClockTime(18 * 60);
/// Saturday and Sunday.
const WEEKEND: u8 = Weekdays::ALL.0 & !Weekdays::WORKING.0;

/// Dayparts in the evening or at the weekend that carry the class of the day.
pub fn dayparts(scenario: &Scenario, sentences: &mut Vec<String>) {
    let by_day = || scenario.calendar.dayparts.iter().filter(|part| part.class == SlotClass::Day);
    let late = by_day().filter(|part| part.from >= EVENING);
    let sentence = "these dayparts begin at 18:00 or later and count as day";
    about(late.map(|part| part.key.as_str()), sentence, sentences);
    let weekend = by_day().filter(|part| part.days.0 & WEEKEND != 0);
    let sentence = "these dayparts lie on a Saturday or Sunday and count as day";
    about(weekend.map(|part| part.key.as_str()), sentence, sentences);
}

/// Staff who can begin with no daypart of any open day.
pub fn staff(scenario: &Scenario, sentences: &mut Vec<String>) {
    let bound = |group: &&StaffGroup| !group.available.is_empty() || !group.absent.is_empty();
    let bound: Vec<&StaffGroup> = scenario.staff.iter().filter(bound).collect();
    if bound.is_empty() {
        return;
    }
    let calendar = Calendar::new(&scenario.calendar);
    let part = |index: usize| &scenario.calendar.dayparts[index];
    let ever = |group: &StaffGroup| {
        let there = |day: &Day| day.dayparts.iter().any(|id| begins(group, day, part(id.index())));
        calendar.days.iter().any(there)
    };
    let never = bound.into_iter().filter(|group| !ever(group));
    about(never.map(|group| group.name.as_str()), "these staff are available in no daypart", sentences);
}

/// Whether they are there when a daypart begins: sessions begin with dayparts, and may be short.
fn begins(group: &StaffGroup, day: &Day, part: &Daypart) -> bool {
    let there = |window: &crate::domain::Window| window.covers(day.date, part.from, part.from.plus(1));
    (group.available.is_empty() || group.available.iter().any(there)) && group.present(day.date) > 0
}
