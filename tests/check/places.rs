//! Examples: sites, rooms, and the ways between them.

use vetplan::check::Amount::{Count, Minutes};
use vetplan::domain::*;

use super::world::*;
use super::{Example, as_set_up, example};

/// Theory may be held at the college and at the firms.
fn anywhere(world: &mut World) {
    world.scenario.modules[0].sites = vec![COLLEGE, SITE_F1, SITE_F2, ONLINE];
}

/// Both sessions use the only kind of room.
fn room(world: &mut World) {
    world.scenario.sites[0].rooms_listed = true;
    world.scenario.modules[0].room = RoomNeed::With(vec!["lab".to_owned()]);
    world.scenario.rooms.push(Room {
        key: "R".to_owned(),
        site: COLLEGE,
        count: 2,
        seats: 5,
        features: vec!["lab".to_owned()],
        rent_per_hour: Price::plain(0),
        closed: vec![],
    });
    for session in &mut world.plan.sessions {
        session.room = Some((RoomId(0), 1));
    }
}

/// Seats are a policy of their own.
fn seats(world: &mut World) {
    room(world);
    world.policy(Rule::RoomSeats);
}

/// There is another kind of room, and a run keeps its kind.
fn second_room(world: &mut World) {
    room(world);
    let other = Room { key: "S".to_owned(), ..world.scenario.rooms[0].clone() };
    world.scenario.rooms.push(other);
    world.policy(Rule::SameRoom);
}

pub fn examples() -> Vec<Example> {
    [sites(), rooms(), ways(), rivals()].concat()
}

fn sites() -> Vec<Example> {
    vec![
        example(
            "site_closed",
            "on its day off",
            Count(1),
            |_| {},
            as_set_up,
            |w| w.scenario.sites[0].closed = vec![range(MON, MON)],
        ),
        example(
            "module_site",
            "not at the school",
            Count(5),
            |_| {},
            as_set_up,
            |w| w.session(1).site = SITE_F1,
        ),
        example("module_site", "at no site of the module", Count(5), anywhere, as_set_up, |w| {
            w.session(1).site = PLANT;
        }),
        example(
            "place",
            "at a firm",
            Count(5),
            |w| {
                anywhere(w);
                w.policy(Rule::Place { selector: Selector::default(), sites: vec![COLLEGE] });
            },
            as_set_up,
            |w| w.session(1).site = SITE_F1,
        ),
    ]
}

fn rooms() -> Vec<Example> {
    vec![
        example("rooms", "closed that day", Count(1), room, as_set_up, |w| {
            w.scenario.rooms[0].closed = vec![range(TUE, TUE)];
        }),
        example("rooms", "no room", Count(1), room, as_set_up, |w| w.session(1).room = None),
        example("rooms", "a room nobody needs", Count(1), room, as_set_up, |w| {
            w.scenario.modules[0].room = RoomNeed::None;
            w.session(0).room = None;
        }),
        example("rooms", "too few seats", Count(2), room, as_set_up, |w| w.scenario.rooms[0].seats = 4),
        example("rooms", "a feature is missing", Count(2), room, as_set_up, |w| {
            w.scenario.rooms[0].features.clear();
        }),
        example("rooms", "a number too large", Count(1), room, as_set_up, |w| {
            w.session(1).room = Some((RoomId(0), 3));
        }),
        example("rooms", "more seats than learners", Count(2), room, as_set_up, |w| {
            w.scenario.modules[0].seats = Some(6);
        }),
        example("rooms", "a room that does not suit", Count(2), room, as_set_up, |w| {
            w.scenario.modules[0].not_rooms = vec![RoomId(0)];
        }),
        example("room_seats", "two seats missing in each session", Count(4), seats, as_set_up, |w| {
            w.scenario.modules[0].seats = Some(7);
        }),
        example(
            "same_room",
            "two rooms of one kind, and two kinds",
            Count(1),
            second_room,
            |w| {
                w.session(1).room = Some((RoomId(0), 2));
            },
            |w| w.session(1).room = Some((RoomId(1), 1)),
        ),
        example("rooms", "two at once", Count(2), room, |w| parts(w, 2), |w| parts(w, 1)),
    ]
}

/// Two parts at the same times, the second in the room of this number.
fn parts(world: &mut World, number: u32) {
    world.split((MON, "am"), (TUE, "am"));
    (2..4).for_each(|session| world.session(session).room = Some((RoomId(0), number)));
}

/// Both sessions on Monday, the second elsewhere in the afternoon.
fn change(site: SiteId) -> impl Fn(&mut World) {
    move |w: &mut World| {
        w.shift(1, MON, "pm");
        w.session(1).site = site;
    }
}

fn ways() -> Vec<Example> {
    let changes = |km: Option<u32>, between: Option<(ClockTime, ClockTime)>| {
        move |w: &mut World| {
            anywhere(w);
            w.policy(Rule::SiteChange { km, between });
        }
    };
    let lunch = |from: u16, to: u16| changes(None, Some((ClockTime(from * 60), ClockTime(to * 60))));
    let three = |w: &mut World| {
        anywhere(w);
        w.theory(660, &[240, 180]);
        w.shift(1, MON, "pm");
        w.session(1).site = SITE_F1;
        w.hold("C/theory/1", MON, "eve");
    };
    vec![
        example(
            "travel_time",
            "75 min in an hour",
            Minutes(15 * 5),
            |w| w.scenario.modules[0].sites = vec![COLLEGE, PLANT],
            |w| w.session(1).site = PLANT,
            change(PLANT),
        ),
        example(
            "travel_time",
            "three sites",
            Count(5),
            three,
            |w| w.session(2).site = ONLINE,
            |w| {
                w.session(2).site = SITE_F2;
            },
        ),
        example("site_change", "too far", Count(5), changes(Some(9), None), change(ONLINE), change(SITE_F1)),
        example("site_change", "lunch is later", Count(5), lunch(11, 13), change(COLLEGE), change(SITE_F1)),
        example("site_change", "lunch is longer", Count(5), lunch(12, 14), change(COLLEGE), change(SITE_F1)),
        example("site_change", "not in the lunch break", Count(5), lunch(12, 13), change(SITE_F1), |w| {
            w.theory(420, &[240, 180]);
            w.shift(0, MON, "pm");
            w.shift(1, MON, "eve");
            w.session(1).site = SITE_F1;
        }),
    ]
}

fn rivals() -> Vec<Example> {
    let apart = |scope: RivalScope| {
        move |w: &mut World| {
            anywhere(w);
            w.scenario.firms[0].rivals.push(F2);
            w.scenario.firms[1].rivals.push(F1);
            w.policy(Rule::RivalsApart { scope });
        }
    };
    vec![
        example(
            "rivals_apart",
            "at the site of a rival",
            Count(2),
            apart(RivalScope::RivalSites),
            as_set_up,
            |w| {
                w.session(1).site = SITE_F1;
            },
        ),
        example(
            "rivals_apart",
            "together with rivals",
            Count(10),
            apart(RivalScope::Anywhere),
            |w| w.split((MON, "am"), (TUE, "am")),
            as_set_up,
        ),
    ]
}
