//! The lobby as it stands today: one [`Queue`] an office, rebuilt from the ledger's events and told to everybody who listens.
//!
//! A command is decided, written to the ledger, applied and shown, in this order and one at a time an office. Writing is the only
//! step that can fail; whoever finds that another server wrote first reads again and decides again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use api::{Issued, Issuer, Refused, StaffMember};
use domain::city::{City, Office};
use domain::moment::Moment;
use domain::queue::{Board, Command, Event, Queue, Refusal, TicketNumber};
use domain::submission::SubmissionKey;
use server_fn::codec::ByteStream;
use tokio::sync::Mutex;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::Clock;
use crate::audit::{Act, Actor};
use crate::ledger::{LedgerFault, LobbyLedger};
use crate::live::Live;

/// How often it is looked whether a new day has begun, so that a display does not show yesterday's numbers in the morning.
const NEW_DAY_CHECK: Duration = Duration::from_secs(10);
/// How many lost races in a row are one too many.
const RACES: usize = 8;

/// Every office's lobby (待合) of a city.
#[derive(Clone)]
pub struct Lobby {
    rooms: Arc<BTreeMap<String, Room>>,
    ledger: Arc<dyn LobbyLedger>,
    live: Arc<Live>,
    clock: Clock,
}

/// One office and who waits there.
struct Room {
    office: Office,
    queue: Mutex<Queue>,
}

/// What is asked, by whom, and the key of the press that must not count twice.
struct Order {
    command: Command,
    who: Actor,
    key: Option<SubmissionKey>,
}

/// What an order came to: whose ticket, if it was about one, when, and the board after it.
struct Outcome {
    ticket: Option<TicketNumber>,
    at: Moment,
    board: Board,
}

/// Why an order was not carried out.
enum No {
    /// Another server wrote first, and what it wrote has been read: decide again.
    Raced,
    Refused(Refused),
}

impl From<LedgerFault> for No {
    fn from(fault: LedgerFault) -> No {
        if fault == LedgerFault::LostRace { No::Raced } else { No::Refused(fault.into()) }
    }
}

impl Lobby {
    /// Opens every office's lobby as the ledger remembers it, for at most so many listeners at once, until `closing`.
    ///
    /// # Errors
    /// [`LedgerFault`] if the ledger cannot be read. A full disk is no reason to stay shut: the board is shown all the same.
    pub async fn open(
        city: &City,
        ledger: Arc<dyn LobbyLedger>,
        clock: Clock,
        listeners: usize,
        closing: CancellationToken,
    ) -> Result<Lobby, LedgerFault> {
        let mut rooms = BTreeMap::new();
        for office in &city.offices {
            let queue = Mutex::new(remembered(&*ledger, office).await?);
            rooms.insert(office.id.clone(), Room { office: office.clone(), queue });
        }
        let boards = rooms.values_mut().map(|room| room.queue.get_mut().board()).collect();
        let live = Arc::new(Live::start(boards, listeners, clock.clone(), closing.clone()));
        let lobby = Lobby { rooms: Arc::new(rooms), ledger, live, clock };
        lobby.open_day().await;
        let keeper = lobby.clone();
        tokio::spawn(async move {
            while closing.run_until_cancelled(sleep(NEW_DAY_CHECK)).await.is_some() {
                keeper.open_day().await;
            }
        });
        Ok(lobby)
    }

    /// The live board of an office, as the server function `watch` hands it out.
    ///
    /// # Errors
    /// As [`Live::listen`].
    pub fn watch(&self, office: &str) -> Result<ByteStream<Refused>, Refused> {
        self.live.watch(office)
    }

    /// How many listen to any of the boards.
    pub fn listeners(&self) -> usize {
        self.live.listeners()
    }

    /// Issues a ticket. The same key at the same office gives the same ticket as long as its day lasts.
    ///
    /// # Errors
    /// [`Refused::BadValue`] for a key that is none, [`Refused::NotFound`] for an office there is not, [`Refused::Lobby`] when the
    /// lobby says no, and the ledger's own.
    pub async fn issue(&self, who: Issuer, office: String, queue: String, key: String) -> Result<Issued, Refused> {
        let reason = "発券のキーは、0〜9とa〜fの32桁で送ってください。";
        let key = SubmissionKey::parse(&key).ok_or_else(|| Refused::BadValue { reason: reason.into() })?;
        let who = match who {
            Issuer::Staff(staff) => Actor::Staff(staff.id),
            Issuer::Kiosk(device) => Actor::Device(device),
        };
        let Outcome { ticket, at, board } =
            self.carry_through(office, Order { command: Command::Issue { queue }, who, key: Some(key) }).await?;
        let ticket = ticket.ok_or(Refused::Broken)?;
        let ahead = board.ahead_of(ticket).unwrap_or(0).try_into().unwrap_or(u32::MAX);
        let day = board.day.unwrap_or_else(|| at.date()).format("%Y%m%d");
        Ok(Issued { ticket, ahead, at, path: format!("/wait/{}#{ticket}-{day}", board.office) })
    }

    /// Carries out what a member of staff asks at a counter, and says whose ticket it was.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for an office there is not, [`Refused::Lobby`] when the lobby says no, and the ledger's own.
    pub async fn at_counter(&self, who: StaffMember, office: String, command: Command) -> Result<TicketNumber, Refused> {
        self.carry_through(office, Order { command, who: Actor::Staff(who.id), key: None }).await?.ticket.ok_or(Refused::Broken)
    }

    /// Asks staff to come to a kiosk. Whoever presses the button again has still asked once.
    ///
    /// # Errors
    /// [`Refused::BadValue`] if it is not a kiosk that asks, [`Refused::NotFound`] for an office there is not, and the ledger's own.
    pub async fn call_staff(&self, who: Issuer, office: String) -> Result<(), Refused> {
        let Issuer::Kiosk(device) = who else {
            return Err(Refused::BadValue { reason: "係員を呼べるのは、発券機だけです。".into() });
        };
        let kiosk = u32::try_from(device).map_err(|_| Refused::Broken)?;
        let command = Command::Ring { kiosk, at: self.clock.now() };
        match self.carry_through(office, Order { command, who: Actor::Device(device), key: None }).await {
            Err(Refused::Lobby { refusal: Refusal::Ringing }) => Ok(()),
            answer => answer.map(drop),
        }
    }

    /// A member of staff goes to a kiosk where staff are asked for.
    ///
    /// # Errors
    /// [`Refused::Lobby`] if nobody asks there any more, [`Refused::NotFound`] for an office there is not, and the ledger's own.
    pub async fn answer_kiosk(&self, who: StaffMember, office: String, kiosk: u32) -> Result<(), Refused> {
        self.carry_through(office, Order { command: Command::Answer { kiosk }, who: Actor::Staff(who.id), key: None }).await.map(drop)
    }

    /// Opens the lobby of every office for today, where it is not open yet. Whoever gives an order does so too; this is for the
    /// displays of a morning on which nobody has come yet.
    pub async fn open_day(&self) {
        for room in self.rooms.values() {
            let mut queue = room.queue.lock().await;
            if let Err(No::Refused(refused)) = self.open_day_of(room, &mut queue).await {
                tracing::warn!(office = room.office.id, %refused, "the lobby could not be opened for today");
            }
        }
    }

    /// What was begun is finished, even if whoever asked has gone meanwhile: a call that is in the ledger must be on the display.
    async fn carry_through(&self, office: String, order: Order) -> Result<Outcome, Refused> {
        let lobby = self.clone();
        let work = tokio::spawn(async move { lobby.carry_out(&office, &order).await });
        work.await.unwrap_or_else(|trouble| {
            tracing::error!(%trouble, "the lobby stumbled");
            Err(Refused::Broken)
        })
    }

    async fn carry_out(&self, office: &str, order: &Order) -> Result<Outcome, Refused> {
        let room = self.rooms.get(office).ok_or_else(|| Refused::NotFound { what: "その庁舎".into() })?;
        let mut queue = room.queue.lock().await;
        for _ in 0..RACES {
            match self.attempt(room, &mut queue, order).await {
                Ok(outcome) => return Ok(outcome),
                Err(No::Refused(refused)) => return Err(refused),
                Err(No::Raced) => {}
            }
        }
        Err(Refused::Overloaded)
    }

    async fn attempt(&self, room: &Room, queue: &mut Queue, order: &Order) -> Result<Outcome, No> {
        self.open_day_of(room, queue).await?;
        if let Some(key) = &order.key
            && let Some((ticket, at)) = self.ledger.ticket_of(&room.office.id, key).await?
        {
            return Ok(Outcome { ticket: Some(ticket), at, board: queue.board() });
        }
        let event = queue.decide(&order.command, &room.office).map_err(|refusal| No::Refused(Refused::Lobby { refusal }))?;
        let ticket = event.ticket();
        let at = self.clock.now();
        let board = self.happen(room, queue, event, (at, order.who), order.key.clone()).await?;
        Ok(Outcome { ticket, at, board })
    }

    async fn open_day_of(&self, room: &Room, queue: &mut Queue) -> Result<(), No> {
        let now = self.clock.now();
        match queue.decide(&Command::OpenDay(now.date()), &room.office) {
            Ok(event) => self.happen(room, queue, event, (now, Actor::House), None).await.map(drop).map_err(No::from),
            Err(_) => Ok(()), // it is open
        }
    }

    /// Writes down what happens, then lets it happen, then shows it.
    async fn happen(
        &self,
        room: &Room,
        queue: &mut Queue,
        event: Event,
        (at, who): (Moment, Actor),
        key: Option<SubmissionKey>,
    ) -> Result<Board, LedgerFault> {
        let office = &room.office.id;
        let line = Act::Lobby { office: office.clone(), event: event.clone() }.line(who, at);
        match self.ledger.append(office, queue.revision(), vec![event.clone()], line, key).await {
            Ok(seq) => queue.apply(seq, &event),
            Err(LedgerFault::LostRace) => {
                *queue = remembered(&*self.ledger, &room.office).await?;
                self.live.publish(&queue.board());
                return Err(LedgerFault::LostRace);
            }
            Err(fault) => return Err(fault),
        }
        let board = queue.board();
        self.live.publish(&board);
        Ok(board)
    }
}

/// The office's lobby as the ledger remembers it.
async fn remembered(ledger: &dyn LobbyLedger, office: &Office) -> Result<Queue, LedgerFault> {
    let mut queue = Queue::new(office);
    for (seq, event) in ledger.events(&office.id).await? {
        queue.apply(seq, &event);
    }
    Ok(queue)
}
