//! What a form's words in other languages are like: how many there are, which are missing, and which nobody reads any more.

use std::path::{Path, PathBuf};

use domain::form::Form;
use domain::language::Language;
use domain::words::{Dictionary, places};

use crate::city::{Mistakes, Words, load_words};

/// How many names of what is missing are told.
const NAMED: usize = 3;

/// The words of forms in one language (様式の訳).
pub(super) struct Tally {
    pub(super) language: Language,
    /// How many texts have words.
    pub(super) said: usize,
    /// How many have none.
    pub(super) missing: usize,
}

/// What one form's words are like in each language, and the remarks on them. The words lie beside the folder of the form's file.
///
/// # Errors
/// Every mistake of the files of words.
pub(super) fn of_form(form: &Form, file: &Path) -> Result<(Vec<Tally>, Vec<String>), Mistakes> {
    let (mut tallies, mut remarks) = (Vec::new(), Vec::new());
    for language in Language::OTHERS {
        let words = load_if(&beside(file, language, &format!("forms/{}.toml", form.id)), language)?;
        let screens = load_if(&beside(file, language, "screens.toml"), language)?;
        let mut dictionary = Dictionary::new(language, screens.texts);
        dictionary.add(words.texts.clone());
        let texts = form.texts();
        let missing: Vec<&str> = texts.iter().copied().filter(|text| dictionary.say(text).is_none() && has_letters(text)).collect();
        tallies.push(Tally { language, said: texts.len() - missing.len(), missing: missing.len() });
        if !missing.is_empty() {
            let rest = if missing.len() > NAMED { "など" } else { "" };
            let named = missing.iter().take(NAMED).copied().collect::<Vec<_>>().join("」「");
            remarks.push(format!(
                "{}の言葉が{}個足りません（「{named}」{rest}）。その文は日本語のまま出ます。",
                language.name(),
                missing.len()
            ));
        }
        let unread = words.texts.keys().filter(|japanese| places(japanese) == Some(0) && !texts.contains(&japanese.as_str()));
        remarks.extend(unread.map(|japanese| format!("{}の言葉「{japanese}」は、この様式のどの文のものでもありません。", language.name())));
        if !words.texts.is_empty() && !words.reviewed {
            remarks.push(format!("{}の言葉は、まだ人が確かめていません。確かめたら、reviewed = true にしてください。", language.name()));
        }
    }
    Ok((tallies, remarks))
}

/// How many words there are in each language, over all forms.
pub(super) fn count(tallies: &[Tally]) -> String {
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
    let forms = file.parent().unwrap_or(Path::new(""));
    let folder = if forms.as_os_str().is_empty() { PathBuf::from("..") } else { forms.join("..") };
    folder.join("words").join(language.id()).join(name)
}
