//! The country's postal codes, parted into what a phone loads at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::city::City;
use domain::postal::SHARD_DIGITS;

use super::Mistake;

/// The postal codes (郵便番号), in shards by their first digits.
#[derive(Clone, Debug, Default)]
pub struct Postal {
    shards: BTreeMap<String, String>,
    /// Where each 市区町村 lies: its name, then the shards.
    cities: BTreeMap<String, BTreeSet<String>>,
}

impl Postal {
    /// Reads `data/postal.txt` of the folder `public`, and what the city's folder adds to it. Of a file with a line that is neither a shard
    /// nor a city nor a code, what stands before that line is taken.
    pub fn load(public: &Path, city_folder: &Path, mistakes: &mut Vec<Mistake>) -> Postal {
        let mut postal = Postal::default();
        for file in [public.join("data/postal.txt"), city_folder.join("postal.txt")] {
            if let Ok(text) = std::fs::read_to_string(&file)
                && let Err((line, reason)) = postal.add(&text)
            {
                mistakes.push(Mistake { file, line: Some(line), reason });
            }
        }
        postal
    }

    fn add(&mut self, text: &str) -> Result<(), (usize, String)> {
        let Postal { shards, cities } = self;
        let (mut shard, mut city) = (None, "");
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.is_empty()) {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            if digits == SHARD_DIGITS && line.len() == digits {
                shard = Some((line, shards.entry(line.to_owned()).or_default()));
                city = "";
                continue;
            }
            let Some((first, shard)) = &mut shard else {
                return Err((number, "郵便番号の上3桁の行が先に要ります。「000」のような行を前に書いてください。".into()));
            };
            if let Some(name) = line.strip_prefix(' ').filter(|name| name.split_once(' ').is_some_and(|(_, city)| !city.is_empty())) {
                city = name;
                cities.entry(name.to_owned()).or_default().insert((*first).to_owned());
            } else if digits != 7 - SHARD_DIGITS || city.is_empty() {
                let reason = "郵便番号の下4桁と町名、または空白に続けて都道府県と市区町村（間に空白）を書いてください。";
                return Err((number, reason.into()));
            }
            shard.push_str(line);
            shard.push('\n');
        }
        Ok(())
    }

    /// The files for the phone, by address, and whether a phone keeps each for the time without a network: those with places of the
    /// city's own prefecture.
    pub fn files(self, city: &City) -> impl Iterator<Item = (String, String, bool)> + use<> {
        let own = format!(" {} ", city.prefecture);
        let line = |(city, shards): (&String, &BTreeSet<String>)| {
            let shards: Vec<&str> = shards.iter().map(String::as_str).collect();
            format!("{city} {}\n", shards.join(" "))
        };
        let cities = (!self.shards.is_empty()).then(|| ("/postal/cities.txt".to_owned(), self.cities.iter().map(line).collect(), true));
        let shards = self.shards.into_iter().map(move |(shard, text)| {
            let is_kept = text.lines().any(|line| line.starts_with(&own));
            (format!("/postal/{shard}.txt"), text, is_kept)
        });
        shards.chain(cities)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Postal, (usize, String)> {
        let mut postal = Postal::default();
        postal.add(text).map(|()| postal)
    }

    #[test]
    fn a_city_adds_its_own_places_to_the_countrys() {
        let mut postal = read("# 出典\n000\n 国 市\n0001一町\n").expect("right");
        postal.add("000\n さくら県 さくら野市\n0002桜町\n").expect("right");
        assert_eq!(postal.shards["000"], " 国 市\n0001一町\n さくら県 さくら野市\n0002桜町\n");
        assert_eq!(postal.cities.keys().collect::<Vec<_>>(), ["さくら県 さくら野市", "国 市"]);
    }

    #[test]
    fn a_line_that_says_nothing_is_told_by_its_number() {
        assert_eq!(read("0001桜町\n").err().map(|(line, _)| line), Some(1));
        assert_eq!(read("000\n0001桜町\n").err().map(|(line, _)| line), Some(2));
        assert_eq!(read("000\n さくら県 さくら野市\n桜町\n").err().map(|(line, _)| line), Some(3));
        assert_eq!(read("000\n さくら野市\n").err().map(|(line, _)| line), Some(2));
    }
}
