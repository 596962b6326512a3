//! What the live stream is measured against: axum's own `Sse`, sending the boards it is given, and beats.
//!
//! `GET /watch` listens; `POST /board` gives the next board as JSON.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, Sse};
use axum::routing::{get, post};
use futures::{Stream, StreamExt};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;

/// What there is to hear: a board, or a beat with its second.
#[derive(Clone)]
struct News {
    revision: u64,
    board: Arc<str>,
    beat: Option<u64>,
}

type Air = Arc<watch::Sender<News>>;

/// Serves until it is ended; says its address first.
pub async fn serve() -> Result<()> {
    let air: Air = Arc::new(watch::Sender::new(News { revision: 1, board: "{}".into(), beat: None }));
    let beats = Arc::clone(&air);
    tokio::spawn(async move {
        for second in (1_795_316_520..).step_by(2) {
            tokio::time::sleep(Duration::from_secs(2)).await;
            beats.send_modify(|news| news.beat = Some(second));
        }
    });
    let doors = Router::new().route("/watch", get(watch)).route("/board", post(board)).with_state(air);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/", listener.local_addr()?);
    Ok(axum::serve(listener, doors).await?)
}

async fn watch(State(air): State<Air>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    Sse::new(WatchStream::new(air.subscribe()).map(|news| {
        Ok(match news.beat {
            Some(second) => Event::default().event("beat").data(second.to_string()),
            None => Event::default().id(news.revision.to_string()).data(&news.board),
        })
    }))
}

async fn board(State(air): State<Air>, board: String) {
    air.send_modify(|news| *news = News { revision: news.revision + 1, board: board.into(), beat: None });
}
