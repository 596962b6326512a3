//! What can be found, and in which order it is shown: what is called so first, what only asks about it last.

use super::{Folded, Sought, forgiven, gist, slips};

/// What parts the names, and the questions, of something that can be found.
pub const BETWEEN: char = '|';

/// Something that can be found (探されるもの), by what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    kin: Kin,
    title: Folded,
    names: Vec<Folded>,
    told: Folded,
    asked: Vec<Folded>,
}

/// What is found (探されるものの種類). Where two fit as well, what can be done here comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// A form to fill in.
    Form,
    /// A guide.
    Guide,
    /// What only says where to go.
    Leaflet,
}

/// What was found (見つかったもの).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The places of what is about it, what fits best first.
    pub places: Vec<usize>,
    /// Whether nothing is about it just as it was typed.
    pub nearly: bool,
}

/// How well something fits (合い方), the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// That is its title.
    Title,
    /// That is another name of it.
    Name,
    /// That is a part of its title or of a name.
    Called,
    /// It says so of itself.
    Told,
    /// It asks about it.
    Asked,
}

/// A way to look (探し方): how well something fits, and how many slips that forgives.
type Look<'l> = &'l dyn Fn(&Listed) -> Option<(Fit, usize)>;

impl Listed {
    /// What is called so, and has other names, tells something of itself, and asks something; names and questions are parted by [`BETWEEN`].
    pub fn new(kin: Kin, title: &str, names: &str, told: &str, asked: &str) -> Listed {
        let parts = |text: &str| text.split(BETWEEN).map(Folded::new).filter(|part| !part.0.is_empty()).collect();
        Listed { kin, title: Folded::new(title), names: parts(names), told: Folded::new(told), asked: parts(asked) }
    }

    /// How well it fits all of what is looked for; what is typed in several words may be one name.
    fn fit(&self, sought: &Sought) -> Option<Fit> {
        let each = sought.words.iter().map(|word| self.fit_word(word)).collect::<Option<Vec<_>>>();
        let each = each.and_then(|fits| fits.into_iter().max());
        let whole = if sought.words.len() > 1 { self.fit_word(&sought.words.concat()) } else { None };
        each.into_iter().chain(whole).min()
    }

    fn fit_word(&self, word: &[char]) -> Option<Fit> {
        let any = |texts: &[Folded]| texts.iter().any(|text| text.holds(word));
        let fits = [
            (Fit::Title, self.title.0 == word),
            (Fit::Name, self.names.iter().any(|name| name.0 == word)),
            (Fit::Called, self.title.holds(word) || any(&self.names)),
            (Fit::Told, self.told.holds(word)),
            (Fit::Asked, any(&self.asked)),
        ];
        fits.into_iter().find_map(|(fit, is_so)| is_so.then_some(fit))
    }

    /// How many slips were made, if something looked for was meant to be its title or a name.
    fn slips(&self, sought: &Sought) -> Option<usize> {
        let fewest = |word: &Vec<char>| {
            let fewest = self.names.iter().chain([&self.title]).map(|text| slips(word, &text.0)).min()?;
            (fewest <= forgiven(word)).then_some(fewest)
        };
        sought.words.iter().map(fewest).sum()
    }

    /// Among what fits as well: the more of its title was typed, the sooner.
    fn rest_of_title(&self, sought: &Sought) -> usize {
        let holds = sought.words.iter().any(|word| self.title.holds(word));
        if holds { self.title.0.len() } else { usize::MAX }
    }
}

/// What is about something typed; everything, if nothing was. Unless something is called just so, it is looked for more leniently too: for
/// what a sentence is about, and for what is written nearly so.
pub fn find(listed: &[Listed], typed: &str) -> Found {
    let (sought, gist) = (Sought::new(typed), gist::of(typed));
    let mut left: Vec<usize> = (0..listed.len()).collect();
    if sought.is_empty() {
        return Found { places: left, nearly: false };
    }
    let as_typed = |one: &Listed| one.fit(&sought).map(|fit| (fit, 0));
    let by_gist = |one: &Listed| one.fit(&gist).map(|fit| (fit, 0));
    let nearly = |one: &Listed| one.slips(&sought).map(|slips| (Fit::Called, slips));
    let looks: [Look; 3] = [&as_typed, &by_gist, &nearly];
    let mut found = Found::default();
    for (leniently, look) in looks.iter().enumerate() {
        let of = |place: usize| {
            let one = &listed[place];
            look(one).map(|fit| (fit, one.kin, one.rest_of_title(&sought), place))
        };
        let mut hits: Vec<_> = left.iter().copied().filter_map(of).collect();
        hits.sort();
        found.nearly |= leniently > 0 && found.places.is_empty() && !hits.is_empty();
        found.places.extend(hits.iter().map(|(.., place)| place));
        left.retain(|place| !found.places.contains(place));
        if hits.iter().any(|((fit, _), ..)| *fit <= Fit::Called) {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, in its order, and `~` before it if only nearly.
    fn check(typed: &str, expected: &str) {
        let listed = [
            ("move", Kin::Guide, "引っ越し", "ひっこし|引越し", "この市に来る人、出る人の手続です。", ""),
            (
                "in",
                Kin::Form,
                "住民異動届（転入）",
                "てんにゅう|転入届|引っ越し|moving in",
                "この市に引っ越してきた。",
                "在留カードの番号|国外",
            ),
            ("out", Kin::Form, "住民異動届（転出）", "てんしゅつ|転出届|引っ越し", "この市から引っ越す。", "在留カードの番号|転入する人"),
            ("book", Kin::Leaflet, "転入の来庁予約", "てんにゅうのらいちょうよやく", "転入届を出しに来る日を知らせます。", ""),
            ("seal", Kin::Form, "印鑑登録申請書", "いんかん", "印鑑を登録する。", "住民異動"),
            ("proof", Kin::Form, "印鑑登録証明書交付申請書", "いんかん", "登録した印鑑の証明。", ""),
            ("back", Kin::Leaflet, "印鑑登録証の返納", "いんかん", "印鑑登録証を返します。", ""),
        ];
        let (ids, listed): (Vec<&str>, Vec<Listed>) =
            listed.into_iter().map(|(id, kin, title, names, told, asked)| (id, Listed::new(kin, title, names, told, asked))).unzip();
        let found = find(&listed, typed);
        let found_ids: Vec<&str> = found.places.iter().map(|place| ids[*place]).collect();
        assert_eq!(format!("{}{}", if found.nearly { "~" } else { "" }, found_ids.join(" ")), expected, "{typed}");
    }

    #[test]
    fn what_is_called_so_comes_first_and_what_only_asks_about_it_last() {
        check("", "move in out book seal proof back");
        check("転入届", "in book");
        check("転入", "in book out");
        check("在留カード", "in out");
        check("引っ越し", "move in out");
        check("住民異動届", "in out");
        check("住民異動", "in out seal");
    }

    #[test]
    fn among_what_fits_as_well_a_form_comes_first_and_then_the_shorter_title() {
        check("印鑑登録", "seal proof back");
        check("いんかん", "seal proof back");
        check("印鑑登録証の返納", "back");
    }

    #[test]
    fn several_words_must_all_be_there_or_be_one_name() {
        check("moving in", "in");
        check("ＭＯＶＩＮＧ", "in");
        check("転入 在留カード", "in out");
        check("引っ越し 印鑑", "");
    }

    #[test]
    fn a_sentence_is_looked_for_by_what_it_is_about() {
        check("転入の手続き", "~in book out");
        check("印鑑を登録したい", "~seal proof back");
        check("引越しするとき", "~move");
    }

    #[test]
    fn slips_are_forgiven_unless_something_is_called_just_so() {
        check("転入屈", "~in book");
        check("印鑑登禄証", "~proof back");
        check("ラーメン", "");
    }
}
