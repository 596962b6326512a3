//! `cargo xtask test`: everything that can be wrong, in one run, summed up in its last line.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{build, tell, tools};

/// What has been found out so far: one for each test, and one for each gate without tests of its own.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    /// The gates that failed, by name.
    broken: Vec<&'static str>,
}

/// Runs every gate to its end, even after a failure, so that one run tells everything.
///
/// # Errors
/// If something failed, or a tool is missing and cannot be installed.
pub fn all(quick: bool) -> Result<()> {
    tools::wasm_target()?;
    tools::browser_specs()?;
    let mut tally = Tally::default();

    tally.gate("cargo fmt", tell::cargo().args(["fmt", "--all", "--check"]));
    tally.gate("the app for browsers", &mut xtask_build(quick)?);
    tally.gate("cargo build, with clippy", judged().args(["build", "--package", "server"]));
    tally.gate(
        "cargo clippy (browser)",
        tell::cargo().args("clippy --package app --features csr --target wasm32-unknown-unknown -- --deny warnings".split(' ')),
    );
    tally.gate("cargo test, with clippy", judged().args(["test", "--workspace", "--no-fail-fast"]));
    tally.warned("cargo clippy", judged().args(["test", "--workspace", "--no-run"]));
    tally.gate("the specification of the code", Command::new("node").arg("tests/specification/code-1.mjs").current_dir(tell::root()));
    let specs = tell::root().join("tests/browser");
    tally.gate("the types of the browser specs", Command::new("node_modules/.bin/tsc").arg("--noEmit").current_dir(&specs));
    tally.gate("browser specs", Command::new("node_modules/.bin/playwright").arg("test").current_dir(&specs));
    tally.sum_up()
}

/// Cargo, with clippy as the compiler of our own crates: `cargo clippy` beside a build would compile everything below them a second
/// time, in minutes. Not for what phones load: clippy asks for less optimising.
fn judged() -> Command {
    let mut cargo = tell::cargo();
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    // Warnings stop no test; [`Tally::warned`] counts them in the end.
    cargo.env("CLIPPY_ARGS", "");
    cargo
}

/// The build runs as a command of its own, so that its failure is a gate like the others.
fn xtask_build(quick: bool) -> Result<Command> {
    let mut build = Command::new(std::env::current_exe().context("xtask does not know where it lies")?);
    build.arg("build").args(quick.then_some("--quick")).current_dir(tell::root());
    build.env("CARGO_TARGET_DIR", build::target());
    Ok(build)
}

impl Tally {
    /// Runs one gate, shows what it prints and counts the tests it tells of; a gate without tests counts as one.
    fn gate(&mut self, name: &'static str, tool: &mut Command) {
        tell::step(name);
        let (passed, failed, success) = count(tool.stdin(Stdio::null()).stdout(Stdio::piped())).unwrap_or_else(|trouble| {
            eprintln!("{trouble:#}");
            (0, 0, false)
        });
        self.passed += passed + u64::from(success && passed == 0);
        self.failed += failed + u64::from(!success && failed == 0);
        if !success {
            self.broken.push(name);
        }
    }

    /// Hears again what a build that is done has warned of: any warning fails this gate.
    fn warned(&mut self, name: &'static str, built: &mut Command) {
        tell::step(name);
        let said = built.stdin(Stdio::null()).stdout(Stdio::null()).output();
        let said = said.map_or_else(|trouble| format!("error: {trouble}"), |output| String::from_utf8_lossy(&output.stderr).into_owned());
        let is_clean = !said.lines().any(|line| line.starts_with("warning") || line.starts_with("error"));
        if is_clean {
            self.passed += 1;
        } else {
            eprint!("{said}");
            self.failed += 1;
            self.broken.push(name);
        }
    }

    fn sum_up(self) -> Result<()> {
        let Tally { passed, failed, broken } = self;
        if !broken.is_empty() {
            println!("failed: {}", broken.join(", "));
        }
        println!("{passed} passed, {failed} failed");
        if failed > 0 || !broken.is_empty() {
            bail!("not everything is in order");
        }
        Ok(())
    }
}

/// Passes a tool's lines on and adds up what they say of tests; the last is whether it succeeded.
fn count(tool: &mut Command) -> Result<(u64, u64, bool)> {
    let mut running = tool.spawn().with_context(|| format!("{:?} could not be started", tool.get_program()))?;
    let (mut passed, mut failed) = (0, 0);
    for line in BufReader::new(running.stdout.take().expect("stdout was piped")).lines() {
        let line = line?;
        println!("{line}");
        let told = told(&line);
        passed += told.0;
        failed += told.1;
    }
    Ok((passed, failed, running.wait()?.success()))
}

/// What a line says of tests: cargo's `test result: ok. 12 passed; 0 failed; …` and Playwright's closing `  12 passed (3s)`.
fn told(line: &str) -> (u64, u64) {
    let line =
        line.trim().strip_prefix("test result: ").map_or(line.trim(), |rest| rest.split_once(". ").map_or(rest, |(_, counts)| counts));
    let mut told = (0, 0);
    for part in line.split("; ") {
        let mut words = part.split(' ');
        let (Some(Ok(number)), Some(word)) = (words.next().map(str::parse::<u64>), words.next()) else { continue };
        match (word, words.next()) {
            ("passed", None) => told.0 += number,
            ("failed", None) => told.1 += number,
            ("passed", Some(time)) if time.starts_with('(') => told.0 += number,
            ("did", Some("not")) => told.1 += number,
            _ => {}
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn the_closing_lines_of_both_runners_are_understood() {
        assert_eq!(told("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.02s"), (12, 0));
        assert_eq!(told("test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s"), (2, 3));
        assert_eq!(told("  5 passed (6.8s)"), (5, 0));
        assert_eq!(told("  2 failed"), (0, 2));
        assert_eq!(told("  3 did not run"), (0, 3));
        assert_eq!(told("  1 skipped"), (0, 0));
        assert_eq!(told("running 5 tests"), (0, 0));
    }
}
