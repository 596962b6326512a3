//! Addresses: earlier ones, those of the city itself by the rows of its town table, and any other.

use super::super::table::Table;
use super::*;

/// In table 2: how likely an address lies elsewhere rather than in the city itself.
const OWN: [u8; 2] = [20, 44];
/// How likely nothing stands after the 町域 of a row, a 丁目, or anything else.
const REST: [u8; 3] = [28, 32, 4];
/// How likely the number of a 丁目 is written as 三, as 3 or as ３.
const CHOME: [u8; 3] = [12, 2, 2];
/// How likely each number of a 丁目 is, from 1 to 10.
const CHOME_NUMBER: [u8; 10] = [14, 14, 12, 8, 6, 4, 2, 2, 1, 1];
/// How likely a 番地 begins with its number, with 字 or with another name of a place.
const PLACE_BEFORE: [u8; 3] = [60, 3, 1];
/// How the numbers of 丁目 are written: those that are named by their place.
const NUMBERS: [[&str; 10]; 3] = [
    ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"],
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
    ["１", "２", "３", "４", "５", "６", "７", "８", "９", "１０"],
];
/// How likely the prefecture is the one that the postal code lies in, another one, or none that there is.
const PREFECTURE: [u8; 3] = [56, 4, 4];
/// What stands before the names of parts of a 大字.
const AZA: char = '字';
/// How many town tables can be told apart.
const TABLES_OF_TOWNS: u32 = 1 << 12;

impl Walker<'_> {
    pub(super) fn address(&mut self, given: &Address) -> Result<Address, Misfit> {
        if let Some(place) = self.again(SEEN, self.addresses.iter().position(|a| a == given), self.addresses.len())? {
            return Ok(self.addresses[place].clone());
        }
        let [postcode, city, town] = match self.tables {
            Tables::Zero | Tables::One => {
                let postcode = self.digits(7, &given.postcode)?;
                let city = self.city(&given.city, None)?;
                [postcode, city, self.text(Style::Place, &given.town)?]
            }
            Tables::Two => self.place(given)?,
        };
        let block = match self.tables {
            Tables::Zero | Tables::One => self.text(Style::Block, &given.block)?,
            Tables::Two => self.block(&given.block)?,
        };
        self.tape.next_is("building?");
        let building = match self.tape.bit(!given.building.is_empty())? {
            true => self.text(Style::Building, &given.building)?,
            false => String::new(),
        };
        for name in [&*city, &town, &format!("{city}{town}")] {
            self.said.say(name);
        }
        let address = Address { postcode, city, town, block, building };
        self.addresses.push(address.clone());
        Ok(address)
    }

    /// Postal code, city and town: a row of the city's own table, or spelt out.
    fn place(&mut self, given: &Address) -> Result<[String; 3], Misfit> {
        let to_write = self.towns.or(self.known_towns.first());
        let row = to_write.and_then(|towns| towns.row_of(given));
        self.tape.next_is("in this city?");
        if self.tape.pick(&OWN, usize::from(row.is_some()))? == 0 {
            let postcode = self.digits(7, &given.postcode)?;
            let city = self.city(&given.city, Table::get().prefecture_of(&postcode))?;
            return Ok([postcode, city, self.text(Style::Place, &given.town)?]);
        }
        let towns = match self.towns {
            Some(towns) => towns,
            None => {
                self.tape.next_is("town table");
                let hash = self.tape.uniform(TABLES_OF_TOWNS, to_write.map_or(0, |towns| towns.hash().into()))?;
                let named = self.known_towns.iter().find(|towns| u32::from(towns.hash()) == hash);
                self.lacks_towns = named.is_none();
                let named = named.ok_or(Misfit)?;
                for name in [named.city(), named.name(), all_but_last(named.name())] {
                    self.said.say(name);
                }
                named
            }
        };
        self.towns = Some(towns);
        self.tape.next_is("row of the town table");
        let row = self.tape.uniform(towns.count(), row.unwrap_or_default() as u32)?;
        let (postcode, town) = towns.row(row as usize).ok_or(Misfit)?;
        self.tape.was(|| format!("{postcode} {town}"));
        for name in [town, all_but_last(town)] {
            self.said.say(name);
        }
        let rest = self.rest_of_town(given.town.strip_prefix(town).unwrap_or_default())?;
        Ok([postcode.to_owned(), towns.city().to_owned(), format!("{town}{rest}")])
    }

    /// What stands after the 町域: nothing, a 丁目 or any text.
    fn rest_of_town(&mut self, given: &str) -> Result<String, Misfit> {
        let number = given.strip_suffix("丁目").unwrap_or_default();
        let place = |numbers: &[&str]| numbers.iter().position(|one| *one == number);
        let chome = NUMBERS.iter().enumerate().find_map(|(way, numbers)| Some((way, place(numbers)?)));
        self.tape.next_is("rest of the town");
        match self.tape.pick(&REST, if given.is_empty() { 0 } else { 2 - usize::from(chome.is_some()) })? {
            0 => Ok(String::new()),
            1 => {
                let (way, number) = chome.unwrap_or_default();
                self.tape.next_is("way to write 丁目");
                let way = self.tape.pick(&CHOME, way)?;
                self.tape.next_is("number of the 丁目");
                let number = self.tape.pick(&CHOME_NUMBER, number)?;
                Ok(format!("{}丁目", NUMBERS[way][number]))
            }
            _ => self.text(Style::Place, given),
        }
    }

    /// 番地: the name of a place before its first number, if there is one, and the rest.
    fn block(&mut self, given: &str) -> Result<String, Misfit> {
        let (before, rest) = given.split_at(given.find(|c: char| matches!(c, '0'..='9' | '０'..='９')).unwrap_or_default());
        let way = if before.is_empty() { 0 } else { 2 - usize::from(before.starts_with(AZA)) };
        self.tape.next_is("place before the number");
        let before = match self.tape.pick(&PLACE_BEFORE, way)? {
            0 => String::new(),
            1 => format!("{AZA}{}", self.text(Style::Place, before.strip_prefix(AZA).unwrap_or_default())?),
            _ => self.text(Style::Place, before)?,
        };
        Ok(before + &self.text(Style::Block, rest)?)
    }

    /// 都道府県 and 市区町村: one that came before, or spelt out; in table 2 with the prefecture as the postal code tells.
    fn city(&mut self, given: &str, likely: Option<&'static str>) -> Result<String, Misfit> {
        if let Some(place) = self.again(SEEN, self.cities.iter().position(|city| city == given), self.cities.len())? {
            return Ok(self.cities[place].clone());
        }
        let prefecture = if self.tables == Tables::Two { self.prefecture(given, likely)? } else { "" };
        let name = self.text(Style::Place, given.strip_prefix(prefecture).unwrap_or_default())?;
        let city = format!("{prefecture}{name}");
        self.cities.push(city.clone());
        Ok(city)
    }

    fn prefecture(&mut self, given: &str, likely: Option<&'static str>) -> Result<&'static str, Misfit> {
        let all = &Table::get().prefectures;
        let place = all.iter().position(|prefecture| given.starts_with(prefecture));
        let is_likely = likely.is_some_and(|likely| given.starts_with(likely));
        self.tape.next_is("prefecture");
        match self.tape.pick(&PREFECTURE, if is_likely { 0 } else { 2 - usize::from(place.is_some()) })? {
            0 => likely.ok_or(Misfit),
            1 => {
                self.tape.next_is("which prefecture");
                let place = self.tape.uniform(all.len() as u32, place.unwrap_or_default() as u32)?;
                self.tape.was(|| all[place as usize].to_owned());
                Ok(all[place as usize])
            }
            _ => Ok(""),
        }
    }
}

/// A name without its last character: 若葉 of 若葉台, さくら野 of さくら野市, which buildings and schools are called by.
fn all_but_last(name: &str) -> &str {
    name.char_indices().next_back().map_or("", |(end, _)| &name[..end])
}
