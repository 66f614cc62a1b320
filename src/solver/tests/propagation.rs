//! Bounds drawn from rows.

use super::super::{Col, Formulation, Propagation};

#[test]
fn one_session_excludes_others_and_the_last_ones_left_have_to_be() {
    let mut formulation = Formulation::default();
    let [a, b, c] = [(); 3].map(|()| formulation.binary(0.0));
    formulation.at_most([(a, 1.0), (b, 1.0)], 1.0);
    formulation.at_least([(a, 60.0), (b, 60.0), (c, 60.0)], 120.0);
    let mut bounds = Propagation::new(&formulation).unwrap();
    // Only one of the first two may be, so that the third has to be.
    assert!(!bounds.is_fixed(a) && !bounds.is_fixed(c));
    let mark = bounds.mark();
    bounds.fix(a, 1.0).unwrap();
    assert_eq!((bounds.bounds(b), bounds.bounds(c)), ((0.0, 0.0), (1.0, 1.0)));
    bounds.back(mark);
    assert_eq!(bounds.bounds(b), (0.0, 1.0));
    bounds.fix(c, 0.0).unwrap_err();
    bounds.back(mark);
    bounds.fix(b, 0.0).unwrap();
    assert_eq!((bounds.bounds(a), bounds.bounds(c)), ((1.0, 1.0), (1.0, 1.0)));
}

#[test]
fn bounds_go_through_columns_without_limits() {
    let mut formulation = Formulation::default();
    let (held, sum) = (formulation.integer(0.0, 3.0, 5.0), formulation.continuous(0.0, f64::INFINITY, 0.0));
    let done = formulation.binary(0.0);
    formulation.equal([(sum, 1.0), (held, -4.0)], 0.0);
    formulation.at_least([(sum, 1.0), (done, -8.0)], 0.0);
    let mut bounds = Propagation::new(&formulation).unwrap();
    assert_eq!(bounds.bounds(sum), (0.0, 12.0));
    let mark = bounds.mark();
    bounds.fix(done, 1.0).unwrap();
    assert_eq!(bounds.bounds(held), (2.0, 3.0));
    assert!((bounds.cost() - 10.0).abs() < 1e-9);
    bounds.back(mark);
    assert!(bounds.cost().abs() < 1e-9);
}

/// Every point of a small problem with whole numbers that satisfies all rows.
fn points(formulation: &Formulation) -> Vec<Vec<f64>> {
    let mut points = vec![Vec::new()];
    for column in &formulation.columns {
        let values = (column.lower as i32)..=(column.upper as i32);
        points = points
            .into_iter()
            .flat_map(|point: Vec<f64>| {
                values.clone().map(move |value| [point.clone(), vec![f64::from(value)]].concat())
            })
            .collect();
    }
    let holds = |point: &Vec<f64>| {
        formulation.rows.iter().all(|row| {
            let sum: f64 = row.terms.iter().map(|(col, factor)| factor * point[col.index()]).sum();
            row.lower - 1e-9 <= sum && sum <= row.upper + 1e-9
        })
    };
    points.retain(holds);
    points
}

#[test]
fn no_solution_is_lost_and_what_is_taken_back_is_as_before() {
    let mut rng = fastrand::Rng::with_seed(3);
    let (mut conflicts, mut tightened) = (0, 0);
    for _ in 0..400 {
        let mut formulation = Formulation::default();
        let columns: Vec<Col> =
            (0..5).map(|_| formulation.integer(0.0, f64::from(rng.u32(1..3)), 1.0)).collect();
        for _ in 0..4 {
            let terms: Vec<(Col, f64)> =
                columns.iter().map(|col| (*col, f64::from(rng.i32(-3..4)))).collect();
            let (least, width) = (f64::from(rng.i32(-4..5)), f64::from(rng.u32(0..5)));
            formulation.add_row(least, least + width, terms);
        }
        let all = points(&formulation);
        let Ok(mut bounds) = Propagation::new(&formulation) else {
            assert!(all.is_empty());
            continue;
        };
        let before: Vec<(f64, f64)> = columns.iter().map(|col| bounds.bounds(*col)).collect();
        let (col, mark) = (columns[rng.usize(0..5)], bounds.mark());
        let value = if rng.bool() { bounds.bounds(col).1 } else { bounds.bounds(col).0 };
        let with: Vec<&Vec<f64>> =
            all.iter().filter(|point| (point[col.index()] - value).abs() < 0.5).collect();
        if bounds.fix(col, value).is_err() {
            assert!(with.is_empty());
            conflicts += 1;
        } else {
            for (index, col) in columns.iter().enumerate() {
                let (lower, upper) = bounds.bounds(*col);
                assert!(with.iter().all(|point| lower <= point[index] && point[index] <= upper));
                tightened += usize::from((lower, upper) != before[index]);
            }
        }
        bounds.back(mark);
        let after: Vec<(f64, f64)> = columns.iter().map(|col| bounds.bounds(*col)).collect();
        assert_eq!(before, after);
    }
    assert!(conflicts > 10 && tightened > 50, "{conflicts} {tightened}");
}

#[test]
fn columns_left_open_are_closed_only_as_the_rows_allow() {
    let mut rng = fastrand::Rng::with_seed(7);
    let (mut completed, mut given_up, mut cheapest) = (0, 0, 0);
    for _ in 0..400 {
        let mut formulation = Formulation::default();
        let columns: Vec<Col> = (0..5)
            .map(|_| formulation.integer(0.0, f64::from(rng.u32(1..3)), f64::from(rng.i32(-2..4))))
            .collect();
        for _ in 0..3 {
            let terms: Vec<(Col, f64)> =
                columns.iter().map(|col| (*col, f64::from(rng.i32(-3..4)))).collect();
            let least = f64::from(rng.i32(-4..3));
            formulation.add_row(least, least + f64::from(rng.u32(1..6)), terms);
        }
        let value = f64::from(rng.u32(0..2));
        let with: Vec<Vec<f64>> =
            points(&formulation).into_iter().filter(|point| (point[0] - value).abs() < 0.5).collect();
        let Ok(mut bounds) = Propagation::new(&formulation) else { continue };
        if bounds.fix_all(&[(columns[0], value)]).is_err() {
            assert!(with.is_empty());
            continue;
        }
        let least = bounds.cost();
        let best = with.iter().map(|point| formulation.evaluate(point)).fold(f64::INFINITY, f64::min);
        assert!(least <= best + 1e-9);
        match bounds.completed() {
            Some(values) => {
                assert!(with.contains(&values), "{values:?}");
                completed += 1;
                if formulation.evaluate(&values) <= least + 1e-9 {
                    assert!((formulation.evaluate(&values) - best).abs() < 1e-9);
                    cheapest += 1;
                }
            }
            None => given_up += 1,
        }
    }
    assert!(completed > 50 && cheapest > 20 && given_up > 0, "{completed} {cheapest} {given_up}");
}
