//! A timetable in the making, with everything counted that a change of cost needs.
//!
//! Every session stands in a slot and a room of its run, and no two in one room at once; runs that are rivals may
//! clash, which is counted apart from the cost.

use super::question::Question;

/// No session.
pub(super) const NOBODY: u32 = u32::MAX;

/// A slot and a room.
pub(super) type Spot = (u32, u32);

/// A timetable.
pub(super) struct State<'a> {
    pub(super) question: &'a Question,
    /// The run of each session.
    pub(super) run_of: Vec<u32>,
    /// Where each session stands.
    pub(super) at: Vec<Spot>,
    /// The session in each slot and room.
    pub(super) table: Vec<u32>,
    /// Whether a run may be in a slot, row-major `runs × slots`.
    pub(super) open: Vec<bool>,
    /// Whether runs are rivals, row-major `runs × runs`.
    pub(super) rival: Vec<bool>,
    /// Cents a session costs in a room, row-major `runs × rooms`; the largest number where it cannot be.
    pub(super) in_room: Vec<i64>,
    /// Rooms of each run.
    pub(super) rooms: Vec<Vec<u32>>,
    /// Sessions of a run in a slot.
    pub(super) own: Vec<u8>,
    /// Sessions of its rivals in a slot.
    pub(super) rivals: Vec<u16>,
    /// Sessions of a crowd in a slot.
    pub(super) of_crowd: Vec<u8>,
    /// The slots of a crowd on a day, as bits.
    pub(super) bits: Vec<u64>,
    /// Sessions of a run on a day, and days with any.
    pub(super) on_day: Vec<u8>,
    pub(super) days: Vec<u8>,
    /// Cents for so many days, row-major `runs × (days + 1)`.
    pub(super) for_days: Vec<i64>,
    /// Sessions of a run in a kind of room, and kinds with any.
    pub(super) in_kind: Vec<u8>,
    pub(super) kinds: Vec<u8>,
    /// Pairs of rivals at once.
    pub(super) clashes: i64,
    /// Cents.
    pub(super) cost: i64,
}

impl<'a> State<'a> {
    /// A timetable without sessions.
    pub(super) fn empty(question: &'a Question) -> Self {
        let (runs, slots) = (question.runs.len(), question.slots.len());
        let all = || question.runs.iter().enumerate();
        let mut open = vec![false; runs * slots];
        let mut rival = vec![false; runs * runs];
        for (index, run) in all() {
            run.slots.iter().for_each(|slot| open[index * slots + *slot as usize] = true);
            run.rivals.iter().for_each(|other| rival[index * runs + *other as usize] = true);
        }
        let rooms = |index: usize| 0..question.runs[index].in_room.len() as u32;
        let suits = |index: usize, room: &u32| question.runs[index].in_room[*room as usize].is_some();
        let for_days =
            |index: usize| (0..=question.days as u32).map(move |days| question.runs[index].on_dates(days));
        let run_of: Vec<u32> =
            all().flat_map(|(index, run)| std::iter::repeat_n(index as u32, run.sessions)).collect();
        Self {
            at: vec![(NOBODY, NOBODY); run_of.len()],
            table: vec![NOBODY; slots * question.rooms.len()],
            in_room: all()
                .flat_map(|(_, run)| run.in_room.iter().map(|cents| cents.unwrap_or(i64::MAX)))
                .collect(),
            rooms: all().map(|(index, _)| rooms(index).filter(|room| suits(index, room)).collect()).collect(),
            own: vec![0; runs * slots],
            rivals: vec![0; runs * slots],
            of_crowd: vec![0; question.crowds.len() * slots],
            bits: vec![0; question.crowds.len() * question.days],
            on_day: vec![0; runs * question.days],
            days: vec![0; runs],
            for_days: all().flat_map(|(index, _)| for_days(index)).collect(),
            in_kind: vec![0; runs * question.kinds],
            kinds: vec![0; runs],
            clashes: 0,
            cost: 0,
            question,
            run_of,
            open,
            rival,
        }
    }

    /// Puts a session that stands nowhere into a free spot; the cost is for the caller to count.
    pub(super) fn put(&mut self, session: usize, (slot, room): Spot) {
        let (question, slots) = (self.question, self.question.slots.len());
        let run = self.run_of[session] as usize;
        let (slot_at, day) = (slot as usize, question.slots[slot as usize].day);
        self.at[session] = (slot, room);
        self.table[slot_at * question.rooms.len() + room as usize] = session as u32;
        self.own[run * slots + slot_at] += 1;
        self.clashes += i64::from(self.rivals[run * slots + slot_at]);
        for other in &question.runs[run].rivals {
            self.rivals[*other as usize * slots + slot_at] += 1;
        }
        for crowd in &question.runs[run].crowds {
            self.of_crowd[*crowd as usize * slots + slot_at] += 1;
            self.bits[*crowd as usize * question.days + day] |= 1 << question.slots[slot_at].bit;
        }
        add(&mut self.on_day[run * question.days + day], &mut self.days[run]);
        let kind = question.rooms[room as usize].kind;
        add(&mut self.in_kind[run * question.kinds + kind], &mut self.kinds[run]);
    }

    /// Takes a session away from where it stands.
    pub(super) fn take(&mut self, session: usize) {
        let (question, slots) = (self.question, self.question.slots.len());
        let run = self.run_of[session] as usize;
        let (slot, room) = self.at[session];
        let (slot_at, day) = (slot as usize, question.slots[slot as usize].day);
        self.at[session] = (NOBODY, NOBODY);
        self.table[slot_at * question.rooms.len() + room as usize] = NOBODY;
        self.own[run * slots + slot_at] -= 1;
        for other in &question.runs[run].rivals {
            self.rivals[*other as usize * slots + slot_at] -= 1;
        }
        self.clashes -= i64::from(self.rivals[run * slots + slot_at]);
        for crowd in &question.runs[run].crowds {
            let count = &mut self.of_crowd[*crowd as usize * slots + slot_at];
            *count -= 1;
            if *count == 0 {
                self.bits[*crowd as usize * question.days + day] &= !(1 << question.slots[slot_at].bit);
            }
        }
        remove(&mut self.on_day[run * question.days + day], &mut self.days[run]);
        let kind = question.rooms[room as usize].kind;
        remove(&mut self.in_kind[run * question.kinds + kind], &mut self.kinds[run]);
    }
}

/// One more, and one more kind if it is the first.
fn add(count: &mut u8, kinds: &mut u8) {
    *kinds += u8::from(*count == 0);
    *count += 1;
}

/// One less, and one kind less if it was the last.
fn remove(count: &mut u8, kinds: &mut u8) {
    *count -= 1;
    *kinds -= u8::from(*count == 0);
}
