//! People, their families, and how they are reached.

use super::*;

/// How likely a new person is of a new family rather than of one that came before.
const FAMILY_SEEN: [u8; 2] = [12, 52];
/// In table 2: how likely a name is as it is registered rather than with a character to be put right.
const GLYPH: [u8; 2] = [63, 1];
/// How likely a telephone number is a mobile one, one of ten digits or another one of eleven.
const PHONE: [u8; 3] = [48, 12, 4];

impl Walker<'_> {
    pub(super) fn person(&mut self, given: &Person) -> Result<Person, Misfit> {
        if let Some(place) = self.again(SEEN, self.people.iter().position(|p| p == given), self.people.len())? {
            return Ok(self.people[place].clone());
        }
        let same_family = self.families.iter().position(|(family, kana)| *family == given.family && *kana == given.family_kana);
        let (family, family_kana) = match self.again(FAMILY_SEEN, same_family, self.families.len())? {
            Some(place) => self.families[place].clone(),
            None => {
                let family = (self.text(Style::Family, &given.family)?, self.text(Style::FamilyKana, &given.family_kana)?);
                self.families.push(family.clone());
                family
            }
        };
        let (name, kana) = (self.text(Style::Given, &given.given)?, self.text(Style::GivenKana, &given.given_kana)?);
        self.tape.next_is("character to be put right?");
        let rare_glyph = match self.tables {
            Tables::Zero => false,
            Tables::One => self.tape.bit(given.rare_glyph)?,
            Tables::Two => self.tape.pick(&GLYPH, usize::from(given.rare_glyph))? == 1,
        };
        let person = Person { family, given: name, family_kana, given_kana: kana, rare_glyph };
        for name in [&*person.family, &person.given, &format!("{}\u{3000}{}", person.family, person.given)] {
            self.said.say(name);
        }
        self.people.push(person.clone());
        Ok(person)
    }

    pub(super) fn phone(&mut self, given: &str) -> Result<String, Misfit> {
        if let Some(place) = self.again(SEEN, self.phones.iter().position(|p| p == given), self.phones.len())? {
            return Ok(self.phones[place].clone());
        }
        let carrier = ["070", "080", "090"].iter().position(|carrier| given.len() == 11 && given.starts_with(carrier));
        self.tape.next_is("kind of number");
        let kind = self.tape.pick(&PHONE, if carrier.is_some() { 0 } else { given.len().saturating_sub(9).clamp(1, 2) })?;
        let phone = match kind {
            0 => {
                self.tape.next_is("07, 08 or 09");
                let carrier = self.tape.uniform(3, carrier.unwrap_or_default() as u32)?;
                format!("0{}0{}", 7 + carrier, self.digits(8, given.get(3..).unwrap_or_default())?)
            }
            kind => format!("0{}", self.digits(8 + kind as u8, given.get(1..).unwrap_or_default())?),
        };
        self.phones.push(phone.clone());
        Ok(phone)
    }

    pub(super) fn mail(&mut self, given: &str) -> Result<String, Misfit> {
        if let Some(place) = self.again(SEEN, self.mails.iter().position(|m| m == given), self.mails.len())? {
            return Ok(self.mails[place].clone());
        }
        let mail = self.text(Style::Mail, given)?;
        self.mails.push(mail.clone());
        Ok(mail)
    }
}
