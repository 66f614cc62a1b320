//! Rosters against every way to share out six shifts among three people.

use super::*;

/// Whether people for all shifts keep the limits, looked at afresh.
fn keeps(shifts: &[Shift], people: &[u32], load: u32, evenings: usize) -> bool {
    (1..=3).all(|person| {
        let mine: Vec<&Shift> =
            shifts.iter().zip(people).filter(|(_, by)| **by == person).map(|(shift, _)| shift).collect();
        let late: std::collections::BTreeSet<usize> =
            mine.iter().filter(|shift| shift.late).map(|shift| shift.day).collect();
        let apart = mine.iter().enumerate().all(|(place, one)| {
            mine[place + 1..]
                .iter()
                .all(|other| one.day != other.day || one.end <= other.start || other.end <= one.start)
        });
        apart && late.len() <= evenings && mine.iter().map(|shift| shift.minutes).sum::<u32>() <= load
    })
}

#[test]
fn a_roster_is_found_exactly_where_one_exists() {
    let mut rng = fastrand::Rng::with_seed(5);
    let (mut some, mut none) = (0, 0);
    for _ in 0..300 {
        let shifts: Vec<Shift> = (0..6)
            .map(|_| {
                let (start, minutes) = (rng.u16(8..20) * 60, [120, 180, 240][rng.usize(0..3)]);
                let (run, day, late) = (rng.usize(0..3), rng.usize(0..3), start >= 17 * 60);
                let known = [None, Some(rng.u32(1..4))][rng.usize(0..2)];
                Shift { run, day, start, end: start + minutes as u16, minutes, late, known, stands: false }
            })
            .collect();
        let (load, evenings) = ([360, 480, 600][rng.usize(0..3)], rng.usize(0..3));
        let habits = Habits::from([((rng.usize(0..3), 2), 1)]);
        let away: Vec<Vec<usize>> = (0..3).map(|_| (0..3).filter(|_| rng.u8(0..6) == 0).collect()).collect();
        let team: Vec<Person> =
            away.iter().map(|away| Person { away: away.clone(), ..Person::default() }).collect();
        let found = shared_out(&shifts, &team, (Some(load), Some(evenings as u32)), &habits);
        let all = (0..3_u32.pow(6)).map(|code| (0..6).map(|at| code / 3_u32.pow(at) % 3 + 1).collect());
        let is_there = |people: &[u32]| {
            shifts.iter().zip(people).all(|(shift, by)| !away[*by as usize - 1].contains(&shift.day))
        };
        let mut rosters =
            all.filter(|people: &Vec<u32>| is_there(people) && keeps(&shifts, people, load, evenings));
        if let Some(people) = found {
            assert!(is_there(&people) && keeps(&shifts, &people, load, evenings));
            some += 1;
        } else {
            assert!(rosters.next().is_none());
            none += 1;
        }
    }
    assert!(some > 30 && none > 30, "{some} {none}");
}

#[test]
fn a_full_week_of_many_people_is_shared_out() {
    // Sittings of four hours, six for each of so many people: every hour of theirs is needed.
    let mut rng = fastrand::Rng::with_seed(7);
    for people in [8, 20, 28] {
        let shifts: Vec<Shift> = (0..people as usize * 6)
            .map(|place| {
                // As many at the same time as there are people, at the most.
                let (day, part) = (place % 6, (place / 6) % 2);
                let start = [8 * 60, 13 * 60][part];
                let run = rng.usize(0..40);
                Shift {
                    run,
                    day,
                    start,
                    end: start + 240,
                    minutes: 240,
                    late: false,
                    known: None,
                    stands: false,
                }
            })
            .collect();
        let team = vec![Person::default(); people as usize];
        let found = shared_out(&shifts, &team, (Some(1_440), Some(3)), &Habits::new()).unwrap();
        for person in 1..=people {
            let mine = || shifts.iter().zip(&found).filter(|(_, by)| **by == person).map(|(shift, _)| shift);
            assert!(mine().map(|shift| shift.minutes).sum::<u32>() <= 1_440);
            let times: std::collections::BTreeSet<(usize, u16)> =
                mine().map(|shift| (shift.day, shift.start)).collect();
            assert_eq!(times.len(), mine().count());
        }
    }
}
