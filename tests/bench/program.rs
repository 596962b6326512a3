//! A server under measurement: a process of its own on a core of its own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// How long a server may take to say what is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a server must have nothing to do.
const REST: Duration = Duration::from_millis(500);

/// A running server; it ends with this value.
pub struct Program {
    child: Child,
    said: Receiver<String>,
    /// What each of its threads had spent when it was last looked at, in nanoseconds: a thread that ends takes its own count along.
    spent: RefCell<HashMap<OsString, u64>>,
}

impl Program {
    /// Starts a program on one core.
    pub fn start(path: &Path, arguments: &[&str], core: usize) -> Result<Program> {
        let core = core.to_string();
        let child = Command::new("taskset").args(["-c", &core]).arg(path).args(arguments).stdout(Stdio::piped()).spawn();
        let mut child = child.with_context(|| format!("starting {}", path.display()))?;
        let (say, said) = channel();
        let out = BufReader::new(child.stdout.take().context("its output was asked for")?);
        // The program must never wait for somebody to read what it says.
        thread::spawn(move || out.lines().map_while(Result::ok).for_each(|line| drop(say.send(line))));
        Ok(Program { child, said, spent: RefCell::default() })
    }

    /// Waits for the next line it says in which `find` finds something.
    pub fn hear<T>(&self, what: &str, find: impl Fn(&str) -> Option<T>) -> Result<T> {
        loop {
            let line = self.said.recv_timeout(PATIENCE).map_err(|_| anyhow!("the server did not say {what}"))?;
            if let Some(found) = find(&line) {
                return Ok(found);
            }
        }
    }

    /// Waits for the lines with its address on this machine and the one-time code for the first member of staff.
    pub fn address_and_code(&self) -> Result<(SocketAddr, String)> {
        Ok((
            self.address()?,
            self.hear("a one-time code", |line| line.split("招待コード").nth(1)?.split_whitespace().next().map(str::to_owned))?,
        ))
    }

    /// Waits for the line with its address on this machine.
    pub fn address(&self) -> Result<SocketAddr> {
        self.hear("its address", |line| {
            let rest = &line[line.find("127.0.0.1:")?..];
            rest.split(|c: char| !(c.is_ascii_digit() || ".:".contains(c))).next()?.parse().ok()
        })
    }

    /// Waits until it has done what it does by itself after its start; ours compresses its pages.
    pub fn come_to_rest(&self) -> Result<()> {
        loop {
            let before = self.cpu()?;
            thread::sleep(REST);
            if self.cpu()? - before < REST / 50 {
                return Ok(());
            }
        }
    }

    /// The time its threads have spent on the core so far, as the scheduler counts it in nanoseconds.
    pub fn cpu(&self) -> Result<Duration> {
        let mut spent = self.spent.borrow_mut();
        for thread in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let thread = thread?;
            // It may have ended since it was listed.
            let Ok(told) = fs::read_to_string(thread.path().join("schedstat")) else { continue };
            let time = told.split(' ').next().context("schedstat begins with the time")?.parse()?;
            spent.insert(thread.file_name(), time);
        }
        Ok(Duration::from_nanos(spent.values().sum()))
    }

    /// How much memory it holds, in KiB.
    pub fn memory(&self) -> Result<u64> {
        let told = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Keeps this process on one core and lets it hold so many connections.
pub fn settle(core: usize, connections: u64) -> Result<()> {
    let us = std::process::id().to_string();
    let settled = Command::new("taskset").args(["-acp", &core.to_string(), &us]).stdout(Stdio::null()).status()?;
    anyhow::ensure!(settled.success(), "there is no core {core} for the listeners");
    let limit = getrlimit(Resource::Nofile);
    Ok(setrlimit(Resource::Nofile, Rlimit { current: limit.current.max(Some(connections)), maximum: limit.maximum })?)
}
