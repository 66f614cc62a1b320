//! Scratch.
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let scenario = vetplan::scenario::read(&path, &std::fs::read(&path).unwrap()).unwrap();
    let scene = vetplan::model::scene::Scene::new(&scenario);
    let model = vetplan::model::build(&scene, vetplan::model::tags::Mode::Planning);
    let mut m = std::collections::BTreeMap::new();
    for (i, t) in model.tags.iter().enumerate() { let e = m.entry(t.as_ref().map_or("link", |t| t.family)).or_insert((0, 0)); e.0 += 1; e.1 += model.formulation.rows[i].terms.len(); }
    for (k, v) in m { println!("{k} {v:?}"); }
    for r in &scene.runs { println!("{} {} groups {:?}", r.key, r.minutes, r.groups); }
    println!("{:?}", scene.groups);
}
