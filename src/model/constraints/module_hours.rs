//! **Every run that is opened holds the hours of its module.**
//!
//! For each run r with `H_r` minutes still to be held, the shortest session `s_r` and `open_r`
//! (1 where the run is the only way to the module):
//!
//! `H_r · open_r  ≤  Σ_p minutes_p · held_p  ≤  (H_r + s_r − 1) · open_r`, and at most one of its
//! placements is the shorter session that closes the hours.
//!
//! The upper limit keeps superfluous sessions out; a whole session too many never fits.
//! Emits nothing for a run whose learners have had all its hours.

use super::{Build, Family};
use crate::model::tags::{Subject, Whom};

/// The family.
pub struct ModuleHours;

impl Family for ModuleHours {
    fn key(&self) -> &'static str {
        "module_hours"
    }

    fn sentence(&self) -> &'static str {
        "Every learner gets the hours of every module, in sessions of the allowed lengths, at most one of them shorter."
    }

    fn rows(&self, build: &mut Build<'_>) {
        for run in 0..build.scene.runs.len() {
            let needed = f64::from(build.scene.runs[run].minutes);
            let placements = build.by_run[run].clone();
            let shortest = placements.iter().map(|index| build.minutes(*index)).fold(f64::INFINITY, f64::min);
            let slack = if shortest.is_finite() { shortest - 1.0 } else { 0.0 };
            if needed == 0.0 {
                for index in placements {
                    let held = build.held(index);
                    build.link(0.0, 0.0, vec![(held, 1.0)]);
                }
                continue;
            }
            let held: Vec<_> =
                placements.iter().map(|index| (build.held(*index), build.minutes(*index))).collect();
            let tag = build.tag(Subject::always(Whom::Run(run))).minutes().floor();
            match build.open(run) {
                None => build.rule(tag, needed, needed + slack, held),
                Some(open) => {
                    let with = |most: f64| held.iter().copied().chain([(open, -most)]).collect();
                    build.rule(tag, 0.0, f64::INFINITY, with(needed));
                    build.link(f64::NEG_INFINITY, 0.0, with(needed + slack));
                }
            }
            let closing: Vec<_> = placements
                .iter()
                .filter(|index| build.placements[**index].closing)
                .map(|index| (build.held(*index), 1.0))
                .collect();
            if closing.len() > 1 {
                build.link(f64::NEG_INFINITY, 1.0, closing);
            }
        }
    }
}
