//! What a timetable costs, and by how much a change of one session changes it.

use super::state::State;

/// How many bits have no neighbour.
fn isolated(bits: u64) -> i64 {
    i64::from((bits & !(bits << 1) & !(bits >> 1)).count_ones())
}

impl State<'_> {
    /// The cost of the whole, counted anew.
    pub(super) fn counted(&self) -> i64 {
        let question = self.question;
        let mut cents = 0;
        for (index, run) in question.runs.iter().enumerate() {
            cents += self.for_days[index * (question.days + 1) + usize::from(self.days[index])];
            cents += run.further_room * (i64::from(self.kinds[index]) - 1).max(0);
        }
        for (session, (_, room)) in self.at.iter().enumerate() {
            cents += self.in_room[self.run_of[session] as usize * question.rooms.len() + *room as usize];
        }
        for (index, crowd) in question.crowds.iter().enumerate() {
            let days = &self.bits[index * question.days..(index + 1) * question.days];
            cents += crowd.isolated * days.iter().map(|bits| isolated(*bits)).sum::<i64>();
        }
        cents
    }

    /// By how much the cost changes when a session of a run goes to another room.
    #[inline]
    pub(super) fn by_room(&self, run: usize, from: u32, to: u32) -> i64 {
        let (question, all) = (self.question, run * self.question.rooms.len());
        let mut change = self.in_room[all + to as usize] - self.in_room[all + from as usize];
        let (from, to) = (question.rooms[from as usize].kind, question.rooms[to as usize].kind);
        let price = question.runs[run].further_room;
        if price != 0 && from != to {
            change += price * i64::from(self.in_kind[run * question.kinds + to] == 0);
            change -= price * i64::from(self.in_kind[run * question.kinds + from] == 1);
        }
        change
    }

    /// By how much it changes by the dates of a run when one of its sessions goes to another slot.
    #[inline]
    pub(super) fn by_date(&self, run: usize, from: u32, to: u32) -> i64 {
        let question = self.question;
        let (from, to) = (question.slots[from as usize].day, question.slots[to as usize].day);
        if from == to {
            return 0;
        }
        let on_day = |day: usize| self.on_day[run * question.days + day];
        let before = run * (question.days + 1) + usize::from(self.days[run]);
        let after = before + usize::from(on_day(to) == 0) - usize::from(on_day(from) == 1);
        self.for_days[after] - self.for_days[before]
    }

    /// By how much it changes by isolated sessions when a session of a run goes to another slot, from which one of
    /// another run may come back: crowds of both see no change.
    #[inline]
    pub(super) fn by_crowds(&self, run: usize, (from, to): (u32, u32), back: Option<usize>) -> i64 {
        let (question, slots) = (self.question, self.question.slots.len());
        let (before, after) = (&question.slots[from as usize], &question.slots[to as usize]);
        let mut change = 0;
        for crowd in &question.runs[run].crowds {
            let index = *crowd as usize;
            if back.is_some_and(|other| question.runs[other].crowds.contains(crowd)) {
                continue;
            }
            let last = self.of_crowd[index * slots + from as usize] == 1;
            let (off, on) = (u64::from(last) << before.bit, 1_u64 << after.bit);
            let old = self.bits[index * question.days + before.day];
            let more = if before.day == after.day {
                isolated((old & !off) | on) - isolated(old)
            } else {
                let other = self.bits[index * question.days + after.day];
                isolated(old & !off) - isolated(old) + isolated(other | on) - isolated(other)
            };
            change += question.crowds[index].isolated * more;
        }
        change
    }
}
