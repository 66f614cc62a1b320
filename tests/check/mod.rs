//! Examples of rules kept and broken.

use vetplan::check::Amount;

pub mod world;

mod edges;
mod equipment;
mod firms;
mod form;
mod hours;
mod income;
mod learners;
mod limits;
mod money;
mod pattern;
mod places;
mod speed;
mod staff;

use world::World;

/// A plan that is accepted, and one that breaks one rule by a known amount.
#[derive(Clone)]
pub struct Example {
    pub rule: &'static str,
    pub title: &'static str,
    pub accepted: World,
    pub rejected: World,
    pub amount: Amount,
}

/// Two worlds that share `setup`, one of them then broken.
pub fn example(
    rule: &'static str,
    title: &'static str,
    amount: Amount,
    setup: impl Fn(&mut World),
    fine: impl Fn(&mut World),
    broken: impl Fn(&mut World),
) -> Example {
    let made = |change: &dyn Fn(&mut World)| {
        let mut world = World::new();
        setup(&mut world);
        change(&mut world);
        world
    };
    Example { rule, title, accepted: made(&fine), rejected: made(&broken), amount }
}

/// Nothing more than the setup.
pub fn as_set_up(_: &mut World) {}

/// Every example.
pub fn examples() -> Vec<Example> {
    [
        form::examples(),
        hours::examples(),
        learners::examples(),
        places::examples(),
        equipment::examples(),
        staff::examples(),
        firms::examples(),
        pattern::examples(),
        money::examples(),
        edges::examples(),
        limits::examples(),
    ]
    .concat()
}
