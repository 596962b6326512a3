//! A file of words: `words/en/screens.toml`, `words/easy/forms/ID.toml`, …: what is written in Japanese, in another language.

use std::collections::BTreeMap;
use std::path::Path;

use domain::language::Language;
use domain::words::{piece, places};

use super::Mistakes;
use super::file::File;
use super::section::Section;

/// The words of a file (訳語), by the Japanese.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Whether a person has checked them.
    pub reviewed: bool,
    /// By the Japanese, as [`domain::words::Dictionary`] takes them.
    pub texts: BTreeMap<String, String>,
}

impl Words {
    /// Adds others; where the Japanese is the same, these hold.
    pub fn add(&mut self, others: Words) {
        self.reviewed &= others.reviewed;
        self.texts.extend(others.texts);
    }
}

/// Reads a file of words in this language.
///
/// # Errors
/// Every mistake of the file at once.
pub fn load_words(path: &Path, language: Language) -> Result<Words, Mistakes> {
    File::read(path)?.understand(|_, top| {
        if !top.has("reviewed") {
            top.object("reviewed", "「reviewed」がありません。人が読んで確かめるまでは、reviewed = false と書いてください。");
        }
        let reviewed = top.flag("reviewed");
        let Some(section) = top.section("words") else {
            top.object("words", "「[words]」がありません。「\"日本語\" = \"訳\"」を並べてください。");
            return None;
        };
        Some(Words { reviewed, texts: texts(&section, language) })
    })
}

fn texts(section: &Section, language: Language) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (japanese, words) in section.table() {
        let japanese = japanese.get_ref();
        let Some(text) = words.get_ref().as_str() else {
            section.object_at(words.span(), format!("「{japanese}」の訳には、引用符で囲んだ言葉を書いてください。"));
            continue;
        };
        match objection(japanese, text, language) {
            Some(reason) => section.object_at(words.span(), format!("「{japanese}」の訳{reason}")),
            None => drop(texts.insert(japanese.to_string(), text.to_owned())),
        }
    }
    texts
}

/// What speaks against these words, after 「…」の訳, and how to mend it.
fn objection(japanese: &str, words: &str, language: Language) -> Option<String> {
    if words.trim().is_empty() {
        return Some("が空です。訳を書くか、この行を消してください。".into());
    }
    let (wanted, found) = (places(japanese), places(words));
    if wanted.is_none() || wanted != found {
        return Some("の{0}、{1}…が、日本語と合いません。同じものを、一つも欠かさずに入れてください。".into());
    }
    match language {
        Language::Easy => {
            if !piece::is_read_right(words) {
                return Some("のふりがなを読み取れません。漢字のすぐ後ろに、「住所《じゅうしょ》」のように書いてください。".into());
            }
            let unread = piece::unread(words);
            (!unread.is_empty()).then(|| format!("の「{}」に、ふりがながありません。《》に入れて書いてください。", unread.join("」「")))
        }
        _ => words.contains(['《', '》']).then(|| "に《》があります。ふりがなは、やさしい日本語だけに書けます。".into()),
    }
}
