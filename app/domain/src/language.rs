//! The languages that a resident may read in.

/// A language (言語) of the resident's screens. What is printed, sealed and sent is the official Japanese in each of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// 日本語, in which everything is written first.
    #[default]
    Japanese,
    /// やさしい日本語: short sentences in everyday words, the readings above the kanji.
    Easy,
    /// English.
    English,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Language; 3] = [Language::Japanese, Language::Easy, Language::English];

    /// Those into which the Japanese is put.
    pub const OTHERS: [Language; 2] = [Language::Easy, Language::English];

    /// The folder of its words, and the beginning of its addresses.
    pub fn id(self) -> &'static str {
        match self {
            Language::Japanese => "ja",
            Language::Easy => "easy",
            Language::English => "en",
        }
    }

    /// What a page's `lang` says.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Japanese => "ja",
            Language::Easy => "ja-x-easy",
            Language::English => "en",
        }
    }

    /// Reads a page's `lang`; Japanese if it is nothing of ours.
    pub fn of_tag(tag: &str) -> Language {
        Language::ALL.into_iter().find(|language| language.tag() == tag).unwrap_or_default()
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::Japanese => "日本語",
            Language::Easy => "やさしい日本語",
            Language::English => "English",
        }
    }

    /// The address at which a page stands in this language: `/outbox` is `/en/outbox` in English.
    pub fn address(self, path: &str) -> String {
        match (self, path) {
            (Language::Japanese, _) => path.to_owned(),
            (_, "/") => format!("/{}", self.id()),
            _ => format!("/{}{path}", self.id()),
        }
    }

    /// The language and the page that an address means.
    pub fn of_address(address: &str) -> (Language, &str) {
        let other = Language::OTHERS.into_iter().find_map(|language| {
            let rest = address.strip_prefix('/')?.strip_prefix(language.id())?;
            match rest {
                "" | "/" => Some((language, "/")),
                rest => rest.starts_with('/').then_some((language, rest)),
            }
        });
        other.unwrap_or((Language::Japanese, address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_an_address_in_every_language() {
        for language in Language::ALL {
            for path in ["/", "/outbox", "/forms/move-in"] {
                assert_eq!(Language::of_address(&language.address(path)), (language, path));
            }
            assert_eq!(Language::of_tag(language.tag()), language);
        }
        assert_eq!(Language::of_address("/english"), (Language::Japanese, "/english"));
        assert_eq!(Language::of_address("/en/"), (Language::English, "/"));
    }
}
