//! What a call costs on its way to a thousand listeners, and how long it takes: ours beside axum's own `Sse` sending the same bytes.
//! Each server has a core of its own, the listeners another; the two take turns in each round; ratios are printed.
//!
//! Usage: `live MADOGUCHI [ROUNDS]`; `live serve` is the reference server.

mod door;
mod listeners;
mod program;
mod reference;

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use door::Door;
use listeners::Listeners;
use program::{Program, settle};
use tempfile::TempDir;

const LISTENERS: usize = 1000;
const WAITING: usize = 60;
const CALLS: usize = 40;
/// The listeners' core; the servers have the first.
const OUR_CORE: usize = 1;
/// Between two calls, so that each is a call of its own and not the tail of the one before.
const PAUSE: Duration = Duration::from_millis(50);

fn main() -> Result<()> {
    let here = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => tokio::runtime::Runtime::new()?.block_on(reference::serve()),
        [madoguchi] => here.block_on(compare(Path::new(madoguchi), 5)),
        [madoguchi, rounds] => here.block_on(compare(Path::new(madoguchi), rounds.parse().context("a number of rounds")?)),
        _ => bail!("usage: live MADOGUCHI [ROUNDS]"),
    }
}

/// A server that is listened to, and how somebody is called there.
struct Side {
    program: Program,
    address: SocketAddr,
    door: Door,
    /// Where its stream is.
    stream: &'static str,
    /// What is posted, and where, so that everybody hears a board.
    call: (&'static str, String),
    _folder: Option<TempDir>,
}

/// What one round found.
struct Round {
    /// Microseconds of the server's core for each event that reached a listener.
    cpu: f64,
    /// Milliseconds from a call to the moment a listener heard it: the middle, and 99 in 100.
    median: f64,
    p99: f64,
    /// KiB of the server's memory for each listener.
    memory: f64,
}

/// The demo city with sixty people waiting and one called again and again.
fn ours(madoguchi: &Path) -> Result<Side> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data").display().to_string();
    let program = Program::start(madoguchi, &["serve", "--listen", "127.0.0.1:0", "--data", &data], 0)?;
    let (address, code) = program.address_and_code()?;
    let mut door = Door::open(address)?;
    door.ask("/api/join", &format!(r#"{{"code":"{code}","name":"測定 太郎","passphrase":"a passphrase for one morning"}}"#))?;
    for press in 0..=WAITING {
        door.ask("/api/issue_ticket", &format!(r#"{{"office":"main","queue":"certificates","key":"{press:032x}"}}"#))?;
    }
    door.ask("/api/call", r#"{"office":"main","counter":1,"ticket":"A001"}"#)?;
    let call = ("/api/recall", r#"{"office":"main","counter":1}"#.to_owned());
    Ok(Side { program, address, door, stream: "/api/watch?office=main", call, _folder: Some(folder) })
}

/// The reference, given a board to repeat.
fn theirs(board: String) -> Result<Side> {
    let program = Program::start(&std::env::current_exe()?, &["serve"], 0)?;
    let address = program.address()?;
    let mut door = Door::open(address)?;
    door.ask("/board", &board)?;
    Ok(Side { program, address, door, stream: "/watch", call: ("/board", board), _folder: None })
}

impl Side {
    /// A thousand listeners come, hear so many calls, and go.
    async fn round(&mut self) -> Result<Round> {
        self.program.come_to_rest()?;
        let alone = self.program.memory()?;
        let mut listeners = Listeners::connect(self.address, self.stream, LISTENERS).await?;
        self.call_all(&mut listeners, 3).await?;
        let memory = (self.program.memory()?.saturating_sub(alone)) as f64 / LISTENERS as f64;
        let (cpu, heard) = (self.program.cpu()?, listeners.events());
        let mut waits = self.call_all(&mut listeners, CALLS).await?;
        let cpu = (self.program.cpu()? - cpu).as_secs_f64() * 1e6 / (listeners.events() - heard) as f64;
        waits.sort();
        let at = |hundredth: usize| waits[(waits.len() - 1) * hundredth / 100].as_secs_f64() * 1e3;
        Ok(Round { cpu, median: at(50), p99: at(99), memory })
    }

    /// Calls so many times; how long each listener waited for each.
    async fn call_all(&mut self, listeners: &mut Listeners, calls: usize) -> Result<Vec<Duration>> {
        let mut waits = Vec::with_capacity(calls * LISTENERS);
        for _ in 0..calls {
            let next = listeners.revision + 1;
            let since = Instant::now();
            self.door.send(self.call.0, &self.call.1)?;
            waits.extend(listeners.until_all_heard(next, since).await?);
            self.door.answer()?;
            tokio::time::sleep(PAUSE).await;
        }
        Ok(waits)
    }
}

async fn compare(madoguchi: &Path, rounds: usize) -> Result<()> {
    settle(OUR_CORE, LISTENERS as u64 + 100)?;
    let mut ours = ours(&std::path::absolute(madoguchi)?)?;
    let board = listeners::first_board(ours.address, ours.stream).await?;
    let mut theirs = theirs(board)?;
    let mut found = Vec::new();
    for round in 0..rounds {
        // Whoever is first finds the caches cold: each is, every other time.
        let early = if round % 2 == 0 { Some(ours.round().await?) } else { None };
        let reference = theirs.round().await?;
        let own = match early {
            Some(own) => own,
            None => ours.round().await?,
        };
        found.push((own, reference));
    }
    let of = |figure: fn(&Round) -> f64| {
        let ours = found.iter().map(|(ours, _)| figure(ours)).collect();
        let theirs = found.iter().map(|(_, theirs)| figure(theirs)).collect();
        let ratios = found.iter().map(|(ours, theirs)| figure(ours) / figure(theirs)).collect();
        [median(ours), median(theirs), median(ratios)]
    };
    println!("a call on its way to {LISTENERS} listeners, a board of {WAITING} waiting, median of {rounds} rounds of {CALLS} calls");
    println!("                                  ours   axum Sse   ours ÷ axum Sse");
    let line = |name: &str, [ours, theirs, ratio]: [f64; 3], wanted: &str| {
        println!("  {name:<28}{ours:>8.2}{theirs:>11.2}{ratio:>10.2}   {wanted}");
    };
    line("µs of the core a delivery", of(|round| round.cpu), "(wanted ≤ 1.15)");
    line("ms to a listener, median", of(|round| round.median), "");
    line("ms to a listener, 99 in 100", of(|round| round.p99), "(wanted ≤ 1.50)");
    // Memory that is given back by those who go is used again by those who come: only the first round shows it all.
    let (first_ours, first_theirs) = &found[0];
    println!("  KiB of memory a listener    {:>8.1}{:>11.1}             (wanted ours ≤ 22)", first_ours.memory, first_theirs.memory);
    Ok(())
}

/// The middle of the numbers.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
