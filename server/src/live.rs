//! The live stream: state, not a log. Whoever listens hears the newest board and, between boards, a beat.
//!
//! A board and a beat are made once and shared by every listener; a listener that was slow skips to the newest board. So a
//! listener costs a place in a `watch` channel and nothing that grows. Silence is how a phone notices that it is cut off,
//! therefore the beats; they are events, because a browser does not tell its page about comments.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use api::Refused;
use bytes::Bytes;
use domain::queue::Board;
use futures::Stream;
use futures::stream;
use server_fn::codec::ByteStream;
use tokio::sync::{Semaphore, watch};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::Clock;

/// How often everybody hears a beat, which carries the server's time. A screen that has heard nothing for three of them reconnects.
pub const BEAT: Duration = Duration::from_secs(2);

/// The shortest time, in milliseconds, after which a browser comes back by itself.
const RETRY_FROM: u32 = 1000;
/// How many different times there are, a millisecond apart.
const RETRIES: u32 = 2001;
/// The step from one listener's time to the next; it shares no factor with [`RETRIES`], so a thousand listeners come back evenly spread.
const RETRY_STEP: u32 = 1237;

/// The live boards (呼出表示の配信) of every office, and everybody who listens.
pub struct Live {
    offices: Arc<BTreeMap<String, watch::Sender<Latest>>>,
    seats: Arc<Semaphore>,
    most: usize,
    /// How many listeners ever came; it spreads their return.
    came: AtomicU32,
}

/// What there is to hear of an office.
#[derive(Clone)]
struct Latest {
    revision: u64,
    /// The board as an event, ready to send.
    board: Bytes,
    /// The last beat as an event, ready to send; empty before the first.
    beat: Bytes,
    /// The server is going down: everybody is sent home.
    over: bool,
}

impl Live {
    /// Goes on the air with these boards, for at most so many listeners at once, until `closing`.
    pub fn start(boards: Vec<Board>, most: usize, clock: Clock, closing: CancellationToken) -> Live {
        let channel = |board: Board| {
            let latest = Latest { revision: board.revision, board: event(&board), beat: Bytes::new(), over: false };
            (board.office, watch::Sender::new(latest))
        };
        let offices: Arc<BTreeMap<_, _>> = Arc::new(boards.into_iter().map(channel).collect());
        tokio::spawn(keep_time(Arc::clone(&offices), clock, closing));
        Live { offices, seats: Arc::new(Semaphore::new(most)), most, came: AtomicU32::new(0) }
    }

    /// Sends a board to everybody who listens to its office. An older board than the last one changes nothing.
    pub fn publish(&self, board: &Board) {
        let Some(office) = self.offices.get(&board.office) else { return };
        office.send_if_modified(|latest| {
            let newer = board.revision > latest.revision;
            if newer {
                (latest.revision, latest.board) = (board.revision, event(board));
            }
            newer
        });
    }

    /// Listens to an office: its board at once, then every newer board and a beat between them, until the server goes down.
    ///
    /// # Errors
    /// [`Refused::NotFound`] for an office there is not, [`Refused::Overloaded`] when every seat is taken.
    pub fn listen(&self, office: &str) -> Result<impl Stream<Item = Bytes> + Send + 'static, Refused> {
        let office = self.offices.get(office).ok_or_else(|| Refused::NotFound { what: "その庁舎".into() })?;
        let seat = Arc::clone(&self.seats).try_acquire_owned().map_err(|_| Refused::Overloaded)?;
        let mut news = office.subscribe();
        let latest = news.borrow_and_update().clone();
        if latest.over {
            return Err(Refused::Overloaded);
        }
        let first = with_retry(&latest.board, RETRY_FROM + self.came.fetch_add(1, Ordering::Relaxed).wrapping_mul(RETRY_STEP) % RETRIES);
        Ok(stream::unfold((news, latest.revision, Some(first), seat), |(mut news, heard, first, seat)| async move {
            if let Some(first) = first {
                return Some((first, (news, heard, None, seat)));
            }
            news.changed().await.ok()?;
            let (block, revision) = {
                let latest = news.borrow_and_update();
                let block = if latest.revision == heard { &latest.beat } else { &latest.board };
                (!latest.over).then(|| (block.clone(), latest.revision))
            }?;
            Some((block, (news, revision, None, seat)))
        }))
    }

    /// [`Live::listen`] as the server function `watch` hands it out.
    ///
    /// # Errors
    /// As [`Live::listen`].
    pub fn watch(&self, office: &str) -> Result<ByteStream<Refused>, Refused> {
        self.listen(office).map(ByteStream::from)
    }

    /// How many listen now.
    pub fn listeners(&self) -> usize {
        self.most - self.seats.available_permits()
    }
}

/// Beats until `closing`, then sends everybody home.
async fn keep_time(offices: Arc<BTreeMap<String, watch::Sender<Latest>>>, clock: Clock, closing: CancellationToken) {
    let mut beats = interval(BEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beats.tick().await; // the first is at once, and every listener begins with a board anyway
    while closing.run_until_cancelled(beats.tick()).await.is_some() {
        let beat = Bytes::from(format!("event: beat\ndata: {}\n\n", clock.now().0));
        offices.values().for_each(|office| office.send_modify(|latest| latest.beat = beat.clone()));
    }
    offices.values().for_each(|office| office.send_modify(|latest| latest.over = true));
}

/// A board as a server-sent event.
fn event(board: &Board) -> Bytes {
    let mut block = format!("id: {}\ndata: ", board.revision).into_bytes();
    serde_json::to_writer(&mut block, board).expect("a board is made of texts and numbers, and memory takes any of it");
    block.extend_from_slice(b"\n\n");
    block.into()
}

/// The same event, with the time after which this listener comes back when it is cut off.
fn with_retry(event: &[u8], milliseconds: u32) -> Bytes {
    let line = event.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let mut block = Vec::with_capacity(event.len() + "retry: 3000\n".len());
    block.extend_from_slice(&event[..line]);
    writeln!(block, "retry: {milliseconds}").expect("memory takes any text");
    block.extend_from_slice(&event[line..]);
    block.into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::moment::Moment;
    use futures::{FutureExt, StreamExt};

    use super::*;

    fn board(revision: u64) -> Board {
        Board { office: "main".into(), revision, day: None, queues: Vec::new(), calls: Vec::new(), bells: Vec::new() }
    }

    fn on_air(most: usize) -> (Live, CancellationToken) {
        let closing = CancellationToken::new();
        let noon = Clock::by(|| Moment(1_795_316_520));
        (Live::start(vec![board(7)], most, noon, closing.clone()), closing)
    }

    #[tokio::test]
    async fn a_listener_hears_the_board_at_once_then_beats_and_newer_boards() {
        let (live, _closing) = on_air(1);
        let mut heard = Box::pin(live.listen("main").unwrap());
        let first = String::from_utf8(heard.next().await.unwrap().to_vec()).unwrap();
        assert_eq!(first, "id: 7\nretry: 1000\ndata: {\"office\":\"main\",\"revision\":7,\"day\":null,\"queues\":[],\"calls\":[]}\n\n");
        assert_eq!(heard.next().await.unwrap(), "event: beat\ndata: 1795316520\n\n");
        live.publish(&board(8));
        assert!(heard.next().await.unwrap().starts_with(b"id: 8\ndata: {"));
        assert_eq!(heard.next().now_or_never(), None, "nothing twice");
    }

    #[tokio::test]
    async fn a_slow_listener_skips_to_the_newest_board() {
        let (live, _closing) = on_air(1);
        let mut heard = Box::pin(live.listen("main").unwrap());
        heard.next().await;
        (8..=20).for_each(|revision| live.publish(&board(revision)));
        live.publish(&board(19));
        assert!(heard.next().await.unwrap().starts_with(b"id: 20\n"));
        assert_eq!(heard.next().now_or_never(), None, "an older board is no news");
    }

    #[tokio::test]
    async fn everybody_hears_the_same_bytes_and_comes_back_at_another_time() {
        let (live, _closing) = on_air(1000);
        let mut listeners: Vec<_> = (0..1000).map(|_| Box::pin(live.listen("main").unwrap())).collect();
        assert_eq!(live.listeners(), 1000);
        let mut returns = BTreeSet::new();
        for listener in &mut listeners {
            let first = String::from_utf8(listener.next().await.unwrap().to_vec()).unwrap();
            let retry: u32 = first.lines().nth(1).unwrap().strip_prefix("retry: ").unwrap().parse().unwrap();
            assert!((1000..=3000).contains(&retry));
            returns.insert(retry);
        }
        assert_eq!(returns.len(), 1000);
        live.publish(&board(8));
        let mut copies = BTreeSet::new();
        for listener in &mut listeners {
            copies.insert(listener.next().await.unwrap().as_ptr());
        }
        assert_eq!(copies.len(), 1, "one buffer serves them all");
    }

    #[tokio::test]
    async fn a_full_house_sends_the_next_one_away_until_somebody_leaves() {
        let (live, _closing) = on_air(1);
        let inside = live.listen("main").unwrap();
        assert_eq!(live.listen("main").map(drop), Err(Refused::Overloaded));
        drop(inside);
        assert!(live.listen("main").is_ok());
        assert!(matches!(live.listen("nowhere").map(drop), Err(Refused::NotFound { .. })));
    }

    #[tokio::test]
    async fn at_closing_time_every_stream_ends() {
        let (live, closing) = on_air(10);
        let mut listeners: Vec<_> = (0..9).map(|_| Box::pin(live.listen("main").unwrap())).collect();
        for listener in &mut listeners {
            listener.next().await;
        }
        closing.cancel();
        for listener in &mut listeners {
            assert_eq!(listener.next().await, None);
        }
        assert_eq!(live.listen("main").map(drop), Err(Refused::Overloaded));
    }
}
