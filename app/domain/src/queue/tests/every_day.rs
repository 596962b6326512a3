//! What holds on every day, whatever people do.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn anything() -> impl Strategy<Value = Command> {
    let counter = || (1u8..5).prop_map(CounterNumber);
    let ticket = (prop::sample::select(vec!['A', 'B', 'C']), 1u16..12).prop_map(|(letter, number)| TicketNumber { letter, number });
    let queue = prop::sample::select(vec!["certificates", "moving", "water", "no-such"]);
    prop_oneof![
        1 => (21u32..24).prop_map(|day| Command::OpenDay(NaiveDate::from_ymd_opt(2026, 11, day).unwrap())),
        20 => queue.prop_map(|id| Command::Issue { queue: id.into() }),
        20 => counter().prop_map(Command::CallNext),
        8 => (counter(), ticket).prop_map(|(counter, ticket)| Command::Call(counter, ticket)),
        8 => counter().prop_map(Command::Recall),
        8 => counter().prop_map(Command::Miss),
        12 => counter().prop_map(Command::Serve),
        12 => counter().prop_map(Command::Finish),
        4 => (1u32..3).prop_map(|kiosk| Command::Ring { kiosk, at: MORNING }),
        4 => (1u32..3).prop_map(|kiosk| Command::Answer { kiosk }),
    ]
}

/// Asks for everything in turn; what is allowed happens.
fn live(commands: &[Command]) -> (Queue, Vec<Event>) {
    let (office, mut queue, mut events) = (lobby(), Queue::new(&lobby()), Vec::new());
    for command in commands {
        if let Ok(event) = queue.decide(command, &office) {
            queue.apply(queue.revision() + 1, &event);
            events.push(event);
        }
    }
    (queue, events)
}

/// The events of the last day.
fn today(events: &[Event]) -> &[Event] {
    let opened = events.iter().rposition(|event| matches!(event, Event::Opened { .. }));
    &events[opened.map_or(0, |place| place + 1)..]
}

proptest! {
    #[test]
    fn nobody_is_lost_and_nobody_is_in_two_places(commands in prop::collection::vec(anything(), 0..120)) {
        let (queue, events) = live(&commands);
        let of = |wanted: fn(&Event) -> bool| today(&events).iter().filter(move |event| wanted(event)).filter_map(Event::ticket);
        let issued: BTreeSet<_> = of(|event| matches!(event, Event::Issued { .. })).collect();
        let served: BTreeSet<_> = of(|event| matches!(event, Event::Served { .. })).collect();
        let waiting = queue.lines.iter().flat_map(|line| &line.waiting).map(|one| one.ticket);
        let called = queue.calls.iter().map(|call| call.ticket);
        let everybody: Vec<_> = waiting.chain(called).chain(served).collect();
        prop_assert_eq!(everybody.len(), issued.len());
        prop_assert_eq!(everybody.into_iter().collect::<BTreeSet<_>>(), issued);
        let busy: Vec<_> = queue.calls.iter().filter(|call| call.stage != Stage::Missed).map(|call| call.counter).collect();
        prop_assert_eq!(busy.iter().collect::<BTreeSet<_>>().len(), busy.len());
    }

    #[test]
    fn every_line_keeps_the_order_of_its_tickets(commands in prop::collection::vec(anything(), 0..120)) {
        let (queue, _) = live(&commands);
        for lane in queue.board().queues {
            prop_assert!(lane.waiting.is_sorted_by(|before, after| before.number < after.number));
        }
        prop_assert!(queue.calls.is_sorted_by(|newer, older| newer.called > older.called));
    }

    #[test]
    fn whoever_replays_the_ledger_stands_in_the_same_lobby(commands in prop::collection::vec(anything(), 0..120), asked in anything()) {
        let (queue, events) = live(&commands);
        let mut replayed = Queue::new(&lobby());
        for (event, seq) in events.iter().zip(1..) {
            let written = serde_json::to_string(event).unwrap();
            let read: Event = serde_json::from_str(&written).unwrap();
            replayed.apply(seq, &read);
            replayed.apply(seq, &read); // told twice, happened once
        }
        prop_assert_eq!(&replayed, &queue);
        prop_assert_eq!(replayed.board(), queue.board());
        prop_assert_eq!(replayed.decide(&asked, &lobby()), queue.decide(&asked, &lobby()));
    }

    #[test]
    fn what_was_decided_is_what_the_board_shows(commands in prop::collection::vec(anything(), 0..80), asked in anything()) {
        let (mut queue, _) = live(&commands);
        let before = queue.board();
        match queue.decide(&asked, &lobby()) {
            Ok(event) => {
                queue.apply(queue.revision() + 1, &event);
                let after = queue.board();
                let stage = |ticket| after.call_of(ticket).map(|call| (call.counter, call.stage));
                match event {
                    Event::Opened { day } => prop_assert!(after.day == Some(day) && after.calls.is_empty()),
                    Event::Issued { ticket, .. } => prop_assert!(after.ahead_of(ticket).is_some() && before.ahead_of(ticket).is_none()),
                    Event::Called { ticket, counter } | Event::Recalled { ticket, counter } => {
                        prop_assert_eq!(stage(ticket), Some((counter, Stage::Called)));
                        prop_assert_eq!(after.calls[0].called, after.revision);
                    }
                    Event::Missed { ticket, counter } => prop_assert_eq!(stage(ticket), Some((counter, Stage::Missed))),
                    Event::Serving { ticket, counter } => prop_assert_eq!(stage(ticket), Some((counter, Stage::Serving))),
                    Event::Rung { kiosk, at } => {
                        let rings = Bell { kiosk, since: at };
                        prop_assert!(after.bells.contains(&rings));
                    }
                    Event::Answered { kiosk } => prop_assert!(after.bells.iter().all(|bell| bell.kiosk != kiosk)),
                    Event::Served { ticket, .. } => prop_assert!(stage(ticket).is_none() && after.ahead_of(ticket).is_none()),
                }
                prop_assert_eq!(after.revision, before.revision + 1);
            }
            Err(Refusal::CounterBusy { ticket }) => prop_assert!(before.call_of(ticket).is_some_and(|call| call.stage != Stage::Missed)),
            Err(Refusal::AlreadyCalled { ticket, counter }) => prop_assert_eq!(before.at(counter).map(|call| call.ticket), Some(ticket)),
            Err(Refusal::NotWaiting { ticket }) => prop_assert!(before.ahead_of(ticket).is_none() && before.call_of(ticket).is_none()),
            Err(_) => prop_assert_eq!(before, queue.board()),
        }
    }

    #[test]
    fn the_board_holds_nothing_but_ids_numbers_and_letters(commands in prop::collection::vec(anything(), 0..120)) {
        let (queue, _) = live(&commands);
        let told = serde_json::to_value(queue.board()).unwrap();
        prop_assert!(plain(&told), "{}", told);
        prop_assert_eq!(serde_json::from_value::<Board>(told).unwrap(), queue.board());
    }

    #[test]
    fn any_text_is_a_ticket_number_or_an_error(text in ".{0,6}") {
        if let Ok(ticket) = text.parse::<TicketNumber>() {
            prop_assert_eq!(ticket.to_string(), text);
        }
    }
}

/// Whether every text in it is an id, a ticket's number, a stage or a date: nothing that a person could be known by.
fn plain(told: &serde_json::Value) -> bool {
    use serde_json::Value::*;
    let short = |text: &str| text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match told {
        Null | Number(_) => true,
        Bool(_) => false,
        String(text) => short(text),
        Array(list) => list.iter().all(plain),
        Object(fields) => fields.values().all(plain),
    }
}
