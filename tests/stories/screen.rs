//! A screen without a browser: it hears an office's event stream.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use domain::queue::Board;

/// A screen: it reads the event stream as a browser does.
pub struct Screen {
    lines: std::io::Lines<BufReader<TcpStream>>,
    pub head: String,
}

/// An event as it came.
#[derive(Debug, Default)]
pub struct Heard {
    pub id: Option<u64>,
    pub retry: Option<u32>,
    pub event: Option<String>,
    pub data: String,
}

impl Screen {
    /// One that looks at the office `main`.
    pub fn on(address: SocketAddr) -> Screen {
        let mut connection = TcpStream::connect(address).expect("a connection");
        connection.set_read_timeout(Some(Duration::from_secs(10))).expect("a socket");
        write!(connection, "GET /api/watch?office=main HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\n\r\n").expect("sent");
        let mut lines = BufReader::new(connection).lines();
        let head: Vec<String> = lines.by_ref().map(|line| line.expect("a head")).take_while(|line| !line.is_empty()).collect();
        Screen { lines, head: head.join("\n").to_ascii_lowercase() }
    }

    /// The next event; nothing when the stream has ended.
    pub fn hear(&mut self) -> Option<Heard> {
        let mut heard = Heard::default();
        loop {
            let line = self.lines.next()?.ok()?;
            // The lengths of the chunks, which stand between the events, begin with none of these words.
            match line.split_once(": ") {
                Some(("id", id)) => heard.id = id.parse().ok(),
                Some(("retry", retry)) => heard.retry = retry.parse().ok(),
                Some(("event", event)) => heard.event = Some(event.into()),
                Some(("data", data)) => heard.data = data.into(),
                _ if line.is_empty() && !heard.data.is_empty() => return Some(heard),
                _ => {}
            }
        }
    }

    /// The next board, whatever beats come before it.
    pub fn next_board(&mut self) -> Board {
        loop {
            let heard = self.hear().expect("the stream goes on");
            if heard.event.is_none() {
                let board: Board = serde_json::from_str(&heard.data).expect("a board");
                assert_eq!(heard.id, Some(board.revision));
                return board;
            }
        }
    }

    /// The board once it satisfies this; a screen may skip boards.
    pub fn until(&mut self, shows: impl Fn(&Board) -> bool) -> Board {
        std::iter::repeat_with(|| self.next_board()).find(shows).expect("boards come until one shows it")
    }
}

/// How many wait, in all queues together.
pub fn waiting(board: &Board) -> usize {
    board.queues.iter().map(|lane| lane.waiting.len()).sum()
}
