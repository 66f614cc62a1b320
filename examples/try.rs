//! Scratch.
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let limit: u64 = std::env::args().nth(2).map_or(60, |t| t.parse().unwrap());
    let bytes = std::fs::read(&path).unwrap();
    let scenario = match vetplan::scenario::read(&path, &bytes) { Ok(s) => s, Err(p) => { println!("{}", p.render(false)); return; } };
    let scene = vetplan::model::scene::Scene::new(&scenario);
    let t = std::time::Instant::now();
    let model = vetplan::model::build(&scene, vetplan::model::tags::Mode::Planning);
    println!("groups {} runs {} placements {} cols {} ints {} rows {} build {:?}", scene.groups.len(), scene.runs.len(), model.placements.len(), model.formulation.columns.len(), model.formulation.columns.iter().filter(|c| c.integer).count(), model.formulation.rows.len(), t.elapsed());
    let last = std::cell::RefCell::new((String::new(), t));
    let progress = |r: &vetplan::planner::Report| { let s = format!("{:?} inc {:?} bound {:.2}", r.phase, r.incumbent, r.bound); let mut l = last.borrow_mut(); if l.0 != s && l.1.elapsed().as_secs() >= 1 { println!("  {:?} {s}", r.elapsed); *l = (s, std::time::Instant::now()); } };
    let options = vetplan::planner::Options { gap: 0.01, time: Some(std::time::Duration::from_secs(limit)), seed: 0, cancel: Default::default(), progress: &progress };
    let answer = vetplan::planner::plan(&scenario, &options).unwrap();
    println!("{:?} {:?} obj {:?} bound {} in {:?}", answer.status, answer.stop, answer.objective, answer.bound, t.elapsed());
    for s in &answer.shortages { println!("  - {}", s.sentence()); }
    if let Some(plan) = &answer.plan {
        let verdict = vetplan::check::judge(&scenario, plan);
        println!("judge: {} violations, wishes {}", verdict.violations.len(), verdict.wish_cents);
        for b in verdict.violations.iter().take(12) { println!("   ! {}: {}", b.rule, b.message); }
        let ledger = vetplan::plan::price(&scenario, plan);
        println!("sessions {} unplaced {:?} cost {}", plan.sessions.len(), plan.unplaced.iter().map(|u| (u.run.clone(), u.minutes)).collect::<Vec<_>>(), ledger.cost());
        for l in &ledger.lines { println!("   {} {}->{} {} {:.1}h", l.heading.key(), scenario.party(l.payer), scenario.party(l.payee), l.amount, l.minutes as f64/60.0); }
        if plan.sessions.len() < 40 { for s in &plan.sessions { println!("   {} {} {}-{} {:?} {:?}", s.id, s.date, s.start, s.end, s.equipment, s.staff); } }
    }
}
