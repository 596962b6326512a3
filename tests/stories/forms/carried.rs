//! From the filled-in sample to the code on the phone and out again at the hall, and how large the code is.

use std::sync::OnceLock;

use domain::city::City;
use domain::draft::Draft;
use domain::form::{Entries, Form};
use domain::moment::Moment;
use domain::procedure::Place;
use domain::slip::{KeyRing, PrivateKey, SealedSlip, Slip};
use qrcode::EcLevel;
use server::city::load_city;

use super::code_size;
use crate::demo::{catalogue, city_folder, folder, library};

/// 2026-11-22 10:42 in Japan.
pub const NOW: Moment = Moment(1_795_311_720);

/// さくら野市, with its towns.
pub fn city() -> &'static City {
    static CITY: OnceLock<City> = OnceLock::new();
    CITY.get_or_init(|| load_city(&folder("public"), &city_folder()).unwrap())
}

pub fn key() -> PrivateKey {
    PrivateKey::derive(&[4; 32])
}

/// What the phone makes of the sample.
fn filled(form: &Form) -> Slip {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries: form.sample.clone() };
    draft.finish(form, NOW).unwrap_or_else(|problems| panic!("{}: {problems:?}", form.id))
}

fn sealed(form: &Form) -> SealedSlip {
    filled(form).seal([form], city().municipality(), &key().public(), [7; 32]).unwrap()
}

fn plain(form: &Form) -> SealedSlip {
    SealedSlip::parse(&filled(form).digits([form], city().municipality()).unwrap()).unwrap()
}

/// The smallest QR version that holds the digits, as one numeric segment.
fn version(digits: &str, level: EcLevel) -> i16 {
    code_size::version(digits.len(), level).expect("a code that fits in a picture")
}

#[test]
fn every_sample_fills_seals_and_opens() {
    let library = library();
    let keys: KeyRing = [key()].into_iter().collect();
    for form in library.every() {
        for code in [sealed(form), plain(form)] {
            let read = SealedSlip::parse(code.digits()).unwrap();
            let shelf = library.every().map(|form| &**form);
            assert_eq!(read.open(&keys, shelf, city().municipality(), NOW), Ok(filled(form)), "{}", form.id);
        }
    }
}

/// The digits of one code for all of these.
fn bound(slips: &[Slip]) -> String {
    let library = library();
    let bound = Slip::bind(slips.iter().cloned()).unwrap();
    bound.seal(library.current().iter().map(|form| &**form), city().municipality(), &key().public(), [7; 32]).unwrap().into_digits()
}

/// The family of the move-in form's sample, as it also asks for the children's allowance and for water.
fn family() -> Vec<(&'static str, Entries)> {
    let library = library();
    let sample = |id: &str| library.form(id).unwrap().sample.clone();
    let moved = sample("move-in");
    let same = |entries: &mut Entries, control: &str, from: &str| {
        let parts = ["", ".family", ".given", ".family-kana", ".given-kana", ".postcode", ".city", ".town", ".block", ".building"];
        for part in parts {
            entries.set(format!("{control}{part}"), moved.get(&format!("{from}{part}")));
        }
    };
    let mut allowance = sample("child-allowance");
    for (control, from) in [
        ("claimant", "members.1.name"),
        ("address", "new-address"),
        ("january-address", "previous-address"),
        ("phone", "applicant-phone"),
        ("spouse-name", "members.2.name"),
        ("children.1.name", "members.3.name"),
        ("children.2.name", "members.4.name"),
    ] {
        same(&mut allowance, control, from);
    }
    let mut water = sample("water-start");
    for (control, from) in
        [("user", "members.1.name"), ("phone", "applicant-phone"), ("place", "new-address"), ("previous-address", "previous-address")]
    {
        same(&mut water, control, from);
    }
    vec![("move-in", moved), ("child-allowance", allowance), ("water-start", water)]
}

#[test]
fn a_family_that_moves_fits_in_one_code_that_a_tablet_reads() {
    let library = library();
    let filled = family().into_iter().map(|(id, entries)| {
        let form = library.form(id).unwrap();
        let draft = Draft { form: form.id.clone(), edition: form.edition, entries };
        draft.finish(form, NOW).unwrap_or_else(|problems| panic!("{id}: {problems:?}"))
    });
    let filled: Vec<Slip> = filled.collect();
    let one_by_one: usize = filled.iter().map(|slip| bound(std::slice::from_ref(slip)).len()).sum();
    let (alone, together) = (bound(&filled[..1]), bound(&filled));
    let size = |digits: &str| (digits.len(), version(digits, EcLevel::M));
    println!("one form {:?}, three forms {:?}, three codes {one_by_one} digits", size(&alone), size(&together));
    assert!(size(&together).1 <= 13, "{:?}", size(&together));
    assert!(together.len() * 10 < one_by_one * 7, "{} digits instead of {one_by_one}", together.len());
}

#[test]
fn whatever_the_guide_brings_upon_a_family_in_mourning_fits_in_one_code() {
    let (library, catalogue) = (library(), catalogue());
    let guide = catalogue.guides.iter().find(|guide| guide.id == "bereavement").expect("the guide");
    let forms = guide.procedures.iter().filter_map(|procedure| match &procedure.place {
        Place::Form { id, .. } => Some(id.as_str()),
        _ => None,
    });
    let forms: Vec<&str> = forms.collect();
    assert_eq!(
        forms.join(" "),
        "bereavement household-change national-health-insurance late-elderly-loss funeral-expenses water-name dog-change family-register"
    );
    let slips: Vec<Slip> = forms.iter().map(|id| filled(library.form(id).unwrap())).collect();
    let digits = bound(&slips);
    println!("{} forms: {} digits, version {}", slips.len(), digits.len(), version(&digits, EcLevel::M));
    assert!(version(&digits, EcLevel::M) <= 15, "{} digits", digits.len());
}
