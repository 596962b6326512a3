//! Which forms this city has shown to people, and what each edition asked: a form that was used is never changed (invariant 9).
//!
//! It is remembered in the data folder, a line for each edition: `move-in 1 0f3a…`, the last a digest of what is asked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::form::condition::{Like, Test};
use domain::form::{Form, Kind, Question, When};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Library, Mistake, Mistakes};
use crate::{Trouble, durable};

/// The editions that were used (使った版), by form and number, each with the digest of what it asks.
#[derive(Debug)]
pub struct Used {
    file: PathBuf,
    editions: BTreeMap<(String, u8), String>,
}

impl Used {
    /// Reads what is remembered in a data folder; nothing, if no form was used yet.
    ///
    /// # Errors
    /// If the file cannot be read, or a line of it says nothing.
    pub fn read(data: &Path) -> Result<Used, Mistakes> {
        let file = data.join("editions.txt");
        if !file.exists() {
            return Ok(Used { file, editions: BTreeMap::new() });
        }
        let broken = |line, reason: String| Mistake { file: file.clone(), line, reason };
        let text = std::fs::read_to_string(&file).map_err(|why| broken(None, format!("ファイルを読めません（{why}）。")))?;
        let mut editions = BTreeMap::new();
        for (line, number) in text.lines().zip(1..) {
            let Some((form, edition, digest)) = parts(line) else {
                let reason = "「様式 版 記号」の行ではありません。この行を消すと、次に始めたときの様式が書かれます。".to_owned();
                return Err(broken(Some(number), reason).into());
            };
            editions.insert((form, edition), digest);
        }
        Ok(Used { file, editions })
    }

    /// Has the library leave out every form that asks something else than it did when it was used, and say how to mend that.
    pub fn judge(&self, library: &mut Library) {
        let changed = library.every().filter(|form| self.editions.get(&key(form)).is_some_and(|digest| *digest != digest_of(form)));
        let told: Vec<_> = changed.map(|form| (Arc::clone(form), self.objection(form, library))).collect();
        for (form, mistake) in told {
            library.refuse_changed(&form, mistake);
        }
    }

    /// Remembers the forms of a library, on the disk.
    ///
    /// # Errors
    /// If that cannot be written.
    pub fn remember(mut self, library: &Library) -> Result<(), Trouble> {
        let before = self.editions.clone();
        // What is to come was not used yet, and may still be changed.
        let used = library.every().filter(|form| library.coming().all(|coming| !Arc::ptr_eq(coming, form)));
        self.editions.extend(used.map(|form| (key(form), digest_of(form))));
        if self.editions == before {
            return Ok(());
        }
        let line = |((form, edition), digest): (&(String, u8), &String)| format!("{form} {edition} {digest}\n");
        let text: String = self.editions.iter().map(line).collect();
        durable::write(&self.file, text.as_bytes(), 0o600).map_err(|why| Trouble::file(&self.file, why))
    }

    /// Editions that were used and of which there is no file any more, though their forms are still there.
    pub fn missing(&self, library: &Library) -> Vec<String> {
        let is_there = |id: &str, edition: u8| {
            let refused =
                library.refused().iter().any(|refused| refused.id == id && refused.edition().is_none_or(|other| other == edition));
            refused || library.edition(id, edition).is_some()
        };
        let lost = self.editions.keys().filter(|(id, edition)| library.every().any(|form| form.id == *id) && !is_there(id, *edition));
        let told = lost.map(|(id, edition)| {
            format!(
                "{id}：使ったことのある第{edition}版のファイルがありません。その版で作られたQRコードは読み取れません。期限が来るまでは、\
                 「{id}@{edition}.toml」として置いてください。"
            )
        });
        told.collect()
    }

    fn objection(&self, form: &Form, library: &Library) -> Mistake {
        let Form { id, edition, .. } = form;
        let (file, line) = library.place_of_edition(form);
        let (next, unless) =
            (edition + 1, format!("まだだれも使っていないなら、{} の「{id} {edition}」の行を消してください。", self.file.display()));
        let is_change = file.parent().is_some_and(|folder| folder.ends_with("changes"));
        let reason = match is_change {
            false => format!(
                "第{edition}版は、前に使ったときと質問が変わっています。前のファイルを「{id}@{edition}.toml」として残し、新しいファイルの\
                 「edition」を{next}にしてください。（{unless}）"
            ),
            true => format!(
                "市の変更で、第{edition}版は、前に使ったときと質問が変わっています。このファイルに「edition = {next}」と書いてください。前にも市の変更が\
                 あったなら、前のファイルを「{id}@{edition}.toml」として残してください。（{unless}）"
            ),
        };
        Mistake { file, line, reason }
    }
}

fn parts(line: &str) -> Option<(String, u8, String)> {
    let mut words = line.split_whitespace();
    let (form, edition, digest) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
    words.next().is_none().then(|| (form.to_owned(), edition, digest.to_owned()))
}

fn key(form: &Form) -> (String, u8) {
    (form.id.clone(), form.edition)
}

/// A digest of what a form asks; help, fees and other words around the questions may change.
fn digest_of(form: &Form) -> String {
    let asked = format!("{} {} {}", form.number, asked(&form.questions), written(&form.rules));
    Sha256::digest(asked).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A rule or a condition as phones read it: that writing changes only with what it means.
fn written(rule: &impl Serialize) -> String {
    serde_json::to_string(rule).expect("rules are plain words and numbers")
}

/// What is asked, in a writing that does not change with the program.
fn asked(questions: &[Question]) -> String {
    let one = |question: &Question| {
        let Question { id, label, optional, when, kind, .. } = question;
        let when = when.as_ref().map_or(String::new(), |when| format!(" if {}", condition(when)));
        let optional = if *optional { " optional" } else { "" };
        format!("[{id} {label}{optional}{when} {}]", answered(kind))
    };
    questions.iter().map(one).collect()
}

/// A condition. The plainest is written as it was when there were no others: what was remembered then still holds.
fn condition(when: &When) -> String {
    match when {
        When::Answer(Test { question, like: Like::Chosen(ids) }) => format!("{question} {}", ids.join("|")),
        other => written(other),
    }
}

/// How it is answered.
fn answered(kind: &Kind) -> String {
    match kind {
        Kind::Person => "person".into(),
        Kind::Address => "address".into(),
        Kind::Phone => "phone".into(),
        Kind::Mail => "mail".into(),
        Kind::Account => "account".into(),
        Kind::YesNo => "yes-no".into(),
        Kind::Date(rule) => format!("date {}", written(rule)),
        Kind::PartialDate(rule) => format!("partial-date {}", written(rule)),
        Kind::Choice { options } | Kind::Several { options } => {
            let options: Vec<String> = options.iter().map(|option| format!("{}={}", option.id, option.label)).collect();
            let many = if matches!(kind, Kind::Several { .. }) { "several" } else { "choice" };
            format!("{many} {}", options.join("|"))
        }
        Kind::Count { min, max, unit } => format!("count {min} {max} {unit}"),
        Kind::Amount { min, max } => format!("amount {min} {max}"),
        Kind::Total { sum, unit, max } => format!("total {} {unit} {max}", written(sum)),
        Kind::Digits { length, of } => format!("digits {length} {of}"),
        Kind::Text { max, lines } => format!("text {max} {lines}"),
        Kind::Group { noun, min, max, questions } => format!("group {noun} {min} {max} {}", asked(questions)),
    }
}
