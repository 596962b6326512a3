//! What the live stream is measured against: axum's own `Sse` with its own keep-alive, sending the boards it is given.
//!
//! `GET /watch` listens; `POST /board` gives the next board as JSON.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, KeepAliveStream, Sse};
use axum::routing::{get, post};
use futures::{Stream, StreamExt};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

/// The newest board and its number.
type Air = Arc<watch::Sender<(u64, Arc<str>)>>;

/// Serves until it is ended; says its address first.
pub async fn serve() -> Result<()> {
    let air: Air = Arc::new(watch::Sender::new((1, "{}".into())));
    let doors = Router::new().route("/watch", get(watch)).route("/board", post(board)).with_state(air);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/", listener.local_addr()?);
    Ok(axum::serve(listener, doors).await?)
}

async fn watch(State(air): State<Air>) -> Sse<KeepAliveStream<impl Stream<Item = Result<Event, Infallible>>>> {
    let boards = WatchStream::new(air.subscribe());
    let boards = boards.map(|(revision, board)| Ok(Event::default().id(revision.to_string()).data(&*board)));
    let beat = Event::default().event("beat").data("1795316520");
    Sse::new(boards).keep_alive(KeepAlive::new().interval(Duration::from_secs(2)).event(beat))
}

async fn board(State(air): State<Air>, board: String) {
    air.send_modify(|news| *news = (news.0 + 1, board.into()));
}
