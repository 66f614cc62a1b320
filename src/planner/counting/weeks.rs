//! What runs ask of something shared, week by week, against what there is of it.

use super::demand::Demand;
use super::flow::Flow;
use crate::model::scene::Scene;
use crate::plan::{Moment, Object, ObjectKind};

/// More is asked than there is.
pub(super) struct Compared {
    /// What is asked, weighed.
    pub(super) needed: f64,
    /// What there is, weighed.
    pub(super) available: f64,
    /// The runs that ask for it.
    pub(super) runs: Vec<usize>,
    /// The weeks that are full, unless they are all in which these runs can be held.
    pub(super) weeks: Option<Vec<usize>>,
    /// Where these are all weeks, and the last of them holds something: it, and how many do.
    until: Option<(usize, usize)>,
}

/// Runs, each with what a minute of it takes, against what each week holds; `None` when that may do.
pub(super) fn compare(demands: &[(&Demand, u64)], holds: &[u64]) -> Option<Compared> {
    let most = |(demand, weight): &(&Demand, u64)| {
        demand.weeks.iter().map(|(week, minutes)| (*week, u64::from(*minutes) * weight)).collect()
    };
    let flow = Flow {
        needs: demands.iter().map(|(demand, weight)| u64::from(demand.minutes) * weight).collect(),
        weeks: holds.to_vec(),
        edges: demands.iter().map(most).collect(),
    };
    let cut = flow.cut()?;
    let reached = |week: &usize| cut.full.binary_search(week).is_ok();
    let of_cut = || cut.needs.iter().flat_map(|need| demands[*need].0.weeks.keys());
    let all = of_cut().all(reached);
    let weeks = cut.full.iter().filter(|week| holds[**week] > 0).count();
    let until = of_cut().max().copied().filter(|last| holds[*last] > 0).map(|last| (last, weeks));
    Some(Compared {
        needed: cut.needed as f64,
        available: cut.available as f64,
        runs: cut.needs.iter().map(|need| demands[*need].0.run).collect(),
        weeks: (!all).then_some(cut.full),
        until: until.filter(|_| all),
    })
}

impl Compared {
    /// The weeks that are full, for files; empty for all.
    pub(super) fn moments(&self, scene: &Scene<'_>) -> Vec<Moment> {
        let weeks = self.weeks.iter().flatten();
        weeks.map(|week| Moment::Week(scene.calendar.weeks[*week].monday)).collect()
    }

    /// The same in words, to stand after others.
    pub(super) fn told(&self, scene: &Scene<'_>) -> String {
        match self.until_the_end(scene) {
            Some(1) => " in the only week of the calendar".to_owned(),
            Some(weeks) => format!(" in {weeks} weeks until the end of the calendar"),
            None => in_weeks(scene, self.weeks.as_deref()),
        }
    }

    /// What would mend it as well: a longer calendar, where it is the end of that which ends them.
    pub(super) fn besides(&self, scene: &Scene<'_>) -> Vec<Object> {
        self.until_the_end(scene).map(|_| Object::new(ObjectKind::Calendar, "")).into_iter().collect()
    }

    /// How many weeks hold anything, where the last of them is the last of the calendar with an open day, and it is nothing but the
    /// end of the calendar that ends some of the runs.
    fn until_the_end(&self, scene: &Scene<'_>) -> Option<usize> {
        let (last, weeks) = self.until?;
        let end = scene.calendar.weeks.iter().rposition(|week| !week.days.is_empty());
        let days = scene.scenario.calendar.range;
        let goes_on = |run: &usize| {
            let (cohort, _) = scene.runs[*run].members[0];
            let module = scene.runs[*run].module(scene.scenario);
            module.until.is_none_or(|until| until > days.last)
                && scene.scenario.cohorts[cohort.index()].range.last >= days.last
        };
        (end == Some(last) && self.runs.iter().any(goes_on)).then_some(weeks)
    }
}

/// Weeks in words, to stand after others; nothing for all.
pub(super) fn in_weeks(scene: &Scene<'_>, weeks: Option<&[usize]>) -> String {
    let monday = |week: &usize| scene.calendar.weeks[*week].monday.format("%-d %b %Y");
    match weeks {
        None | Some([]) => String::new(),
        Some([week]) => format!(" in the week of {}", monday(week)),
        Some(weeks @ [first, .., last]) => {
            format!(" in {} weeks from {} to {}", weeks.len(), monday(first), monday(last))
        }
    }
}
