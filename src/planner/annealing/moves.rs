//! Changes of a timetable: a session goes to another spot, and who stands there comes back.

use fastrand::Rng;

use super::state::{NOBODY, Spot, State};

/// Moves of a thousand that change the room only.
const ROOM_ONLY: u32 = 300;

/// Moves of a thousand that change the slot only.
const SLOT_ONLY: u32 = 400;

/// Changes for the worse beyond so many temperatures are never made: their probability is below a millionth.
const HOPELESS: f64 = 14.0;

/// What a change is measured by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heat {
    /// In cents: a change for the worse by so many is made once in e times.
    pub(super) temperature: f64,
    /// Cents that a clash counts.
    pub(super) clash: i64,
}

/// Tries one change drawn at random; says whether it was made.
#[inline]
pub(super) fn step(state: &mut State<'_>, heat: Heat, rng: &mut Rng) -> bool {
    let session = rng.usize(..state.at.len());
    let run = state.run_of[session] as usize;
    let (slot, room) = state.at[session];
    let rooms = &state.rooms[run];
    let other_room = rooms[rng.usize(..rooms.len())];
    let kind = rng.u32(..1_000);
    if kind < ROOM_ONLY {
        return other_room != room && to_room(state, session, other_room, heat, rng);
    }
    let slots = &state.question.runs[run].slots;
    let to = slots[rng.usize(..slots.len())];
    if state.own[run * state.question.slots.len() + to as usize] > 0 {
        return false;
    }
    let room = if kind < ROOM_ONLY + SLOT_ONLY { room } else { other_room };
    debug_assert_ne!(to, slot);
    match state.table[to as usize * state.question.rooms.len() + room as usize] {
        NOBODY => to_spot(state, session, (to, room), heat, rng),
        other => exchange(state, session, other as usize, heat, rng),
    }
}

/// A session goes to another room in its slot; who is there comes into its room.
fn to_room(state: &mut State<'_>, session: usize, to: u32, heat: Heat, rng: &mut Rng) -> bool {
    let (slot, room) = state.at[session];
    let run = state.run_of[session] as usize;
    let mut change = state.by_room(run, room, to);
    let other = state.table[slot as usize * state.question.rooms.len() + to as usize];
    if other != NOBODY {
        let other_run = state.run_of[other as usize] as usize;
        if !suits(state, other_run, room) {
            return false;
        }
        change += state.by_room(other_run, to, room);
    }
    if !accepted(change, heat, rng) {
        return false;
    }
    state.take(session);
    if other != NOBODY {
        state.take(other as usize);
        state.put(other as usize, (slot, room));
    }
    state.put(session, (slot, to));
    state.cost += change;
    true
}

/// A session goes to a free spot in another slot.
fn to_spot(state: &mut State<'_>, session: usize, (to, to_room): Spot, heat: Heat, rng: &mut Rng) -> bool {
    let (slot, room) = state.at[session];
    let run = state.run_of[session] as usize;
    let clashes = more_clashes(state, run, slot, to) * heat.clash;
    if is_hopeless(clashes, heat) {
        return false;
    }
    let change = state.by_room(run, room, to_room)
        + state.by_date(run, slot, to)
        + state.by_crowds(run, (slot, to), None);
    if !accepted(change + clashes, heat, rng) {
        return false;
    }
    state.take(session);
    state.put(session, (to, to_room));
    state.cost += change;
    true
}

/// Two sessions of different slots change places.
fn exchange(state: &mut State<'_>, session: usize, other: usize, heat: Heat, rng: &mut Rng) -> bool {
    let ((slot, room), (to, to_room)) = (state.at[session], state.at[other]);
    let (one, two) = (state.run_of[session] as usize, state.run_of[other] as usize);
    let back = two * state.question.slots.len() + slot as usize;
    if !state.open[back] || state.own[back] > 0 || !suits(state, two, room) {
        return false;
    }
    let rivals = state.rival[one * state.question.runs.len() + two];
    // Each counts the other among the rivals that it would meet.
    let clashes =
        more_clashes(state, one, slot, to) + more_clashes(state, two, to, slot) - 2 * i64::from(rivals);
    let clashes = clashes * heat.clash;
    if is_hopeless(clashes, heat) {
        return false;
    }
    let change = state.by_room(one, room, to_room)
        + state.by_room(two, to_room, room)
        + state.by_date(one, slot, to)
        + state.by_date(two, to, slot)
        + state.by_crowds(one, (slot, to), rivals.then_some(two))
        + state.by_crowds(two, (to, slot), rivals.then_some(one));
    if !accepted(change + clashes, heat, rng) {
        return false;
    }
    state.take(session);
    state.take(other);
    state.put(session, (to, to_room));
    state.put(other, (slot, room));
    state.cost += change;
    true
}

fn suits(state: &State<'_>, run: usize, room: u32) -> bool {
    state.in_room[run * state.question.rooms.len() + room as usize] != i64::MAX
}

fn more_clashes(state: &State<'_>, run: usize, from: u32, to: u32) -> i64 {
    let row = run * state.question.slots.len();
    i64::from(state.rivals[row + to as usize]) - i64::from(state.rivals[row + from as usize])
}

/// Whether so many cents of clashes are too many, whatever else a change may gain.
fn is_hopeless(clashes: i64, heat: Heat) -> bool {
    clashes as f64 > HOPELESS * heat.temperature
}

/// Whether a change of so many cents is made: always for the better, else with probability `exp(−change / temperature)`.
#[inline]
fn accepted(change: i64, heat: Heat, rng: &mut Rng) -> bool {
    if change <= 0 {
        return true;
    }
    let worse = change as f64 / heat.temperature;
    worse < HOPELESS && rng.f64() < (-worse).exp()
}
