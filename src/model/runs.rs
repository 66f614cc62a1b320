//! Runs that may be opened: a module, the learner groups that attend, and the hours they get.

use super::groups::{Group, combined_parts, divisions, part};
use crate::domain::{CohortId, CombinedRun, Module, ModuleId, Scenario};
use crate::plan::Attendance;

/// A run of a module for a part of a cohort, or for parts of several cohorts together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its key: `MT1A/robot/2`, stable as long as the division is.
    pub key: String,
    /// The cohorts that attend and the module each fulfils.
    pub members: Vec<(CohortId, ModuleId)>,
    /// The learner groups that attend, as indices.
    pub groups: Vec<usize>,
    /// How many learners that are.
    pub learners: u32,
    /// Minutes to be held: the module's, less what every group has had already.
    pub minutes: u32,
    /// Whether it is the only way in which its learners can get the module.
    pub forced: bool,
    /// How many parts its division has.
    pub parts: u32,
}

impl Run {
    /// The module whose demands (equipment, staff, room, lengths) the sessions meet.
    pub fn module<'a>(&self, scenario: &'a Scenario) -> &'a Module {
        &scenario.modules[self.module_id().index()]
    }

    /// Seats that each of its sessions takes in a room, when all its learners attend.
    pub fn seats(&self, scenario: &Scenario) -> u32 {
        self.module(scenario).seats.unwrap_or(self.learners)
    }

    /// Its id.
    pub fn module_id(&self) -> ModuleId {
        self.members[0].1
    }

    /// Whether some learners attend both runs.
    pub fn shares_learners(&self, other: &Self) -> bool {
        self.groups.iter().any(|group| other.groups.contains(group))
    }

    /// Who attends, cohort by cohort.
    pub fn attendance(&self, groups: &[Group]) -> Vec<Attendance> {
        let of = |cohort: CohortId| {
            let mine =
                self.groups.iter().map(|index| &groups[*index]).filter(move |group| group.cohort == cohort);
            mine.fold(crate::plan::LearnerSet::default(), |set, group| set.union(&group.set()))
        };
        let members = self.members.iter();
        members
            .map(|(cohort, module)| Attendance { cohort: *cohort, module: *module, learners: of(*cohort) })
            .collect()
    }
}

/// Every run that may be opened; a run smaller than its minimum group is none.
pub fn candidate_runs(scenario: &Scenario, groups: &[Group]) -> Vec<Run> {
    let mut runs = Vec::new();
    for combined in &scenario.combined {
        shared_runs(scenario, groups, combined, &mut runs);
    }
    for (index, cohort) in scenario.cohorts.iter().enumerate() {
        for module in &scenario.programmes[cohort.programme.index()].modules {
            own_runs(scenario, groups, (CohortId(index), *module), &mut runs);
        }
    }
    runs.sort_by(|a, b| (&a.members, a.parts, &a.groups).cmp(&(&b.members, b.parts, &b.groups)));
    runs
}

/// The runs of a module for one cohort alone.
fn own_runs(scenario: &Scenario, groups: &[Group], member: (CohortId, ModuleId), runs: &mut Vec<Run>) {
    let sharing = scenario.combined.iter().filter(|combined| combined.members.contains(&member));
    let (mut shared, mut must) = (false, false);
    for combined in sharing {
        shared = true;
        must |= combined.required;
    }
    if must {
        return;
    }
    let (cohort, module) = (&scenario.cohorts[member.0.index()], &scenario.modules[member.1.index()]);
    let learners = cohort.learners();
    let counts = divisions(module, learners);
    let optional = super::seats::sold(scenario, member.0);
    // Parts are larger where others go outside and fewer open; `outside_seats` says how small they may be.
    let flexible = super::seats::flexible(scenario, member.0);
    let most = |learners| if flexible { super::seats::most_in_a_part(scenario, member.0) } else { learners };
    for (place, count) in counts.iter().enumerate() {
        for index in 0..*count {
            let range = part(learners, *count, index);
            let suffix = match (*count, place) {
                (1, _) => String::new(),
                (_, 0) => format!("/{}", index + 1),
                _ => format!("/{}of{count}", index + 1),
            };
            let run = Run {
                key: format!("{}/{}{suffix}", cohort.key, module.key),
                members: vec![member],
                groups: within(groups, member.0, range),
                learners: range.1,
                minutes: remaining(scenario, groups, &[member], &within(groups, member.0, range)),
                forced: counts.len() == 1 && !shared && !optional,
                parts: *count,
            };
            if most(range.1) >= module.min_group {
                runs.push(run);
            }
        }
    }
}

/// The runs that cohorts share.
fn shared_runs(scenario: &Scenario, groups: &[Group], combined: &CombinedRun, runs: &mut Vec<Run>) {
    let count = combined_parts(scenario, combined);
    let optional = combined.members.iter().any(|(cohort, _)| super::seats::sold(scenario, *cohort));
    for index in 0..count {
        let attending: Vec<usize> = combined
            .members
            .iter()
            .flat_map(|(cohort, _)| {
                let learners = scenario.cohorts[cohort.index()].learners();
                within(groups, *cohort, part(learners, count, index))
            })
            .collect();
        let learners = attending.iter().map(|group| groups[*group].learners).sum();
        let suffix = if count == 1 { String::new() } else { format!("/{}", index + 1) };
        if learners >= combined.min_group {
            runs.push(Run {
                key: format!("{}{suffix}", combined.key),
                members: combined.members.clone(),
                minutes: remaining(scenario, groups, &combined.members, &attending),
                groups: attending,
                learners,
                forced: combined.required && !optional,
                parts: count,
            });
        }
    }
}

/// The learner groups of a cohort that lie in a range of its learners.
fn within(groups: &[Group], cohort: CohortId, (first, learners): (u32, u32)) -> Vec<usize> {
    let inside =
        |group: &Group| group.cohort == cohort && first <= group.first && group.first < first + learners;
    groups.iter().enumerate().filter(|(_, group)| inside(group)).map(|(index, _)| index).collect()
}

/// Minutes still to be held so that every attending group has the module's hours.
fn remaining(
    scenario: &Scenario,
    groups: &[Group],
    members: &[(CohortId, ModuleId)],
    attending: &[usize],
) -> u32 {
    let needs = attending.iter().map(|index| {
        let group = &groups[*index];
        let Some((_, module)) = members.iter().find(|(cohort, _)| *cohort == group.cohort) else { return 0 };
        let had = delivered(scenario, group, *module);
        scenario.modules[module.index()].minutes.saturating_sub(had)
    });
    needs.max().unwrap_or(0)
}

/// Minutes of a module that a learner group has had before the plan begins.
pub fn delivered(scenario: &Scenario, group: &Group, module: ModuleId) -> u32 {
    let mine = scenario.delivered.iter().filter(|had| {
        had.cohort == group.cohort
            && had.module == module
            && (had.groups.is_empty() || group.sources.iter().all(|source| had.groups.contains(source)))
    });
    mine.map(|had| had.minutes).sum()
}
