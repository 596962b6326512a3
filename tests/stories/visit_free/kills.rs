//! The power is cut while slips arrive: what was acknowledged is there, once, and the server is back within a second.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use super::outbox::{Dice, number, stored};
use super::{FORM, key, seal};
use crate::city_hall::CityHall;

const PHONES_AT_ONCE: usize = 8;
/// More slips than are sent before any kill.
const SLIPS: u32 = 64;

/// How often the server is killed: ten times, or as often as `MADOGUCHI_KILLS` says (`cargo xtask soak`: 100).
fn kills() -> u32 {
    std::env::var("MADOGUCHI_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

#[test]
fn a_server_killed_under_load_loses_nothing_it_acknowledged_and_is_back_at_once() {
    let mut hall = CityHall::open(&["--keep-free", "0"]);
    let slips = seal(&hall, FORM, 0..SLIPS);
    // A resident's slip is one of a few; what tells submissions apart is the key.
    let slip = |resident: u32| &slips[(resident % SLIPS) as usize];
    let (next, receipts) = (AtomicU32::new(0), Mutex::new(BTreeMap::<u32, String>::new()));
    let (mut dice, mut waits) = (Dice(0x5eed), Vec::new());
    for kill in 0..kills() {
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..PHONES_AT_ONCE {
                scope.spawn(|| {
                    while !over.load(Ordering::Relaxed) {
                        let resident = next.fetch_add(1, Ordering::Relaxed);
                        // No answer, or half of one, is no receipt.
                        if let Ok(answer) = hall.browser().submit(slip(resident), &key(resident))
                            && answer.status == 200
                        {
                            receipts.lock().expect("nobody panics here").insert(resident, answer.body);
                        }
                    }
                });
            }
            thread::sleep(Duration::from_millis(30 + dice.roll(300) as u64));
            hall.cut_power();
            over.store(true, Ordering::Relaxed);
        });
        waits.push(hall.start_again());
        let known = receipts.lock().expect("as above").len();
        assert!(known > 0, "something was acknowledged before kill {kill}, or this story tells nothing");
    }
    let receipts = receipts.into_inner().expect("as above");
    println!("{} acknowledged, {} sent, {} kills", receipts.len(), next.load(Ordering::Relaxed), waits.len());
    let mut numbers = BTreeMap::new();
    for resident in 0..next.load(Ordering::Relaxed) {
        let again = hall.browser().submit(slip(resident), &key(resident)).expect("an answer").ok().body;
        if let Some(receipt) = receipts.get(&resident) {
            assert_eq!(&again, receipt, "the receipt of then");
        }
        if let Some(other) = numbers.insert(number(&again), resident) {
            panic!("residents {other} and {resident} have the same number");
        }
    }
    assert!(hall.close(), "it closes in good order");
    assert_eq!(stored(&hall), numbers.len(), "nothing is there twice");

    waits.sort();
    let (middle, longest) = (waits[waits.len() / 2], waits[waits.len() - 1]);
    println!("ready again after {middle:.0?} in the middle, {longest:.0?} at most");
    assert!(middle <= Duration::from_secs(1), "ready again after {middle:?}");
}
