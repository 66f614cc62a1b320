//! By hand on the five plants of scenario 03, and on drawn bills.

#![allow(clippy::unwrap_used)] // a test that cannot go on says so by failing

use proptest::prelude::*;

use super::{Held, Member, Owed, Past, Promise, SettlementError, settle};
use crate::domain::Cents;

const HALF: Held = Held { held: 1, of: 2 };

fn member(old: Option<i64>, new: Option<i64>) -> Member {
    Member { old: old.map(Cents), new: new.map(Cents), ..Member::default() }
}

fn cents(owed: &[Owed], of: impl Fn(&Owed) -> Cents) -> Vec<i64> {
    owed.iter().map(|one| of(one).0).collect()
}

/// A to E billed 228 160.00 by head; without A the others are billed 190 440.00, 5 951.25 a head.
fn a_leaves(guarantee: Option<Promise>) -> Vec<Member> {
    let mut members = vec![
        member(Some(7_605_334), None),
        member(Some(5_704_000), Some(7_141_500)),
        member(Some(4_278_000), Some(5_356_125)),
        member(Some(3_327_333), Some(4_165_875)),
        member(Some(1_901_333), Some(2_380_500)),
    ];
    members[0].guarantee = guarantee;
    members
}

#[test]
fn a_leaves_half_way_and_the_others_pay_the_dearer_half() {
    let owed = settle(&a_leaves(None), HALF, Past::FromNow).unwrap();
    // Half of 76 053.34; 28 520.00 + 35 707.50; 21 390.00 + 26 780.625; 16 636.665 + 20 829.375; 9 506.665 + 11 902.50.
    assert_eq!(cents(&owed, Owed::all), [3_802_667, 6_422_750, 4_817_063, 3_746_604, 2_140_916]);
    assert_eq!(cents(&owed, |one| one.paid)[0], 3_802_667);
    assert_eq!(owed[0].to_pay(), Cents(0));
    // 114 080.00 past and 95 220.00 to come.
    assert_eq!(owed.iter().map(Owed::all).sum::<Cents>(), Cents(20_930_000));
}

#[test]
fn the_guarantee_of_a_pays_what_the_others_pay_more() {
    // Before the groups open: half of 76 053.34 is 38 026.67, and the others pay 38 333.34 more than before.
    let before = Held { held: 0, of: 1 };
    let half = Promise { of_share: 5_000, above_loss: false };
    let owed = settle(&a_leaves(Some(half)), before, Past::FromNow).unwrap();
    assert_eq!(owed[0].all(), Cents(3_802_667));
    let others: Cents = owed[1..].iter().map(Owed::all).sum();
    assert_eq!(others - Cents(5_704_000 + 4_278_000 + 3_327_333 + 1_901_333), Cents(30_667));
    // All of its share: no more than the loss, unless agreed.
    let whole = Promise { of_share: 10_000, above_loss: false };
    let owed = settle(&a_leaves(Some(whole)), before, Past::FromNow).unwrap();
    assert_eq!(owed[0].guarantee, Cents(3_833_334));
    let above = Promise { of_share: 10_000, above_loss: true };
    let owed = settle(&a_leaves(Some(above)), before, Past::FromNow).unwrap();
    assert_eq!(owed[0].guarantee, Cents(7_605_334));
    assert_eq!(owed.iter().map(Owed::all).sum::<Cents>(), Cents(19_044_000));
}

#[test]
fn e_joins_half_way_and_pays_for_the_past_only_where_it_is_shared() {
    // A to D by head: 44 learners, 226 480.00; with E 228 160.00.
    let members = [
        member(Some(8_235_636), Some(7_605_334)),
        member(Some(6_176_727), Some(5_704_000)),
        member(Some(4_632_546), Some(4_278_000)),
        member(Some(3_603_091), Some(3_327_333)),
        member(None, Some(1_901_333)),
    ];
    let now = settle(&members, HALF, Past::FromNow).unwrap();
    assert_eq!((now[4].past, now[4].paid), (Cents(0), Cents(0)));
    // Half of 19 013.33, the half cent to whom the largest remainders leave it.
    assert!((now[4].to_pay().0 * 2 - 1_901_333).abs() <= 1, "{:?}", now[4]);
    let shared = settle(&members, HALF, Past::Shared).unwrap();
    // Half of 226 480.00 by head of 48: 4/48 for E, and A gets back 41 178.18 − 16/48 × 113 240.00.
    // The bill in cents is not quite by head.
    assert!((shared[4].past.0 - 943_667).abs() <= 1, "{:?}", shared[4]);
    assert!(((shared[0].paid - shared[0].past).0 - (4_117_818 - 3_774_667)).abs() <= 1, "{:?}", shared[0]);
    assert_eq!(shared.iter().map(|one| one.past).sum::<Cents>(), Cents(11_324_000));
    assert_eq!(shared.iter().map(Owed::all).sum::<Cents>(), now.iter().map(Owed::all).sum::<Cents>());
}

#[test]
fn what_was_paid_counts_and_nothing_is_in_proportion_to_nothing() {
    let mut members = vec![member(Some(1_000), Some(2_000)), member(Some(1_000), None)];
    members[0].paid = Some(Cents(1_900));
    let owed = settle(&members, HALF, Past::FromNow).unwrap();
    assert_eq!(cents(&owed, Owed::to_pay), [1_500 - 1_900, 0]);
    members[0].new = Some(Cents(0));
    assert_eq!(settle(&members, HALF, Past::Shared), Err(SettlementError::NoProportion));
    assert!(settle(&members, HALF, Past::FromNow).is_ok());
}

/// Firms in one bill or both, some who guarantee.
fn members() -> impl Strategy<Value = Vec<Member>> {
    let share = || 0_i64..20_000_000;
    let promise = prop::option::of((0_i64..=10_000, any::<bool>()));
    let one = (0..3, share(), share(), promise).prop_map(|(side, old, new, promise)| {
        let mut one = member((side != 1).then_some(old), (side != 2).then_some(new + 1));
        one.guarantee = promise.map(|(of_share, above_loss)| Promise { of_share, above_loss });
        one
    });
    let first = (share(), share()).prop_map(|(old, new)| member(Some(old), Some(new + 1)));
    (first, prop::collection::vec(one, 0..8)).prop_map(|(first, mut others)| {
        others.push(first);
        others
    })
}

fn held() -> impl Strategy<Value = Held> {
    (1_u64..500_000).prop_flat_map(|of| (0..=of).prop_map(move |held| Held { held, of }))
}

fn sum(members: &[Member], of: fn(&Member) -> Option<Cents>) -> i128 {
    members.iter().filter_map(of).map(|share| i128::from(share.0)).sum()
}

proptest! {
    #[test]
    fn all_owe_what_both_bills_ask(members in members(), held in held(), shared in any::<bool>()) {
        let rule = if shared { Past::Shared } else { Past::FromNow };
        let owed = settle(&members, held, rule).unwrap();
        let (old, new) = (sum(&members, |one| one.old), sum(&members, |one| one.new));
        let exact = old * i128::from(held.held) + new * i128::from(held.of - held.held);
        let all: i128 = owed.iter().map(|one| i128::from(one.all().0)).sum();
        // To the nearest cent: within half of one.
        prop_assert!((2 * (all * i128::from(held.of) - exact)).abs() <= i128::from(held.of));
        prop_assert_eq!(owed.iter().map(|one| one.guarantee).sum::<Cents>(), Cents(0));
        for (one, member) in owed.iter().zip(&members) {
            let exact = |share: Option<Cents>, parts: u64| {
                share.map_or(0.0, |share| share.0 as f64 * parts as f64 / held.of as f64)
            };
            prop_assert!((one.to_come.0 as f64 - exact(member.new, held.of - held.held)).abs() < 1.001);
            if rule == Past::FromNow {
                prop_assert!((one.past.0 as f64 - exact(member.old, held.held)).abs() < 1.001);
            }
        }
    }

    #[test]
    fn who_leaves_gets_nothing_back_and_who_joins_has_no_past(members in members(), held in held()) {
        for rule in [Past::FromNow, Past::Shared] {
            for (one, member) in settle(&members, held, rule).unwrap().iter().zip(&members) {
                if member.new.is_none() {
                    prop_assert!(one.to_pay() >= Cents(0), "{:?} {:?}", one, member);
                    prop_assert_eq!(one.to_pay(), one.guarantee);
                }
                if member.old.is_none() && rule == Past::FromNow {
                    prop_assert_eq!((one.past, one.paid), (Cents(0), Cents(0)));
                }
            }
        }
    }

    #[test]
    fn the_past_is_shared_in_proportion_to_the_new_bill(members in members(), held in held()) {
        let owed = settle(&members, held, Past::Shared).unwrap();
        let going: Vec<(&Owed, i64)> =
            owed.iter().zip(&members).filter_map(|(one, member)| Some((one, member.new?.0))).collect();
        let (past, bill): (i64, i64) =
            going.iter().fold((0, 0), |(past, bill), (one, share)| (past + one.past.0, bill + share));
        for (one, share) in going {
            let exact = past as f64 * share as f64 / bill as f64;
            prop_assert!((one.past.0 as f64 - exact).abs() < 1.001, "{} {}", one.past.0, exact);
        }
    }

    #[test]
    fn firms_are_treated_alike_whatever_their_order(members in members(), held in held(), turn in 0_usize..8) {
        let mut turned = members.clone();
        turned.rotate_left(turn % members.len());
        for rule in [Past::FromNow, Past::Shared] {
            let mut owed = settle(&members, held, rule).unwrap();
            owed.rotate_left(turn % members.len());
            for (one, other) in owed.iter().zip(settle(&turned, held, rule).unwrap()) {
                // Only cents left over go by order: one for each of past, to come, due and had.
                prop_assert!((one.all().0 - other.all().0).abs() <= 4, "{:?} {:?}", one, other);
                prop_assert!((one.paid.0 - other.paid.0).abs() <= 1);
            }
        }
    }
}
