//! How a timetable is annealed: from a high temperature to a low one, then again and again from a lower one.
//!
//! Temperatures are measured by the prices of the wishes: at first the dearest wish is broken for one in e gains lost, at last
//! hardly the cheapest. Rounds count steps, so many for each second that may be used, and the clock only ends them.

use fastrand::Rng;

use super::moves::{Heat, step};
use super::question::{Question, Run};
use super::state::{NOBODY, Spot, State};
use crate::planner::Options;
use crate::planner::phase::Phase;
use crate::planner::search::Search;

/// Steps of a long round for each second of the limit.
const PER_SECOND: f64 = 6e6;

/// Steps of a long round for each session where there is no limit.
const PER_SESSION: u64 = 200_000;

/// Temperatures of a round.
const LEVELS: u64 = 2_000;

/// Rounds after the long one.
const ROUNDS: u32 = 8;

/// The first temperature as a share of the dearest price.
const HOT: f64 = 1.0;

/// That of rounds after the long one.
const WARM: f64 = 0.24;

/// The last one as a share of the cheapest price.
const COLD: f64 = 0.1;

/// What a clash counts at least, in dearest prices.
const CLASH: f64 = 6.0;

/// By how much a clash counts more after each temperature, below this share of the dearest price, at which there still is one.
const DEARER: f64 = 1.02;
const LATE: f64 = 0.2;

/// Cents that a clash counts at most.
const MOST_CLASH: f64 = 1e12;

/// What ended a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pause {
    /// Its steps are done.
    Round,
    /// There is no further round.
    Done,
    /// The clock or the user.
    Stopped,
}

/// The best timetable so far, without clashes.
type Best = Option<(i64, Vec<Spot>)>;

/// An annealing in progress.
pub(super) struct Annealing<'a> {
    state: State<'a>,
    rng: Rng,
    best: Best,
    /// Steps of a long round.
    steps: u64,
    /// Rounds done after the first.
    done: u32,
    /// Cents: the cheapest and the dearest price.
    prices: (f64, f64),
    /// Cents that a clash counts: more than one session can save by it.
    clash: f64,
}

impl<'a> Annealing<'a> {
    /// Begins with a timetable that clashes as little as one session after the other can tell.
    /// `None` where some session found no spot, because others took them all.
    pub(super) fn new(question: &'a Question, options: &Options<'_>) -> Option<Self> {
        let mut rng = Rng::with_seed(u64::from(options.seed));
        let prices = (question.prices().min().unwrap_or(1), question.prices().max().unwrap_or(1));
        let prices = (prices.0 as f64, prices.1 as f64);
        let clash = (prices.1 * CLASH).max(most_saved(question));
        let sessions: usize = question.runs.iter().map(|run| run.sessions).sum();
        let by_time = options.time.map(|limit| (limit.as_secs_f64() * PER_SECOND) as u64);
        let mut state = State::empty(question);
        let steps = by_time.unwrap_or(PER_SESSION * sessions as u64);
        fill(&mut state, &mut rng).then_some(Self { steps, state, rng, best: None, done: 0, prices, clash })
    }

    /// Where the sessions of the best timetable stand, if there is one without clashes.
    pub(super) fn best(&self) -> Option<&[Spot]> {
        self.best.as_ref().map(|(_, spots)| spots.as_slice())
    }

    /// What it costs, in euros.
    pub(super) fn best_euros(&self) -> Option<f64> {
        self.best.as_ref().map(|(cents, _)| *cents as f64 / 100.0)
    }

    /// A short round for a first timetable.
    pub(super) fn first(&mut self, search: &Search<'_>) {
        self.anneal(search, HOT, self.steps / 16);
    }

    /// The next round: a long one from a high temperature, then shorter ones from the best timetable.
    pub(super) fn round(&mut self, search: &Search<'_>) -> Pause {
        if self.done > ROUNDS {
            return Pause::Done;
        }
        let (hot, steps) = match &self.best {
            Some((_, spots)) if self.done > 0 => {
                let spots = spots.clone();
                restore(&mut self.state, &spots);
                (WARM, self.steps / 2)
            }
            _ => (HOT, self.steps),
        };
        self.done += 1;
        self.anneal(search, hot, steps)
    }

    /// So many steps, from a temperature as a share of the dearest price down to the last one.
    fn anneal(&mut self, search: &Search<'_>, hot: f64, steps: u64) -> Pause {
        let (first, last) = (self.prices.1 * hot, self.prices.0 * COLD);
        let mut clash = self.clash;
        for level in 0..LEVELS {
            if search.out_of_time() {
                return Pause::Stopped;
            }
            if self.best.as_ref().is_some_and(|(cents, _)| super::enough_at(search, *cents)) {
                return Pause::Done;
            }
            let temperature = first * (last / first).powf(level as f64 / LEVELS as f64);
            self.hold(Heat { temperature, clash: clash as i64 }, (steps / LEVELS).max(1));
            if self.state.clashes > 0 && temperature < LATE * self.prices.1 && clash < MOST_CLASH {
                clash *= DEARER;
            }
            search.tell(Phase::Improving, self.best_euros());
        }
        debug_assert_eq!(self.state.cost, self.state.counted());
        Pause::Round
    }

    /// So many steps at one temperature.
    fn hold(&mut self, heat: Heat, steps: u64) {
        let state = &mut self.state;
        for _ in 0..steps {
            if step(state, heat, &mut self.rng)
                && state.clashes == 0
                && self.best.as_ref().is_none_or(|(cents, _)| state.cost < *cents)
            {
                self.best = Some((state.cost, state.at.clone()));
            }
        }
    }
}

/// The most cents by which sessions of one run in one slot can spare crowds isolated sessions.
fn most_saved(question: &Question) -> f64 {
    let crowds =
        |run: &Run| run.crowds.iter().map(|crowd| question.crowds[*crowd as usize].isolated).sum::<i64>();
    question.runs.iter().map(crowds).max().unwrap_or(0) as f64
}

/// Puts every session into the free spot with the fewest clashes, then the least cost of its room, the runs with the fewest
/// slots first; says whether there was one for each.
fn fill(state: &mut State<'_>, rng: &mut Rng) -> bool {
    let mut order: Vec<usize> = (0..state.at.len()).collect();
    rng.shuffle(&mut order);
    order.sort_by_key(|session| state.question.runs[state.run_of[*session] as usize].slots.len());
    for session in order {
        let Some(spot) = cheapest(state, state.run_of[session] as usize, rng) else { return false };
        state.put(session, spot);
    }
    state.cost = state.counted();
    true
}

fn cheapest(state: &State<'_>, run: usize, rng: &mut Rng) -> Option<Spot> {
    let (slots, rooms) = (state.question.slots.len(), state.question.rooms.len());
    let mut best: Option<((u16, i64, u32), Spot)> = None;
    for slot in
        state.question.runs[run].slots.iter().filter(|slot| state.own[run * slots + **slot as usize] == 0)
    {
        for room in &state.rooms[run] {
            if state.table[*slot as usize * rooms + *room as usize] == NOBODY {
                let clashes = state.rivals[run * slots + *slot as usize];
                let key = (clashes, state.in_room[run * rooms + *room as usize], rng.u32(..));
                if best.is_none_or(|(least, _)| key < least) {
                    best = Some((key, (*slot, *room)));
                }
            }
        }
    }
    best.map(|(_, spot)| spot)
}

/// Puts every session where it stood before.
fn restore(state: &mut State<'_>, spots: &[Spot]) {
    for session in 0..spots.len() {
        state.take(session);
    }
    for (session, spot) in spots.iter().enumerate() {
        state.put(session, *spot);
    }
    state.cost = state.counted();
}
