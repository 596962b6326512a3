//! How many submissions a second are on the disk before their answers leave, at 64 connections: ours, beside a bare axum server
//! with the same group commit and one that commits each request by itself. All take turns in each round; ratios are printed.
//!
//! Usage: `submit MADOGUCHI [ROUNDS]`; `submit serve group|single FILE` is the reference server.

mod load;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, query};
use tokio::sync::{mpsc, oneshot};

const CONNECTIONS: u32 = 64;
/// Uncounted: a server that has just started is still busy with itself, ours with compressing its pages.
const WARM_UP: Duration = Duration::from_secs(3);
const SECONDS: u64 = 4;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve", kind, file] => serve(kind == "group", Path::new(file)).await,
        [madoguchi] => compare(Path::new(madoguchi), 5).await,
        [madoguchi, rounds] => compare(Path::new(madoguchi), rounds.parse().expect("a number of rounds")).await,
        _ => panic!("usage: submit MADOGUCHI [ROUNDS]"),
    }
}

// ---- the reference ---------------------------------------------------------------------------------------------

#[derive(Deserialize)]
struct Sent {
    slip: String,
    key: String,
}

type Waiting = (Sent, oneshot::Sender<i64>);

/// A bare server: no checks, no digest, no receipt of then; only the row on the disk and its number.
async fn serve(group: bool, file: &Path) {
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut connection = options.connect().await.expect("a new file");
    let table = "CREATE TABLE submission (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, slip TEXT NOT NULL) STRICT";
    query(table).execute(&mut connection).await.expect("a new table");
    let (door, waiting) = mpsc::channel::<Waiting>(1024);
    tokio::spawn(write_all(connection, waiting, if group { 256 } else { 1 }));
    let app = Router::new().route("/api/submit", post(submit)).with_state(Arc::new(door));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    println!("http://{}/", listener.local_addr().expect("an address"));
    axum::serve(listener, app).await.expect("serving");
}

async fn submit(State(door): State<Arc<mpsc::Sender<Waiting>>>, Json(sent): Json<Sent>) -> Json<Value> {
    let (tell, hear) = oneshot::channel();
    door.send((sent, tell)).await.expect("the writer is there");
    Json(json!({ "reference": hear.await.expect("the writer answers") }))
}

async fn write_all(mut connection: SqliteConnection, mut waiting: mpsc::Receiver<Waiting>, at_most: usize) {
    let mut batch = Vec::new();
    while waiting.recv_many(&mut batch, at_most).await > 0 {
        let rows = Value::Array(batch.iter().map(|(sent, _)| json!([sent.key, sent.slip])).collect()).to_string();
        let insert = "INSERT INTO submission (key, slip) SELECT value->>0, value->>1 FROM json_each(?1) RETURNING seq";
        let numbers: Vec<(i64,)> = sqlx::query_as(insert).bind(rows).fetch_all(&mut connection).await.expect("stored");
        batch.drain(..).zip(numbers).for_each(|((_, tell), (number,))| tell.send(number).expect("the request waits"));
    }
}

// ---- the comparison --------------------------------------------------------------------------------------------

struct Server {
    process: Child,
    address: String,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Starts a server on the first core and reads its address from its first line that has one.
fn start(program: &Path, arguments: &[&str], folder: tempfile::TempDir) -> Server {
    let mut process = Command::new("taskset")
        .args(["-c", "0"])
        .arg(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the server starts");
    let address = load::address(process.stdout.take().expect("piped"));
    Server { process, address, _folder: folder }
}

fn ours(madoguchi: &Path) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data").display().to_string();
    start(madoguchi, &["serve", "--listen", "127.0.0.1:0", "--data", &data], folder)
}

fn reference(kind: &str) -> Server {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ledger.sqlite").display().to_string();
    start(&std::env::current_exe().expect("a path"), &["serve", kind, &file], folder)
}

/// A sealed slip of a real form, as the phone would send it.
fn sealed(madoguchi: &Path, data: &Path) -> String {
    let tool = |arguments: &[&str]| {
        let mut tool = Command::new(madoguchi);
        tool.args(arguments).stdout(Stdio::piped());
        tool
    };
    let mut sample = tool(&["form", "sample", "water-start"]).spawn().expect("the tool starts");
    let mut seal = tool(&["slip", "seal", "--form", "water-start", "--data", &data.display().to_string()]);
    let sealed = seal.stdin(sample.stdout.take().expect("piped")).output().expect("sealed");
    sample.wait().expect("the sample was read");
    String::from_utf8(sealed.stdout).expect("digits").trim().to_owned()
}

async fn compare(madoguchi: &Path, rounds: usize) {
    // The servers have the first core; who asks them keeps off it.
    let us = std::process::id().to_string();
    assert!(Command::new("taskset").args(["-acp", "1", &us]).stdout(Stdio::null()).status().expect("taskset").success(), "a second core");
    let madoguchi: PathBuf = std::path::absolute(madoguchi).expect("a path");
    let first = ours(&madoguchi);
    let slip = sealed(&madoguchi, &first._folder.path().join("data"));
    assert!(slip.len() > 100, "the slip was not sealed");
    drop(first);
    let mut ratios = (Vec::new(), Vec::new());
    let mut rates = Vec::new();
    for _ in 0..rounds {
        let mut rate = Vec::new();
        for server in [|m: &Path| ours(m), |_: &Path| reference("group"), |_: &Path| reference("single")] {
            let server = server(&madoguchi);
            // A slip is sealed to a key, so ours gets one of its own city.
            let digits = if rate.is_empty() { sealed(&madoguchi, &server._folder.path().join("data")) } else { slip.clone() };
            load::submissions(&server.address, &digits, 0, CONNECTIONS, WARM_UP).await;
            let stored = load::submissions(&server.address, &digits, 1, CONNECTIONS, Duration::from_secs(SECONDS)).await;
            rate.push(stored as f64 / SECONDS as f64);
        }
        ratios.0.push(rate[0] / rate[1]);
        ratios.1.push(rate[0] / rate[2]);
        rates.push(rate);
    }
    let middle = |of: usize| load::median(rates.iter().map(|r| r[of]).collect());
    println!("submissions on the disk at {CONNECTIONS} connections, each server on one core of its own, median of {rounds} rounds");
    println!("  a second: ours {:.0}, group-commit reference {:.0}, one commit a request {:.0}", middle(0), middle(1), middle(2));
    println!("  ours ÷ group-commit reference   {:.2}   (wanted ≥ 0.70)", load::median(ratios.0));
    println!("  ours ÷ one commit a request     {:.2}   (wanted ≥ 5)", load::median(ratios.1));
}
