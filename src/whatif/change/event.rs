//! What each event means.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Meaning;
use super::kinds::{Breakdown, DayClosed, Days, Leave, Leaving, Missed, RoomClosed, SiteClosed};
use crate::domain::{Party, Scenario, SiteKind};
use crate::scenario::edit::Edit;

/// Something that has happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// Nobody of a staff group can work.
    StaffAbsent(Leave),
    /// Units of a pool are out of use.
    EquipmentOut(Breakdown),
    /// A site is closed.
    SiteClosed(SiteClosed),
    /// A kind of room is not used.
    RoomClosed(RoomClosed),
    /// Nothing is held on a day.
    DayClosed(DayClosed),
    /// A firm leaves with its sites, equipment and people.
    FirmLeaves(Leaving),
    /// Sessions were not held.
    Missed(Missed),
    /// Anything else: a change of the scenario file.
    Edit(Edit),
}

impl Days {
    /// The days as the scenario file writes them, closed by the end of the calendar where they have none.
    fn entry(&self, scenario: &Scenario, end: NaiveDate) -> Value {
        let mut entry = match (self.on, self.from) {
            (Some(day), _) => json!({ "on": day.to_string() }),
            (None, from) => {
                let range = scenario.calendar.range;
                let (first, last) = (from.unwrap_or(range.first), self.to.unwrap_or(end));
                json!({ "from": first.to_string(), "to": last.to_string() })
            }
        };
        if let Some(why) = &self.why {
            entry["name"] = json!(why);
        }
        entry
    }

    fn begins(&self) -> Option<NaiveDate> {
        self.on.or(self.from)
    }
}

impl Event {
    /// The first day on which it tells, where it says one.
    pub fn begins(&self) -> Option<NaiveDate> {
        match self {
            Self::StaffAbsent(event) => event.days.begins(),
            Self::EquipmentOut(event) => event.days.begins(),
            Self::SiteClosed(event) => event.days.begins(),
            Self::RoomClosed(event) => event.days.begins(),
            Self::DayClosed(event) => Some(event.day_closed),
            Self::FirmLeaves(event) => Some(event.from),
            Self::Missed(_) | Self::Edit(_) => None,
        }
    }

    /// The last day of the calendar, where it changes that.
    pub(super) fn last_day(&self) -> Option<NaiveDate> {
        match self {
            Self::Edit(Edit::Set { set, to }) if set == "calendar.last" => to.as_str()?.parse().ok(),
            _ => None,
        }
    }

    /// What it means, in a calendar with this last day.
    pub(super) fn meaning(&self, scenario: &Scenario, last: NaiveDate) -> Result<Meaning, String> {
        let one = |add: String, entry: Value| Meaning {
            edits: vec![Edit::Add { add, entry }],
            ..Meaning::default()
        };
        Ok(match self {
            Self::StaffAbsent(Leave { staff_absent: id, persons, days }) => {
                known("staff", id, scenario.staff.iter().map(|group| group.key.as_str()))?;
                let mut entry = days.entry(scenario, last);
                if !persons.is_empty() {
                    entry["persons"] = json!(persons);
                }
                one(format!("staff.{id}.absent"), entry)
            }
            Self::EquipmentOut(Breakdown { equipment_out: id, units, days }) => {
                known("equipment", id, scenario.equipment.iter().map(|pool| pool.key.as_str()))?;
                let mut entry = days.entry(scenario, last);
                if let Some(units) = units {
                    entry["units"] = json!(units);
                }
                one(format!("equipment.{id}.out"), entry)
            }
            Self::SiteClosed(SiteClosed { site_closed: id, days }) => {
                known("site", id, scenario.sites.iter().map(|site| site.key.as_str()))?;
                one(format!("sites.{id}.closed"), days.entry(scenario, last))
            }
            Self::RoomClosed(RoomClosed { room_closed: id, days }) => {
                known("room", id, scenario.rooms.iter().map(|room| room.key.as_str()))?;
                let of = scenario.rooms.iter().find(|room| room.key == *id).map(|room| room.site);
                let site = of.map_or("", |site| &scenario.sites[site.index()].key);
                one(format!("sites.{site}.rooms.{id}.closed"), days.entry(scenario, last))
            }
            Self::DayClosed(DayClosed { day_closed, why }) => {
                let name = why.as_deref().unwrap_or("closed");
                one("calendar.closed".to_owned(), json!({ "on": day_closed.to_string(), "name": name }))
            }
            Self::FirmLeaves(event) => leaves(event, scenario, last)?,
            Self::Missed(event) => Meaning { missed: event.missed.clone(), ..Meaning::default() },
            Self::Edit(edit) => Meaning { edits: vec![edit.clone()], ..Meaning::default() },
        })
    }
}

/// That an id is one of those there are.
fn known<'a>(kind: &str, id: &str, all: impl Iterator<Item = &'a str>) -> Result<(), String> {
    let all: Vec<&str> = all.collect();
    if all.contains(&id) {
        return Ok(());
    }
    let near = all.iter().max_by(|a, b| strsim::jaro(a, id).total_cmp(&strsim::jaro(b, id)));
    Err(match near.filter(|near| strsim::jaro(near, id) > 0.7) {
        Some(near) => format!("there is no {kind} `{id}`; did you mean `{near}`?"),
        None => format!("there is no {kind} `{id}`; there are {}", all.join(", ")),
    })
}

/// What a firm takes with it: its equipment, its people and its sites. Its learners' firm-led days stand until somebody finds
/// them another place, which is said.
fn leaves(event: &Leaving, scenario: &Scenario, last: NaiveDate) -> Result<Meaning, String> {
    let id = &event.firm_leaves;
    known("firm", id, scenario.firms.iter().map(|firm| firm.key.as_str()))?;
    let place = scenario.firms.iter().position(|firm| firm.key == *id).unwrap_or_default();
    let firm = crate::domain::FirmId(place);
    let name = event.why.clone().unwrap_or_else(|| format!("{id} has left"));
    let days = Days { from: Some(event.from), why: Some(name), ..Days::default() }.entry(scenario, last);
    let mut edits = Vec::new();
    let mut add = |add: String| edits.push(Edit::Add { add, entry: days.clone() });
    for pool in scenario.equipment.iter().filter(|pool| pool.owner == Party::Firm(firm)) {
        add(format!("equipment.{}.out", pool.key));
    }
    for group in scenario.staff.iter().filter(|group| group.employer == Party::Firm(firm)) {
        add(format!("staff.{}.absent", group.key));
    }
    for site in scenario.sites.iter().filter(|site| site.kind == SiteKind::Firm(firm)) {
        add(format!("sites.{}.closed", site.key));
    }
    let mut notes = Vec::new();
    for cohort in &scenario.cohorts {
        let theirs = cohort.groups.iter().filter(|group| group.firm == Some(firm));
        let learners: u32 = theirs.map(|group| group.learners).sum();
        if learners > 0 {
            let from = event.from.format("%-d %b %Y");
            notes.push(format!("{learners} learners of {} need another firm from {from}: their firm-led days stand at {id} until they have one", cohort.key));
        }
    }
    Ok(Meaning { edits, notes, ..Meaning::default() })
}
