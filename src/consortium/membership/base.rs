//! The programme in which memberships are decided: everybody's, with every seat free to be outside, without what binds
//! single learners or cannot be told apart.

use itertools::Itertools;

use crate::domain::{CohortId, OutsideSeat, Party, Price, Scenario, SeatLevel, SeatPer, SeatRule};
use crate::model::seats;

/// The programme of everybody in which every seat may be outside.
pub(super) fn with_free_seats(own: &Scenario) -> Scenario {
    let mut base = own.clone();
    base.policies.clear();
    base.locks.clear();
    for group in base.cohorts.iter_mut().flat_map(|cohort| &mut cohort.groups) {
        (group.available, group.roster) = (Vec::new(), None);
        (group.turns_16, group.turns_18) = (None, None);
    }
    base.tariff.fixed.retain(|cost| !matches!(cost.payer, Party::Firm(_)));
    let offer = |index: usize| {
        let cohort = CohortId(index);
        let sold = seats::provider(own, cohort).map(|provider| &own.tariff.outside[provider]);
        match sold {
            // Firm by firm, all or none: a choice of each firm for itself, members or not.
            Some(offer) if offer.level == SeatLevel::Firm => {
                OutsideSeat { cohorts: vec![cohort], ..offer.clone() }
            }
            Some(offer) => OutsideSeat { cohorts: vec![cohort], rule: SeatRule::SeatBySeat, ..offer.clone() },
            None => OutsideSeat {
                cohorts: vec![cohort],
                price: Price::default(),
                per: SeatPer::Seat,
                rule: SeatRule::SeatBySeat,
                level: SeatLevel::Coalition,
            },
        }
    };
    base.tariff.outside = (0..own.cohorts.len()).map(offer).collect();
    base
}

/// Why some seats cannot be told apart from others.
pub(super) fn decidable(base: &Scenario) -> Result<(), String> {
    let named = |cohorts: Vec<CohortId>| -> Vec<String> {
        cohorts.iter().map(|id| base.cohorts[id.index()].key.clone()).collect()
    };
    let all = || (0..base.cohorts.len()).map(CohortId);
    let mut differ = seats::undecidable(base);
    differ.extend(all().filter(|id| !is_split_alike(base, *id)));
    differ.sort_unstable();
    differ.dedup();
    let differ = named(differ);
    let (had, mut why) = (named(seats::unlike(base)), Vec::new());
    if !differ.is_empty() {
        why.push(format!(
            "the modules of {} split it into groups of different sizes, or share runs with other cohorts",
            differ.join(", ")
        ));
    }
    if !had.is_empty() {
        why.push(format!("some learners of {} have had other hours than the rest", had.join(", ")));
    }
    if why.is_empty() { Ok(()) } else { Err(why.join("; ")) }
}

/// Whether all modules of a cohort split any number of its learners alike.
fn is_split_alike(base: &Scenario, id: CohortId) -> bool {
    let programme = base.cohorts[id.index()].programme;
    let modules = base.programmes[programme.index()].modules.iter().map(|id| &base.modules[id.index()]);
    modules.map(|module| (module.max_group, &module.smaller_groups)).all_equal()
}
