//! Nobody waits in a line (待たない): a day in the lobby, told to the real lobby over a real ledger.

mod over_http;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use api::{Issued, Issuer, Refused, StaffMember};
use domain::city::{City, Counter, CounterNumber, Office, QueuePlan};
use domain::looks::Looks;
use domain::moment::Moment;
use domain::open_days::OpenDays;
use domain::queue::{Board, Command, Refusal, Stage, TicketNumber};
use futures::StreamExt;
use server::Clock;
use server::hall::lobby::Lobby;
use server::ledger::Ledger;
use server::ledger::LogLedger;
use server::ledger::sqlite::Sqlite;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// 2026-11-22 10:42 in Japan.
const MORNING: i64 = 1_795_316_520;
const HOUR: i64 = 60 * 60;

/// A city hall with one office, and the hands of its clock.
struct Hall {
    lobby: Lobby,
    ledger: Sqlite,
    time: Arc<AtomicI64>,
    closing: CancellationToken,
    folder: TempDir,
    presses: AtomicUsize,
}

fn sakurano() -> City {
    let queue = |id: &str, letter| QueuePlan { id: id.into(), name: String::new(), hint: String::new(), letter };
    let counter = |number| Counter { number: CounterNumber(number), queues: vec!["certificates".into(), "moving".into()] };
    City {
        code: "990001".into(),
        number: 2040,
        name: "さくら野市".into(),
        prefecture: "さくら県".into(),
        offices: vec![Office {
            id: "main".into(),
            name: "本庁舎".into(),
            hours: None,
            queues: vec![queue("certificates", 'A'), queue("moving", 'B')],
            counters: vec![counter(1), counter(2)],
        }],
        key: None,
        key_until: None,
        looks: Looks::default(),
        without_forms: BTreeMap::new(),
        open_days: OpenDays::default(),
        towns: Vec::new(),
    }
}

async fn open(folder: &Path, time: &Arc<AtomicI64>, closing: &CancellationToken) -> (Lobby, Sqlite) {
    let ledger = Sqlite::open(&folder.join("ledger.sqlite"), "990001").await.expect("a new ledger opens");
    let hands = Arc::clone(time);
    let clock = Clock::by(move || Moment(hands.load(Ordering::Relaxed)));
    let lobby = Lobby::open(&sakurano(), Arc::new(ledger.clone()), clock, 2000, closing.clone()).await.expect("the lobby opens");
    (lobby, ledger)
}

impl Hall {
    async fn new() -> Hall {
        let (folder, time, closing) = (TempDir::new().expect("a folder"), Arc::new(AtomicI64::new(MORNING)), CancellationToken::new());
        let (lobby, ledger) = open(folder.path(), &time, &closing).await;
        Hall { lobby, ledger, time, closing, folder, presses: AtomicUsize::new(0) }
    }

    /// The server stops and starts again.
    async fn restart(&mut self) {
        self.closing.cancel();
        self.ledger.close().await;
        self.closing = CancellationToken::new();
        (self.lobby, self.ledger) = open(self.folder.path(), &self.time, &self.closing).await;
    }

    async fn press(&self, queue: &str, key: &str) -> Result<Issued, Refused> {
        self.lobby.issue(Issuer::Kiosk(1), "main".into(), queue.into(), key.into()).await
    }

    /// A visitor presses a button of the kiosk.
    async fn issue(&self, queue: &str) -> TicketNumber {
        let key = format!("{:032x}", self.presses.fetch_add(1, Ordering::Relaxed));
        self.press(queue, &key).await.expect("a ticket").ticket
    }

    async fn staff(&self, command: Command) -> Result<TicketNumber, Refused> {
        let who = StaffMember { id: 1, name: "佐藤".into() };
        self.lobby.at_counter(who, "main".into(), command).await
    }

    /// What a display that is switched on now shows.
    async fn board(&self) -> Board {
        Display::on(self).next_board().await
    }

    fn pass(&self, seconds: i64) {
        self.time.fetch_add(seconds, Ordering::Relaxed);
    }
}

/// A display, or a phone: it reads the stream as a browser does.
struct Display(futures::stream::BoxStream<'static, String>);

impl Display {
    fn on(hall: &Hall) -> Display {
        let stream = hall.lobby.watch("main").expect("a seat").into_inner();
        Display(stream.map(|block| String::from_utf8(block.expect("no trouble on the way").to_vec()).expect("UTF-8")).boxed())
    }

    async fn next_board(&mut self) -> Board {
        loop {
            let block = self.0.next().await.expect("the stream goes on");
            assert!(block.ends_with("\n\n"), "{block:?}");
            if let Some(told) = block.lines().find_map(|line| line.strip_prefix("data: {")) {
                return serde_json::from_str(&format!("{{{told}")).expect("a board");
            }
        }
    }
}

fn ticket(text: &str) -> TicketNumber {
    text.parse().expect("a ticket number")
}

fn one() -> CounterNumber {
    CounterNumber(1)
}

fn two() -> CounterNumber {
    CounterNumber(2)
}

fn lobby_says<T>(refusal: Refusal) -> Result<T, Refused> {
    Err(Refused::Lobby { refusal })
}

#[tokio::test]
async fn a_visitor_is_called_and_served_and_everybody_sees_it_at_once() {
    let hall = Hall::new().await;
    let mut display = Display::on(&hall);
    assert!(display.next_board().await.queues.iter().all(|lane| lane.waiting.is_empty()));

    let mine = hall.issue("certificates").await;
    assert_eq!(display.next_board().await.queues[0].waiting, [mine]);
    for (command, stage) in [(Command::CallNext(one()), Stage::Called), (Command::Serve(one()), Stage::Serving)] {
        assert_eq!(hall.staff(command).await, Ok(mine));
        let board = display.next_board().await;
        assert_eq!(board.call_of(mine).map(|call| (call.counter, call.stage)), Some((one(), stage)));
    }
    assert_eq!(hall.staff(Command::Finish(one())).await, Ok(mine));
    assert!(display.next_board().await.calls.is_empty());
}

#[tokio::test]
async fn a_ticket_says_how_many_are_ahead_and_where_its_page_is() {
    let hall = Hall::new().await;
    hall.issue("certificates").await;
    hall.issue("moving").await;
    let mine = hall.press("certificates", &"a".repeat(32)).await.expect("a ticket");
    assert_eq!(mine, Issued { ticket: ticket("A002"), ahead: 1, at: Moment(MORNING), path: "/wait/main#A002-20261122".into() });
}

#[tokio::test]
async fn a_kiosk_that_asks_again_gets_the_same_ticket() {
    let mut hall = Hall::new().await;
    let key = "0123456789abcdef".repeat(2);
    let first = hall.press("certificates", &key).await.expect("a ticket");
    hall.pass(20);
    assert_eq!(hall.press("certificates", &key).await, Ok(first.clone()));
    hall.restart().await;
    assert_eq!(hall.press("certificates", &key).await, Ok(first));
    assert_eq!(hall.board().await.queues[0].waiting.len(), 1);
    for no_key in ["", "0123", &"A".repeat(32), &"g".repeat(32)] {
        assert!(matches!(hall.press("certificates", no_key).await, Err(Refused::BadValue { .. })));
    }
}

#[tokio::test]
async fn ten_presses_of_one_button_in_one_moment_are_one_ticket() {
    let hall = Hall::new().await;
    let key = "f".repeat(32);
    let presses = (0..10).map(|_| hall.press("moving", &key));
    for issued in futures::future::join_all(presses).await {
        assert_eq!(issued.map(|issued| issued.ticket), Ok(ticket("B001")));
    }
    assert_eq!(hall.board().await.queues[1].waiting.len(), 1);
}

#[tokio::test]
async fn two_consoles_call_the_same_person_and_the_slower_one_is_told() {
    let hall = Hall::new().await;
    let mine = hall.issue("certificates").await;
    let (first, second) = tokio::join!(hall.staff(Command::Call(one(), mine)), hall.staff(Command::Call(two(), mine)));
    let (winner, loser) = if first.is_ok() { (one(), second) } else { (two(), first) };
    assert_eq!(loser, lobby_says(Refusal::AlreadyCalled { ticket: mine, counter: winner }));
    assert_eq!(hall.board().await.call_of(mine).map(|call| call.counter), Some(winner));
}

#[tokio::test]
async fn one_counter_open_on_two_screens_calls_one_person_only() {
    let hall = Hall::new().await;
    let mine = hall.issue("certificates").await;
    hall.issue("certificates").await;
    let (first, second) = tokio::join!(hall.staff(Command::CallNext(one())), hall.staff(Command::CallNext(one())));
    let loser = if first.is_ok() { second } else { first };
    assert_eq!(loser, lobby_says(Refusal::CounterBusy { ticket: mine }));
    assert_eq!(hall.board().await.queues[0].waiting.len(), 1);
}

#[tokio::test]
async fn a_restarted_server_remembers_who_waits_and_who_was_called() {
    let mut hall = Hall::new().await;
    hall.issue("certificates").await;
    hall.issue("moving").await;
    hall.staff(Command::CallNext(one())).await.expect("somebody waits");
    let before = hall.board().await;
    let mut display = Display::on(&hall);
    display.next_board().await;
    hall.restart().await;
    assert_eq!(display.0.next().await, None, "the old stream ends, so that browsers come back");
    assert_eq!(hall.board().await, before);
    assert_eq!(hall.staff(Command::Serve(one())).await, Ok(ticket("A001")));
    assert_eq!(hall.issue("moving").await, ticket("B002"));
}

#[tokio::test]
async fn midnight_starts_the_numbers_anew() {
    let mut hall = Hall::new().await;
    let key = "5".repeat(32);
    hall.press("certificates", &key).await.expect("a ticket");
    hall.issue("certificates").await;
    let mut display = Display::on(&hall);
    assert_eq!(display.next_board().await.day.map(|day| day.to_string()).as_deref(), Some("2026-11-22"));
    hall.pass(14 * HOUR);
    hall.lobby.open_day().await;
    let morning = display.next_board().await;
    assert_eq!(morning.day.map(|day| day.to_string()).as_deref(), Some("2026-11-23"));
    assert!(morning.queues.iter().all(|lane| lane.waiting.is_empty()));
    assert_eq!(hall.staff(Command::CallNext(one())).await, lobby_says(Refusal::NobodyWaiting { called: None }));
    hall.restart().await;
    let again = hall.press("certificates", &key).await.expect("a ticket of yesterday is void, and so is its key");
    assert_eq!((again.ticket, again.path.as_str()), (ticket("A001"), "/wait/main#A001-20261123"));
}

#[tokio::test]
async fn the_first_visitor_of_the_day_opens_the_lobby() {
    let hall = Hall::new().await;
    hall.issue("certificates").await;
    hall.pass(24 * HOUR);
    assert_eq!(hall.issue("certificates").await, ticket("A001"));
    assert_eq!(hall.board().await.queues[0].waiting.len(), 1);
}

#[tokio::test]
async fn two_servers_on_one_ledger_never_give_a_number_twice() {
    let hall = Hall::new().await;
    let (other, _) = open(hall.folder.path(), &hall.time, &hall.closing).await;
    let elsewhere = Hall {
        lobby: other,
        folder: TempDir::new().expect("a folder"),
        ledger: hall.ledger.clone(),
        time: hall.time.clone(),
        closing: hall.closing.clone(),
        presses: AtomicUsize::new(1000),
    };
    for number in (1..=10).step_by(2) {
        assert_eq!(hall.issue("certificates").await.number, number);
        assert_eq!(elsewhere.issue("certificates").await.number, number + 1);
    }
    let mine = hall.staff(Command::CallNext(one())).await.expect("somebody waits");
    assert_eq!(elsewhere.staff(Command::Call(two(), mine)).await, lobby_says(Refusal::AlreadyCalled { ticket: mine, counter: one() }));
}

#[tokio::test]
async fn a_call_is_shown_even_if_the_console_went_away_in_mid_call() {
    let hall = Hall::new().await;
    let mine = hall.issue("certificates").await;
    let mut display = Display::on(&hall);
    display.next_board().await;
    {
        let mut call = Box::pin(hall.staff(Command::CallNext(one())));
        assert!(futures::poll!(&mut call).is_pending(), "it was asked, and the answer is not here yet");
    }
    assert_eq!(display.next_board().await.call_of(mine).map(|call| call.counter), Some(one()));
}

#[tokio::test]
async fn the_log_says_who_called_whom_and_when() {
    let hall = Hall::new().await;
    hall.issue("certificates").await;
    hall.pass(90);
    hall.staff(Command::CallNext(two())).await.expect("somebody waits");
    assert_eq!(hall.staff(Command::CallNext(two())).await, lobby_says(Refusal::CounterBusy { ticket: ticket("A001") }));
    let log = hall.ledger.log_after(0, 10).await.expect("a log");
    let said: Vec<_> = log
        .iter()
        .map(|stored| (stored.line.at.0 - MORNING, stored.line.who.as_str(), stored.line.act.as_str(), stored.line.what.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (0, "-", "open-day", "main 2026-11-22"),
            (0, "device 1", "issue", "main A001 certificates"),
            (90, "staff 1", "call", "main A001 counter 2")
        ]
    );
}

#[tokio::test]
async fn a_thousand_phones_see_the_same_call() {
    let hall = Hall::new().await;
    let mine = hall.issue("moving").await;
    let mut phones: Vec<_> = (0..1000).map(|_| Display::on(&hall)).collect();
    assert_eq!(hall.lobby.listeners(), 1000);
    for phone in &mut phones {
        assert_eq!(phone.next_board().await.ahead_of(mine), Some(0));
    }
    hall.staff(Command::CallNext(one())).await.expect("somebody waits");
    let shown = hall.board().await;
    for phone in &mut phones {
        assert_eq!(phone.next_board().await, shown);
    }
    drop(phones);
    assert_eq!(hall.lobby.listeners(), 0);
}

#[tokio::test]
async fn what_there_is_not_is_refused() {
    let hall = Hall::new().await;
    let somewhere = hall.lobby.issue(Issuer::Kiosk(1), "nowhere".into(), "moving".into(), "a".repeat(32)).await;
    assert!(matches!(somewhere, Err(Refused::NotFound { .. })));
    assert_eq!(hall.press("no-such", &"a".repeat(32)).await, lobby_says(Refusal::UnknownQueue));
    assert_eq!(hall.staff(Command::CallNext(CounterNumber(9))).await, lobby_says(Refusal::UnknownCounter));
    assert!(matches!(hall.lobby.watch("nowhere"), Err(Refused::NotFound { .. })));
}
