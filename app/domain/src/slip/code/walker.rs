//! The walk over the answers of a code's forms, written once for both directions.
//!
//! The walker goes through the questions in their order. Where the tape is being written it takes each value from
//! the answers it was given; where the tape is read those are empty and the tape says what stands there. Either way
//! it returns the answers that a reader finds, so a writer sees at once whether a reader will find the same.
//!
//! People, families, addresses, cities and telephone numbers that came before are named by their place among those
//! seen so far, in this form or in one before it, which is what makes a family's forms short.

use chrono::{Datelike, NaiveDate};

use super::header::Heading;
use super::tape::{Misfit, Tape};
use super::text::{Seen, Style, text};
use crate::era::PartialDate;
use crate::form::answer::{Account, Address, Person};
use crate::form::{AccountType, Answer, Answers, Choice, Form, Kind, Question};

/// How likely a value is a new one rather than one that came before.
const SEEN: [u8; 2] = [24, 40];
/// How likely a new person is of a new family rather than of one that came before.
const FAMILY_SEEN: [u8; 2] = [12, 52];
/// How likely an option among several is left alone or ticked.
const TICKED: [u8; 2] = [42, 22];
/// How likely a date lies near the day the slip is made, further away, or outside of the days that are counted.
const DATE: [u8; 3] = [24, 39, 1];
/// How likely a telephone number is a mobile one, one of ten digits or another one of eleven.
const PHONE: [u8; 3] = [48, 12, 4];

/// A near date is counted from this many days before the slip was made.
const NEAR_BEFORE: i32 = 192;
/// How many days are near.
const NEAR_DAYS: u32 = 256;
/// 1868-01-25, from which other dates are counted, as a day of the common era.
const MEIJI: i32 = 681_932;
/// How many days are counted from there: until 2226.
const COUNTED_DAYS: u32 = 131_072;

/// The walker: the tape and everything seen so far on it.
pub(super) struct Walker<'t> {
    tape: &'t mut Tape,
    made: i32,
    /// Whether a bit after each new person says that a character of the name is to be put right.
    marks_glyphs: bool,
    people: Vec<Person>,
    families: Vec<(String, String)>,
    addresses: Vec<Address>,
    cities: Vec<String>,
    phones: Vec<String>,
    mails: Vec<String>,
    accounts: Vec<Account>,
    seen: Seen,
}

impl<'t> Walker<'t> {
    /// A walker over `tape`, for a slip made on this day, that tells or does not tell of characters to be put right.
    pub fn new(tape: &'t mut Tape, made: NaiveDate, marks_glyphs: bool) -> Walker<'t> {
        let made = made.num_days_from_ce();
        Walker {
            tape,
            made,
            marks_glyphs,
            people: vec![],
            families: vec![],
            addresses: vec![],
            cities: vec![],
            phones: vec![],
            mails: vec![],
            accounts: vec![],
            seen: Seen::default(),
        }
    }

    /// Writes or reads which form comes next.
    pub fn heading(&mut self, given: Heading) -> Result<Heading, Misfit> {
        given.walk(self.tape)
    }

    /// Writes or reads the answers of a form.
    pub fn form(&mut self, form: &Form, given: &Answers) -> Result<Answers, Misfit> {
        self.questions(&form.questions, given, None)
    }

    /// The answers to these questions; `around` are the answers so far outside the group they belong to.
    pub fn questions(&mut self, questions: &[Question], given: &Answers, around: Option<&Answers>) -> Result<Answers, Misfit> {
        let made = NaiveDate::from_num_days_from_ce_opt(self.made).unwrap_or_default();
        let mut answers = Answers::default();
        for (place, question) in questions.iter().enumerate() {
            let asked = question.when.as_ref().is_none_or(|when| {
                when.holds(&|test| {
                    // A question of the same group goes before one outside that is called the same.
                    let inside = questions[..place].iter().any(|earlier| earlier.id == test.question);
                    let among = if inside || around.is_none() { Some(&answers) } else { around };
                    among.is_some_and(|among| test.met_among(among, made))
                })
            });
            let given = given.0.get(&question.id);
            if asked && question.kind.is_asked() && (!question.optional || self.tape.bit(given.is_some())?) {
                let answer = self.answer(&question.kind, given, &answers)?;
                answers.0.insert(question.id.clone(), answer);
            }
        }
        Ok(answers)
    }

    fn answer(&mut self, kind: &Kind, given: Option<&Answer>, so_far: &Answers) -> Result<Answer, Misfit> {
        Ok(match kind {
            Kind::Person => Answer::Person(self.person(if let Some(Answer::Person(person)) = given { person } else { &NOBODY })?),
            Kind::Address => Answer::Address(self.address(if let Some(Answer::Address(address)) = given { address } else { &NOWHERE })?),
            Kind::Phone => Answer::Phone(self.phone(if let Some(Answer::Phone(digits)) = given { digits } else { "" })?),
            Kind::Date(_) => {
                let given = if let Some(Answer::Date(date)) = given { *date } else { NaiveDate::default() };
                match self.date(PartialDate::Day(given))? {
                    PartialDate::Day(date) => Answer::Date(date),
                    _ => return Err(Misfit),
                }
            }
            Kind::PartialDate(_) => {
                Answer::PartialDate(self.date(if let Some(Answer::PartialDate(date)) = given { *date } else { PartialDate::Year(0) })?)
            }
            Kind::Mail => Answer::Mail(self.mail(if let Some(Answer::Mail(mail)) = given { mail } else { "" })?),
            Kind::Account => {
                Answer::Account(self.account(if let Some(Answer::Account(account)) = given { account } else { &NO_ACCOUNT })?)
            }
            Kind::Amount { .. } => Answer::Amount(self.amount(if let Some(Answer::Amount(amount)) = given { *amount } else { 0 })?),
            // Whoever reads works it out again.
            Kind::Total { .. } => return Err(Misfit),
            Kind::Choice { options } => {
                let place = options.iter().position(|option| matches!(given, Some(Answer::Choice(id)) if *id == option.id));
                let place = self.tape.uniform(options.len() as u32, place.unwrap_or_default() as u32)?;
                Answer::Choice(options[place as usize].id.clone())
            }
            Kind::Several { options } => {
                Answer::Several(self.several(options, if let Some(Answer::Several(ids)) = given { ids } else { &[] })?)
            }
            Kind::YesNo => Answer::YesNo(self.tape.bit(matches!(given, Some(Answer::YesNo(true))))?),
            Kind::Count { min, max, .. } => {
                let count = if let Some(Answer::Count(count)) = given { *count } else { *min };
                let above = self.tape.uniform(max.saturating_sub(*min).saturating_add(1), count.checked_sub(*min).ok_or(Misfit)?)?;
                Answer::Count(min + above)
            }
            Kind::Digits { length, .. } => {
                Answer::Digits(self.digits(*length, if let Some(Answer::Digits(digits)) = given { digits } else { "" })?)
            }
            Kind::Text { .. } => Answer::Text(self.text(Style::Free, if let Some(Answer::Text(text)) = given { text } else { "" })?),
            Kind::Group { max, questions, .. } => {
                let given = if let Some(Answer::Group(given)) = given { given.as_slice() } else { &[] };
                let length = self.tape.uniform(u32::from(*max) + 1, given.len() as u32)? as usize;
                let nothing = Answers::default();
                let each = (0..length).map(|i| self.questions(questions, given.get(i).unwrap_or(&nothing), Some(so_far)));
                Answer::Group(each.collect::<Result<_, _>>()?)
            }
        })
    }

    /// `[same?]`, then which of the earlier ones; `None` if it is a new one. Nothing is written while there is none.
    fn again(&mut self, weights: [u8; 2], place: Option<usize>, earlier: usize) -> Result<Option<usize>, Misfit> {
        if earlier == 0 || self.tape.pick(&weights, usize::from(place.is_some()))? == 0 {
            return Ok(None);
        }
        Ok(Some(self.tape.uniform(earlier as u32, place.unwrap_or_default() as u32)? as usize))
    }

    fn person(&mut self, given: &Person) -> Result<Person, Misfit> {
        if let Some(place) = self.again(SEEN, self.people.iter().position(|p| p == given), self.people.len())? {
            return Ok(self.people[place].clone());
        }
        let same_family = self.families.iter().position(|(family, kana)| *family == given.family && *kana == given.family_kana);
        let (family, family_kana) = match self.again(FAMILY_SEEN, same_family, self.families.len())? {
            Some(place) => self.families[place].clone(),
            None => {
                let family = (self.text(Style::Name, &given.family)?, self.text(Style::Kana, &given.family_kana)?);
                self.families.push(family.clone());
                family
            }
        };
        let (name, kana) = (self.text(Style::Name, &given.given)?, self.text(Style::Kana, &given.given_kana)?);
        let rare_glyph = self.marks_glyphs && self.tape.bit(given.rare_glyph)?;
        let person = Person { family, given: name, family_kana, given_kana: kana, rare_glyph };
        self.people.push(person.clone());
        Ok(person)
    }

    fn address(&mut self, given: &Address) -> Result<Address, Misfit> {
        if let Some(place) = self.again(SEEN, self.addresses.iter().position(|a| a == given), self.addresses.len())? {
            return Ok(self.addresses[place].clone());
        }
        let postcode = self.digits(7, &given.postcode)?;
        let city = match self.again(SEEN, self.cities.iter().position(|c| *c == given.city), self.cities.len())? {
            Some(place) => self.cities[place].clone(),
            None => {
                let city = self.text(Style::Place, &given.city)?;
                self.cities.push(city.clone());
                city
            }
        };
        let town = self.text(Style::Place, &given.town)?;
        let block = self.text(Style::Block, &given.block)?;
        let building = match self.tape.bit(!given.building.is_empty())? {
            true => self.text(Style::Building, &given.building)?,
            false => String::new(),
        };
        let address = Address { postcode, city, town, block, building };
        self.addresses.push(address.clone());
        Ok(address)
    }

    fn phone(&mut self, given: &str) -> Result<String, Misfit> {
        if let Some(place) = self.again(SEEN, self.phones.iter().position(|p| p == given), self.phones.len())? {
            return Ok(self.phones[place].clone());
        }
        let carrier = ["070", "080", "090"].iter().position(|carrier| given.len() == 11 && given.starts_with(carrier));
        let kind = self.tape.pick(&PHONE, if carrier.is_some() { 0 } else { given.len().saturating_sub(9).clamp(1, 2) })?;
        let phone = match kind {
            0 => {
                let carrier = self.tape.uniform(3, carrier.unwrap_or_default() as u32)?;
                format!("0{}0{}", 7 + carrier, self.digits(8, given.get(3..).unwrap_or_default())?)
            }
            kind => format!("0{}", self.digits(8 + kind as u8, given.get(1..).unwrap_or_default())?),
        };
        self.phones.push(phone.clone());
        Ok(phone)
    }

    /// A date, whole or as far as it is known; what is not whole has the third of the ways.
    fn date(&mut self, given: PartialDate) -> Result<PartialDate, Misfit> {
        let whole = matches!(given, PartialDate::Day(_));
        let day = given.first_day().num_days_from_ce();
        let (near, counted) = (day - self.made + NEAR_BEFORE, day - MEIJI);
        let fits = |places: i32, limit: u32| whole && u32::try_from(places).is_ok_and(|places| places < limit);
        let kind = if fits(near, NEAR_DAYS) { 0 } else { 2 - usize::from(fits(counted, COUNTED_DAYS)) };
        let date = match self.tape.pick(&DATE, kind)? {
            0 => NaiveDate::from_num_days_from_ce_opt(self.made - NEAR_BEFORE + self.tape.uniform(NEAR_DAYS, near as u32)? as i32),
            1 => NaiveDate::from_num_days_from_ce_opt(MEIJI + self.tape.uniform(COUNTED_DAYS, counted as u32)? as i32),
            _ => return self.date_in_parts(given),
        };
        date.map(PartialDate::Day).ok_or(Misfit)
    }

    /// The year, then the month and the day, each after whether it is there.
    fn date_in_parts(&mut self, given: PartialDate) -> Result<PartialDate, Misfit> {
        let year = self.tape.uniform(10_000, given.year() as u32)? as i32;
        if !self.tape.bit(!matches!(given, PartialDate::Year(_)))? {
            return if self.tape.bit(false)? { Err(Misfit) } else { Ok(PartialDate::Year(year)) };
        }
        let first = given.first_day();
        let month = 1 + self.tape.uniform(12, first.month0())?;
        match self.tape.bit(matches!(given, PartialDate::Day(_)))? {
            false => Ok(PartialDate::Month(year, month)),
            true => {
                let day = 1 + self.tape.uniform(31, first.day0())?;
                NaiveDate::from_ymd_opt(year, month, day).map(PartialDate::Day).ok_or(Misfit)
            }
        }
    }

    fn mail(&mut self, given: &str) -> Result<String, Misfit> {
        if let Some(place) = self.again(SEEN, self.mails.iter().position(|m| m == given), self.mails.len())? {
            return Ok(self.mails[place].clone());
        }
        let mail = self.text(Style::Mail, given)?;
        self.mails.push(mail.clone());
        Ok(mail)
    }

    fn account(&mut self, given: &Account) -> Result<Account, Misfit> {
        if let Some(place) = self.again(SEEN, self.accounts.iter().position(|a| a == given), self.accounts.len())? {
            return Ok(self.accounts[place].clone());
        }
        let bank = self.name_or_code(4, &given.bank)?;
        let branch = self.name_or_code(3, &given.branch)?;
        let place = AccountType::ALL.iter().position(|one| *one == given.account_type).unwrap_or_default();
        let account_type = AccountType::ALL[self.tape.uniform(AccountType::ALL.len() as u32, place as u32)? as usize];
        let number = self.digits(7, &given.number)?;
        let holder = self.text(Style::Kana, &given.holder)?;
        let account = Account { bank, branch, account_type, number, holder };
        self.accounts.push(account.clone());
        Ok(account)
    }

    /// The name of a bank or branch, or its code of so many digits.
    fn name_or_code(&mut self, length: u8, given: &str) -> Result<String, Misfit> {
        let is_code = given.len() == usize::from(length) && given.bytes().all(|b| b.is_ascii_digit());
        if self.tape.bit(is_code)? { self.digits(length, given) } else { self.text(Style::Free, given) }
    }

    /// How many digits, how many zeros at the end, then the digits before those: most amounts are round.
    fn amount(&mut self, given: u32) -> Result<u32, Misfit> {
        let text = given.to_string();
        let length = 1 + self.tape.uniform(10, text.len() as u32 - 1)?;
        let zeros = if given == 0 { 0 } else { text.len() - text.trim_end_matches('0').len() };
        let zeros = self.tape.uniform(length, zeros as u32)?;
        let head = self.digits((length - zeros) as u8, &text)?;
        format!("{head}{}", "0".repeat(zeros as usize)).parse().map_err(|_| Misfit)
    }

    fn several(&mut self, options: &[Choice], given: &[String]) -> Result<Vec<String>, Misfit> {
        let mut ticked = Vec::new();
        for option in options {
            if self.tape.pick(&TICKED, usize::from(given.contains(&option.id)))? == 1 {
                ticked.push(option.id.clone());
            }
        }
        Ok(ticked)
    }

    fn text(&mut self, style: Style, given: &str) -> Result<String, Misfit> {
        text(self.tape, &mut self.seen, style, given)
    }

    /// Exactly `length` digits, in groups of six.
    fn digits(&mut self, length: u8, given: &str) -> Result<String, Misfit> {
        let mut digits = String::new();
        while digits.len() < usize::from(length) {
            let group = (usize::from(length) - digits.len()).min(6);
            let value = given.get(digits.len()..digits.len() + group).and_then(|group| group.parse().ok()).unwrap_or_default();
            digits += &format!("{:0group$}", self.tape.uniform(10u32.pow(group as u32), value)?);
        }
        Ok(digits)
    }
}

/// What is written of a person who was not given.
static NOBODY: Person =
    Person { family: String::new(), given: String::new(), family_kana: String::new(), given_kana: String::new(), rare_glyph: false };
/// What is written of an account that was not given.
static NO_ACCOUNT: Account = Account {
    bank: String::new(),
    branch: String::new(),
    account_type: AccountType::Ordinary,
    number: String::new(),
    holder: String::new(),
};
/// What is written of an address that was not given.
static NOWHERE: Address =
    Address { postcode: String::new(), city: String::new(), town: String::new(), block: String::new(), building: String::new() };
