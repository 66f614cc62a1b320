//! Wishes that single placements break, and income that is lost.

use chrono::Datelike;

use crate::domain::{
    CohortId, ExactCents, IncomeAmount, IncomeCondition, LearnerGroup, Policy, Rule, Strength, Weekdays,
};
use crate::model::build::{Build, Terms};
use crate::model::constraints::{outside_seats::firms_of, travel_cap::too_far};
use crate::model::placements::Placement;
use crate::model::scene::Scene;
use crate::model::seats;
use crate::model::tags::{Mode, Subject, Tag, Unit, Whom};
use crate::model::variables::Variable;
use crate::solver::Col;

/// `Σ price of the wish · learners · held_p` for each wish a placement breaks; where single seats may go
/// outside, the learners concerned who sit in the part then. While rules are
/// elastic, a placement that breaks a policy or law pays its penalty for every minute instead.
pub(super) fn objections(build: &mut Build<'_>) {
    for index in 0..build.placements.len() {
        let held = build.held(index);
        for objection in build.placements[index].objections.clone() {
            let Some(id) = objection.policy else { continue };
            let policy = &build.scene.scenario.policies[id.index()];
            if build.mode == Mode::Elastic {
                let tag = Tag {
                    family: policy.rule.key(),
                    policy: Some(id),
                    subject: Subject::always(Whom::Everybody),
                    unit: Unit::Minutes,
                    weight: 1.0,
                    source: None,
                    floor: false,
                    wish: false,
                };
                if let Some(penalty) = build.mode.penalty(&tag, true, policy.strength) {
                    build.formulation.columns[held.index()].cost += penalty * build.minutes(index);
                }
            } else if policy.strength == Strength::Wish {
                let each = ExactCents::whole(policy.price.borne().0);
                match build.scene.runs[build.placements[index].run].groups[..] {
                    [part] if build.unsettled(part) => {
                        let (scene, placement) = (build.scene, &build.placements[index]);
                        let theirs = build.sources(part, |given| concerns(scene, placement, policy, given));
                        let seated = build.seated_while(held, part, &theirs);
                        build.price_wish(seated, each);
                    }
                    _ => build.price_wish(held, each.times(i64::from(objection.learners))),
                }
            }
        }
    }
}

/// Whether a wish that a placement breaks is about the learners of one of the planner's groups.
fn concerns(scene: &Scene<'_>, placement: &Placement, policy: &Policy, given: &LearnerGroup) -> bool {
    match policy.rule {
        Rule::SlotsByAge { band, .. } => band.holds(given, scene.date(placement.day)),
        Rule::TravelCap { .. } => too_far(scene, placement, policy, given),
        _ => true,
    }
}

/// Income that could come and does not is a loss. What comes for each learner inside is lost for everybody
/// outside: `amount · seats outside`. What comes under conditions is lost when the plan does not keep them:
/// `amount · lost_i`, with `held_p ≤ lost_i` for every placement that breaks a condition.
pub(super) fn income(build: &mut Build<'_>) {
    for (index, line) in build.scene.scenario.tariff.income.iter().enumerate() {
        if let IncomeAmount::PerLearner(price) = line.amount {
            for cohort in (0..build.scene.scenario.cohorts.len()).map(CohortId) {
                of_those_outside(build, cohort, ExactCents::whole(price.earned().0));
            }
        }
        let breaking: Vec<usize> = (0..build.placements.len())
            .filter(|placement| {
                let placement = &build.placements[*placement];
                line.conditions.iter().any(|condition| breaks(build.scene, placement, condition))
            })
            .collect();
        if breaking.is_empty() {
            continue;
        }
        let lost = build.col(Variable::IncomeLost(index));
        match line.amount {
            IncomeAmount::Once(price) => build.price_wish(lost, ExactCents::whole(price.earned().0)),
            IncomeAmount::PerLearner(price) => {
                let each = ExactCents::whole(price.earned().0);
                for cohort in (0..build.scene.scenario.cohorts.len()).map(CohortId) {
                    of_learners(build, (index, lost), cohort, each);
                }
            }
        }
        for placement in breaking {
            let held = build.held(placement);
            build.link(f64::NEG_INFINITY, 0.0, vec![(held, 1.0), (lost, -1.0)]);
        }
    }
}

/// `amount · seats bought outside`.
fn of_those_outside(build: &mut Build<'_>, cohort: CohortId, each: ExactCents) {
    let Some(provider) = seats::provider(build.scene.scenario, cohort) else { return };
    if let Some(all) = build.outside(cohort) {
        let learners = build.scene.scenario.cohorts[cohort.index()].learners();
        build.price_wish(all, each.times(i64::from(learners)));
        return;
    }
    for (firm, most) in firms_of(build, cohort) {
        let seats = build.col(Variable::SeatsOutside { provider, firm, cohort, most });
        build.price_wish(seats, each);
    }
}

/// `amount · lost_{i,c}`, the learners of a cohort of n who stay inside and for whom the income is lost by
/// a condition: `lost_{i,c} ≥ n · lost_i − Σ seats bought outside`. That of the others is lost already.
fn of_learners(build: &mut Build<'_>, (income, lost): (usize, Col), cohort: CohortId, each: ExactCents) {
    let learners = build.scene.scenario.cohorts[cohort.index()].learners();
    let Some(provider) = seats::provider(build.scene.scenario, cohort) else {
        build.price_wish(lost, each.times(i64::from(learners)));
        return;
    };
    let inside = build.col(Variable::LearnersLost { income, cohort, most: learners });
    build.price_wish(inside, each);
    let mut terms: Terms = vec![(inside, 1.0), (lost, -f64::from(learners))];
    if let Some(all) = build.outside(cohort) {
        terms.push((all, f64::from(learners)));
    } else {
        for (firm, most) in firms_of(build, cohort) {
            terms.push((build.col(Variable::SeatsOutside { provider, firm, cohort, most }), 1.0));
        }
    }
    build.link(0.0, f64::INFINITY, terms);
}

/// Whether a placement by itself breaks a condition; ceilings on release are rows of their own.
fn breaks(scene: &Scene<'_>, placement: &Placement, condition: &IncomeCondition) -> bool {
    match condition {
        IncomeCondition::NoWeekdaySessionBefore(time) => {
            Weekdays::WORKING.contains(scene.date(placement.day).weekday()) && placement.time.start < *time
        }
        IncomeCondition::NoSessionIn(class) => placement.time.class == *class,
        IncomeCondition::ReleaseCeilingsKept => false,
    }
}
