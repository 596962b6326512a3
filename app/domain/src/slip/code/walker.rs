//! The walk over the answers of a code's forms, written once for both directions.
//!
//! The walker goes through the questions in their order. Where the tape is being written it takes each value from
//! the answers it was given; where the tape is read those are empty and the tape says what stands there. Either way
//! it returns the answers that a reader finds, so a writer sees at once whether a reader will find the same.
//!
//! People, families, addresses, cities and telephone numbers that came before are named by their place among those
//! seen so far, in this form or in one before it, which is what makes a family's forms short.

mod account;
mod address;
mod date;
mod person;

use chrono::{Datelike, NaiveDate};

use super::Towns;
use super::header::{Heading, Tables};
use super::listed::{self, Said};
use super::tape::{Misfit, Tape};
use super::text::{Seen, Style, text};
use crate::era::PartialDate;
use crate::form::answer::{Account, Address, Person};
use crate::form::{AccountType, Answer, Answers, Choice, Form, Kind, Question};

/// How likely a value is a new one rather than one that came before.
const SEEN: [u8; 2] = [24, 40];
/// How likely an option among several is left alone or ticked.
const TICKED: [u8; 2] = [42, 22];
/// The walker: the tape and everything seen so far on it.
pub(super) struct Walker<'t> {
    tape: &'t mut Tape,
    made: i32,
    tables: Tables,
    /// The town tables that are known; the first is the one to write with.
    known_towns: &'t [Towns],
    /// The one that this code has named.
    towns: Option<&'t Towns>,
    /// Whether it has named one that is not known.
    lacks_towns: bool,
    people: Vec<Person>,
    families: Vec<(String, String)>,
    addresses: Vec<Address>,
    cities: Vec<String>,
    phones: Vec<String>,
    mails: Vec<String>,
    accounts: Vec<Account>,
    seen: Seen,
    said: Said,
}

impl<'t> Walker<'t> {
    /// A walker over `tape`, for a slip made on this day with these tables.
    pub fn new(tape: &'t mut Tape, made: NaiveDate, tables: Tables, known_towns: &'t [Towns]) -> Walker<'t> {
        let made = made.num_days_from_ce();
        Walker {
            tape,
            made,
            tables,
            known_towns,
            towns: None,
            lacks_towns: false,
            people: vec![],
            families: vec![],
            addresses: vec![],
            cities: vec![],
            phones: vec![],
            mails: vec![],
            accounts: vec![],
            seen: Seen::default(),
            said: Said::default(),
        }
    }

    /// Whether what stands there could not be read because the town table that it names is not known.
    pub fn lacks_towns(&self) -> bool {
        self.lacks_towns
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
            if !asked || !question.kind.is_asked() {
                continue;
            }
            self.tape.enter(&question.id);
            self.tape.next_is("answered?");
            if !question.optional || self.tape.bit(given.is_some())? {
                let answer = self.answer(&question.kind, given, &answers)?;
                answers.0.insert(question.id.clone(), answer);
            }
            self.tape.leave();
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
                self.tape.next_is("option");
                let place = self.tape.uniform(options.len() as u32, place.unwrap_or_default() as u32)?;
                let chosen = options[place as usize].id.clone();
                self.tape.was(|| chosen.clone());
                Answer::Choice(chosen)
            }
            Kind::Several { options } => {
                Answer::Several(self.several(options, if let Some(Answer::Several(ids)) = given { ids } else { &[] })?)
            }
            Kind::YesNo => {
                self.tape.next_is("yes?");
                Answer::YesNo(self.tape.bit(matches!(given, Some(Answer::YesNo(true))))?)
            }
            Kind::Count { min, max, .. } => {
                let count = if let Some(Answer::Count(count)) = given { *count } else { *min };
                self.tape.next_is("above the least");
                let above = self.tape.uniform(max.saturating_sub(*min).saturating_add(1), count.checked_sub(*min).ok_or(Misfit)?)?;
                Answer::Count(min + above)
            }
            Kind::Digits { length, .. } => {
                Answer::Digits(self.digits(*length, if let Some(Answer::Digits(digits)) = given { digits } else { "" })?)
            }
            Kind::Text { .. } => Answer::Text(self.free(if let Some(Answer::Text(text)) = given { text } else { "" })?),
            Kind::Group { max, questions, .. } => {
                let given = if let Some(Answer::Group(given)) = given { given.as_slice() } else { &[] };
                self.tape.next_is("how many");
                let length = self.tape.uniform(u32::from(*max) + 1, given.len() as u32)? as usize;
                let nothing = Answers::default();
                let each = (0..length).map(|nth| {
                    self.tape.enter(&(nth + 1).to_string());
                    let answers = self.questions(questions, given.get(nth).unwrap_or(&nothing), Some(so_far));
                    self.tape.leave();
                    answers
                });
                Answer::Group(each.collect::<Result<_, _>>()?)
            }
        })
    }

    /// `[same?]`, then which of the earlier ones; `None` if it is a new one. Nothing is written while there is none.
    fn again(&mut self, weights: [u8; 2], place: Option<usize>, earlier: usize) -> Result<Option<usize>, Misfit> {
        self.tape.next_is("same as earlier?");
        if earlier == 0 || self.tape.pick(&weights, usize::from(place.is_some()))? == 0 {
            return Ok(None);
        }
        self.tape.next_is("which earlier one");
        Ok(Some(self.tape.uniform(earlier as u32, place.unwrap_or_default() as u32)? as usize))
    }

    fn several(&mut self, options: &[Choice], given: &[String]) -> Result<Vec<String>, Misfit> {
        let mut ticked = Vec::new();
        for option in options {
            self.tape.next_is("ticked?");
            let is_ticked = self.tape.pick(&TICKED, usize::from(given.contains(&option.id)))? == 1;
            self.tape.was(|| option.id.clone());
            if is_ticked {
                ticked.push(option.id.clone());
            }
        }
        Ok(ticked)
    }

    /// A free text, which may come again.
    fn free(&mut self, given: &str) -> Result<String, Misfit> {
        let text = self.text(Style::Free, given)?;
        self.said.say(&text);
        Ok(text)
    }

    fn text(&mut self, style: Style, given: &str) -> Result<String, Misfit> {
        match self.tables {
            Tables::Zero | Tables::One => text(self.tape, &mut self.seen, style, given),
            Tables::Two => listed::text(self.tape, &mut self.seen, &self.said, style, given),
        }
    }

    /// Exactly `length` digits, in groups of six.
    fn digits(&mut self, length: u8, given: &str) -> Result<String, Misfit> {
        let mut digits = String::new();
        while digits.len() < usize::from(length) {
            let group = (usize::from(length) - digits.len()).min(6);
            let value = given.get(digits.len()..digits.len() + group).and_then(|group| group.parse().ok()).unwrap_or_default();
            self.tape.next_is("digits");
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
