//! A timetable question in numbers.

use crate::calendar::SessionTime;
use crate::model::placements::Placement;

/// A time of a day that a session fills.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// The open day.
    pub(super) day: usize,
    /// When in the day.
    pub(super) time: SessionTime,
    /// Its place in the bits of a day: slots that touch have neighbouring bits, others do not.
    pub(super) bit: u32,
}

/// A room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Its kind, as the scenario numbers them; rooms of a kind are alike.
    pub(super) kind: usize,
    /// Its seats.
    pub(super) seats: u32,
}

/// A run.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Sessions it holds.
    pub(super) sessions: usize,
    /// Slots it may be held in, in order.
    pub(super) slots: Vec<u32>,
    /// Cents a session costs in each room; `None` where it cannot be held there.
    pub(super) in_room: Vec<Option<i64>>,
    /// Seats a session takes, and cents for each that is missing.
    pub(super) seats: (u32, i64),
    /// Dates asked for, and cents for each that is missing.
    pub(super) dates: Vec<(u32, i64)>,
    /// Cents for each kind of room beyond the first.
    pub(super) further_room: i64,
    /// The crowds that attend it.
    pub(super) crowds: Vec<u32>,
    /// Runs that cannot be held at the same time.
    pub(super) rivals: Vec<u32>,
}

impl Run {
    /// Cents for sessions on so many dates.
    pub(super) fn on_dates(&self, dates: u32) -> i64 {
        self.dates.iter().map(|(asked, price)| i64::from(asked.saturating_sub(dates)) * price).sum()
    }
}

/// Learners who attend the same runs.
#[derive(Clone, Debug)]
pub(super) struct Crowd {
    /// The runs.
    pub(super) runs: Vec<u32>,
    /// Cents for a session that touches no other.
    pub(super) isolated: i64,
}

/// A timetable question.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// Slots by day and start.
    pub(super) slots: Vec<Slot>,
    /// How many open days there are.
    pub(super) days: usize,
    /// Rooms, told apart.
    pub(super) rooms: Vec<Room>,
    /// Kinds of rooms.
    pub(super) kinds: usize,
    /// Runs, numbered as in the scene.
    pub(super) runs: Vec<Run>,
    /// Learners.
    pub(super) crowds: Vec<Crowd>,
    /// Runs that need the same person.
    pub(super) by_person: Vec<Vec<u32>>,
    /// Every placement, by run, day, time and room.
    pub(super) placements: Vec<Placement>,
}

impl Question {
    /// Every price of a wish, in cents.
    pub(super) fn prices(&self) -> impl Iterator<Item = i64> + '_ {
        let of_run = |run: &Run| {
            let dates = run.dates.iter().map(|(_, price)| *price);
            dates.chain([run.seats.1, run.further_room]).collect::<Vec<_>>()
        };
        let prices = self.runs.iter().flat_map(of_run).chain(self.crowds.iter().map(|crowd| crowd.isolated));
        prices.filter(|price| *price > 0)
    }

    /// The number of a placement's slot.
    pub(super) fn slot_of(&self, placement: &Placement) -> Option<usize> {
        let key = (placement.day, &placement.time);
        self.slots.binary_search_by(|slot| (slot.day, &slot.time).cmp(&key)).ok()
    }
}
