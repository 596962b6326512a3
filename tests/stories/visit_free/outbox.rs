//! Phones with a bad network: every slip is delivered up to five times, in any order, and replies get lost.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value, json};
use server::ledger::SubmissionLedger;
use server::ledger::sqlite::Sqlite;

use super::{FORM, key, seal};
use crate::city_hall::CityHall;

const PHONES_AT_ONCE: usize = 32;

/// How many residents send a slip: two thousand, or as many as `MADOGUCHI_RESIDENTS` says (`cargo xtask soak`: 20,000).
fn residents() -> u32 {
    std::env::var("MADOGUCHI_RESIDENTS").ok().and_then(|residents| residents.parse().ok()).unwrap_or(2_000)
}

/// Dice that fall the same way every time (xorshift64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).expect("fewer than the sides")
    }
}

#[test]
fn slips_delivered_again_and_again_are_stored_once_each() {
    let residents = residents();
    let mut hall = CityHall::open(&["--keep-free", "0"]);
    let slips = seal(&hall, FORM, 0..residents);
    let mut dice = Dice(0x5eed_2026_1122);
    let mut deliveries: Vec<u32> = (0..residents).flat_map(|resident| vec![resident; 1 + dice.roll(5)]).collect();
    for place in (1..deliveries.len()).rev() {
        deliveries.swap(place, dice.roll(place + 1));
    }
    // Every third reply is lost; the phone then still has its copy and sends it again at the end.
    let deliveries: Vec<(u32, bool)> = deliveries.into_iter().map(|resident| (resident, dice.roll(3) == 0)).collect();
    let receipts: Vec<Mutex<BTreeSet<String>>> = slips.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let send = |resident: u32| {
        let answer = hall.browser().submit(&slips[resident as usize], &key(resident)).expect("an answer").ok();
        receipts[resident as usize].lock().expect("nobody panics here").insert(answer.body);
    };
    thread::scope(|scope| {
        for _ in 0..PHONES_AT_ONCE {
            scope.spawn(|| {
                while let Some(&(resident, lost)) = deliveries.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if lost {
                        let body = json!({ "slip": slips[resident as usize], "key": key(resident) }).to_string();
                        hall.browser().send_and_leave("/api/submit", body.as_bytes()).expect("it was sent");
                    } else {
                        send(resident);
                    }
                }
            });
        }
    });
    let without: Vec<u32> = (0..residents).filter(|resident| receipts[*resident as usize].lock().expect("as above").is_empty()).collect();
    assert!(!without.is_empty(), "some replies were lost, or this story tells nothing");
    without.into_iter().for_each(send);

    let receipts: Vec<BTreeSet<String>> = receipts.into_iter().map(|receipt| receipt.into_inner().expect("as above")).collect();
    assert!(receipts.iter().all(|receipt| receipt.len() == 1), "each resident gets one receipt, however often they ask");
    let numbers: BTreeSet<String> = receipts.iter().flatten().map(|receipt| number(receipt)).collect();
    assert_eq!(numbers.len(), residents as usize, "no two residents get the same number");
    assert!(hall.close(), "it closes in good order");
    assert_eq!(stored(&hall), residents as usize);
    println!("{residents} slips in {} deliveries, {residents} stored", deliveries.len());
}

/// The reference number of a receipt.
pub fn number(receipt: &str) -> String {
    let receipt: Value = serde_json::from_str(receipt).expect("a receipt");
    receipt["reference"].as_str().expect("a number").to_owned()
}

/// How many submissions lie in the ledger of a city hall that is closed.
pub fn stored(hall: &CityHall) -> usize {
    let count = async {
        let ledger = Sqlite::open(&hall.data().join("ledger.sqlite"), "990001").await.expect("the ledger opens");
        ledger.submissions(u32::MAX).await.expect("it can be read").len()
    };
    tokio::runtime::Runtime::new().expect("a runtime").block_on(count)
}
