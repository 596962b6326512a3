//! The towns of the city itself: an address in one of them is a row of its table.
//!
//! Postal data change, and a row must never be taken for that of another table: a code that names a row names the table's hash before.

use sha2::{Digest, Sha256};

use crate::form::answer::Address;

/// The most towns of a table; no city of the country has half as many.
const MOST_TOWNS: usize = 1 << 14;

/// The town table (町域表) of a city: its name, and the postal code and the 町域 of each of its towns.
///
/// As text, which is what its hash is of: the first line is 都道府県, a blank and 市区町村, each further one seven digits and the 町域, which
/// may be empty; every line ends with a line feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Towns {
    text: String,
    /// 都道府県 and 市区町村, as they are written one after the other, and where the second begins.
    city: (String, usize),
    /// Where each row lies in the text.
    rows: Vec<std::ops::Range<usize>>,
    hash: u16,
}

impl Towns {
    /// Reads a table; nothing if it is none: without rows, with too many, or with a line of another shape.
    pub fn parse(text: &str) -> Option<Towns> {
        let end = text.strip_suffix('\n')?.find('\n')?;
        let mut rows = Vec::new();
        let mut start = end + 1;
        for line in text[start..].lines() {
            let is_row = line.len() >= 7 && line.bytes().take(7).all(|byte| byte.is_ascii_digit());
            rows.push(start..start + line.len());
            start += line.len() + 1;
            if !is_row || rows.len() > MOST_TOWNS {
                return None;
            }
        }
        let (prefecture, name) = text[..end].split_once(' ').filter(|(prefecture, name)| !prefecture.is_empty() && !name.is_empty())?;
        let (city, digest) = ((format!("{prefecture}{name}"), prefecture.len()), Sha256::digest(text));
        let is_whole = !rows.is_empty() && !text.contains('\r');
        is_whole.then(|| Towns { text: text.to_owned(), city, rows, hash: u16::from_be_bytes([digest[0], digest[1]]) >> 4 })
    }

    /// The table as text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What a code names it by: the first twelve bits of its text's SHA-256.
    pub fn hash(&self) -> u16 {
        self.hash
    }

    /// 都道府県 and 市区町村.
    pub(super) fn city(&self) -> &str {
        &self.city.0
    }

    /// 市区町村 alone.
    pub(super) fn name(&self) -> &str {
        &self.city.0[self.city.1..]
    }

    /// How many rows it has.
    pub(super) fn count(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The postal code and the 町域 of a row.
    pub(super) fn row(&self, nth: usize) -> Option<(&str, &str)> {
        Some(self.text.get(self.rows.get(nth)?.clone())?.split_at(7))
    }

    /// The row whose town an address begins with, the longest of them.
    pub(super) fn row_of(&self, address: &Address) -> Option<usize> {
        let fits = |nth: &usize| self.row(*nth).is_some_and(|(code, town)| code == address.postcode && address.town.starts_with(town));
        let rows = (0..self.rows.len()).filter(fits);
        // Of equal ones the first: there is one way to write an address.
        rows.rev().max_by_key(|nth| self.rows[*nth].len()).filter(|_| address.city == self.city())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWNS: &str = "さくら県 さくら野市\n0000000\n0000001桜町\n0000012若葉台\n0000012若葉台南\n";

    fn row(postcode: &str, city: &str, town: &str) -> Option<usize> {
        let [postcode, city, town] = [postcode, city, town].map(str::to_owned);
        Towns::parse(TOWNS).unwrap().row_of(&Address { postcode, city, town, ..Address::default() })
    }

    #[test]
    fn an_address_of_the_city_is_a_row() {
        let city = "さくら県さくら野市";
        assert_eq!(row("0000001", city, "桜町三丁目"), Some(1));
        assert_eq!(row("0000012", city, "若葉台南"), Some(3));
        assert_eq!(row("0000012", city, "若葉台"), Some(2));
        assert_eq!(row("0000000", city, "山奥"), Some(0));
        assert_eq!(row("0000012", city, "若葉"), None);
        assert_eq!(row("0000001", "さくら野市", "桜町"), None);
        assert_eq!(Towns::parse(TOWNS).unwrap().row(3), Some(("0000012", "若葉台南")));
    }

    #[test]
    fn what_is_no_table_is_not_taken_for_one() {
        for text in [
            "",
            "\n",
            "さくら県 さくら野市\n",
            "さくら県 さくら野市\n0000001桜町",
            "県 市\n桜町\n",
            "県 市\n0000001桜町\r\n",
            "市\n0000001桜町\n",
        ] {
            assert_eq!(Towns::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_changed_table_has_another_hash() {
        let other = TOWNS.replace("桜町", "櫻町");
        assert_ne!(Towns::parse(TOWNS).unwrap().hash(), Towns::parse(&other).unwrap().hash());
    }
}
