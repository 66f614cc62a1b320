//! What each run of a scene builds on, and how many minutes lie between it and the end of its chain.

use crate::domain::ModuleId;
use crate::model::runs::delivered;
use crate::model::scene::Scene;

/// Something that has to be held before a run.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Need {
    /// The runs that give it.
    pub(super) runs: Vec<usize>,
    /// Minutes needed of them.
    pub(super) minutes: f64,
    /// Days that have to lie between.
    pub(super) gap: u32,
}

/// The chains of prerequisites.
pub(super) struct Chains {
    before: Vec<Vec<Need>>,
    tails: Vec<f64>,
    of_group: Vec<f64>,
}

impl Chains {
    /// Reads the chains of a scene.
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        let before: Vec<Vec<Need>> = (0..scene.runs.len()).map(|run| needs(scene, run)).collect();
        let mut tails: Vec<f64> = scene.runs.iter().map(|run| f64::from(run.minutes)).collect();
        // Each pass carries the tails one step back; a chain has no more steps than there are modules.
        for _ in 0..scene.scenario.modules.len() {
            let earlier = tails.clone();
            for (run, needs) in before.iter().enumerate() {
                for source in needs.iter().flat_map(|need| &need.runs) {
                    let through = f64::from(scene.runs[*source].minutes) + tails[run];
                    tails[*source] = tails[*source].max(through);
                }
            }
            if tails == earlier {
                break;
            }
        }
        let mut of_group = vec![0.0; scene.groups.len()];
        for run in &scene.runs {
            for group in &run.groups {
                of_group[*group] += f64::from(run.minutes);
            }
        }
        Self { before, tails, of_group }
    }

    /// What a run builds on.
    pub(super) fn before(&self, run: usize) -> &[Need] {
        &self.before[run]
    }

    /// Minutes of a run and of the longest chain after it.
    pub(super) fn tail(&self, run: usize) -> f64 {
        self.tails[run]
    }

    /// Minutes of all runs of a learner group.
    pub(super) fn of_group(&self, group: usize) -> f64 {
        self.of_group[group]
    }
}

/// What a run builds on, learner group by learner group.
fn needs(scene: &Scene<'_>, run: usize) -> Vec<Need> {
    let mut needs = Vec::new();
    for group in &scene.runs[run].groups {
        let cohort = scene.groups[*group].cohort;
        for (_, module) in scene.runs[run].members.iter().filter(|(of, _)| *of == cohort) {
            for prerequisite in &scene.scenario.modules[module.index()].after {
                let earlier = prerequisite.module;
                let whole = scene.scenario.modules[earlier.index()].minutes;
                let had = delivered(scene.scenario, &scene.groups[*group], earlier);
                let minutes = prerequisite.minutes.unwrap_or(whole).saturating_sub(had);
                let gap = prerequisite.min_gap_days;
                let need = Need { runs: serving(scene, *group, earlier), minutes: f64::from(minutes), gap };
                if minutes > 0 && !needs.contains(&need) {
                    needs.push(need);
                }
            }
        }
    }
    needs
}

/// The runs through which a group may get a module.
fn serving(scene: &Scene<'_>, group: usize, module: ModuleId) -> Vec<usize> {
    let member = (scene.groups[group].cohort, module);
    scene.runs_of(group).filter(|run| scene.runs[*run].members.contains(&member)).collect()
}
