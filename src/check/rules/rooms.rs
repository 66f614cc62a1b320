//! `rooms`: a session that needs a room has a fit one to itself.

use crate::check::tally::Tally;
use crate::check::words::day;
use crate::check::{Amount, Breach, Case, Rule, overlaps};
use crate::domain::{Room, RoomId, RoomNeed};
use crate::plan::Session;

/// The rule.
pub struct Rooms;

impl Rule for Rooms {
    fn key(&self) -> &'static str {
        "rooms"
    }

    fn sentence(&self) -> &'static str {
        "Where rooms are listed, a session that needs one has a room of its site with seats and \
         features enough, and no room is used twice at once."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        let mut tally = Tally::new(self.key(), case);
        for (place, session) in case.sessions() {
            if let Some(fault) = fault(case, session) {
                tally.session(place, Amount::Count(1), &fault);
            }
        }
        for ((id, number), sessions) in overlaps::by_use(case, |place| case.session(place).room) {
            for (a, b) in overlaps::pairs(case, &sessions) {
                let subject = format!("room {} number {number}", case.scenario.rooms[id.index()].key);
                let text = format!("on {}: used by two sessions at once", day(case.session(a).date));
                tally.thing(&subject, Amount::Count(1), &[a, b], &text);
            }
        }
        tally.done()
    }
}

/// What is wrong with the room of a session, or its lack, if anything.
fn fault(case: &Case<'_>, session: &Session) -> Option<String> {
    let site = &case.scenario.sites[session.site.index()];
    let needs: Vec<&Vec<String>> = session
        .attendance
        .iter()
        .filter_map(|attendance| match &case.module(attendance.module).room {
            RoomNeed::With(features) => Some(features),
            RoomNeed::None => None,
        })
        .collect();
    let needed = site.rooms_listed && !case.online(session.site) && !needs.is_empty();
    match session.room {
        None => needed.then(|| format!("it has no room, it needs one of {}", site.key)),
        Some((id, _)) if !needed => {
            Some(format!("it has room {}, it needs none", case.scenario.rooms[id.index()].key))
        }
        Some((id, _)) if is_closed(case, session, id) => {
            Some(format!("its room {} is closed that day", case.scenario.rooms[id.index()].key))
        }
        Some((id, number)) => unfit(session, &case.scenario.rooms[id.index()], number, &needs)
            .or_else(|| unsuitable(case, session, id))
            .or_else(|| too_small(case, session, &case.scenario.rooms[id.index()])),
    }
}

/// Whether a room is closed on the date of a session.
fn is_closed(case: &Case<'_>, session: &Session, id: RoomId) -> bool {
    let closed = &case.scenario.rooms[id.index()].closed;
    closed.iter().any(|range| range.first <= session.date && session.date <= range.last)
}

/// Why a room does not suit what is taught, if it does not.
fn unsuitable(case: &Case<'_>, session: &Session, id: RoomId) -> Option<String> {
    let mut modules = session.attendance.iter().map(|here| case.module(here.module));
    let module = modules.find(|module| module.not_rooms.contains(&id))?;
    Some(format!("its room {} does not suit {}", case.scenario.rooms[id.index()].key, module.key))
}

/// That a room has too few seats, unless a policy of its own speaks of that.
fn too_small(case: &Case<'_>, session: &Session, room: &Room) -> Option<String> {
    let seats = case.seats(session);
    let elsewhere = super::room_seats::speaks_of(case, session);
    (seats > room.seats && !elsewhere)
        .then(|| format!("{seats} seats are needed in room {}, it has {}", room.key, room.seats))
}

/// Why a room does not fit, if it does not.
fn unfit(session: &Session, room: &Room, number: u32, needs: &[&Vec<String>]) -> Option<String> {
    if room.site != session.site {
        return Some(format!("its room {} is at another site", room.key));
    }
    if !(1..=room.count).contains(&number) {
        return Some(format!("its room is number {number} of {}, there are {}", room.key, room.count));
    }
    let missing =
        needs.iter().flat_map(|features| features.iter()).find(|one| !room.features.contains(one))?;
    Some(format!("its room {} has no {missing}, it needs that", room.key))
}
