//! Timetables of published instances: annealing beside the programme of the whole on the same solver, in the same time.
//!
//! `cargo bench --bench timetables` gives each 20 s; `VETPLAN_BENCH_LONG=1` gives each 180 s, the competition's time; `-- --test`
//! gives each 2 s.

use std::time::Duration;

use vetplan::exchange::ctt::{instance, scenario};
use vetplan::model;
use vetplan::model::scene::Scene;
use vetplan::model::tags::Mode;
use vetplan::planner::{self, Options};
use vetplan::solver::{Cancel, Limits, Outcome, Request, solve};

/// Instances with the cost of their best solution.
const INSTANCES: [(&str, &[u8], f64); 4] = [
    ("comp01", include_bytes!("../tests/data/itc2007/comp01.ectt"), 5.0),
    ("comp04", include_bytes!("../tests/data/itc2007/comp04.ectt"), 35.0),
    ("comp07", include_bytes!("../tests/data/itc2007/comp07.ectt"), 6.0),
    ("comp11", include_bytes!("../tests/data/itc2007/comp11.ectt"), 0.0),
];

fn main() {
    let test = std::env::args().any(|argument| argument == "--test");
    let long = std::env::var_os("VETPLAN_BENCH_LONG").is_some();
    let seconds = if test {
        2
    } else if long {
        180
    } else {
        20
    };
    let limit = Duration::from_secs(seconds);
    println!("{seconds} s each: cost, and what no timetable is below");
    println!("{:8} {:>6} {:>16} {:>24}", "", "best", "annealing", "programme of the whole");
    for (name, bytes, best) in INSTANCES {
        let instance = instance::read(bytes).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let text = scenario::scenario(&instance, false).to_string();
        let question = vetplan::scenario::read(name, text.as_bytes())
            .unwrap_or_else(|problems| panic!("{}", problems.render(false)));
        let cancel = Cancel::default();
        let options = Options { time: Some(limit), cancel, ..Options::default() };
        let answer = planner::plan(&question, &options).unwrap_or_else(|error| panic!("{name}: {error}"));
        let ours = shown(answer.objective, answer.bound);
        println!("{name:8} {best:>6} {ours:>16} {:>24}", whole(&question, limit));
    }
}

/// What the solver makes of the programme of the whole.
fn whole(question: &vetplan::domain::Scenario, limit: Duration) -> String {
    let scene = Scene::new(question);
    let formulation = model::build(&scene, Mode::Planning).strict();
    let cancel = Cancel::default();
    let limits = Limits { time: Some(limit), ..Limits::default() };
    match solve(&Request { limits, ..Request::new(&formulation, &cancel) }) {
        Ok(Outcome::Solved(solution)) => shown(Some(solution.objective), solution.bound),
        Ok(Outcome::NothingFound { bound, .. }) => shown(None, bound),
        other => format!("{other:?}"),
    }
}

fn shown(cost: Option<f64>, bound: f64) -> String {
    let cost = cost.map_or("none".to_owned(), |cost| format!("{cost:.0}"));
    if bound.is_finite() { format!("{cost}, {bound:.1}") } else { format!("{cost}, none") }
}
