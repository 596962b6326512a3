//! What may be asked of the lobby, and the rules by which it says yes or no.

use chrono::NaiveDate;

use super::{Call, Elsewhere, Event, Queue, Refusal, Stage, TicketNumber};
use crate::city::{CounterNumber, Office};
use crate::moment::Moment;

/// What somebody asks of the lobby (指示).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the lobby for a day (開庁); yesterday's tickets become void.
    OpenDay(NaiveDate),
    /// Give out a ticket of this queue (発券).
    Issue {
        /// The queue, by id.
        queue: String,
    },
    /// Call whoever has waited longest in the counter's queues (次の方を呼出).
    CallNext(CounterNumber),
    /// Call one person out of turn, waiting or missed earlier (指定呼出).
    Call(CounterNumber, TicketNumber),
    /// Call again the person called here, or, at a free counter, the one missed here last (再呼出).
    Recall(CounterNumber),
    /// Nobody came (不在).
    Miss(CounterNumber),
    /// The person has come (対応開始).
    Serve(CounterNumber),
    /// The person has been served (終了).
    Finish(CounterNumber),
    /// Somebody at a kiosk asks for staff (係員を呼ぶ).
    Ring {
        /// Which kiosk, by its number.
        kiosk: u32,
        /// When.
        at: Moment,
    },
    /// A member of staff goes to the kiosk (呼び鈴への応答).
    Answer {
        /// Which kiosk, by its number.
        kiosk: u32,
    },
}

impl Queue {
    /// What the command would make happen; changes nothing.
    ///
    /// A counter serves one person at a time. People come late, so a missed ticket is not over until its day is: the
    /// counter that missed it last may recall it, and any free counter may call it by its number.
    ///
    /// # Errors
    /// Why it may not happen, in the words of [`Refusal`].
    pub fn decide(&self, command: &Command, office: &Office) -> Result<Event, Refusal> {
        match command {
            Command::OpenDay(day) => self.open_day(*day),
            Command::Issue { queue } => self.issue(queue, office),
            Command::CallNext(counter) => self.call_next(*counter, office),
            Command::Call(counter, ticket) => self.call(*counter, *ticket, office),
            Command::Recall(counter) => self.recall(*counter, office),
            Command::Miss(counter) => self.miss(*counter, office),
            Command::Serve(counter) => self.serve(*counter, office),
            Command::Finish(counter) => self.finish(*counter, office),
            Command::Ring { kiosk, .. } if self.rings(*kiosk) => Err(Refusal::Ringing),
            Command::Ring { kiosk, at } => Ok(Event::Rung { kiosk: *kiosk, at: *at }),
            Command::Answer { kiosk } if self.rings(*kiosk) => Ok(Event::Answered { kiosk: *kiosk }),
            Command::Answer { .. } => Err(Refusal::NotRinging),
        }
    }

    /// A clock that was set back never voids today's tickets: only a later day opens.
    fn open_day(&self, day: NaiveDate) -> Result<Event, Refusal> {
        match self.day {
            Some(open) if open >= day => Err(Refusal::DayOpen { day: open }),
            _ => Ok(Event::Opened { day }),
        }
    }

    fn issue(&self, queue: &str, office: &Office) -> Result<Event, Refusal> {
        let plan = office.queue(queue).ok_or(Refusal::UnknownQueue)?;
        let number = self.last_numbers.get(&plan.letter).copied().unwrap_or(0) + 1;
        if number > TicketNumber::LAST {
            return Err(Refusal::NumbersUsedUp);
        }
        Ok(Event::Issued { ticket: TicketNumber { letter: plan.letter, number }, queue: queue.to_owned() })
    }

    fn call_next(&self, counter: CounterNumber, office: &Office) -> Result<Event, Refusal> {
        let plan = office.counter(counter).ok_or(Refusal::UnknownCounter)?;
        self.free(counter)?;
        let served_here = self.lines.iter().filter(|line| plan.queues.contains(&line.queue));
        let longest = served_here.filter_map(|line| line.waiting.front()).min_by_key(|one| one.since);
        let nobody = || Refusal::NobodyWaiting { called: self.called_elsewhere(&plan.queues, office) };
        longest.map(|one| Event::Called { ticket: one.ticket, counter }).ok_or_else(nobody)
    }

    /// Who of these queues was called last and has not come yet. Where two counters ask for the next one in the same moment, this is whom
    /// the quicker one got.
    fn called_elsewhere(&self, queues: &[String], office: &Office) -> Option<Elsewhere> {
        let of_them = |call: &&Call| queues.iter().filter_map(|queue| office.queue(queue)).any(|plan| plan.letter == call.ticket.letter);
        let called = self.calls.iter().filter(|call| call.stage == Stage::Called).find(of_them);
        called.map(|call| Elsewhere { ticket: call.ticket, counter: call.counter })
    }

    fn call(&self, counter: CounterNumber, ticket: TicketNumber, office: &Office) -> Result<Event, Refusal> {
        office.counter(counter).ok_or(Refusal::UnknownCounter)?;
        let missed = match self.call_of(ticket) {
            Some(call) if call.stage == Stage::Missed => true,
            Some(call) if call.counter != counter => return Err(Refusal::AlreadyCalled { ticket, counter: call.counter }),
            _ => false,
        };
        self.free(counter)?;
        if missed || self.waits(ticket) { Ok(Event::Called { ticket, counter }) } else { Err(Refusal::NotWaiting { ticket }) }
    }

    fn recall(&self, counter: CounterNumber, office: &Office) -> Result<Event, Refusal> {
        let ticket = match self.occupant(counter, office) {
            Ok(Call { stage: Stage::Serving, ticket, .. }) => return Err(Refusal::AlreadyServing { ticket: *ticket }),
            Ok(call) => call.ticket,
            Err(Refusal::CounterEmpty) => self.missed_here(counter).ok_or(Refusal::CounterEmpty)?,
            Err(refusal) => return Err(refusal),
        };
        Ok(Event::Recalled { ticket, counter })
    }

    fn miss(&self, counter: CounterNumber, office: &Office) -> Result<Event, Refusal> {
        match self.occupant(counter, office)? {
            Call { stage: Stage::Serving, ticket, .. } => Err(Refusal::AlreadyServing { ticket: *ticket }),
            call => Ok(Event::Missed { ticket: call.ticket, counter }),
        }
    }

    fn serve(&self, counter: CounterNumber, office: &Office) -> Result<Event, Refusal> {
        match self.occupant(counter, office)? {
            Call { stage: Stage::Serving, ticket, .. } => Err(Refusal::AlreadyServing { ticket: *ticket }),
            call => Ok(Event::Serving { ticket: call.ticket, counter }),
        }
    }

    fn finish(&self, counter: CounterNumber, office: &Office) -> Result<Event, Refusal> {
        match self.occupant(counter, office)? {
            Call { stage: Stage::Serving, ticket, .. } => Ok(Event::Served { ticket: *ticket, counter }),
            call => Err(Refusal::NotServing { ticket: call.ticket }),
        }
    }

    fn free(&self, counter: CounterNumber) -> Result<(), Refusal> {
        self.at(counter).map_or(Ok(()), |call| Err(Refusal::CounterBusy { ticket: call.ticket }))
    }

    /// Who is at the counter. Somebody there can be finished even where the plan dropped the counter during the day.
    fn occupant(&self, counter: CounterNumber, office: &Office) -> Result<&Call, Refusal> {
        let nobody = if office.counter(counter).is_some() { Refusal::CounterEmpty } else { Refusal::UnknownCounter };
        self.at(counter).ok_or(nobody)
    }

    /// The ticket this counter missed last, unless somebody has called it since.
    fn missed_here(&self, counter: CounterNumber) -> Option<TicketNumber> {
        let ticket = *self.last_missed.get(&counter)?;
        let call = self.call_of(ticket)?;
        (call.stage == Stage::Missed && call.counter == counter).then_some(ticket)
    }
}
