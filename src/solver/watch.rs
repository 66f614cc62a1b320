//! Watches a running solve: the flag, the clock and the progress report.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::{Cancel, Limits, Progress, Stop};

/// Shortest time between two reports without a better solution.
const INTERVAL: Duration = Duration::from_millis(100);

/// What a solver asks while it runs.
pub(super) struct Watch<'a> {
    started: Instant,
    deadline: Option<Instant>,
    cancel: &'a Cancel,
    progress: Option<&'a dyn Fn(Progress)>,
    last: Cell<Option<(Duration, Option<f64>)>>,
}

impl<'a> Watch<'a> {
    /// Starts the clock.
    pub fn new(limits: Limits, cancel: &'a Cancel, progress: Option<&'a dyn Fn(Progress)>) -> Self {
        let started = Instant::now();
        // A time too long for the clock is no limit.
        let deadline = limits.time.and_then(|time| started.checked_add(time));
        Self { started, deadline, cancel, progress, last: Cell::new(None) }
    }

    /// The same clock and flag without reports.
    pub fn silent(&self) -> Self {
        Self { progress: None, last: Cell::new(None), ..*self }
    }

    /// Time left until the deadline, if there is one.
    pub fn remaining(&self) -> Option<Duration> {
        Some(self.deadline?.saturating_duration_since(Instant::now()))
    }

    /// Why the solver must stop, if it must.
    pub fn stop(&self) -> Option<Stop> {
        if self.cancel.is_cancelled() {
            Some(Stop::Cancelled)
        } else {
            self.remaining().is_some_and(|left| left.is_zero()).then_some(Stop::Time)
        }
    }

    /// Passes the state of the search on, unless it has just done so.
    pub fn report(&self, incumbent: Option<f64>, bound: f64, nodes: u64) {
        let Some(progress) = self.progress else {
            return;
        };
        let elapsed = self.started.elapsed();
        let due = self
            .last
            .get()
            .is_none_or(|(time, value)| incumbent != value || elapsed.saturating_sub(time) >= INTERVAL);
        if due {
            self.last.set(Some((elapsed, incumbent)));
            progress(Progress { incumbent, bound, nodes, elapsed });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_thinned_out_but_never_lose_a_better_solution() {
        let count = Cell::new(0);
        let progress = |_| count.set(count.get() + 1);
        let cancel = Cancel::default();
        let watch = Watch::new(Limits::default(), &cancel, Some(&progress));
        for incumbent in [None, None, Some(5.0), Some(5.0), Some(4.0)] {
            watch.report(incumbent, 0.0, 0);
        }
        watch.silent().report(Some(3.0), 0.0, 0);
        assert_eq!(count.get(), 3);
    }

    #[test]
    fn the_flag_comes_before_the_clock() {
        let cancel = Cancel::default();
        let limits = Limits { time: Some(Duration::ZERO), ..Limits::default() };
        let watch = Watch::new(limits, &cancel, None);
        assert_eq!(watch.stop(), Some(Stop::Time));
        cancel.cancel();
        assert_eq!(watch.stop(), Some(Stop::Cancelled));
        let endless = Limits { time: Some(Duration::MAX), ..Limits::default() };
        assert_eq!(Watch::new(endless, &Cancel::default(), None).stop(), None);
    }
}
