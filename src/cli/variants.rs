//! Many scenarios planned for one question: side by side, with progress, ended by Ctrl-C with what there is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use rayon::prelude::*;

use super::plan::{fraction, seconds};
use crate::planner::Options;
use crate::solver::Cancel;
use crate::whatif::variant::{PlanError, Planned, Variant};

/// How long and how far each is searched.
#[derive(Clone, Debug, clap::Args)]
pub struct Each {
    /// Stop each search after so many seconds; 0 is no limit.
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0, value_parser = seconds)]
    time_limit: f64,
    /// Stop each search after so many steps: the same seed and steps give the same answer.
    #[arg(long, value_name = "N")]
    steps: Option<u64>,
    /// Stop each when it is proven to be within this fraction of the best.
    #[arg(long, value_name = "FRACTION", default_value_t = 0.001, value_parser = fraction)]
    gap: f64,
    /// Scenarios planned at a time; as many as the machine has threads if absent.
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    /// Seed of the searches.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u32,
    /// No progress on stderr.
    #[arg(short, long)]
    quiet: bool,
}

impl Each {
    /// The seed of the searches.
    pub(super) const fn seed(&self) -> u32 {
        self.seed
    }
}

/// Watches Ctrl-C.
pub(super) fn cancel() -> anyhow::Result<Cancel> {
    let cancel = Cancel::default();
    let watched = cancel.clone();
    ctrlc::set_handler(move || watched.cancel()).context("cannot watch for Ctrl-C")?;
    Ok(cancel)
}

/// Plans all of them, in their order; `None` for those that were not begun before Ctrl-C.
pub(super) fn planned(
    variants: &[Variant],
    each: &Each,
    cancel: &Cancel,
) -> anyhow::Result<Vec<Option<Planned>>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = each.jobs.unwrap_or(threads).clamp(1, threads);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?;
    let (ended, of, begun) = (AtomicUsize::new(0), variants.len(), Instant::now());
    let time =
        (each.time_limit > 0.0 && each.steps.is_none()).then(|| Duration::from_secs_f64(each.time_limit));
    let one = |variant: &Variant| -> anyhow::Result<Option<Planned>> {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let options = Options {
            gap: each.gap,
            time,
            seed: each.seed,
            lanes: 1,
            cancel: cancel.clone(),
            progress: &|_| {},
        };
        let planned = variant.planned(&options, each.steps).map_err(|error| match error {
            PlanError::Planner(label, error) => anyhow::Error::new(error).context(label),
            PlanError::Judge(label, error) => anyhow::Error::new(error).context(label),
        })?;
        let done = ended.fetch_add(1, Ordering::Relaxed) + 1;
        if !each.quiet {
            // What is left takes as long as what is done, on average.
            let left = begun.elapsed().mul_f64((of - done) as f64 / done as f64);
            eprintln!(
                "{done} of {of} · about {} s left · {}: {}",
                left.as_secs(),
                planned.label,
                planned.known()
            );
        }
        Ok(Some(planned))
    };
    pool.install(|| variants.par_iter().map(one).collect())
}
