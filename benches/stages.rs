//! Each stage of planning, timed apart: load, build, LP, solve a small scenario, check.
//!
//! `cargo bench` times them; `cargo bench -- --test` runs each once.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use vetplan::check::judge;
use vetplan::domain::Scenario;
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::planner::{self, Options};
use vetplan::solver::{Cancel, Request, solve};

const FIRST: &str = include_str!("../scenarios/01-first.jsonc");
const YEAR: &str = include_str!("../scenarios/02-three-two-week/base.jsonc");

fn scenario(text: &str) -> Scenario {
    vetplan::scenario::read("bench", text.as_bytes())
        .unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

fn load(criterion: &mut Criterion) {
    criterion.bench_function("load a school year", |bencher| bencher.iter(|| scenario(black_box(YEAR))));
}

fn build(criterion: &mut Criterion) {
    let scenario = scenario(YEAR);
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    group.bench_function("a school year", |bencher| {
        bencher.iter(|| vetplan::model::build(&Scene::new(black_box(&scenario)), Mode::Planning));
    });
    group.finish();
}

fn lp(criterion: &mut Criterion) {
    let scenario = scenario(FIRST);
    let scene = Scene::new(&scenario);
    let relaxed = vetplan::model::build(&scene, Mode::Planning).strict().relaxed();
    let cancel = Cancel::default();
    criterion.bench_function("LP of the first scenario", |bencher| {
        bencher.iter(|| solve(&Request::new(black_box(&relaxed), &cancel)));
    });
}

fn options() -> Options<'static> {
    Options::default()
}

fn plan(criterion: &mut Criterion) {
    let scenario = scenario(FIRST);
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(20);
    group.bench_function("the first scenario", |bencher| {
        bencher.iter(|| planner::plan(black_box(&scenario), &options()));
    });
    group.finish();
}

fn check(criterion: &mut Criterion) {
    let scenario = scenario(FIRST);
    let plan = planner::plan(&scenario, &options()).ok().and_then(|answer| answer.plan).unwrap_or_default();
    criterion.bench_function("check the first scenario", |bencher| {
        bencher.iter(|| judge(black_box(&scenario), &plan));
    });
}

criterion_group!(stages, load, build, lp, plan, check);
criterion_main!(stages);
