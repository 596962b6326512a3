use super::*;

const OFFICE: &str = "192.0.2.7";
const ELSEWHERE: &str = "192.0.2.8";

fn at(address: &str) -> IpAddr {
    address.parse().expect("an address")
}

fn refused(delays: &Delays, from: &str, name: &str, now: i64) -> Option<u32> {
    match delays.begin(at(from), Some(name), Moment(now)) {
        Ok(_) => None,
        Err(Refused::TooOften { retry_after }) => Some(retry_after),
        Err(other) => panic!("unexpected: {other}"),
    }
}

#[test]
fn each_miss_beyond_the_third_doubles_the_wait() {
    let delays = Delays::default();
    let mut now = 0;
    let mut waits = vec![];
    for _ in 0..16 {
        while let Some(wait) = refused(&delays, OFFICE, "田中", now) {
            waits.push(wait);
            now += i64::from(wait);
        }
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
}

#[test]
fn a_stranger_does_not_keep_the_real_one_waiting() {
    let delays = Delays::default();
    for _ in 0..3 {
        assert_eq!(refused(&delays, ELSEWHERE, "田中", 0), None);
    }
    assert!(refused(&delays, ELSEWHERE, "田中", 0).is_some());
    assert_eq!(refused(&delays, OFFICE, "田中", 0), None);
}

#[test]
fn an_address_that_tries_many_names_is_slowed_too_but_never_for_long() {
    let delays = Delays::default();
    for n in 0..10 {
        assert_eq!(refused(&delays, ELSEWHERE, &format!("職員{n}"), 0), None);
    }
    assert_eq!(refused(&delays, ELSEWHERE, "職員11", 0), Some(1));
    let mut now = 0;
    for n in 12..40 {
        while let Some(wait) = refused(&delays, ELSEWHERE, &format!("職員{n}"), now) {
            assert!(wait <= 60, "an office is slowed, not shut: {wait}");
            now += i64::from(wait);
        }
    }
    assert!(now > 1_000, "{now} s for 40 names is no delay");
}

#[test]
fn guesses_at_the_same_time_all_count() {
    let delays = Delays::default();
    let at_once: Vec<_> = (0..50).map(|_| delays.begin(at(OFFICE), Some("田中"), Moment(0))).collect();
    assert_eq!(at_once.iter().filter(|guess| guess.is_ok()).count(), 3);
}

#[test]
fn signing_in_properly_forgives_the_name_and_not_the_address() {
    let delays = Delays::default();
    for _ in 0..2 {
        assert_eq!(refused(&delays, OFFICE, "田中", 0), None);
    }
    delays.begin(at(OFFICE), Some("田中"), Moment(0)).expect("the third is free").was_right();
    for _ in 0..3 {
        assert_eq!(refused(&delays, OFFICE, "田中", 0), None, "the name begins anew");
    }
    for n in 0..5 {
        delays.begin(at(OFFICE), Some("鈴木"), Moment(0)).expect("free").was_right();
        assert_eq!(refused(&delays, OFFICE, &format!("職員{n}"), 0), None);
    }
    assert_eq!(refused(&delays, OFFICE, "職員9", 0), Some(1), "ten misses from here in all");
}

#[test]
fn a_miss_is_forgiven_each_half_hour() {
    let delays = Delays::default();
    for _ in 0..3 {
        assert_eq!(refused(&delays, OFFICE, "田中", 0), None);
    }
    assert_eq!(refused(&delays, OFFICE, "田中", 0), Some(1));
    assert_eq!(refused(&delays, OFFICE, "田中", 30 * 60), None, "one of three is forgiven");
    assert_eq!(refused(&delays, OFFICE, "田中", 30 * 60), Some(1));
    for _ in 0..3 {
        assert_eq!(refused(&delays, OFFICE, "田中", 3 * 60 * 60), None, "all are forgiven");
    }
    assert_eq!(refused(&delays, OFFICE, "田中", 3 * 60 * 60), Some(1));
}

#[test]
fn an_office_where_people_mistype_now_and_then_does_not_wait() {
    let delays = Delays::default();
    for n in 0..200 {
        assert_eq!(refused(&delays, OFFICE, &format!("職員{}", n % 30), n * 6 * 60), None);
    }
}

#[test]
fn a_clock_that_was_set_back_does_not_lengthen_the_wait() {
    let delays = Delays::default();
    for _ in 0..3 {
        assert_eq!(refused(&delays, OFFICE, "田中", 1_000_000), None);
    }
    assert_eq!(refused(&delays, OFFICE, "田中", 0), Some(1));
}

#[test]
fn a_flood_of_addresses_does_not_fill_the_memory() {
    let delays = Delays::default();
    for n in 0..u32::try_from(REMEMBERED).expect("few enough") {
        assert!(delays.begin(IpAddr::V4(n.into()), Some("田中"), Moment(i64::from(n) / 1000)).is_ok());
    }
    assert!(delays.0.lock().unwrap().len() <= REMEMBERED + 2);
}
