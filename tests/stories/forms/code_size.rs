//! How large a form is as a code, beside what others would make of the same answers. Every encoding is made in the same run; sizes are the
//! bits in a QR code at level M, with the head of their segment.

use std::io::Write;

use domain::form::{Answer, Answers, Form};
use domain::slip::{CityKey, Municipality, Slip};
use flate2::Compression;
use flate2::write::GzEncoder;
use qrcode::EcLevel;
use qrcode::Version;
use qrcode::bits::Bits;
use serde_json::{Map, Value, json};

/// What the same answers come to in each encoding, in bits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sizes {
    /// Ours, plain.
    pub plain: usize,
    /// Ours, sealed.
    pub sealed: usize,
    /// Values only, parted by bytes 255, gzip, decimal: as the code on the Aadhaar card, without its signature and its photo.
    pub aadhaar: usize,
    /// JSON without blanks.
    pub json: usize,
}

impl Sizes {
    /// Of one slip.
    pub fn of(slip: &Slip, shelf: &[&Form], city: Municipality, key: &CityKey) -> Sizes {
        let plain = slip.digits(shelf.iter().copied(), city).expect("it can be written");
        let sealed = slip.seal(shelf.iter().copied(), city, key, [7; 32]).expect("it can be sealed");
        let answers: Vec<&Answers> = slip.leaves().iter().map(|leaf| leaf.answers()).collect();
        Sizes {
            plain: numeric_bits(plain.len()),
            sealed: numeric_bits(sealed.digits().len()),
            aadhaar: numeric_bits(aadhaar_digits(&answers)),
            json: byte_bits(answers.iter().map(|answers| json_of(answers).to_string().len()).sum()),
        }
    }

    /// Both together.
    pub fn and(self, other: Sizes) -> Sizes {
        Sizes {
            plain: self.plain + other.plain,
            sealed: self.sealed + other.sealed,
            aadhaar: self.aadhaar + other.aadhaar,
            json: self.json + other.json,
        }
    }

    /// Ours, plain, as a share of the two others.
    pub fn shares(self) -> (f64, f64) {
        (self.plain as f64 / self.aadhaar as f64, self.plain as f64 / self.json as f64)
    }
}

/// The smallest QR version that holds so many digits in one numeric segment; `None` if none does.
pub fn version(digits: usize, level: EcLevel) -> Option<i16> {
    let fits = |version: &i16| {
        let mut bits = Bits::new(Version::Normal(*version));
        bits.push_numeric_data("0".repeat(digits).as_bytes()).is_ok() && bits.push_terminator(level).is_ok()
    };
    (1..=40).find(fits)
}

/// A numeric segment: four bits of mode, how many digits, ten bits for three of them.
fn numeric_bits(digits: usize) -> usize {
    let count = match version(digits, EcLevel::M) {
        Some(1..=9) => 10,
        Some(10..=26) => 12,
        _ => 14,
    };
    4 + count + digits / 3 * 10 + [0, 4, 7][digits % 3]
}

/// A byte segment. None of ours is small enough for the short count.
fn byte_bits(bytes: usize) -> usize {
    4 + 16 + bytes * 8
}

fn aadhaar_digits(all: &[&Answers]) -> usize {
    let mut texts = Vec::new();
    all.iter().for_each(|answers| values(answers, &mut texts));
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    for text in texts {
        gzip.write_all(text.as_bytes()).and_then(|()| gzip.write_all(&[0xFF])).expect("into memory");
    }
    let bytes = gzip.finish().expect("into memory").len();
    // A gzip file begins with 1F: five bits of its first byte count.
    ((bytes * 8 - 3) as f64 * std::f64::consts::LOG10_2).ceil() as usize
}

/// Every value as text, in the order of the questions' ids.
fn values(answers: &Answers, texts: &mut Vec<String>) {
    for answer in answers.0.values() {
        match answer {
            Answer::Group(items) => items.iter().for_each(|item| values(item, texts)),
            Answer::Total(_) => {}
            answer => match json_of_answer(answer) {
                Value::Object(parts) => texts.extend(parts.values().map(text_of)),
                value => texts.push(text_of(&value)),
            },
        }
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(text_of).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// The answers as JSON: an object by question id, people and addresses as objects of their parts.
fn json_of(answers: &Answers) -> Value {
    let told = answers.0.iter().filter(|(_, answer)| !matches!(answer, Answer::Total(_)));
    Value::Object(told.map(|(id, answer)| (id.clone(), json_of_answer(answer))).collect::<Map<_, _>>())
}

fn json_of_answer(answer: &Answer) -> Value {
    match answer {
        Answer::Person(p) => {
            json!({ "family": p.family, "given": p.given, "family_kana": p.family_kana, "given_kana": p.given_kana })
        }
        Answer::Address(a) => json!({ "postcode": a.postcode, "city": a.city, "town": a.town, "block": a.block, "building": a.building }),
        Answer::Account(a) => json!({
            "bank": a.bank, "branch": a.branch, "type": a.account_type.id(), "number": a.number, "holder": a.holder
        }),
        Answer::Phone(text) | Answer::Choice(text) | Answer::Mail(text) | Answer::Digits(text) | Answer::Text(text) => json!(text),
        Answer::Date(date) => json!(date.to_string()),
        Answer::PartialDate(date) => json!(date.to_string()),
        Answer::Several(ids) => json!(ids),
        Answer::YesNo(yes) => json!(yes),
        Answer::Count(number) | Answer::Amount(number) | Answer::Total(number) => json!(number),
        Answer::Group(items) => items.iter().map(json_of).collect(),
    }
}
