//! The progress line on stderr, for anything longer than a second.

use std::cell::Cell;
use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::domain::Cents;
use crate::planner::{Phase, Report};

/// Before this, nothing is shown.
pub const PATIENCE: Duration = Duration::from_secs(1);

/// Between two lines where stderr is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

/// Shows how far a search is.
pub struct Progress {
    bar: Option<ProgressBar>,
    last: Cell<Duration>,
    /// The first plan: when it was found, and what it cost.
    first: Cell<Option<(Duration, f64)>>,
    /// The best so far, which phases that look at something else still show.
    best: Cell<Option<f64>>,
    limit: Option<Duration>,
    quiet: bool,
}

impl Progress {
    /// A line on a terminal, a message every ten seconds and at the first plan elsewhere, nothing
    /// when `quiet`.
    pub fn new(limit: Option<Duration>, quiet: bool) -> Self {
        Self {
            bar: bar(quiet),
            last: Cell::new(Duration::ZERO),
            first: Cell::new(None),
            best: Cell::new(None),
            limit,
            quiet,
        }
    }

    /// Shows a report.
    pub fn show(&self, report: &Report) {
        let is_first = self.note(report);
        if self.quiet || report.elapsed < PATIENCE {
            return;
        }
        let text = sentence(report, (self.best.get(), self.per_minute(report.elapsed)), self.limit);
        if let Some(bar) = &self.bar {
            bar.set_message(text);
            bar.tick();
        } else if is_first || self.last.get().is_zero() || report.elapsed >= self.last.get() + PAUSE {
            eprintln!("{text}");
            self.last.set(report.elapsed);
        }
    }

    /// Remembers the first plan and the best one; says whether this is the first.
    fn note(&self, report: &Report) -> bool {
        let Some(incumbent) = report.incumbent.filter(|value| value.is_finite()) else { return false };
        self.best.set(Some(self.best.get().map_or(incumbent, |best| best.min(incumbent))));
        let is_first = self.first.get().is_none();
        if is_first {
            self.first.set(Some((report.elapsed, incumbent)));
        }
        is_first
    }

    /// By how much plans have become better each minute since the first, once that is a while ago.
    fn per_minute(&self, elapsed: Duration) -> Option<f64> {
        let ((since, cost), best) = (self.first.get()?, self.best.get()?);
        let passed = elapsed.saturating_sub(since);
        (passed >= PATIENCE).then(|| (cost - best) / (passed.as_secs_f64() / 60.0))
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A line on a terminal, unless `quiet`.
fn bar(quiet: bool) -> Option<ProgressBar> {
    (stderr().is_terminal() && !quiet).then(|| {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        // A template without placeholders besides these cannot fail to parse; if it did, the
        // bar would show its default, which is no reason to stop planning. What is wider than the terminal is cut off.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg}") {
            bar.set_style(style);
        }
        bar
    })
}

/// Shows in words what is tried one after the other.
pub struct Told {
    bar: Option<ProgressBar>,
    last: Cell<Duration>,
    quiet: bool,
}

impl Told {
    /// A line on a terminal, a message every ten seconds elsewhere, nothing when `quiet`.
    pub fn new(quiet: bool) -> Self {
        Self { bar: bar(quiet), last: Cell::new(Duration::ZERO), quiet }
    }

    /// Shows what is tried, once there is something to wait for.
    pub fn show(&self, elapsed: Duration, words: &str) {
        if self.quiet || elapsed < PATIENCE {
            return;
        }
        let text = format!("{words} · {} s", elapsed.as_secs());
        if let Some(bar) = &self.bar {
            bar.set_message(text);
            bar.tick();
        } else if self.last.get().is_zero() || elapsed >= self.last.get() + PAUSE {
            eprintln!("{text}");
            self.last.set(elapsed);
        }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Phase, incumbent, bound, gap (of what does not stand), improvement a minute, elapsed and time left: 98 columns at most for amounts below 100 million.
fn sentence(
    report: &Report,
    (best, per_minute): (Option<f64>, Option<f64>),
    limit: Option<Duration>,
) -> String {
    let mut parts = vec![phase(report.phase)];
    if let Some(best) = best {
        parts.push(format!("plan {}", whole(best)));
    }
    if report.bound.is_finite() {
        parts.push(format!("bound {}", whole(report.bound)));
    }
    let differs = |best: &f64| (best - report.standing).abs();
    if let Some(best) = best.filter(|best| report.bound.is_finite() && differs(best) > 0.0) {
        parts.push(format!("gap {:.2} %", 100.0 * (best - report.bound).max(0.0) / differs(&best)));
    }
    let improving = matches!(report.phase, Phase::Improving | Phase::TellingApart { .. });
    parts.extend(per_minute.filter(|_| improving).map(|gained| format!("−{}/min", whole(gained))));
    parts.push(format!("{} s", report.elapsed.as_secs()));
    if let Some(limit) = limit {
        parts.push(format!("{} s left", limit.saturating_sub(report.elapsed).as_secs()));
    }
    parts.join(" · ")
}

fn phase(phase: Phase) -> String {
    match phase {
        Phase::Building => "building the model".to_owned(),
        Phase::Relaxing => "first bound".to_owned(),
        Phase::Cohorts { done, of } => format!("cohort {} of {of}", done + 1),
        Phase::Bounding { done, of } => format!("bound, cohort {} of {of}", done + 1),
        Phase::Weekdays => "weekdays".to_owned(),
        Phase::Settling => "scarce sessions".to_owned(),
        Phase::Horizon { week, of } => format!("first plan, week {} of {of}", week + 1),
        Phase::Repairing { minutes } => format!("placing {:.1} h", minutes / 60.0),
        Phase::TellingApart { weeks } => format!("telling apart, {weeks} weeks"),
        Phase::Improving => "improving".to_owned(),
        Phase::Explaining => "finding out why nothing fits".to_owned(),
        Phase::Partial => "best partial plan".to_owned(),
    }
}

/// An amount in whole units of the currency.
fn whole(amount: f64) -> String {
    let text = Cents(amount.round() as i64 * 100).to_string();
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(phase: Phase, incumbent: Option<f64>, bound: f64, seconds: u64) -> Report {
        Report { phase, incumbent, bound, standing: 0.0, elapsed: Duration::from_secs(seconds) }
    }

    fn told(progress: &Progress, report: &Report) -> String {
        progress.note(report);
        sentence(report, (progress.best.get(), progress.per_minute(report.elapsed)), progress.limit)
    }

    #[test]
    fn the_line_says_phase_plan_bound_gap_improvement_and_time_left() {
        let progress = Progress::new(Some(Duration::from_secs(600)), true);
        let nothing = f64::NEG_INFINITY;
        let first = told(&progress, &report(Phase::Cohorts { done: 3, of: 64 }, None, nothing, 10));
        assert_eq!(first, "cohort 4 of 64 · 10 s · 590 s left");
        let plan = told(&progress, &report(Phase::Improving, Some(1_250_000.4), nothing, 60));
        assert_eq!(plan, "improving · plan 1 250 000 · 60 s · 540 s left");
        // 1 000 better after two minutes, and a bound 1 % below.
        let better = told(&progress, &report(Phase::Improving, Some(1_249_000.4), 1_236_510.4, 180));
        assert_eq!(
            better,
            "improving · plan 1 249 000 · bound 1 236 510 · gap 1.00 % · −500/min · 180 s · 420 s left"
        );
        // What looks at something else still shows the best plan.
        let other = told(&progress, &report(Phase::TellingApart { weeks: 3 }, None, 1_236_510.4, 300));
        assert_eq!(
            other,
            "telling apart, 3 weeks · plan 1 249 000 · bound 1 236 510 · gap 1.00 % · −250/min · 300 s · 300 s left"
        );
    }

    #[test]
    fn while_a_bound_is_sought_nothing_is_said_of_improvement() {
        let progress = Progress::new(None, true);
        told(&progress, &report(Phase::Improving, Some(900.0), f64::NEG_INFINITY, 5));
        let line = told(&progress, &report(Phase::Bounding { done: 0, of: 64 }, None, f64::NEG_INFINITY, 65));
        assert_eq!(line, "bound, cohort 1 of 64 · plan 900 · 65 s");
    }

    #[test]
    fn the_gap_of_a_period_is_one_of_what_it_costs() {
        let progress = Progress::new(None, true);
        let of_period = Report { standing: 600.0, ..report(Phase::Improving, Some(1_000.0), 990.0, 5) };
        assert_eq!(told(&progress, &of_period), "improving · plan 1 000 · bound 990 · gap 2.50 % · 5 s");
    }

    #[test]
    fn without_a_limit_no_time_is_left_and_a_plan_that_stays_gains_nothing() {
        let progress = Progress::new(None, true);
        told(&progress, &report(Phase::Improving, Some(900.0), 450.0, 5));
        let line = told(&progress, &report(Phase::Improving, Some(900.0), 450.0, 65));
        assert_eq!(line, "improving · plan 900 · bound 450 · gap 50.00 % · −0/min · 65 s");
    }

    #[test]
    fn the_line_of_a_large_plan_fits_a_hundred_columns() {
        let progress = Progress::new(Some(Duration::from_secs(3_600)), true);
        let improving = |cost, seconds| report(Phase::Improving, Some(cost), 98_765_432.1, seconds);
        told(&progress, &improving(99_999_999.0, 100));
        let line = told(&progress, &improving(99_123_456.7, 1_900));
        assert!(line.chars().count() <= 98, "{} {line}", line.chars().count());
    }
}
