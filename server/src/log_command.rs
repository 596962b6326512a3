//! `madoguchi log`: reads the log of who did what, and checks that nobody has changed it since.

use std::collections::{HashMap, VecDeque};

use clap::Subcommand;

use crate::Trouble;
use crate::audit::chain::{Verdict, verify};
use crate::ledger::log::StoredLogLine;
use crate::ledger::{Ledger, LedgerFault};

/// How many lines are read at a time.
const AT_A_TIME: u32 = 1_000;

/// What to do with the log (操作記録).
#[derive(Subcommand, Clone, Debug)]
pub enum LogCommand {
    /// Show who did what, when: place, time, who, what was done, to what.
    Show {
        /// Only the last lines.
        #[arg(long, value_name = "N", env = "MADOGUCHI_LAST")]
        last: Option<usize>,
    },
    /// Check that no line was changed or taken out. Exit code 1 if one was.
    Verify {
        /// The place and hash that an earlier check printed, as PLACE:HASH. Shows also whether the end was cut off or the log written anew.
        #[arg(long, value_name = "PLACE:HASH", env = "MADOGUCHI_NOTED", value_parser = read_noted)]
        noted: Option<(u64, String)>,
    },
}

fn read_noted(text: &str) -> Result<(u64, String), String> {
    let wrong = || "write it as it was printed: the place, a colon and 64 hex digits".to_owned();
    let (seq, hash) = text.split_once(':').ok_or_else(wrong)?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        return Err(wrong());
    }
    Ok((seq.parse().map_err(|_| wrong())?, hash.to_ascii_lowercase()))
}

/// Does it, and says in words what was found.
///
/// # Errors
/// If the ledger cannot be read, and if the log was changed.
pub async fn run(command: &LogCommand, ledger: &dyn Ledger) -> Result<String, Trouble> {
    let unreadable = |fault: LedgerFault| Trouble::new(format!("操作記録を読めません（{fault}）。"));
    match command {
        LogCommand::Show { last } => show(ledger, *last).await.map_err(unreadable),
        LogCommand::Verify { noted } => {
            let noted = noted.as_ref().map(|(seq, hash)| (*seq, hash.as_str()));
            verdict(verify(ledger, noted).await.map_err(unreadable)?)
        }
    }
}

async fn show(ledger: &dyn Ledger, last: Option<usize>) -> Result<String, LedgerFault> {
    let names: HashMap<String, String> =
        ledger.staff_ever().await?.into_iter().map(|who| (format!("staff {}", who.id), who.name)).collect();
    let mut lines: VecDeque<StoredLogLine> = VecDeque::new();
    let mut seq = 0;
    loop {
        let more = ledger.log_after(seq, AT_A_TIME).await?;
        let Some(end) = more.last() else { break };
        seq = end.seq;
        lines.extend(more);
        let too_many = last.map_or(0, |last| lines.len().saturating_sub(last));
        lines.drain(..too_many);
    }
    Ok(lines.iter().map(|stored| line(stored, &names)).collect())
}

fn line(StoredLogLine { seq, line, .. }: &StoredLogLine, names: &HashMap<String, String>) -> String {
    let (date, clock, second) = (line.at.date(), line.at.clock(), line.at.0.rem_euclid(60));
    let name = names.get(&line.who).map(|name| format!(" {name}")).unwrap_or_default();
    format!("{seq:>6}  {date} {clock}:{second:02}  {}{name}  {}  {}\n", line.who, line.act, line.what)
}

fn verdict(verdict: Verdict) -> Result<String, Trouble> {
    match verdict {
        Verdict::Unbroken(head) if head.lines == 0 => Ok("操作記録はまだありません。\n".into()),
        Verdict::Unbroken(head) => Ok(format!(
            "操作記録{}件に、書き換えや抜けはありません。\n次の値を別の場所に控え、次回 --noted に指定すると、末尾の切り捨てもわかります。\n{}:{}\n",
            head.lines, head.seq, head.hash
        )),
        Verdict::Broken { seq } => Err(Trouble::new(format!(
            "操作記録の{seq}番が、直前の記録とつながりません。{seq}番かその前が、書き換えられたか抜き取られています。台帳の控えと比べてください。"
        ))),
        Verdict::Missing { seq } => Err(Trouble::new(format!(
            "控えてあった{seq}番の記録がありません。末尾が切り捨てられたか、全体が書き直されています。台帳の控えと比べてください。"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noted_place_is_read_as_it_was_printed() {
        let hash = "AB".repeat(32);
        assert_eq!(read_noted(&format!("12:{hash}")), Ok((12, "ab".repeat(32))));
        for wrong in ["", "12", "12:abc", &format!("x:{hash}"), &format!("12:{}", "g".repeat(64))] {
            assert!(read_noted(wrong).is_err(), "{wrong}");
        }
    }
}
