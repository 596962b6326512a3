//! The same lobby through the doors of a running city hall: a kiosk, consoles and screens, each with a connection of its own.

use std::time::{Duration, Instant, SystemTime};

use api::{DeviceState, Issued};
use domain::city::CounterNumber;
use domain::queue::{Board, Elsewhere, Refusal, Stage, TicketNumber};
use serde_json::{Value, json};

use crate::browser::{Answer, Browser};
use crate::city_hall::CityHall;
use crate::screen::{Screen, waiting};

/// A kiosk in the entrance, confirmed by staff.
fn kiosk(hall: &CityHall, staff: &mut Browser) -> Browser {
    let mut kiosk = hall.browser();
    let DeviceState::Waiting { code } = kiosk.get("introduce", &json!({})) else { panic!("a new kiosk waits for staff") };
    staff.ask("confirm_device", &json!({ "code": code, "name": "正面玄関", "office": "main", "role": "kiosk" })).ok();
    kiosk
}

fn press(kiosk: &mut Browser, key: u32) -> Issued {
    kiosk.get("issue_ticket", &json!({ "office": "main", "queue": "certificates", "key": format!("{key:032x}") }))
}

fn at_counter(staff: &mut Browser, act: &str, counter: u8) -> Answer {
    staff.ask(act, &json!({ "office": "main", "counter": counter }))
}

#[test]
fn from_the_kiosk_to_the_counter_every_screen_follows() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let mut kiosk = kiosk(&hall, &mut staff);
    let mut screen = Screen::on(hall.address);
    assert_eq!(waiting(&screen.next_board()), 0);

    let issued = press(&mut kiosk, 1);
    assert_eq!((issued.ticket.to_string().as_str(), issued.ahead), ("A001", 0));
    assert!(issued.path.starts_with("/wait/main#A001-20"), "{}", issued.path);
    assert_eq!(press(&mut kiosk, 1), issued, "a press that was sent twice is one ticket");
    assert_eq!(screen.until(|board| waiting(board) > 0).ahead_of(issued.ticket), Some(0));

    for (act, stage) in [("call_next", Stage::Called), ("recall", Stage::Called), ("serve", Stage::Serving)] {
        let before = screen_revision(&hall);
        assert_eq!(at_counter(&mut staff, act, 1).ok().json::<TicketNumber>(), issued.ticket);
        let board = screen.until(|board| board.revision > before);
        assert_eq!(board.at(CounterNumber(1)).map(|call| (call.ticket, call.stage)), Some((issued.ticket, stage)));
    }
    at_counter(&mut staff, "finish", 1).ok();
    assert!(screen.until(|board| board.at(CounterNumber(1)).is_none()).calls.is_empty());
}

fn screen_revision(hall: &CityHall) -> u64 {
    Screen::on(hall.address).next_board().revision
}

#[test]
fn the_stream_begins_with_the_board_and_beats() {
    let hall = CityHall::open(&[]);
    let mut screen = Screen::on(hall.address);
    for said in ["200 ok", "content-type: text/event-stream", "cache-control: no-store", "x-accel-buffering: no"] {
        assert!(screen.head.contains(said), "{said} is not in {}", screen.head);
    }
    let first = screen.hear().expect("a board");
    assert!(first.id.is_some_and(|id| id > 0) && first.event.is_none());
    assert!(first.retry.is_some_and(|retry| (1000..=3000).contains(&retry)), "{first:?}");
    let began = Instant::now();
    let beat = screen.hear().expect("a beat");
    assert!(began.elapsed() < Duration::from_secs(3));
    assert_eq!(beat.event.as_deref(), Some("beat"));
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs();
    assert!(beat.data.parse::<u64>().is_ok_and(|told| told.abs_diff(now) <= 2), "{beat:?}");
}

#[test]
fn whoever_is_slower_is_told_where_the_person_went() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    press(&mut staff, 1);
    let call = |counter: u8| json!({ "office": "main", "counter": counter, "ticket": "A001" });
    staff.ask("call", &call(2)).ok();
    let refused = staff.ask("call", &call(1));
    assert_eq!((refused.status, refused.refused().as_str()), (409, "lobby"));
    let body: Value = refused.json();
    let told = Refusal::AlreadyCalled { ticket: "A001".parse().expect("a ticket"), counter: CounterNumber(2) };
    assert_eq!(body["refusal"], serde_json::to_value(&told).expect("plain words"));
    assert_eq!(body["sentence"], told.sentence());
}

#[test]
fn of_two_counters_that_call_the_next_one_at_once_the_slower_is_told_who_was_called() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    for key in 1..=5 {
        let waiting = press(&mut staff, key).ticket;
        let answers = [1, 2].map(|counter| {
            let mut console = staff.clone();
            std::thread::spawn(move || (counter, at_counter(&mut console, "call_next", counter)))
        });
        let answers = answers.map(|console| console.join().expect("an answer"));
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(_, answer)| answer.status == 200);
        let ([(winner, called)], [(_, refused)]) = (&*won, &*lost) else { panic!("one wins: {won:?} {lost:?}") };
        assert_eq!(called.json::<TicketNumber>(), waiting);
        assert_eq!((refused.status, refused.refused().as_str()), (409, "lobby"));
        let told = Refusal::NobodyWaiting { called: Some(Elsewhere { ticket: waiting, counter: CounterNumber(*winner) }) };
        assert_eq!(refused.json::<Value>()["refusal"], serde_json::to_value(&told).expect("plain words"));
        assert_eq!(refused.json::<Value>()["sentence"], told.sentence());
        for act in ["serve", "finish"] {
            at_counter(&mut staff, act, *winner).ok();
        }
    }
}

#[test]
fn a_power_cut_loses_nobody_and_screens_find_their_way_back() {
    let mut hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    (1..=5).for_each(|key| drop(press(&mut staff, key)));
    at_counter(&mut staff, "call_next", 1).ok();
    let mut screen = Screen::on(hall.address);
    let before = screen.next_board();
    hall.kill();
    assert!(std::iter::from_fn(|| screen.hear()).all(|heard| heard.event.is_some()), "beats at most, then the end");
    hall.start_again();
    assert_eq!(Screen::on(hall.address).next_board(), before);
    assert_eq!(press(&mut staff, 5).ticket.to_string(), "A005", "the kiosk asks again and gets the ticket it was given");
    assert_eq!(press(&mut staff, 6).ticket.to_string(), "A006");
    assert_eq!(at_counter(&mut staff, "serve", 1).ok().json::<TicketNumber>().to_string(), "A001");
}

#[test]
fn at_closing_time_open_streams_hold_nobody_up() {
    let mut hall = CityHall::open(&[]);
    let mut screens: Vec<Screen> = (0..20).map(|_| Screen::on(hall.address)).collect();
    screens.iter_mut().for_each(|screen| drop(screen.next_board()));
    let began = Instant::now();
    assert!(hall.close(), "it ends in good order");
    assert!(began.elapsed() < Duration::from_secs(4), "it took {:?}", began.elapsed());
    for screen in &mut screens {
        assert!(std::iter::from_fn(|| screen.hear()).all(|heard| heard.event.is_some()));
    }
}

#[test]
fn five_hundred_screens_see_the_same_call() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    let mine = press(&mut staff, 1).ticket;
    let mut screens: Vec<Screen> = (0..500).map(|_| Screen::on(hall.address)).collect();
    screens.iter_mut().for_each(|screen| assert_eq!(screen.next_board().ahead_of(mine), Some(0)));
    at_counter(&mut staff, "call_next", 1).ok();
    let boards: Vec<Board> = screens.iter_mut().map(Screen::next_board).collect();
    assert_eq!(boards[0].at(CounterNumber(1)).map(|call| call.ticket), Some(mine));
    assert!(boards.iter().all(|board| *board == boards[0]));
}

#[test]
fn a_full_house_asks_to_come_again_in_a_moment() {
    let hall = CityHall::open(&["--listeners", "1"]);
    let inside = Screen::on(hall.address);
    let turned_away = hall.browser().fetch("/api/watch?office=main");
    assert_eq!((turned_away.status, turned_away.refused().as_str()), (503, "overloaded"));
    assert!(!turned_away.header("retry-after").is_empty());
    drop(inside);
}

#[test]
fn there_is_nothing_to_hear_of_an_office_there_is_not() {
    let hall = CityHall::open(&[]);
    let nowhere = hall.browser().fetch("/api/watch?office=nowhere");
    assert_eq!((nowhere.status, nowhere.refused().as_str()), (404, "not-found"));
    let unsaid = hall.browser().fetch("/api/watch");
    assert_eq!((unsaid.status, unsaid.refused().as_str()), (400, "unreadable"));
}
