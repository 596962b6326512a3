//! `madoguchi key`: looks after the keys that open what residents seal.

use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::Duration;
use clap::{Args, Subcommand};
use domain::moment::Moment;

use crate::config::Folders;
use crate::keys::backup::{self, no_key};
use crate::keys::shelf::{self, KeptKey};
use crate::ledger::Ledger;
use crate::staff::check_passphrase;
use crate::{Trouble, durable, keys};

mod sheet;

/// The settings of `madoguchi key`.
#[derive(Args, Clone, Debug)]
pub struct Key {
    /// What to do.
    #[command(subcommand)]
    pub command: KeyCommand,
    /// Where the keys lie.
    #[command(flatten)]
    pub folders: Folders,
}

/// What to do with the city's keys (市の鍵).
#[derive(Subcommand, Clone, Debug)]
pub enum KeyCommand {
    /// Make the first key before the server is first started; `serve` makes one too where none is.
    New {
        /// After how many days phones ask for another before a form is filled in.
        #[arg(long, value_name = "DAYS", env = "MADOGUCHI_DAYS", default_value_t = keys::DAYS, value_parser = clap::value_parser!(u16).range(1..))]
        days: u16,
    },
    /// Show every key: its number, id, when it was made, until when phones seal to it, what it is for, and whether it has a copy.
    List,
    /// Make another key. Slips are sealed to it from the next start of the server; the older ones go on opening what was sealed to them.
    Rotate {
        /// After how many days phones ask for another before a form is filled in.
        #[arg(long, value_name = "DAYS", env = "MADOGUCHI_DAYS", default_value_t = keys::DAYS, value_parser = clap::value_parser!(u16).range(1..))]
        days: u16,
    },
    /// Set an older key aside for good: refused while codes that are sealed to it may still come, or submissions in the ledger need it.
    Retire {
        /// Its id, six digits.
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Write a copy of all keys, sealed under a passphrase, to FILE, and to FILE.html as a sheet to print. The passphrase is asked for, or
    /// read as one line from the standard input.
    Backup {
        /// The file to write; an existing one stays as it is.
        #[arg(value_name = "FILE")]
        to: PathBuf,
    },
    /// Bring keys back from the file of a copy, or from what was typed or scanned off its sheet. Keys that are there stay.
    Restore {
        /// The file to read.
        #[arg(value_name = "FILE")]
        from: PathBuf,
    },
}

/// Does what needs no ledger, and says in words what was done; `None` for what needs one.
///
/// # Errors
/// What stands in its way.
pub fn run(command: &KeyCommand, folders: &Folders, city: &str, now: Moment) -> Option<Result<String, Trouble>> {
    let data = &folders.data;
    Some(match command {
        KeyCommand::New { days } => new(data, *days),
        KeyCommand::List => list(data),
        KeyCommand::Rotate { days } => rotate(data, *days),
        KeyCommand::Backup { to } => copy(data, to, city, now),
        KeyCommand::Restore { from } => restore(data, from),
        KeyCommand::Retire { .. } => return None,
    })
}

fn new(data: &Path, days: u16) -> Result<String, Trouble> {
    if let Some(there) = shelf::kept(data)?.last() {
        return Err(Trouble::new(format!(
            "鍵 {} がもうあります。新しい鍵に替えるには、madoguchi key rotate としてください。",
            there.key.id
        )));
    }
    keys::give_up_lost(data)?;
    let made = shelf::make(data, days)?;
    Ok(format!("鍵 {} を作りました（{}）。{}\n{COPY}\n", made.key.id, made.file.display(), ends(&made)))
}

/// What to do after a key was made.
const COPY: &str = "この鍵がなくなると、封をした申請書は二度と開けません。madoguchi key backup で控えを作ってください。";

/// Until when phones seal to a key.
fn ends(kept: &KeptKey) -> String {
    kept.dates.until.map_or_else(|| "期限なし".into(), |until| format!("期限は{}です。", domain::era::show(until)))
}

fn list(data: &Path) -> Result<String, Trouble> {
    let (all, without) = (shelf::kept(data)?, backup::without(data)?);
    let newest = all.last().map(|newest| newest.number).ok_or_else(no_key)?;
    let line = |kept: &KeptKey| {
        let made = kept.dates.made.map_or_else(|| "作成日時は不明".into(), |made| made.words());
        let until = kept.dates.until.map_or_else(|| "期限なし".into(), |until| format!("{until}まで"));
        let used = if kept.number == newest { "これで封をします" } else { "前のものを開きます" };
        let copied = if without.contains(&kept.key.id) { "控えなし" } else { "控えあり" };
        format!("{:>4}  {}  {made}  {until}  {used}  {copied}\n", kept.number, kept.key.id)
    };
    Ok(all.iter().map(line).collect())
}

fn rotate(data: &Path, days: u16) -> Result<String, Trouble> {
    let before = shelf::kept(data)?.pop().ok_or_else(no_key)?;
    keys::give_up_lost(data)?;
    let made = shelf::make(data, days)?;
    Ok(format!(
        "鍵 {} を作りました。{}サーバーを起動し直すと、これからの申請書はこの鍵で封をします。鍵 {} は、それまでの申請書を開くために残ります。\n\
         インターネット側（--zone public）があるときは、起動し直したあとで keys/city-key.json をもう一度写してください。\n{COPY}\n",
        made.key.id,
        ends(&made),
        before.key.id
    ))
}

/// Sets a key aside, unless something still needs it.
///
/// # Errors
/// That it is the newest or unknown, what still needs it, or that the ledger cannot be read.
pub async fn retire(data: &Path, id: &str, ledger: Option<&dyn Ledger>, longest: u16, now: Moment) -> Result<String, Trouble> {
    let all = shelf::kept(data)?;
    let unknown = || Trouble::new(format!("鍵 {id} はありません。madoguchi key list で確かめてください。"));
    let place = all.iter().position(|kept| kept.key.id == id).ok_or_else(unknown)?;
    let Some(next) = all.get(place + 1) else {
        return Err(Trouble::new(format!("鍵 {id} は、いま封をしている鍵です。先に madoguchi key rotate で新しい鍵に替えてください。")));
    };
    // A phone without a network seals to the key that it has until that ends, by a clock that may be a day wrong.
    let end = all[place].dates.until.map(|until| until + Duration::days(1));
    let last_sealed = next.dates.made.map(|made| made.date()).max(end);
    let last_day = last_sealed.map(|day| day + Duration::days(i64::from(longest)));
    if let Some(last_day) = last_day.filter(|last_day| now.date() <= *last_day) {
        return Err(Trouble::new(format!(
            "鍵 {id} で封をしたQRコードが、まだ持ち込まれることがあります。{}を過ぎてからにしてください。",
            domain::era::show(last_day)
        )));
    }
    if let Some(ledger) = ledger {
        let needed = ledger.sealed_to(id).await.map_err(|fault| Trouble::new(format!("台帳を読めません（{fault}）。")))?;
        if needed > 0 {
            return Err(Trouble::new(format!("台帳の申請{needed}件は、鍵 {id} でないと開けません。この鍵は残してください。")));
        }
    }
    let aside = shelf::set_aside(&all[place])?;
    Ok(format!("鍵 {id} を使わないようにしました（{}）。サーバーを起動し直してください。\n", aside.display()))
}

fn copy(data: &Path, to: &Path, city: &str, now: Moment) -> Result<String, Trouble> {
    let page = PathBuf::from(format!("{}.html", to.display()));
    if let Some(there) = [to, &page].into_iter().find(|file| file.exists()) {
        return Err(Trouble::new(format!("{} がもうあります。別の名前を指定してください。", there.display())));
    }
    let passphrase = passphrase(true)?;
    let sealed = backup::seal(data, &passphrase)?;
    // What cannot be opened again is no copy.
    let keys = backup::open(&sealed, &passphrase)?;
    let ids: Vec<String> = keys.iter().map(|(key, _)| key.public().id).collect();
    for (file, text) in [(to, sealed.clone()), (&page, sheet::html(&sealed, city, &ids, now))] {
        durable::write(file, text.as_bytes(), 0o600).map_err(|why| Trouble::unwritten(file, why))?;
    }
    backup::note(data)?;
    Ok(format!(
        "鍵{}個の控えを {} に書きました。{} をブラウザーで開いて印刷し、合言葉とは別の場所に保管してください。\n",
        ids.len(),
        to.display(),
        page.display()
    ))
}

fn restore(data: &Path, from: &Path) -> Result<String, Trouble> {
    let text = fs::read_to_string(from).map_err(|why| Trouble::file(from, why))?;
    let keys = backup::open(&text, &passphrase(false)?)?;
    let there: Vec<String> = shelf::kept(data)?.into_iter().map(|kept| kept.key.id).collect();
    let (mut words, mut back) = (String::new(), 0);
    for (key, dates) in keys {
        let id = key.public().id;
        if there.contains(&id) {
            words += &format!("鍵 {id} はもうあります。\n");
        } else {
            let put = shelf::put(data, &key, dates)?;
            words += &format!("鍵 {id} を戻しました（{}）。\n", put.file.display());
            back += 1;
        }
    }
    if there.is_empty() {
        backup::note(data)?;
    } else if back > 0 {
        words += "封をするのは、いちばん大きい番号の鍵です。madoguchi key list で確かめてください。\n";
    }
    Ok(words)
}

/// The passphrase of a copy: asked for without being shown, twice if it is new; else the first line of the standard input.
fn passphrase(is_new: bool) -> Result<String, Trouble> {
    let unreadable = |why: io::Error| Trouble::new(format!("合言葉を読めません（{why}）。"));
    let passphrase = if io::stdin().is_terminal() {
        let first = rpassword::prompt_password("控えの合言葉: ").map_err(unreadable)?;
        if is_new && rpassword::prompt_password("もう一度: ").map_err(unreadable)? != first {
            return Err(Trouble::new("2回の合言葉が違います。もう一度、はじめからやり直してください。"));
        }
        first
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map_err(unreadable)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    if is_new {
        check_passphrase(&passphrase, "").map_err(|refused| Trouble::new(refused.sentence()))?;
    }
    Ok(passphrase)
}
