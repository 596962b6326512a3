//! Texts with places in them, in two languages.

/// A text with places (穴あきの文), and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The Japanese, as it is written.
    pub(super) japanese: String,
    /// What stands around its places: one more than there are places.
    around: Vec<String>,
    words: String,
}

impl Pattern {
    /// Reads a pair of texts; `None` if the Japanese has no places.
    pub(super) fn parse(japanese: &str, words: &str) -> Option<Pattern> {
        let mut around = Vec::new();
        let mut rest = japanese;
        while let Some((before, after)) = rest.split_once(&place(around.len())) {
            around.push(before.to_owned());
            rest = after;
        }
        around.push(rest.to_owned());
        (around.len() > 1).then(|| Pattern { japanese: japanese.to_owned(), around, words: words.to_owned() })
    }

    /// How telling it is: the characters that must be there.
    pub(super) fn weight(&self) -> usize {
        self.around.iter().map(|text| text.chars().count()).sum()
    }

    /// What stands in the places of a text; `None` if the text is not of this pattern. No place is empty or ends within quotes or brackets.
    pub(super) fn places_of<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, rest) = self.around.split_first()?;
        let (last, between) = rest.split_last()?;
        parted(text.strip_prefix(first.as_str())?.strip_suffix(last.as_str())?, between)
    }

    /// The words, with these in their places.
    pub(super) fn fill(&self, said: &[String]) -> String {
        // What stands in a place may itself look like one.
        let mut filled = String::new();
        let mut rest = self.words.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (nth, behind) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(nth.parse().ok().and_then(|nth: usize| said.get(nth)).map_or("", String::as_str));
            rest = behind;
        }
        filled + rest
    }
}

/// What stands before, between and behind these texts, each as short as it can be.
fn parted<'t>(text: &'t str, between: &[String]) -> Option<Vec<&'t str>> {
    let Some((first, others)) = between.split_first() else { return is_whole(text).then(|| vec![text]) };
    text.match_indices(first.as_str()).filter(|(at, _)| is_whole(&text[..*at])).find_map(|(at, _)| {
        let rest = parted(&text[at + first.len()..], others)?;
        Some(std::iter::once(&text[..at]).chain(rest).collect())
    })
}

/// Whether something may stand in a place: it is not empty, and a quote or bracket that opens in it closes in it.
fn is_whole(place: &str) -> bool {
    let closes = |(opening, closing)| {
        let signs = place.chars().filter(|c| *c == opening || *c == closing);
        // How many are open, as long as none was closed that was not.
        let open = signs.map(|sign| sign == opening).try_fold(0u32, |open, opens| if opens { Some(open + 1) } else { open.checked_sub(1) });
        open == Some(0)
    };
    !place.is_empty() && [('「', '」'), ('（', '）')].into_iter().all(closes)
}

/// How many places a text has: `{0}`, `{1}`, … each at least once and none left out; `None` if they are not so.
pub fn places(text: &str) -> Option<usize> {
    let count = (0..).take_while(|nth| text.contains(&place(*nth))).count();
    let rest = (0..count).fold(text.to_owned(), |rest, nth| rest.replace(&place(nth), ""));
    (!rest.contains(['{', '}'])).then_some(count)
}

fn place(nth: usize) -> String {
    format!("{{{nth}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(japanese: &str, text: &str, expected: Option<&[&str]>) {
        let pattern = Pattern::parse(japanese, "").expect("it has places");
        assert_eq!(pattern.places_of(text).as_deref(), expected, "{japanese} of {text}");
    }

    #[test]
    fn a_text_is_of_a_pattern_if_all_around_its_places_is_there() {
        check("{0}から{1}まで", "1通から20通まで", Some(&["1通", "20通"]));
        check("{0}から{1}まで", "からまで", None);
        check("「{0}」を消しました。", "「佐倉　花子」を消しました。", Some(&["佐倉　花子"]));
        check("{0}（{1}つ目）", "頼むこと（委任事項）（2つ目）", Some(&["頼むこと（委任事項）", "2"]));
        check("「{0}」を消しました。", "「佐倉」を消します。", None);
        check("{0}は{1}文字です。", "「窓口では聞かない」は3文字です。", Some(&["「窓口では聞かない」", "3"]));
    }

    #[test]
    fn what_stands_in_a_place_is_not_read_as_one() {
        let pattern = Pattern::parse("{0}は{1}です", "{1}: {0}!").expect("it has places");
        assert_eq!(pattern.fill(&["{1}".into(), "20%".into()]), "20%: {1}!");
    }

    #[test]
    fn places_are_counted_from_nought_and_none_is_left_out() {
        assert_eq!(places("次へ"), Some(0));
        assert_eq!(places("{1} of {0}"), Some(2));
        assert_eq!(places("{1}"), None);
        assert_eq!(places("{0"), None);
    }
}
