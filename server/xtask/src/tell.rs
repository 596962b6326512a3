//! Runs the tools and says what is going on.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("xtask lives two folders below the root").to_owned()
}

/// Cargo, as it was called, at the root.
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Says what comes next.
pub fn step(words: &str) {
    eprintln!("▶ {words}");
}

/// Runs a tool to its end.
///
/// # Errors
/// If it cannot be started or does not succeed.
pub fn run(tool: &mut Command) -> Result<()> {
    let status = tool.status().with_context(|| format!("{:?} could not be started", tool.get_program()))?;
    ensure!(status.success(), "{:?} ended with {status}", tool.get_program());
    Ok(())
}
