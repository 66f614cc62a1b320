//! Columns that count the learners of a part while something holds, for prices and limits.

use std::collections::BTreeMap;

use crate::domain::Strength;
use crate::model::build::{Build, Terms};
use crate::model::tags::{Mode, Tag, Whom};
use crate::model::variables::Variable;
use crate::solver::Col;

impl Build<'_> {
    /// A column for the learners of some of the planner's groups in a part while a 0–1 column is 1, and 0
    /// while it is 0:
    /// `y ≥ Σ_i sits_i − n · (1 − on)`, `y ≤ n · on`, `y ≤ Σ_i sits_i`.
    pub fn seated_while(&mut self, on: Col, part: usize, sources: &[usize]) -> Col {
        let terms = self.seated(part, sources);
        let most = (terms.len() as u32).min(self.most_seated(part));
        let variable = Variable::SeatedWhile { on, part, sources: sources.to_vec(), most };
        if let Some(col) = self.known(&variable) {
            return col;
        }
        let (col, all) = (self.col(variable), f64::from(most));
        let less = |factor: f64| terms.iter().map(move |(sits, _)| (*sits, factor));
        self.link(-all, f64::INFINITY, [(col, 1.0), (on, -all)].into_iter().chain(less(-1.0)).collect());
        self.link(f64::NEG_INFINITY, 0.0, vec![(col, 1.0), (on, -all)]);
        self.link(f64::NEG_INFINITY, 0.0, [(col, 1.0)].into_iter().chain(less(-1.0)).collect());
        col
    }

    /// Everybody who sits in a part has the hours of each run r, `H_r`, less what is missing of them: over the
    /// placements of r, with y the columns of [`Self::seated_while`] and `n · held_p` where there is none,
    /// `Σ_p minutes_p · y_p + n · missing_r ≥ H_r · Σ_i sits_i`. Whole numbers need no such row; the bound does.
    pub fn hours_of_those_seated(&mut self) {
        let mut counted: BTreeMap<(usize, usize, Vec<usize>), BTreeMap<usize, Col>> = BTreeMap::new();
        for (index, variable) in self.variables.iter().enumerate() {
            if let Variable::SeatedWhile { on, part, sources, .. } = variable
                && let Some(placement) = self.placements.get(on.index())
            {
                let counts = counted.entry((placement.run, *part, sources.clone())).or_default();
                counts.insert(on.index(), Col(index as u32));
            }
        }
        for ((run, part, sources), columns) in counted {
            let sits = self.seated(part, &sources);
            let most = f64::from((sits.len() as u32).min(self.most_seated(part)));
            let needed = f64::from(self.scene.runs[run].minutes);
            let minutes = |placement: &usize| {
                let (col, factor) =
                    columns.get(placement).map_or((self.held(*placement), most), |y| (*y, 1.0));
                (col, factor * self.minutes(*placement))
            };
            let mut terms: Terms = self.by_run[run].iter().map(minutes).collect();
            terms.extend(sits.into_iter().map(|(sits, _)| (sits, -needed)));
            let missing = self.breaches.iter().filter(|breach| {
                let tag = self.tags[breach.row].as_ref();
                tag.is_some_and(|tag| tag.family == "module_hours" && tag.subject.whom == Whom::Run(run))
            });
            terms.extend(missing.map(|breach| (breach.col, most)));
            self.link(0.0, f64::INFINITY, terms);
        }
    }

    /// A column for a slack of at most `reach`, times the learners of a part whom it is about, with
    /// `taken_j` = 1 when they are at least j: `z ≥ j · slack − j · reach · (1 − taken_j)` for every j.
    pub fn slack_of_all(&mut self, slack: Col, (part, source): (usize, Option<usize>), reach: f64) -> Col {
        let all = self.col(Variable::SlackOfAll { slack });
        for (place, taken) in self.taken(part, source).into_iter().enumerate() {
            let seats = f64::from(place as u32 + 1);
            let terms = vec![(all, 1.0), (slack, -seats), (taken, -seats * reach)];
            self.link(-seats * reach, f64::INFINITY, terms);
        }
        all
    }

    /// `taken_j` for j from 1: `Σ_j taken_j = Σ_i sits_i` and `taken_j ≥ taken_{j+1}`.
    fn taken(&mut self, part: usize, source: Option<usize>) -> Vec<Col> {
        let sources = source.map_or_else(|| self.scene.groups[part].sources.clone(), |one| vec![one]);
        let sits = self.seated(part, &sources);
        let most = (sits.len() as u32).min(self.most_seated(part));
        let old = self.known(&Variable::Taken { part, source, seats: 1 }).is_some();
        let taken: Vec<Col> =
            (1..=most).map(|seats| self.col(Variable::Taken { part, source, seats })).collect();
        if !old {
            let less = taken.iter().map(|col| (*col, -1.0));
            self.link(0.0, 0.0, sits.into_iter().chain(less).collect());
            for pair in taken.windows(2) {
                self.link(0.0, f64::INFINITY, vec![(pair[0], 1.0), (pair[1], -1.0)]);
            }
        }
        taken
    }

    /// The least and the most that terms can come to.
    pub(in crate::model) fn range(&self, terms: &Terms) -> (f64, f64) {
        let ends = terms.iter().map(|(col, factor)| {
            let column = &self.formulation.columns[col.index()];
            let (one, other) = (factor * column.lower, factor * column.upper);
            (one.min(other), one.max(other))
        });
        ends.fold((0.0, 0.0), |(least, most), (low, high)| (least + low, most + high))
    }

    /// The part whose learners a wish is priced for, where the plan settles how many they are.
    pub(in crate::model) fn part_of(&self, tag: &Tag) -> Option<usize> {
        let wish = self.mode == Mode::Planning && self.scene.strength(tag.policy) == Strength::Wish;
        match tag.subject.whom {
            Whom::Group(part) if wish && self.unsettled(part) => Some(part),
            _ => None,
        }
    }
}
