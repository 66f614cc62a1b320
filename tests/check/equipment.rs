//! Examples: equipment.

use vetplan::check::Amount::Count;
use vetplan::domain::*;
use vetplan::plan::*;

use super::world::*;
use super::{Example, as_set_up, example};

const ROBOTS: EquipmentId = EquipmentId(0);

/// Theory on robots: two units that could go to the plant in the second week, and theory on the
/// first of them.
fn robots(world: &mut World) {
    let pool = world.pool("robot", 2);
    pool.year = Some(2020);
    pool.moves.push(MoveOption {
        to: PLANT,
        between: range(MON2, "2026-09-20"),
        units: 1,
        cost_each_way: Price::plain(0),
        days_down: 1,
        lent: vec![],
    });
    world.scenario.modules[0].equipment = Some("robot".to_owned());
    for session in &mut world.plan.sessions {
        session.equipment = Some(PlacedUnits { pool: ROBOTS, units: vec![1] });
    }
}

fn units(world: &mut World, session: usize, units: &[u32]) {
    world.session(session).equipment = Some(PlacedUnits { pool: ROBOTS, units: units.to_vec() });
}

fn moved(world: &mut World, units: u32) {
    world.plan.moves.push(PoolMove { pool: ROBOTS, option: 0, units });
}

/// The second session on the moved unit at the plant.
fn at_plant(world: &mut World, on: &str) {
    moved(world, 1);
    world.shift(1, on, "am");
    world.session(1).site = PLANT;
    units(world, 1, &[2]);
}

/// Two parts at the same times, the second on this unit.
fn parts(world: &mut World, unit: u32, daypart: &str) {
    world.split((MON, daypart), (TUE, daypart));
    (2..4).for_each(|session| units(world, session, &[unit]));
}

pub fn examples() -> Vec<Example> {
    [windows(), numbers()].concat()
}

fn windows() -> Vec<Example> {
    vec![
        example("equipment_window", "not lent", Count(1), robots, as_set_up, |w| {
            w.scenario.equipment[0].lent = vec![window(8, 12)];
            w.shift(1, TUE, "pm");
        }),
        example("equipment_window", "of another kind", Count(2), robots, as_set_up, |w| {
            w.scenario.equipment[0].kind = String::from("lathe");
        }),
        example("equipment_window", "too old", Count(2), robots, as_set_up, |w| {
            w.scenario.modules[0].equipment_from_year = Some(2021);
        }),
        example("equipment_window", "nobody asks for it", Count(1), robots, as_set_up, |w| {
            w.scenario.modules[0].equipment = None;
            w.session(0).equipment = None;
        }),
        example("equipment_window", "a unit that does not exist", Count(1), robots, as_set_up, |w| {
            units(w, 1, &[3]);
        }),
        // Of two units one is out of use on Tuesday: the second.
        example("equipment_window", "out of use", Count(1), robots, as_set_up, |w| {
            w.scenario.equipment[0].out =
                vec![Outage { range: range(TUE, TUE), units: 1, why: String::new() }];
            w.shift(1, TUE, "am");
            units(w, 1, &[2]);
        }),
        example("equipment_window", "a unit twice", Count(1), robots, as_set_up, |w| units(w, 1, &[1, 1])),
        example("equipment_window", "units stand elsewhere", Count(1), robots, as_set_up, |w| {
            w.session(1).site = PLANT;
        }),
        example(
            "equipment_window",
            "not moved",
            Count(1),
            robots,
            |w| at_plant(w, WED2),
            |w| {
                at_plant(w, WED2);
                w.plan.moves.clear();
            },
        ),
        example(
            "equipment_window",
            "a lower unit stays",
            Count(1),
            robots,
            |w| at_plant(w, WED2),
            |w| {
                at_plant(w, WED2);
                units(w, 1, &[1]);
            },
        ),
        example(
            "equipment_window",
            "on its way",
            Count(1),
            robots,
            |w| at_plant(w, WED2),
            |w| at_plant(w, MON2),
        ),
        example(
            "equipment_window",
            "not lent there",
            Count(1),
            robots,
            |w| at_plant(w, WED2),
            |w| {
                at_plant(w, WED2);
                w.scenario.equipment[0].moves[0].lent = vec![window(13, 17)];
            },
        ),
    ]
}

fn numbers() -> Vec<Example> {
    let right = |openings: u32, holder: Party| Entitlement {
        holder,
        class: Some(SlotClass::Day),
        openings,
        per: EntitlementPeriod::Week,
    };
    vec![
        example(
            "equipment_units",
            "too few",
            Count(2),
            robots,
            |w| {
                w.scenario.equipment[0].learners_per_unit = 3;
                (0..2).for_each(|session| units(w, session, &[1, 2]));
            },
            |w| {
                w.scenario.equipment[0].learners_per_unit = 3;
            },
        ),
        example("equipment_units", "none", Count(1), robots, as_set_up, |w| w.session(1).equipment = None),
        example(
            "equipment_units",
            "two sessions at once",
            Count(2),
            robots,
            |w| parts(w, 2, "am"),
            |w| {
                parts(w, 1, "am");
            },
        ),
        example(
            "equipment_moves",
            "more than the move allows",
            Count(1),
            robots,
            |w| moved(w, 1),
            |w| moved(w, 2),
        ),
        example(
            "equipment_moves",
            "more than there are",
            Count(1),
            |w| {
                robots(w);
                let later = MoveOption {
                    between: range(WED2, "2026-09-27"),
                    units: 2,
                    ..w.scenario.equipment[0].moves[0].clone()
                };
                w.scenario.equipment[0].moves.push(later);
                moved(w, 1);
            },
            |w| w.plan.moves.push(PoolMove { pool: ROBOTS, option: 1, units: 1 }),
            |w| w.plan.moves.push(PoolMove { pool: ROBOTS, option: 1, units: 2 }),
        ),
        example(
            "entitlement",
            "opened in the afternoon besides",
            Count(2),
            |w| {
                robots(w);
                w.scenario.equipment[0].entitlements =
                    vec![right(1, Party::Firm(F1)), right(1, Party::Firm(F2))];
            },
            |w| parts(w, 2, "am"),
            |w| parts(w, 2, "pm"),
        ),
    ]
}
