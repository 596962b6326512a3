//! `madoguchi carry`: takes what residents sent online from the internet side to the hall, in files that anything may carry: a stick, a
//! gateway that lets files through one way. What is in them stays sealed; only the hall can open it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::moment::Moment;
use domain::slip::SealedSlip;
use domain::submission::{ReferenceNumber, SubmissionKey};
use serde::{Deserialize, Serialize};

use crate::audit::{Act, Actor, Log};
use crate::config::Folders;
use crate::ledger::carried::Carried;
use crate::ledger::{Ledger, LedgerFault};
use crate::{Clock, Trouble, durable, secret};

/// The settings of `madoguchi carry`.
#[derive(Args, Clone, Debug)]
pub struct Carry {
    /// Where this side's ledger lies; a running server does not mind.
    #[command(flatten)]
    pub folders: Folders,
    /// Which way.
    #[command(subcommand)]
    pub command: CarryCommand,
}

/// Which way it goes (搬送).
#[derive(Subcommand, Clone, Debug)]
pub enum CarryCommand {
    /// On the internet side: write what the hall does not have yet into a file. Without anything new no file is made.
    Out {
        /// The file to make, such as /gateway/20261123-0900.carried; an existing one stays as it is.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Write also what was written before and came since this day, such as 2026-11-01: for a file that was lost on its way.
        #[arg(long, value_name = "DATE", env = "MADOGUCHI_AGAIN_SINCE")]
        again_since: Option<NaiveDate>,
    },
    /// In the hall: take in what such files hold. Taking in twice is taking in once.
    In {
        /// The files. Each is taken in whole or, with something wrong in it, not at all.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// On the internet side: empty the slips that were written out before a day. The receipts stay, so that nobody sends twice.
    Forget {
        /// The day, such as 2026-11-01.
        #[arg(long, value_name = "DATE", env = "MADOGUCHI_BEFORE")]
        before: NaiveDate,
    },
}

/// The first line of a file: what must follow (送り状).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Waybill {
    /// Says what it is, and of which shape.
    madoguchi: String,
    /// The city's code.
    city: String,
    /// How many lines follow.
    count: usize,
    /// SHA-256 of all that follows, in lower-case hex.
    sha256: String,
}

/// What the first line says of this shape.
const SHAPE: &str = "carried-1";

/// Does it, and says in words what was done.
///
/// # Errors
/// If a file or the ledger cannot be read or written, or a file is not what was written on the other side.
pub async fn run(command: &CarryCommand, city: &str, ledger: Arc<dyn Ledger>, clock: Clock) -> Result<String, Trouble> {
    let log = Log::new(Arc::clone(&ledger), clock.clone());
    match command {
        CarryCommand::Out { file, again_since } => {
            if file.exists() {
                return Err(Trouble::new(format!("ファイル {} はもうあります。別の名前にしてください。", file.display())));
            }
            let waiting = ledger.to_carry(again_since.map(Moment::begin_of)).await.map_err(unwilling)?;
            let Some(last) = waiting.last().map(|one| one.reference.clone()) else {
                return Ok("運ぶ申請はありません。ファイルは作りませんでした。".into());
            };
            let (text, digest) = write(city, &waiting);
            durable::write(file, text.as_bytes(), 0o600).map_err(|why| Trouble::unwritten(file, why))?;
            // Whoever is cut off between the two carries it twice, and the hall takes it in once.
            ledger.written_out(last, clock.now()).await.map_err(unwilling)?;
            log.note(Actor::House, Act::CarryOut { count: waiting.len() as u64, digest }).await.map_err(unwilling)?;
            Ok(format!("{}件を {} に書きました。庁内で madoguchi carry in に渡してください。", waiting.len(), file.display()))
        }
        CarryCommand::In { files } => {
            let mut told = String::new();
            for file in files {
                let (carried, digest) = read(file, city)?;
                let n_all = carried.len() as u64;
                let count = ledger.take_in(carried).await.map_err(|fault| refused(file, fault))?;
                log.note(Actor::House, Act::CarryIn { count, digest }).await.map_err(unwilling)?;
                let known = if count < n_all {
                    format!("（ほかの{}件は、前に受け取っています）", n_all - count)
                } else {
                    String::new()
                };
                told += &format!("{}: {count}件を受け取りました{known}。\n", file.display());
            }
            Ok(told)
        }
        CarryCommand::Forget { before } => {
            let count = ledger.forget(Moment::begin_of(*before)).await.map_err(unwilling)?;
            log.note(Actor::House, Act::Forget { count }).await.map_err(unwilling)?;
            Ok(format!("{count}件の申請の中身を消しました。受付番号と受付の控えは残っています。"))
        }
    }
}

/// The file's text, and the digest that its first line tells.
fn write(city: &str, carried: &[Carried]) -> (String, String) {
    let rest: String = carried.iter().map(|one| serde_json::to_string(one).expect("texts and numbers") + "\n").collect();
    let sha256 = secret::hash(&rest);
    let first = Waybill { madoguchi: SHAPE.into(), city: city.into(), count: carried.len(), sha256: sha256.clone() };
    (serde_json::to_string(&first).expect("texts and numbers") + "\n" + &rest, sha256)
}

/// What a file holds, and its digest, once all of it is as it was written on the other side.
fn read(file: &Path, city: &str) -> Result<(Vec<Carried>, String), Trouble> {
    let not = |why: &str| Trouble::new(format!("ファイル {} は受け取れません。{why}", file.display()));
    let text = fs::read(file).map_err(|why| Trouble::file(file, why))?;
    let text = String::from_utf8(text).map_err(|_| not("madoguchi carry out のファイルではありません。"))?;
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let first: Waybill = serde_json::from_str(first).map_err(|_| not("madoguchi carry out のファイルではありません。"))?;
    if first.madoguchi != SHAPE {
        return Err(not("この版の madoguchi が知らない形です。両側を同じ版にしてください。"));
    }
    if first.city != city {
        return Err(not(&format!("別の市区町村（{}）のものです。", first.city)));
    }
    if rest.lines().count() != first.count || secret::hash(rest) != first.sha256 {
        return Err(not("途中で切れたか、壊れています。もう一度運んでください（carry out --again-since で作り直せます）。"));
    }
    let wrong = |nth: usize| not(&format!("{}行目が正しい申請ではありません。", nth + 2));
    let line = |(nth, line): (usize, &str)| {
        let one: Carried = serde_json::from_str(line).map_err(|_| wrong(nth))?;
        let is_right = SubmissionKey::parse(&one.key.0).is_some()
            && ReferenceNumber::meant(&one.reference.0).as_ref() == Some(&one.reference)
            && SealedSlip::parse(&one.slip).is_ok_and(|sealed| sealed.digits() == one.slip);
        if is_right { Ok(one) } else { Err(wrong(nth)) }
    };
    let carried = rest.lines().enumerate().map(line).collect::<Result<_, _>>()?;
    Ok((carried, first.sha256))
}

fn refused(file: &Path, fault: LedgerFault) -> Trouble {
    let why = match fault {
        LedgerFault::KeyUsed => "同じ受付番号で、別の申請をもう受け取っています。インターネット側の台帳が2つないか確かめてください。",
        LedgerFault::Missing => "インターネット側の受付番号でないものが入っています。",
        other => return unwilling(other),
    };
    Trouble::new(format!("ファイル {} は受け取れません。{why}", file.display()))
}

fn unwilling(fault: LedgerFault) -> Trouble {
    Trouble::new(format!("申請の台帳を使えません（{fault}）。"))
}
