//! Days in the lobby, one line each. `issue` takes an A ticket and `issue:B` a B ticket; `call:1` calls the next person to
//! counter 1 and `call:1:A002` one of them; `open` opens the next day. Tickets of A are written by their number alone.

mod every_day;

use super::*;
use crate::city::{Counter, QueuePlan};
use crate::moment::Moment;

/// When somebody rings.
const MORNING: Moment = Moment(1_795_305_600);

fn lobby() -> Office {
    let queue = |id: &str, letter| QueuePlan { id: id.into(), name: String::new(), hint: String::new(), letter };
    let counter =
        |number, queues: &[&str]| Counter { number: CounterNumber(number), queues: queues.iter().map(|id| id.to_string()).collect() };
    Office {
        id: "main".into(),
        name: "本庁舎".into(),
        hours: None,
        queues: vec![queue("certificates", 'A'), queue("moving", 'B'), queue("water", 'C')],
        counters: vec![counter(1, &["certificates"]), counter(2, &["certificates", "moving"]), counter(3, &["water", "moving"])],
    }
}

fn command(word: &str, queue: &Queue) -> Command {
    let mut parts = word.split(':');
    let (verb, rest): (_, Vec<&str>) = (parts.next().unwrap(), parts.collect());
    let counter = || CounterNumber(rest[0].parse().unwrap());
    let letter = || rest.first().copied().unwrap_or("A");
    match verb {
        "open" => Command::OpenDay(queue.day().map_or(NaiveDate::from_ymd_opt(2026, 11, 22), |day| day.succ_opt()).unwrap()),
        "issue" => Command::Issue { queue: lobby().queues.into_iter().find(|q| q.letter.to_string() == letter()).unwrap().id },
        "call" if rest.len() == 2 => Command::Call(counter(), rest[1].parse().unwrap()),
        "call" => Command::CallNext(counter()),
        "recall" => Command::Recall(counter()),
        "miss" => Command::Miss(counter()),
        "serve" => Command::Serve(counter()),
        "finish" => Command::Finish(counter()),
        "ring" => Command::Ring { kiosk: rest[0].parse().unwrap(), at: MORNING },
        "answer" => Command::Answer { kiosk: rest[0].parse().unwrap() },
        other => panic!("no such word: {other}"),
    }
}

/// Lives through a day in which nothing is refused.
fn day(script: &str) -> Queue {
    let (office, mut queue) = (lobby(), Queue::new(&lobby()));
    for word in script.split_whitespace() {
        let event = queue.decide(&command(word, &queue), &office).unwrap_or_else(|refusal| panic!("{word}: {refusal:?}"));
        queue.apply(queue.revision() + 1, &event);
    }
    queue
}

fn short(ticket: TicketNumber) -> String {
    if ticket.letter == 'A' { ticket.number.to_string() } else { format!("{}{}", ticket.letter, ticket.number) }
}

fn summary(board: &Board) -> String {
    let mut said: Vec<String> = [("called", Stage::Called), ("serving", Stage::Serving)]
        .into_iter()
        .filter_map(|(word, stage)| {
            let there =
                board.calls.iter().filter(|call| call.stage == stage).map(|call| format!(" {}@{}", short(call.ticket), call.counter.0));
            let there: String = there.collect();
            (!there.is_empty()).then(|| format!("{word}{there}"))
        })
        .collect();
    said.push(format!("waiting {}", board.queues.iter().map(|lane| lane.waiting.len()).sum::<usize>()));
    said.join(" / ")
}

fn check(script: &str, expected: &str) {
    assert_eq!(summary(&day(script).board()), expected, "{script}");
}

/// Lives through the day and asks one thing more, which is refused.
fn refused(script: &str, last: &str, expected: Refusal) {
    let queue = day(script);
    assert_eq!(queue.decide(&command(last, &queue), &lobby()), Err(expected), "{script} / {last}");
}

fn ticket(text: &str) -> TicketNumber {
    text.parse().unwrap()
}

#[test]
fn a_kiosk_rings_until_somebody_answers_or_the_day_is_over() {
    let rings = |script: &str| day(script).board().bells.iter().map(|bell| bell.kiosk).collect::<Vec<_>>();
    assert_eq!(rings("open ring:7 ring:3"), [7, 3]);
    assert_eq!(rings("open ring:7 ring:3 answer:7"), [3]);
    assert_eq!(rings("open ring:7 open"), [0; 0]);
    assert_eq!(day("open ring:7").board().bells[0].since, MORNING);
    refused("open ring:7", "ring:7", Refusal::Ringing);
    refused("open ring:7 answer:7", "answer:7", Refusal::NotRinging);
}

#[test]
fn a_missed_ticket_leaves_the_board() {
    check("issue issue call:1 miss:1 call:1", "called 2@1 / waiting 0");
}

#[test]
fn a_person_is_called_served_and_gone() {
    check("issue call:1", "called 1@1 / waiting 0");
    check("issue call:1 serve:1", "serving 1@1 / waiting 0");
    check("issue call:1 serve:1 finish:1", "waiting 0");
}

#[test]
fn a_counter_of_several_queues_calls_whoever_waited_longest() {
    check("issue:B issue call:2", "called B1@2 / waiting 1");
    check("issue issue:B call:2", "called 1@2 / waiting 1");
    check("issue:B issue:C call:3", "called B1@3 / waiting 1");
}

#[test]
fn a_counter_calls_nobody_of_another_queue() {
    refused("issue:B", "call:1", Refusal::NobodyWaiting { called: None });
}

#[test]
fn whoever_comes_a_moment_too_late_is_told_who_was_called() {
    let elsewhere =
        |text, counter| Refusal::NobodyWaiting { called: Some(Elsewhere { ticket: ticket(text), counter: CounterNumber(counter) }) };
    refused("issue:B call:2", "call:3", elsewhere("B001", 2));
    refused("issue issue:B call:1 call:2", "call:3", elsewhere("B001", 2));
    // Who has come already, or is of another queue, is no news.
    refused("issue:B call:2 serve:2", "call:3", Refusal::NobodyWaiting { called: None });
    refused("issue call:1", "call:3", Refusal::NobodyWaiting { called: None });
}

#[test]
fn a_busy_counter_is_told_who_is_there() {
    let busy = || Refusal::CounterBusy { ticket: ticket("A001") };
    refused("issue issue call:1", "call:1", busy());
    refused("issue issue call:1 serve:1", "call:1", busy());
    refused("issue issue call:1", "call:1:A002", busy());
    refused("issue issue call:1", "call:1:A001", busy());
}

#[test]
fn the_slower_console_is_told_which_counter_was_quicker() {
    let told = Refusal::AlreadyCalled { ticket: ticket("A001"), counter: CounterNumber(1) };
    assert_eq!(told.sentence(), "A001番の方は、すでに1番窓口でお呼びしています。");
    refused("issue call:1", "call:2:A001", told);
}

#[test]
fn one_person_can_be_called_out_of_turn() {
    check("issue issue issue call:2:A002 call:1", "called 1@1 2@2 / waiting 1");
    check("issue:C call:1:C001", "called C1@1 / waiting 0");
}

#[test]
fn a_ticket_that_does_not_wait_is_not_called() {
    let not_waiting = || Refusal::NotWaiting { ticket: ticket("A001") };
    refused("", "call:1:A001", not_waiting());
    refused("issue call:1 serve:1 finish:1", "call:1:A001", not_waiting());
    refused("open issue open", "call:1:A001", not_waiting());
}

#[test]
fn a_repeated_call_rings_again() {
    let queue = day("issue issue:C call:1 call:3 recall:1");
    let newest = &queue.board().calls[0];
    assert_eq!((newest.ticket, newest.called, newest.stage), (ticket("A001"), 5, Stage::Called));
}

#[test]
fn somebody_who_comes_late_is_recalled() {
    check("issue issue call:1 miss:1 recall:1", "called 1@1 / waiting 1");
    check("issue issue call:1 miss:1 call:1 serve:1 finish:1 recall:1", "called 1@1 / waiting 0");
    check("issue call:1 miss:1 call:2:A001", "called 1@2 / waiting 0");
}

#[test]
fn only_the_last_missed_is_recalled_and_only_at_a_free_counter() {
    refused("issue call:1 miss:1 call:2:A001", "recall:1", Refusal::CounterEmpty);
    refused("issue call:1 miss:1 recall:1 serve:1 finish:1", "recall:1", Refusal::CounterEmpty);
    refused("issue call:1 miss:1", "recall:2", Refusal::CounterEmpty);
    check("issue issue call:1 miss:1 call:1 recall:1", "called 2@1 / waiting 0");
}

#[test]
fn steps_out_of_order_are_refused_in_words() {
    refused("", "miss:1", Refusal::CounterEmpty);
    refused("issue call:1", "finish:1", Refusal::NotServing { ticket: ticket("A001") });
    for late in ["recall:1", "miss:1", "serve:1"] {
        refused("issue call:1 serve:1", late, Refusal::AlreadyServing { ticket: ticket("A001") });
    }
    refused("issue", "call:9", Refusal::UnknownCounter);
}

#[test]
fn a_new_day_starts_with_number_one_and_an_empty_lobby() {
    check("open issue issue call:1 open", "waiting 0");
    assert_eq!(day("open issue issue open issue").board().queues[0].waiting, [ticket("A001")]);
}

#[test]
fn a_clock_set_back_does_not_void_todays_tickets() {
    let queue = day("open open issue");
    let (yesterday, today) = (queue.day().unwrap().pred_opt().unwrap(), queue.day().unwrap());
    for day in [yesterday, today] {
        assert_eq!(queue.decide(&Command::OpenDay(day), &lobby()), Err(Refusal::DayOpen { day: today }));
    }
}

#[test]
fn the_thousandth_ticket_of_a_queue_is_refused_in_words() {
    let queue = day(&"issue ".repeat(999));
    assert_eq!(queue.board().queues[0].waiting.last(), Some(&ticket("A999")));
    assert_eq!(queue.decide(&command("issue", &queue), &lobby()), Err(Refusal::NumbersUsedUp));
    assert!(queue.decide(&command("issue:B", &queue), &lobby()).is_ok());
}

#[test]
fn a_plan_changed_at_noon_loses_nobody() {
    let mut smaller = lobby();
    smaller.queues.remove(0);
    smaller.counters.remove(0);
    let mut queue = Queue::new(&smaller);
    let at_one = |ticket| Event::Called { ticket, counter: CounterNumber(1) };
    for (seq, ticket) in [(1, "A001"), (2, "A002")].map(|(seq, text)| (seq, text.parse().unwrap())) {
        queue.apply(seq, &Event::Issued { ticket, queue: "certificates".into() });
    }
    queue.apply(3, &at_one(ticket("A001")));
    queue.apply(4, &Event::Serving { ticket: ticket("A001"), counter: CounterNumber(1) });
    assert_eq!(queue.board().ahead_of(ticket("A002")), Some(0));
    assert!(queue.decide(&Command::Call(CounterNumber(3), ticket("A002")), &smaller).is_ok());
    assert!(queue.decide(&Command::Finish(CounterNumber(1)), &smaller).is_ok());
    queue.apply(5, &Event::Opened { day: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() });
    assert_eq!(queue.board().queues.len(), 2);
}

#[test]
fn the_board_tells_a_phone_where_it_stands() {
    let board = day("issue issue issue call:1").board();
    assert_eq!(board.ahead_of(ticket("A003")), Some(1));
    assert_eq!(board.ahead_of(ticket("A001")), None);
    assert_eq!(board.call_of(ticket("A001")).map(|call| call.counter), Some(CounterNumber(1)));
    assert_eq!(board.at(CounterNumber(1)).map(|call| call.ticket), Some(ticket("A001")));
}

#[test]
fn old_missed_tickets_make_room_but_nobody_at_a_counter_does() {
    let mut script = String::from("issue:C call:3 serve:3 ");
    script.push_str(&"issue call:1 miss:1 ".repeat(20));
    let board = day(&script).board();
    assert_eq!(board.calls.len(), 12);
    assert_eq!(board.calls[0].ticket, ticket("A020"));
    assert_eq!(board.at(CounterNumber(3)).map(|call| call.ticket), Some(ticket("C001")));
}

#[test]
fn a_ticket_number_is_written_in_one_way_only() {
    for text in ["A001", "Z999", "B012"] {
        assert_eq!(ticket(text).to_string(), text);
        assert_eq!(serde_json::to_string(&ticket(text)).unwrap(), format!("\"{text}\""));
    }
    for text in ["", "A", "A12", "A0012", "A000", "a012", "12AB", "あ12", "窓口", "A01２", "A+12", "A 12"] {
        assert_eq!(text.parse::<TicketNumber>(), Err(NotATicket), "{text}");
        assert!(serde_json::from_value::<TicketNumber>(text.into()).is_err());
    }
}

#[test]
fn every_refusal_is_a_sentence() {
    let (ticket, counter, day) = (ticket("A012"), CounterNumber(3), NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
    let all = [
        Refusal::NobodyWaiting { called: None },
        Refusal::NobodyWaiting { called: Some(Elsewhere { ticket, counter }) },
        Refusal::CounterBusy { ticket },
        Refusal::CounterEmpty,
        Refusal::AlreadyCalled { ticket, counter },
        Refusal::NotWaiting { ticket },
        Refusal::AlreadyServing { ticket },
        Refusal::NotServing { ticket },
        Refusal::UnknownCounter,
        Refusal::UnknownQueue,
        Refusal::NumbersUsedUp,
        Refusal::DayOpen { day },
    ];
    for refusal in all {
        let sentence = refusal.sentence();
        assert!(sentence.ends_with('。'), "{sentence}");
        assert_eq!(serde_json::to_string(&refusal).unwrap().contains("A012"), sentence.contains("A012番の方"), "{sentence}");
    }
}
