//! From the filled-in sample to the code on the phone and out again at the hall, and how large the code is.

use domain::draft::Draft;
use domain::form::Form;
use domain::moment::Moment;
use domain::slip::{KeyRing, PrivateKey, SealedSlip, Slip};
use qrcode::bits::Bits;
use qrcode::{EcLevel, Version};

use super::library;

/// The number of さくら野市 in a code.
const CITY: u16 = 2040;
/// 2026-11-22 10:42 in Japan.
const NOW: Moment = Moment(1_795_311_720);

fn key() -> PrivateKey {
    PrivateKey::derive(&[4; 32])
}

/// What the phone makes of the sample.
fn filled(form: &Form) -> Slip {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries: form.sample.clone() };
    draft.finish(form, NOW).unwrap_or_else(|problems| panic!("{}: {problems:?}", form.id))
}

fn sealed(form: &Form) -> SealedSlip {
    filled(form).seal(form, CITY, &key().public(), [7; 32]).unwrap()
}

fn plain(form: &Form) -> SealedSlip {
    SealedSlip::parse(&filled(form).digits(form, CITY).unwrap()).unwrap()
}

/// The smallest QR version that holds the digits, as one numeric segment.
fn version(digits: &str, level: EcLevel) -> i16 {
    let fits = |version: &i16| {
        let mut bits = Bits::new(Version::Normal(*version));
        bits.push_numeric_data(digits.as_bytes()).is_ok() && bits.push_terminator(level).is_ok()
    };
    (1..=40).find(fits).expect("a code that fits in a picture")
}

#[test]
fn every_sample_fills_seals_and_opens() {
    let library = library();
    let keys: KeyRing = [key()].into_iter().collect();
    for form in library.every() {
        for code in [sealed(form), plain(form)] {
            let read = SealedSlip::parse(code.digits()).unwrap();
            let shelf = library.every().map(|form| &**form);
            assert_eq!(read.open(&keys, shelf, CITY, NOW), Ok(filled(form)), "{}", form.id);
        }
    }
}

#[test]
fn every_sample_fits_in_a_code_that_a_tablet_reads() {
    for form in library().current() {
        // Whoever asks for care names a doctor, an institution and what has changed, all of it in words.
        let most = if form.id == "care-certification" { 13 } else { 11 };
        let sizes = [plain(form), sealed(form)].map(|code| (code.digits().len(), version(code.digits(), EcLevel::M)));
        assert!(sizes[0].1 < sizes[1].1 && sizes[1].1 <= most, "{}: digits and versions {sizes:?}", form.id);
    }
}
