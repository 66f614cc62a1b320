//! What runs ask of something shared, week by week, against what there is of it.

use super::demand::Demand;
use super::flow::Flow;
use crate::model::scene::Scene;
use crate::plan::Moment;

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
    let all = cut.needs.iter().flat_map(|need| demands[*need].0.weeks.keys()).all(reached);
    Some(Compared {
        needed: cut.needed as f64,
        available: cut.available as f64,
        runs: cut.needs.iter().map(|need| demands[*need].0.run).collect(),
        weeks: (!all).then_some(cut.full),
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
        in_weeks(scene, self.weeks.as_deref())
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
