//! `cargo xtask bench code`: how large every sample is as a code, beside what others make of it, and how long making and reading takes.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::draft::Draft;
use domain::form::Form;
use domain::moment::Moment;
use domain::slip::{KeyRing, PrivateKey, SealedSlip, Slip};
use qrcode::EcLevel;
use server::city::{Library, load_city};

#[path = "../stories/forms/code_size.rs"]
mod code_size;

use code_size::{Sizes, version};

/// 2026-11-22 10:42 in Japan.
const NOW: Moment = Moment(1_795_311_720);
/// How often each code is made and read.
const TIMES: u32 = 50;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join("public/cities/sakurano");
    let city = load_city(&root.join("public"), &folder).expect("the demo city");
    let library = Library::load(&root.join("public/forms"), &folder, &city, NOW.date()).expect("its forms");
    let key = PrivateKey::derive(&[4; 32]);
    let (public, keys): (_, KeyRing) = (key.public(), [key].into_iter().collect());

    println!("{:<28} {:>6} {:>6} {:>8} {:>7}  {:>5} {:>5}  versions", "form", "plain", "sealed", "aadhaar", "JSON", "/aad.", "/JSON");
    let (mut sum, mut slowest) = (Sizes::default(), [Duration::ZERO; 2]);
    for form in library.current() {
        let slip = filled(form);
        let sizes = Sizes::of(&slip, &[form], city.municipality(), &public);
        let sealed = slip.seal([&**form], city.municipality(), &public, [7; 32]).expect("it can be sealed");
        let digits = [slip.digits([&**form], city.municipality()).expect("it can be written").len(), sealed.digits().len()];
        tell(&form.id, sizes, digits);
        sum = sum.and(sizes);

        let start = Instant::now();
        (0..TIMES).for_each(|nth| drop(slip.seal([&**form], city.municipality(), &public, [nth as u8; 32])));
        slowest[0] = slowest[0].max(start.elapsed() / TIMES);
        let start = Instant::now();
        for _ in 0..TIMES {
            let read = SealedSlip::parse(sealed.digits()).expect("a code");
            assert!(read.open(&keys, library.every().map(|form| &**form), city.municipality(), NOW).is_ok(), "{}", form.id);
        }
        slowest[1] = slowest[1].max(start.elapsed() / TIMES);
    }
    let (of_aadhaar, of_json) = sum.shares();
    println!("{:<28} {:>6} {:>6} {:>8} {:>7}  {of_aadhaar:.3} {of_json:.3}", "sum", sum.plain, sum.sealed, sum.aadhaar, sum.json);
    println!("slowest form: {} µs to seal, {} µs to open and check", slowest[0].as_micros(), slowest[1].as_micros());
    println!("a code of 8,192 digits that leads nowhere: {} µs to refuse", hostile(&library, &keys).as_micros());
}

fn tell(form: &str, sizes: Sizes, digits: [usize; 2]) {
    let (of_aadhaar, of_json) = sizes.shares();
    let versions = digits.map(|digits| version(digits, EcLevel::M).map_or("-".to_owned(), |version| version.to_string())).join(" / ");
    let Sizes { plain, sealed, aadhaar, json } = sizes;
    println!("{form:<28} {plain:>6} {sealed:>6} {aadhaar:>8} {json:>7}  {of_aadhaar:.3} {of_json:.3}  {versions}");
}

fn filled(form: &Form) -> Slip {
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries: form.sample.clone() };
    draft.finish(form, NOW).expect("a sample is right")
}

/// The longest text that is refused, after the most work: a real header, and then what never ends.
fn hostile(library: &Library, keys: &KeyRing) -> Duration {
    let form = library.form("move-in").expect("a form");
    let real = filled(form).digits([&**form], 2040u16).expect("it can be written");
    let mut worst = Duration::ZERO;
    for digit in ["0", "1", "3", "7", "9"] {
        let digits = format!(
            "{}{}",
            digit.repeat(8_192 - real.len()).replacen(digit, "1000001", 1).get(..8_192 - real.len()).unwrap_or(""),
            &real[7..]
        );
        let start = Instant::now();
        let refused = SealedSlip::parse(&digits).and_then(|code| code.open(keys, library.every().map(|form| &**form), 2040u16, NOW));
        worst = worst.max(start.elapsed());
        assert!(refused.is_err(), "digits that lead nowhere were read");
    }
    worst
}
