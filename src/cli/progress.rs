//! The progress line on stderr, for anything longer than a second.

use std::cell::Cell;
use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::planner::{Phase, Report};

/// Before this, nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Between two lines where stderr is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

/// Shows how far a search is.
pub struct Progress {
    bar: Option<ProgressBar>,
    last: Cell<Duration>,
    /// Whether a line has said that there is a plan.
    planned: Cell<bool>,
    limit: Option<Duration>,
    quiet: bool,
}

impl Progress {
    /// A line on a terminal, a message every ten seconds and at the first plan elsewhere, nothing
    /// when `quiet`.
    pub fn new(limit: Option<Duration>, quiet: bool) -> Self {
        let bar = (stderr().is_terminal() && !quiet).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // A template without placeholders besides these cannot fail to parse; if it did, the
            // bar would show its default, which is no reason to stop planning.
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, last: Cell::new(Duration::ZERO), planned: Cell::new(false), limit, quiet }
    }

    /// Shows a report.
    pub fn show(&self, report: &Report) {
        if self.quiet || report.elapsed < PATIENCE {
            return;
        }
        let text = sentence(report, self.limit);
        if let Some(bar) = &self.bar {
            bar.set_message(text);
            bar.tick();
        } else if self.is_due(report) {
            eprintln!("{text}");
            self.last.set(report.elapsed);
        }
    }

    /// Whether a report is worth a line of its own.
    fn is_due(&self, report: &Report) -> bool {
        let planned = report.incumbent.is_some_and(f64::is_finite);
        let first = planned && !self.planned.get();
        self.planned.set(planned || self.planned.get());
        first || self.last.get().is_zero() || report.elapsed >= self.last.get() + PAUSE
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Phase, incumbent, bound, gap, elapsed and time left.
fn sentence(report: &Report, limit: Option<Duration>) -> String {
    let phase = match report.phase {
        Phase::Building => "building the model".to_owned(),
        Phase::Relaxing => "first bound".to_owned(),
        Phase::Cohorts { done, of } => format!("cohort {} of {of}", done + 1),
        Phase::Bounding { done, of } => format!("bound, cohort {} of {of}", done + 1),
        Phase::Weekdays => "weekdays".to_owned(),
        Phase::Settling => "scarce sessions".to_owned(),
        Phase::Horizon { week, of } => format!("first plan, week {} of {of}", week + 1),
        Phase::Repairing { minutes } => format!("finding places for {:.1} h", minutes / 60.0),
        Phase::TellingApart { weeks } => format!("telling people and rooms apart in {weeks} weeks"),
        Phase::Improving => "improving".to_owned(),
        Phase::Explaining => "finding out why nothing fits".to_owned(),
        Phase::Partial => "best partial plan".to_owned(),
    };
    let mut parts = vec![phase];
    if let Some(incumbent) = report.incumbent.filter(|value| value.is_finite()) {
        parts.push(format!("plan {incumbent:.2}"));
        if report.bound.is_finite() && incumbent.abs() > 0.0 {
            parts.push(format!("gap {:.2} %", 100.0 * (incumbent - report.bound) / incumbent.abs()));
        }
    }
    if report.bound.is_finite() {
        parts.push(format!("bound {:.2}", report.bound));
    }
    parts.push(format!("{} s", report.elapsed.as_secs()));
    if let Some(limit) = limit {
        parts.push(format!("{} s left", limit.saturating_sub(report.elapsed).as_secs()));
    }
    parts.join(" · ")
}
