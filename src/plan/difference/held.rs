//! A session in the words of its scenario.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Scenario;
use crate::plan::Session;

/// When, where and by whom a session is held, by ids of the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The session.
    pub id: String,
    /// The date.
    pub date: NaiveDate,
    /// When it begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// The site.
    pub site: String,
    /// The room and its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// The pool of equipment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equipment: Option<String>,
    /// Who serves it, with the number of the person.
    pub staff: Vec<String>,
}

impl Held {
    /// A session in the words of its scenario.
    pub fn new(scenario: &Scenario, session: &Session) -> Self {
        let room = session.room.map(|(id, number)| {
            let room = &scenario.rooms[id.index()];
            if room.count > 1 { format!("{} {number}", room.key) } else { room.key.clone() }
        });
        let mut staff: Vec<String> = session
            .staff
            .iter()
            .map(|person| {
                let group = &scenario.staff[person.staff.index()];
                if group.count > 1 { format!("{} {}", group.key, person.person) } else { group.key.clone() }
            })
            .collect();
        staff.sort();
        Self {
            id: session.id.clone(),
            date: session.date,
            start: session.start.to_string(),
            end: session.end.to_string(),
            site: scenario.sites[session.site.index()].key.clone(),
            room,
            equipment: session
                .equipment
                .as_ref()
                .map(|placed| scenario.equipment[placed.pool.index()].key.clone()),
            staff,
        }
    }

    /// When and where: `Tue 6 Oct 2026 13:00-17:00 amsterdam`.
    pub fn words(&self) -> String {
        let room = self.room.as_ref().map_or(String::new(), |room| format!(" ({room})"));
        format!("{} {}-{} {}{room}", self.date.format("%a %-d %b %Y"), self.start, self.end, self.site)
    }
}
