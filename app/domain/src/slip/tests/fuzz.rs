//! Codes that were harmed in every way that people, scanners and strangers know: each is refused in words, none is misread, none takes long.
//!
//! The short telling is part of every test run. `cargo xtask soak fuzz` tells it at length, counts, and keeps what led somewhere new in
//! `corpus.txt`, from where every later telling starts.

use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use super::drift::{CODES, answers, everything, later_answers, later_kinds};
use super::*;
use crate::slip::code::{Here, Number};

/// How a line begins that tells of something new; `cargo xtask soak` keeps it.
const NEW: &str = "new way: ";
/// How often the short telling harms a code.
const SHORT: u64 = 10_000;
/// The longest that refusing a code may take, as the product is built.
const MOST_TIME: Duration = Duration::from_millis(10);
/// What is read of a code at most; where it is kept, this is far below a megabyte.
const MOST_SYMBOLS: usize = 1 << 15;
/// What others print on paper and show on phones.
const FOREIGN: [&str; 8] = [
    "https://example.jp/?q=1",
    "4901234567894",
    "shc:/5676290952432060346029243740446031222959532654603460292540772804",
    "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHGWJC0FDC:5AIA%G7X+AQB9746HS80",
    "JAHISTC07,1\r\n1,1,1234567,13,医療法人",
    "1,髙橋,2026-11-23",
    "0123456789012345678901234567890123456789",
    "{\"family\":\"山田\"}",
];

/// Dice that fall the same way each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// The hall at which the codes are held over the reader.
struct Desk {
    forms: Vec<Form>,
    towns: Vec<Towns>,
    keys: KeyRing,
    /// What was honestly made.
    codes: Vec<String>,
    /// What honest codes hold.
    slips: Vec<Slip>,
    /// What is under their seals.
    insides: Vec<Vec<u8>>,
}

impl Desk {
    fn open() -> Desk {
        let forms = vec![
            everything(),
            Form { id: "again".into(), number: 8, edition: 1, ..everything() },
            Form { id: "later".into(), number: 5, ..later_kinds() },
        ];
        let towns = vec![Towns::parse("さくら県 さくら野市\n9990000\n9990001青葉町\n9990412桜台\n").unwrap()];
        let one = [slip(&forms[0], &answers()), slip(&forms[1], &answers()), slip(&forms[2], &later_answers())];
        let slips = vec![Slip::bind(one[..2].to_vec()).unwrap(), one[0].clone(), one[2].clone()];
        let (city, shelf) = (Municipality { number: CITY, towns: &towns }, Vec::from_iter(&forms));
        let (mut codes, mut insides): (Vec<String>, _) = (CODES.map(str::to_owned).into(), vec![]);
        for slip in &slips {
            codes.push(slip.digits(&forms, city).unwrap());
            codes.push(slip.seal(&forms, city, &key(1).public(), [7; 32]).unwrap().into_digits());
            insides.push(code::number(slip, &shelf, city, code::Tables::USUAL).unwrap().to_bytes());
        }
        Desk { forms, towns, keys: ring(&[1]), codes, slips, insides }
    }

    fn city(&self) -> Municipality<'_> {
        Municipality { number: CITY, towns: &self.towns }
    }

    /// Holds a code over the reader; how far it was read and why no further.
    fn hold(&self, digits: &str) -> Result<(Slip, String), (CodeFault, String)> {
        let code = SealedSlip::parse(digits).map_err(|fault| (fault, "outside".to_owned()))?;
        let told = code.explain(&self.keys, &self.forms, self.city(), NOW).map_err(|fault| (fault, "seal".to_owned()))?;
        assert!(told.steps.len() < MOST_SYMBOLS, "{} symbols of {digits}", told.steps.len());
        let last = told.steps.last().map(|step| format!("{} {}", step.place, step.what)).unwrap_or_default();
        let far = format!("{last} {}", told.steps.len().checked_ilog2().unwrap_or_default());
        told.slip.map(|slip| (slip, far.clone())).map_err(|fault| (fault, far))
    }

    /// Holds it as [`Desk::hold`] does, and looks at the clock.
    fn hold_with_time(&self, digits: &str) -> (Result<(Slip, String), (CodeFault, String)>, Duration) {
        let start = Instant::now();
        (self.hold(digits), start.elapsed())
    }

    /// Harms a code.
    fn harm(&self, corpus: &[String], dice: &mut Dice) -> String {
        let all = self.codes.len() + corpus.len();
        let any = |dice: &mut Dice| {
            let nth = dice.roll(all);
            self.codes.get(nth).unwrap_or_else(|| &corpus[nth - self.codes.len()]).clone()
        };
        let mut digits = any(dice).into_bytes();
        for _ in 0..=dice.roll(3) {
            let (at, other) = (dice.roll(digits.len()), any(dice).into_bytes());
            if digits.is_empty() {
                break;
            }
            match dice.roll(12) {
                0 => digits.truncate(at),
                1 => drop(digits.drain(..at)),
                2 => drop(digits.remove(at)),
                3 => digits.insert(at, digits[at]),
                4 => {
                    let next = (at + 1).min(digits.len() - 1);
                    digits.swap(at, next);
                }
                5 | 6 => digits[at] = b'0' + dice.roll(10) as u8,
                7 => digits.splice(at.., other.iter().skip(at).copied()).for_each(drop),
                8 => digits.splice(..at, other.iter().take(at).copied()).for_each(drop),
                9 => {
                    let end = (at + dice.roll(40)).min(digits.len());
                    let again = digits[at..end].repeat(1 + dice.roll(3));
                    digits.splice(at..at, again).for_each(drop);
                }
                10 => digits.splice(at..at, FOREIGN[dice.roll(FOREIGN.len())].bytes()).for_each(drop),
                _ => digits.insert(at, [b'\r', b'\n', b'\t', 0x1D, 0x1B, 0, b' ', 0x7F][dice.roll(8)]),
            }
        }
        String::from_utf8_lossy(&digits).into_owned()
    }

    /// Reads bytes that somebody has sealed to the city who is no program of ours.
    fn hold_inside(&self, dice: &mut Dice) {
        let mut bytes = self.insides[dice.roll(self.insides.len())].clone();
        for _ in 0..=dice.roll(6) {
            let at = dice.roll(bytes.len());
            match dice.roll(4) {
                0 => bytes[at] = dice.roll(256) as u8,
                1 => bytes[at] ^= 1 << dice.roll(8),
                2 => drop(bytes.remove(at)),
                _ => bytes.insert(at, dice.roll(256) as u8),
            }
        }
        let here = Here { city: self.city(), now: NOW };
        let shelf: Vec<&Form> = self.forms.iter().collect();
        // What is sealed is as its writer made it: it may be a slip, but then one that the forms allow.
        if let Ok(slip) = code::read_sealed(Number::from_bytes(&bytes), bytes.len().is_multiple_of(2), &shelf, here) {
            for leaf in slip.leaves() {
                let form = self.forms.iter().find(|form| leaf.answers_to(form)).expect("a form of the hall");
                assert!(form.check(&leaf.answers().entries(), slip.created().date()).is_ok());
            }
        }
    }
}

/// What led somewhere new in earlier long tellings.
const CORPUS: &str = include_str!("corpus.txt");

#[test]
fn whatever_was_harmed_is_refused_in_words_and_never_misread() {
    let long = std::env::var("MADOGUCHI_FUZZ").ok().and_then(|times| times.parse::<u64>().ok());
    let desk = Desk::open();
    let mut corpus: Vec<String> = CORPUS.lines().map(str::to_owned).collect();
    // The short telling is the same each time, a long one is not.
    let seed = long.map_or(1, |_| RandomState::new().hash_one(0) | 1);
    let mut dice = Dice(seed);
    let (mut seen, mut slowest, mut misread) = (BTreeSet::new(), Duration::ZERO, 0);
    let far = |result: &Result<(Slip, String), (CodeFault, String)>| match result {
        Ok((_, far)) => format!("read {far}"),
        Err((fault, far)) => format!("{} {far}", format!("{fault:?}").split([' ', '{']).next().unwrap_or_default()),
    };
    for code in &corpus {
        seen.insert(far(&desk.hold(code)));
    }
    let began = corpus.len();
    for nth in 0..long.unwrap_or(SHORT) {
        if nth % 4 == 3 {
            desk.hold_inside(&mut dice);
            continue;
        }
        let harmed = desk.harm(&corpus, &mut dice);
        let (result, mut took) = desk.hold_with_time(&harmed);
        // Another program may have had the processor meanwhile: what is slow is slow each time.
        for _ in 0..3 {
            took = if took > MOST_TIME { took.min(desk.hold_with_time(&harmed).1) } else { took };
        }
        slowest = slowest.max(took);
        match &result {
            Ok((slip, _)) if desk.slips.iter().any(|honest| honest.leaves() == slip.leaves()) => {}
            Ok(_) => misread += 1,
            Err((fault, _)) => assert!(!fault.sentence().is_empty()),
        }
        if long.is_some() && harmed.len() < 2_000 && !harmed.contains(char::is_control) && seen.insert(far(&result)) {
            println!("{NEW}{harmed}");
            corpus.push(harmed);
        }
    }
    println!("{} harmed codes, slowest {slowest:?}, {misread} misread, {} new ways", long.unwrap_or(SHORT), corpus.len() - began);
    // Six check digits let one in a million through: none of the short telling, and none that is sealed.
    assert!(misread <= long.unwrap_or_default() / 200_000, "{misread} misread");
    if long.is_some() {
        assert!(cfg!(debug_assertions) || slowest <= MOST_TIME, "{slowest:?}");
    }
}

#[test]
fn three_megabytes_are_refused_unread() {
    let start = Instant::now();
    for digit in ["1", "2", "5", "９", "\u{0}"] {
        assert_eq!(SealedSlip::parse(&digit.repeat(3_000_000)), Err(CodeFault::NotOurs));
    }
    assert!(start.elapsed() < Duration::from_secs(1));
}
