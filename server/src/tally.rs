//! What the words of a form, a guide or a chapter in other languages are like: how many there are, which are missing, and which nobody
//! reads any more.

use std::path::{Path, PathBuf};

use domain::language::Language;
use domain::words::places;

use crate::city::{Mistakes, Translation, Words, load_words};

/// How many names of what is missing are told.
const NAMED: usize = 3;

/// The words of files in one language (訳の数).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Which.
    pub language: Language,
    /// How many texts have words.
    pub said: usize,
    /// How many have none.
    pub missing: usize,
}

/// Texts that are written in Japanese in a file (原文).
pub struct Written<'w> {
    /// What the file is, such as `様式`.
    pub what: &'w str,
    /// Where its kind lies, such as `forms`.
    pub folder: &'w str,
    /// The file's id.
    pub id: &'w str,
    /// Everything that it says.
    pub texts: Vec<&'w str>,
    /// What other editions of it say, or the file that it changes: whoever has words for that has them for something.
    pub also: Vec<&'w str>,
}

/// What the words of a file are like in each language, and the remarks on them. The words lie beside the folder of the file; those of the file
/// that it changes hold too.
///
/// # Errors
/// Every mistake of the files of words.
pub fn of_file(written: &Written, file: &Path, changes: Option<&Path>) -> Result<(Vec<Tally>, Vec<String>), Mistakes> {
    let (mut tallies, mut remarks) = (Vec::new(), Vec::new());
    for language in Language::OTHERS {
        let name = format!("{}/{}.toml", written.folder, written.id);
        let (mut words, mut screens) = (Words { reviewed: true, ..Words::default() }, Words::default());
        for file in changes.into_iter().chain([file]) {
            let more = load_if(&beside(file, language, &name), language)?;
            if !more.texts.is_empty() {
                words.add(more);
            }
            screens.add(load_if(&beside(file, language, "screens.toml"), language)?);
        }
        let (tally, more) = judge(written, &Translation { language, screens, ..Translation::default() }, Some(&words));
        tallies.push(tally);
        remarks.extend(more);
    }
    Ok((tallies, remarks))
}

/// What these words of a file are like, beside those of the screens, and the remarks on them.
pub fn judge(written: &Written, translation: &Translation, words: Option<&Words>) -> (Tally, Vec<String>) {
    let Written { what, texts, also, .. } = written;
    let (language, dictionary) = (translation.language, translation.dictionary(words));
    let name = language.name();
    let mut remarks = Vec::new();
    let missing: Vec<&str> = texts.iter().copied().filter(|text| dictionary.say(text).is_none() && has_letters(text)).collect();
    if !missing.is_empty() {
        let rest = if missing.len() > NAMED { "など" } else { "" };
        let named = missing.iter().take(NAMED).copied().collect::<Vec<_>>().join("」「");
        remarks.push(format!("{name}の言葉が{}個足りません（「{named}」{rest}）。その文は日本語のまま出ます。", missing.len()));
    }
    let unread = words.into_iter().flat_map(|words| words.texts.keys()).filter(|japanese| places(japanese) == Some(0));
    let unread = unread.filter(|japanese| !texts.contains(&japanese.as_str()) && !also.contains(&japanese.as_str()));
    remarks.extend(unread.map(|japanese| format!("{name}の言葉「{japanese}」は、この{what}のどの文のものでもありません。")));
    if words.is_some_and(|words| !words.texts.is_empty() && !words.reviewed) {
        remarks.push(format!("{name}の言葉は、まだ人が確かめていません。確かめたら、reviewed = true にしてください。"));
    }
    (Tally { language, said: texts.len() - missing.len(), missing: missing.len() }, remarks)
}

/// How many words there are in each language, over all files.
pub fn count(tallies: &[Tally]) -> String {
    let of = |language: Language| {
        let of_it = || tallies.iter().filter(|tally| tally.language == language);
        let (said, missing) = (of_it().map(|tally| tally.said).sum::<usize>(), of_it().map(|tally| tally.missing).sum::<usize>());
        format!("{}は{said}個（足りないもの{missing}個）", language.name())
    };
    format!("ほかの言語の言葉：{}。", Language::OTHERS.map(of).join("、"))
}

/// Digits and signs are the same in every language.
fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn load_if(path: &Path, language: Language) -> Result<Words, Mistakes> {
    if path.is_file() { load_words(path, language) } else { Ok(Words::default()) }
}

/// `public/words/en/…` for `public/forms/ID.toml`.
fn beside(file: &Path, language: Language, name: &str) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { PathBuf::from("..") } else { folder.join("..") };
    folder.join("words").join(language.id()).join(name)
}
