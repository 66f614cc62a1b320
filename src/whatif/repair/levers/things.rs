//! Equipment: more units, a longer or wider loan, a move.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::domain::{EquipmentPool, SiteKind};
use crate::scenario::edit::Edit;
use crate::whatif::repair::lever::{Lever, Matter, Step, set, told};

/// Units that are tried in addition.
const UNITS: usize = 12;

/// Weeks by which a loan is lengthened at most.
const WEEKS: u64 = 26;

/// Levers of the pools of a kind.
pub(super) fn kind(matter: Matter<'_>, kind: &str) -> Vec<Option<Lever>> {
    let pools = matter.scenario.equipment.iter().filter(|pool| pool.kind == kind);
    pools.flat_map(|pool| self::pool(matter, &pool.key)).collect()
}

/// Levers of a pool.
pub(super) fn pool(matter: Matter<'_>, id: &str) -> Vec<Option<Lever>> {
    let Some(pool) = matter.scenario.equipment.iter().find(|pool| pool.key == id) else { return Vec::new() };
    let units = matter.number("units", &format!("equipment.{id}.units"), (1.0, UNITS), |now, to| {
        format!("{} units of {} instead of {}", told(to), pool.name, told(now))
    });
    vec![units, longer(matter, pool), weekdays(matter, pool), moved(matter, pool)]
}

/// A loan that begins earlier and ends later, week by week.
fn longer(matter: Matter<'_>, pool: &EquipmentPool) -> Option<Lever> {
    let list = format!("equipment.{}.lent", pool.key);
    let dated = |at: &usize| matter.is_stated(&format!("{list}.{at}.between"));
    let windows: Vec<usize> = (0..matter.entries(&list)).filter(dated).collect();
    let calendar = matter.scenario.calendar.range;
    let step = |weeks: u64| {
        let edits = windows.iter().filter_map(|at| {
            let place = format!("{list}.{at}.between");
            let between = matter.source.value(&place)?.as_array()?;
            let date = |at: usize| between.get(at)?.as_str()?.parse::<NaiveDate>().ok();
            let (first, last) = (date(0)?, date(1)?);
            let first = first.checked_sub_days(Days::new(7 * weeks))?.max(calendar.first.min(first));
            let last = last.checked_add_days(Days::new(7 * weeks))?.min(calendar.last.max(last));
            Some(set(&place, json!([first, last])))
        });
        Step {
            edits: edits.collect(),
            words: format!("{} lent up to {weeks} weeks earlier and later", pool.name),
        }
    };
    Lever::new("lent_longer", if windows.is_empty() { Vec::new() } else { (1..=WEEKS).map(step).collect() })
}

/// A loan on one more weekday after the other.
fn weekdays(matter: Matter<'_>, pool: &EquipmentPool) -> Option<Lever> {
    let list = format!("equipment.{}.lent", pool.key);
    let window = matter.source.value(&format!("{list}.0"))?.as_object()?.clone();
    let stated = pool.lent.first()?.days;
    let days = ["mon", "tue", "wed", "thu", "fri", "sat"];
    let closed = (0..days.len()).filter(|day| stated.0 >> day & 1 == 0);
    let mut edits: Vec<Edit> = Vec::new();
    let mut more: Vec<&str> = Vec::new();
    let step = |day: usize| {
        let mut entry = window.clone();
        entry.insert("days".to_owned(), Value::String(days[day].to_owned()));
        edits.push(Edit::Add { add: list.clone(), entry: Value::Object(entry) });
        more.push(days[day]);
        Step { edits: edits.clone(), words: format!("{} lent on {} too", pool.name, more.join(", ")) }
    };
    Lever::new("lent_on", closed.map(step).collect())
}

/// Some units at the college's site for the whole calendar, where the pool stands elsewhere and no move is offered yet.
pub(super) fn moved(matter: Matter<'_>, pool: &EquipmentPool) -> Option<Lever> {
    let scenario = matter.scenario;
    let elsewhere = scenario.sites[pool.site.index()].kind != SiteKind::College;
    let to = scenario.sites.iter().find(|site| site.kind == SiteKind::College)?;
    if !elsewhere || !pool.moves.is_empty() {
        return None;
    }
    let place = format!("equipment.{}.movable", pool.key);
    let calendar = scenario.calendar.range;
    let step = |units: u32| Step {
        edits: vec![Edit::Add {
            add: place.clone(),
            entry: json!({ "to": to.key, "between": [calendar.first, calendar.last], "units": units }),
        }],
        words: format!("{units} of {} may be moved to {}", pool.name, to.name),
    };
    Lever::new("movable", (1..=pool.units).map(step).collect())
}
