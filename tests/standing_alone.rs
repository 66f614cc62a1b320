//! The scenario of some firms standing alone.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::Path;

use vetplan::consortium::alone::alone;
use vetplan::consortium::{learners, players};
use vetplan::domain::{FirmId, Party, Scenario};

fn scenario(path: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    vetplan::scenario::read("scenario", &std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_firm_keeps_what_is_its_own_and_loses_what_is_its_rivals() {
    let scenario = scenario("scenarios/02-three-two-week/base.jsonc");
    let everybody = players(&scenario);
    for firm in &everybody {
        let own = alone(&scenario, &[*firm]).scenario;
        assert_eq!(players(&own), [*firm]);
        assert_eq!(learners(&own, *firm), learners(&scenario, *firm));
        let all: u32 = own.cohorts.iter().map(vetplan::domain::Cohort::learners).sum();
        assert_eq!(all, learners(&scenario, *firm));
        for pool in &own.equipment {
            let theirs = !matches!(pool.owner, Party::Firm(owner) if owner != *firm);
            assert_eq!(pool.units > 0, theirs, "{} for {firm:?}", pool.key);
        }
        let stranger = |party: Party| matches!(party, Party::Firm(other) if other != *firm);
        assert!(own.staff.iter().all(|staff| !stranger(staff.employer)));
        for (index, cohort) in own.cohorts.iter().enumerate() {
            assert!(cohort.groups.iter().all(|group| group.cohort.index() == index));
        }
        let last = own.cohorts.len();
        assert!(own.policies.iter().all(|policy| policy.cohorts.iter().all(|id| id.index() < last)));
        assert!(own.tariff.income.is_empty());
    }
}

#[test]
fn the_content_of_a_coalition_depends_on_nothing_outside_it() {
    let scenario = scenario("scenarios/03-seventy-thirty.jsonc");
    let digest = |scenario: &Scenario| alone(scenario, &[FirmId(1), FirmId(2)]).scenario.digest;
    let mut renamed = scenario.clone();
    renamed.name = "another name".to_owned();
    assert_eq!(digest(&renamed), digest(&scenario));
    let mut larger = scenario.clone();
    larger.cohorts[0].groups[0].learners += 3;
    assert_eq!(digest(&larger), digest(&scenario), "learners of A are nothing to B and C");
    larger.cohorts[0].groups[1].learners += 3;
    assert_ne!(digest(&larger), digest(&scenario));
}
