//! `room_seats`: everybody in a room has a seat.

use crate::check::tally::Tally;
use crate::check::{Amount, Breach, Case, Rule};
use crate::domain::{Policy, Rule as Asked};
use crate::plan::Session;

/// The rule.
pub struct RoomSeats;

impl Rule for RoomSeats {
    fn key(&self) -> &'static str {
        "room_seats"
    }

    fn sentence(&self) -> &'static str {
        "A room has as many seats as each session in it takes."
    }

    fn breaches(&self, case: &Case<'_>) -> Vec<Breach> {
        Tally::by_policy(self.key(), case, |policy, tally| {
            for (place, session) in case.sessions().filter(|(_, session)| holds_for(policy, session)) {
                let Some((id, _)) = session.room else { continue };
                let (room, seats) = (&case.scenario.rooms[id.index()], case.seats(session));
                if seats > room.seats {
                    let text = format!("{seats} seats are needed in room {}, it has {}", room.key, room.seats);
                    tally.session(place, Amount::Count((seats - room.seats).into()), &text);
                }
            }
        })
    }
}

/// Whether a policy of this rule speaks of a session, so that seats are no matter of course there.
pub fn speaks_of(case: &Case<'_>, session: &Session) -> bool {
    case.policies()
        .any(|(_, policy)| matches!(policy.rule, Asked::RoomSeats) && holds_for(policy, session))
}

fn holds_for(policy: &Policy, session: &Session) -> bool {
    session.attendance.iter().any(|here| policy.cohorts.contains(&here.cohort))
}
