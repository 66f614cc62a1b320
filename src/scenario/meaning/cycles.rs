//! Prerequisites that wait for each other, and those that ask for more hours than there are.

use super::reading::Reading;
use crate::domain::{Module, Scenario};
use crate::scenario::Code;
use crate::scenario::entry::{ModuleEntry, ScenarioEntry};
use crate::scenario::notes::Span;
use crate::scenario::shape::Brief;

/// Modules named in a message about a circle.
const SHOWN: usize = 12;

/// Notes every circle once, and prerequisites of more hours than their module has.
pub fn judge(file: &ScenarioEntry, scenario: &Scenario, reading: &mut Reading<'_>) {
    let entries: Vec<&ModuleEntry> =
        file.programmes.list().iter().flat_map(|programme| programme.modules.list()).collect();
    for (entry, module) in entries.iter().zip(&scenario.modules) {
        judge_hours(entry, module, &scenario.modules, reading);
    }
    let mut waiting = waiting(&scenario.modules);
    for start in 0..scenario.modules.len() {
        if waiting[start] {
            note_circle(start, &mut waiting, &entries, &scenario.modules, reading);
        }
    }
}

/// Which modules can never begin, because what they wait for can never end.
fn waiting(modules: &[Module]) -> Vec<bool> {
    let mut missing = vec![0_usize; modules.len()];
    let mut followers = vec![Vec::new(); modules.len()];
    for (place, module) in modules.iter().enumerate() {
        for after in module.after.iter().filter(|after| after.module.index() < modules.len()) {
            missing[place] += 1;
            followers[after.module.index()].push(place);
        }
    }
    let mut ready: Vec<usize> = (0..modules.len()).filter(|place| missing[*place] == 0).collect();
    let mut waiting = vec![true; modules.len()];
    while let Some(place) = ready.pop() {
        waiting[place] = false;
        for follower in &followers[place] {
            missing[*follower] -= 1;
            if missing[*follower] == 0 {
                ready.push(*follower);
            }
        }
    }
    waiting
}

/// Walks back from a waiting module until one comes again; notes that circle. What was walked is
/// no longer waiting, so that nothing is reported twice.
fn note_circle(
    start: usize,
    waiting: &mut [bool],
    entries: &[&ModuleEntry],
    modules: &[Module],
    reading: &mut Reading<'_>,
) {
    let mut walked = Vec::new();
    let mut place = start;
    while waiting[place] {
        waiting[place] = false;
        walked.push(place);
        let before = modules[place].after.iter().map(|after| after.module.index());
        let next =
            before.filter(|next| *next < modules.len()).find(|next| waiting[*next] || walked.contains(next));
        let Some(next) = next else { return };
        place = next;
    }
    let Some(begin) = walked.iter().position(|module| *module == place) else { return };
    let mut circle: Vec<&str> =
        walked[begin..].iter().rev().map(|module| modules[*module].key.as_str()).collect();
    circle.insert(0, &modules[place].key);
    let more = circle.len().saturating_sub(SHOWN);
    circle.truncate(SHOWN);
    let dots = if more > 0 { format!(" → … ({more} more)") } else { String::new() };
    let message = format!("modules wait for each other: {}{dots}", circle.join(" → "));
    let action = "remove one of these prerequisites";
    let span = entries.get(place).map_or(Span::default(), |entry| entry.after.span);
    reading.notes.add(Code::PrerequisiteCycle, span, message, "none of them can come first", action);
}

fn judge_hours(entry: &ModuleEntry, module: &Module, modules: &[Module], reading: &mut Reading<'_>) {
    for (stated, after) in entry.after.list().iter().zip(&module.after) {
        let Brief::Full(full) = stated else { continue };
        let Some(before) = modules.get(after.module.index()) else { continue };
        if after.minutes.is_some_and(|minutes| minutes > before.minutes) {
            let message = "these are more hours than the module before has";
            let cause = format!("it has {} h", f64::from(before.minutes) / 60.0);
            let action = "write fewer hours, or leave them out for all of it";
            reading.notes.add(Code::BoundsCrossed, full.hours.span, message, cause, action);
        }
    }
}
