//! What coalitions of firms would pay, against the consortium of the brief.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on says so by failing

use std::path::Path;

use vetplan::consortium::costs::{NoStore, Options, costs};
use vetplan::consortium::{Known, learners};
use vetplan::domain::Scenario;
use vetplan::solver::Cancel;

fn scenario(path: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    vetplan::scenario::read("scenario", &std::fs::read(path).unwrap()).unwrap()
}

fn options(store: &NoStore) -> Options<'_> {
    Options {
        gap: 1e-4,
        time: None,
        seed: 0,
        threads: 2,
        cancel: Cancel::default(),
        store,
        progress: &|_, _| {},
    }
}

/// 84 000 fixed, 31 000 for each group of twelve, 420 a learner; or 9 800 a seat outside, all or none.
fn by_hand(learners: i64) -> i64 {
    let inside = 84_000 + 31_000 * ((learners + 11) / 12) + 420 * learners;
    inside.min(9_800 * learners)
}

#[test]
fn every_coalition_of_the_five_plants_pays_what_the_brief_says() {
    let scenario = scenario("scenarios/03-seventy-thirty.jsonc");
    let began = std::time::Instant::now();
    let costs = costs(&scenario, &options(&NoStore)).unwrap();
    for (coalition, known) in costs.all() {
        let people: u32 = coalition.players().map(|player| learners(&scenario, costs.players[player])).sum();
        let Known::Cost { lower, upper, way, .. } = known else { panic!("{known:?}") };
        println!("{:20} {people:3} {lower} {upper} {way:?} {:?}", costs.named(coalition), began.elapsed());
        assert_eq!(upper.0, 100 * by_hand(i64::from(people)), "{}", costs.named(coalition));
        assert_eq!(lower, upper, "{}", costs.named(coalition));
    }
}
