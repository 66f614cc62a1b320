//! Scratch.
use vetplan::solver::*;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    for extra in std::env::args().skip(2) {
        let t = text.replacen("\"id\": \"dutch\", \"hours\": 60", &format!("\"id\": \"dutch\", \"hours\": {extra}"), 1);
        let scenario = vetplan::scenario::read(&path, t.as_bytes()).unwrap();
        let scene = vetplan::model::scene::Scene::new(&scenario);
        let model = vetplan::model::build(&scene, vetplan::model::tags::Mode::Planning);
        let f = model.formulation.relaxed();
        let c = Cancel::default();
        let s = std::time::Instant::now();
        match solve(&Request::new(&f, &c)).unwrap() { Outcome::Solved(s2) => println!("{extra}: {} {:?}", s2.objective, s.elapsed()), o => println!("{extra}: {o:?} {:?}", s.elapsed()) }
    }
}
