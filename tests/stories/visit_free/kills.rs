//! The power is cut while slips and presses of the kiosk's button arrive: what was acknowledged is there, once, and the server is
//! back within a second.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::outbox::{Dice, number, stored};
use super::{FORM, key, seal};
use crate::browser::{Answer, Browser};
use crate::city_hall::CityHall;
use crate::screen::{Screen, waiting};

const PHONES_AT_ONCE: usize = 8;
/// More slips than are sent before any kill.
const SLIPS: u32 = 64;
/// The queues whose tickets are taken in turn; each has 999 numbers a day.
const QUEUES: [&str; 3] = ["certificates", "moving", "water"];
/// How long a visitor stands at the kiosk, so that a hundred kills do not use up a day's numbers.
const VISITOR: Duration = Duration::from_millis(20);
/// From the start of the program to its first answer.
const BACK_WITHIN: Duration = Duration::from_secs(1);

/// How often the server is killed: ten times, or as often as `MADOGUCHI_KILLS` says (`cargo xtask soak`: 100).
fn kills() -> u32 {
    std::env::var("MADOGUCHI_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

/// What was asked for with the keys 0, 1, 2 …, and what was acknowledged of it.
#[derive(Default)]
struct Asked {
    next: AtomicU32,
    acknowledged: Mutex<BTreeMap<u32, String>>,
}

impl Asked {
    /// Asks for the next one. No answer, or half of one, acknowledges nothing.
    fn ask(&self, ask: impl Fn(u32) -> std::io::Result<Answer>) {
        let one = self.next.fetch_add(1, Ordering::Relaxed);
        if let Ok(answer) = ask(one)
            && answer.status == 200
        {
            self.acknowledged.lock().expect("nobody panics here").insert(one, answer.body);
        }
    }

    fn how_many(&self) -> usize {
        self.acknowledged.lock().expect("as above").len()
    }

    /// Asks for every one again: what was acknowledged is answered byte for byte as it was, the others for good; no two get the same number.
    fn ask_again(self, ask: impl Fn(u32) -> Answer, number: impl Fn(&str) -> String) -> BTreeSet<String> {
        let acknowledged = self.acknowledged.into_inner().expect("as above");
        let all = 0..self.next.into_inner();
        let numbers: BTreeSet<String> = all
            .clone()
            .map(|one| {
                let again = ask(one).ok().body;
                assert!(acknowledged.get(&one).is_none_or(|then| *then == again), "{one}: {again}");
                number(&again)
            })
            .collect();
        assert_eq!(numbers.len(), all.len(), "nobody has somebody else's number");
        println!("{} acknowledged of {}", acknowledged.len(), all.len());
        numbers
    }
}

/// A press of the button on the kiosk; the same key gives the same ticket.
fn press(kiosk: &Browser, one: u32) -> std::io::Result<Answer> {
    let order = json!({ "office": "main", "queue": QUEUES[one as usize % QUEUES.len()], "key": key(one) });
    kiosk.clone().send("POST", "/api/issue_ticket", &[("content-type", "application/json")], order.to_string().as_bytes())
}

/// The number on a ticket.
fn ticket(issued: &str) -> String {
    let issued: Value = serde_json::from_str(issued).expect("a ticket");
    issued["ticket"].as_str().expect("a number").to_owned()
}

#[test]
fn a_server_killed_under_load_loses_nothing_it_acknowledged_and_is_back_at_once() {
    let mut hall = CityHall::open(&["--keep-free", "0"]);
    let staff = hall.first_staff();
    let slips = seal(&hall, FORM, 0..SLIPS);
    // A resident's slip is one of a few; what tells submissions apart is the key.
    let submit = |hall: &CityHall, one: u32| hall.browser().submit(&slips[(one % SLIPS) as usize], &key(one));
    let (submissions, tickets) = (Asked::default(), Asked::default());
    let (mut dice, mut waits) = (Dice(0x5eed), Vec::new());
    for kill in 0..kills() {
        let before = (submissions.how_many(), tickets.how_many());
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..PHONES_AT_ONCE {
                scope.spawn(|| {
                    while !over.load(Ordering::Relaxed) {
                        submissions.ask(|one| submit(&hall, one));
                    }
                });
            }
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    tickets.ask(|one| press(&staff, one));
                    thread::sleep(VISITOR);
                }
            });
            // Not before something can get lost, and then at any moment.
            while submissions.how_many() == before.0 || tickets.how_many() == before.1 {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_millis(dice.roll(300) as u64));
            hall.cut_power();
            over.store(true, Ordering::Relaxed);
        });
        waits.push(hall.start_again());
        println!("kill {}: ready again after {:.0?}", kill + 1, waits[waits.len() - 1]);
    }
    print!("submissions: ");
    let references = submissions.ask_again(|one| submit(&hall, one).expect("an answer"), number);
    print!("tickets: ");
    let numbers = tickets.ask_again(|one| press(&staff, one).expect("an answer"), ticket);
    assert_eq!(waiting(&Screen::on(hall.address).next_board()), numbers.len(), "nobody waits twice");
    assert!(hall.close(), "it closes in good order");
    assert_eq!(stored(&hall), references.len(), "nothing is there twice");

    waits.sort();
    let (middle, longest) = (waits[waits.len() / 2], waits[waits.len() - 1]);
    println!("ready again after {middle:.0?} in the middle, {longest:.0?} at most");
    assert!(longest <= BACK_WITHIN, "ready again after {longest:?}");
}
