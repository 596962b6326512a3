//! A drawn page in another language: its texts by the dictionary, the readings above the kanji, Japanese marked as such, and links that
//! stay in the language.
//!
//! Pages are drawn in Japanese and then gone through text by text, so no component knows of languages. What the program writes later is
//! put into words by the same dictionary on the phone.

use app::route::Route;
use domain::words::Dictionary;
use domain::words::piece::{Piece, pieces, plain};

use super::shell::escape;

/// Elements whose text is no words.
const SILENT: [&str; 3] = ["script", "style", "svg"];
/// Elements that hold text and no marks.
const BARE: [&str; 2] = ["option", "textarea"];
/// Attributes that are read out or seen.
const WORDED: [&str; 3] = ["aria-label", "placeholder", "title"];

/// The drawn HTML in the dictionary's language.
pub fn speak(html: &str, dictionary: &Dictionary) -> String {
    let mut spoken = String::with_capacity(html.len() * 2);
    let mut element = Element::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, from) = rest.split_at(start);
        spoken.push_str(&element.text(text, dictionary));
        let close = if from.starts_with("<!--") { "-->" } else { ">" };
        let end = from.find(close).map_or(from.len(), |end| end + close.len());
        let (tag, after) = from.split_at(end);
        rest = after;
        if tag.starts_with("<!") {
            // A comment, such as where a view is empty: what follows it stands in the same element as what was before.
            spoken.push_str(tag);
            continue;
        }
        element = Element::of(tag);
        spoken.push_str(&element.tag(tag, dictionary));
        if SILENT.contains(&element.name) {
            let end = rest.find(&format!("</{}", element.name)).unwrap_or(rest.len());
            spoken.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
    spoken.push_str(&element.text(rest, dictionary));
    spoken
}

/// A text that stands where nothing can be marked, such as in the browser's tab.
pub fn speak_plain(text: &str, dictionary: &Dictionary) -> String {
    plain(&dictionary.say(text).unwrap_or_else(|| text.to_owned()))
}

/// The tag that was read last (直前のタグ): whatever text follows it stands in it, or behind it.
#[derive(Default)]
struct Element<'h> {
    name: &'h str,
    /// It says itself in which language it is.
    speaks_its_own: bool,
}

impl<'h> Element<'h> {
    fn of(tag: &'h str) -> Element<'h> {
        let name = tag[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        Element { name, speaks_its_own: tag.contains(" lang=\"") || tag.contains(" translate=\"no\"") }
    }

    fn text(&self, text: &str, dictionary: &Dictionary) -> String {
        let words = text.trim();
        if words.is_empty() || self.speaks_its_own {
            return text.to_owned();
        }
        let words = unescape(words);
        let said = dictionary.say(&words).unwrap_or(words);
        let said = if BARE.contains(&self.name) { escape(&plain(&said)) } else { marked(&said, dictionary) };
        let blank = |blank: bool| if blank { " " } else { "" };
        format!("{}{said}{}", blank(text.starts_with(char::is_whitespace)), blank(text.ends_with(char::is_whitespace)))
    }

    fn tag(&self, tag: &str, dictionary: &Dictionary) -> String {
        let mut tag = tag.to_owned();
        if self.name == "a" && !tag.contains(" hreflang=\"") {
            tag = with(&tag, "href", |href| in_language(href, dictionary));
        }
        for attribute in WORDED.into_iter().filter(|_| !self.speaks_its_own) {
            tag = with(&tag, attribute, |text| escape(&speak_plain(&unescape(text), dictionary)).replace('"', "&quot;"));
        }
        // What is written there is Japanese: names and addresses, in the shapes that Japanese kanji have.
        match self.name {
            "input" | "textarea" if !self.speaks_its_own => tag.replacen(self.name, &format!("{} lang=\"ja\"", self.name), 1),
            _ => tag,
        }
    }
}

/// The tag with this attribute put into other words.
fn with(tag: &str, attribute: &str, words: impl FnOnce(&str) -> String) -> String {
    let start = format!(" {attribute}=\"");
    let found = tag.split_once(&start).and_then(|(before, rest)| rest.split_once('"').map(|(text, after)| (before, text, after)));
    match found {
        Some((before, text, after)) => format!("{before}{start}{}\"{after}", words(text)),
        None => tag.to_owned(),
    }
}

/// The address of the same page in the dictionary's language.
fn in_language(href: &str, dictionary: &Dictionary) -> String {
    let path = href.split('#').next().unwrap_or_default();
    match path.starts_with('/') && Route::parse(path).is_some() {
        true => dictionary.language().address(path) + &href[path.len()..],
        false => href.to_owned(),
    }
}

fn marked(text: &str, dictionary: &Dictionary) -> String {
    let mark = |piece: Piece| match piece {
        Piece::Plain(text) => escape(text),
        Piece::Ruby(base, reading) => format!("<ruby>{}<rt aria-hidden=\"true\">{}</rt></ruby>", escape(base), escape(reading)),
        Piece::Japanese(text) => format!("<span lang=\"ja\">{}</span>", escape(text)),
    };
    pieces(dictionary.language(), text).into_iter().map(mark).collect()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::language::Language;

    fn check(language: Language, drawn: &str, expected: &str) {
        let words = match language {
            Language::English => [("次へ", "Next <here>"), ("年", "Year"), ("約{0}分", "About {0} minutes")],
            _ => [("次へ", "次《つぎ》へ"), ("年", "年《ねん》"), ("約{0}分", "{0}分《ぷん》くらい")],
        };
        let words = words.map(|(japanese, words)| (japanese.to_owned(), words.to_owned()));
        assert_eq!(speak(drawn, &Dictionary::new(language, words)), expected);
    }

    #[test]
    fn texts_and_labels_are_put_into_words() {
        let drawn = "<button aria-label=\"次へ\">次へ</button><p>約<!>5分</p><p>約5分</p>";
        let english = "<button aria-label=\"Next &lt;here&gt;\">Next &lt;here&gt;</button><p><span lang=\"ja\">約</span><!>5<span lang=\"ja\">分</span></p><p>About 5 minutes</p>";
        check(Language::English, drawn, english);
    }

    #[test]
    fn a_place_where_nothing_is_stays_a_comment() {
        check(Language::English, "<main><p>次へ</p><!--<() />--></main>", "<main><p>Next &lt;here&gt;</p><!--<() />--></main>");
        check(Language::Easy, "<option>年<!>年</option>", "<option>年<!>年</option>");
    }

    #[test]
    fn readings_stand_above_kanji_where_there_is_room_for_them() {
        check(
            Language::Easy,
            "<label title=\"年\">年</label><option>年</option>",
            "<label title=\"年\"><ruby>年<rt aria-hidden=\"true\">ねん</rt></ruby></label><option>年</option>",
        );
    }

    #[test]
    fn links_stay_in_the_language_and_programs_stay_as_they_are() {
        check(
            Language::English,
            "<a href=\"/outbox#x\">次へ</a><a href=\"/\" hreflang=\"ja\" lang=\"ja\">次へ</a><script>'次へ'</script><a href=\"/ca.crt\"></a>",
            "<a href=\"/en/outbox#x\">Next &lt;here&gt;</a><a href=\"/\" hreflang=\"ja\" lang=\"ja\">次へ</a><script>'次へ'</script><a href=\"/ca.crt\"></a>",
        );
        check(Language::English, "<input name=\"a\">", "<input lang=\"ja\" name=\"a\">");
    }
}
