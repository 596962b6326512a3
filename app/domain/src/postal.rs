//! Postal codes (郵便番号) and the places they belong to.
//!
//! The country's codes are parted into shards by their first three digits; a phone looks a code up in one of them. A shard is text: a line
//! that begins with a blank names 都道府県 and 市区町村, each line under it has the last four digits of a code and the 町域, which may be none.

use crate::kana::{digits, half_width};

/// The digits by which the codes are parted into shards.
pub const SHARD_DIGITS: usize = 3;

/// A place that a postal code belongs to (町域).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// 都道府県 and 市区町村, as they are written one after the other.
    pub city: String,
    /// The 町域; blank where the code belongs to the rest of a city.
    pub town: String,
}

/// The seven digits of a code, in whatever width and with whatever hyphen they were typed; `None` while it is no code.
pub fn code(typed: &str) -> Option<String> {
    digits(typed).ok().filter(|digits| digits.len() == 7)
}

/// The places of a code, looked up in its shard; none if nobody lives there.
pub fn areas(shard: &str, code: &str) -> Vec<Area> {
    let end = &code[SHARD_DIGITS.min(code.len())..];
    lines(shard).filter(|line| line.end == end).map(|line| Area { city: line.city(), town: line.town.to_owned() }).collect()
}

/// The codes in a shard of a place, its best first: the 町域 that what was typed begins with, the longest of them.
///
/// `city` may lack its 都道府県, `town` go on with 丁目 or begin with 大字.
pub fn codes(shard: &str, first: &str, city: &str, town: &str) -> Vec<(String, Area)> {
    let (city, town) = (plain(city), plain(town));
    let town = town.strip_prefix("大字").or_else(|| town.strip_prefix('字')).unwrap_or(&town);
    let mut found: Vec<Line> = lines(shard)
        .filter(|line| plain(&line.city()) == city || plain(line.name) == city)
        .filter(|line| !line.town.is_empty() && town.starts_with(&plain(line.town)))
        .collect();
    found.sort_by_key(|line| std::cmp::Reverse(line.town.chars().count()));
    found.into_iter().map(|line| (format!("{first}{}", line.end), Area { city: line.city(), town: line.town.to_owned() })).collect()
}

/// The shards in which a city has codes, out of the list of all cities: a line each, 都道府県, 市区町村 and shards parted by blanks.
pub fn shards<'c>(cities: &'c str, city: &str) -> Vec<&'c str> {
    let city = plain(city);
    let of_it = |line: &'c str| {
        let mut words = line.split(' ');
        let (prefecture, name) = (words.next()?, words.next()?);
        (plain(name) == city || plain(&[prefecture, name].concat()) == city).then_some(words)
    };
    cities.lines().filter_map(of_it).flatten().collect()
}

/// A code of a shard with its place.
#[derive(Clone, Copy)]
struct Line<'s> {
    prefecture: &'s str,
    name: &'s str,
    end: &'s str,
    town: &'s str,
}

impl Line<'_> {
    fn city(&self) -> String {
        [self.prefecture, self.name].concat()
    }
}

fn lines(shard: &str) -> impl Iterator<Item = Line<'_>> {
    let (mut prefecture, mut name) = ("", "");
    shard.lines().filter_map(move |line| {
        if let Some(city) = line.strip_prefix(' ') {
            (prefecture, name) = city.split_once(' ').unwrap_or(("", city));
            return None;
        }
        let (end, town) = line.split_at_checked(7 - SHARD_DIGITS)?;
        Some(Line { prefecture, name, end, town })
    })
}

/// A name without blanks, its letters and digits in one width; for comparing.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).map(half_width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARD: &str = " さくら県 さくら野市\n0000\n0001桜町\n0012若葉台\n0013若葉台南\n もみじ県 もみじ川市\n0012楓町\n";

    fn check(code: &str, areas: &[(&str, &str)]) {
        let found = super::areas(SHARD, code);
        assert_eq!(found.iter().map(|area| (&*area.city, &*area.town)).collect::<Vec<_>>(), areas, "{code}");
    }

    #[test]
    fn a_code_leads_to_its_places() {
        check("0000001", &[("さくら県さくら野市", "桜町")]);
        check("0000012", &[("さくら県さくら野市", "若葉台"), ("もみじ県もみじ川市", "楓町")]);
        check("0000000", &[("さくら県さくら野市", "")]);
        check("0009999", &[]);
        check("", &[]);
    }

    #[test]
    fn a_code_is_read_in_any_width() {
        assert_eq!(code("０００−００１２").as_deref(), Some("0000012"));
        assert_eq!(code("000-001"), None);
        assert_eq!(code("桜町"), None);
    }

    #[test]
    fn a_city_leads_to_its_shards() {
        let cities = "もみじ県 もみじ川市 000\nさくら県 さくら野市 000 001\n";
        assert_eq!(shards(cities, "さくら県さくら野市"), ["000", "001"]);
        assert_eq!(shards(cities, "もみじ川市"), ["000"]);
        assert_eq!(shards(cities, "さくら県"), [""; 0]);
    }

    #[test]
    fn a_place_leads_to_its_code_the_closest_first() {
        let found = |city, town| codes(SHARD, "000", city, town).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(found("さくら県さくら野市", "桜町一丁目"), ["0000001"]);
        assert_eq!(found("さくら野市", "大字若葉台南２"), ["0000013", "0000012"]);
        assert_eq!(found("もみじ川市", "桜町"), [""; 0]);
    }
}
