//! A code in several pictures: any order, nothing missing, nobody else's.

use super::*;
use crate::slip::pages::MOST_IN_ONE;

/// The pages of a long text, sealed; other bytes make another seal.
fn pages(fresh: u8) -> (SealedSlip, Vec<String>) {
    let (form, slip) = long();
    let sealed = slip.seal([&form], CITY, &key(1).public(), [fresh; 32]).expect("it can be sealed");
    let pictures = sealed.pictures();
    (sealed, pictures)
}

#[test]
fn a_code_that_one_picture_shows_well_has_one() {
    let (form, slip) = small();
    let sealed = seal(&slip, &form);
    assert_eq!(sealed.pictures(), [sealed.digits()]);
    let at_most = SealedSlip::parse(&format!("1123456{}", "7".repeat(MOST_IN_ONE - 7))).unwrap();
    assert_eq!(at_most.pictures().len(), 1);
    let more = SealedSlip::parse(&format!("1123456{}", "7".repeat(MOST_IN_ONE - 6))).unwrap();
    assert_eq!(more.pictures().len(), 2);
}

#[test]
fn the_longest_code_has_nine_pages_of_about_the_same_length() {
    let longest = SealedSlip::parse(&format!("1123456{}", "7".repeat(code::MOST_DIGITS - 7))).unwrap();
    let pictures = longest.pictures();
    assert_eq!(pictures.len(), 9);
    let lengths: Vec<usize> = pictures.iter().map(String::len).collect();
    assert!(lengths.iter().all(|length| (*length <= MOST_IN_ONE) && length.abs_diff(lengths[0]) < 2), "{lengths:?}");
    assert_eq!(Pages::join(&pictures.join("\n")).as_deref(), Ok(longest.digits()));
}

#[test]
fn pages_come_in_any_order_and_twice_and_it_is_said_which_are_missing() {
    let (sealed, pictures) = pages(7);
    assert!(pictures.len() > 2, "{}", pictures.len());
    let of = pictures.len() as u8;
    let mut read = Pages::default();
    assert_eq!(read.add(&pictures[2]), Err(CodeFault::PagesMissing { missing: (1..=of).filter(|n| *n != 3).collect(), of }));
    assert_eq!(read.add(&pictures[2]), Err(CodeFault::PagesMissing { missing: (1..=of).filter(|n| *n != 3).collect(), of }));
    for picture in pictures[3..].iter().chain(&pictures[..1]) {
        assert!(matches!(read.add(picture), Err(CodeFault::PagesMissing { .. })));
    }
    assert_eq!(read.add(&pictures[1]).as_deref(), Ok(sealed.digits()));
    assert_eq!(read, Pages::default(), "the next code begins anew");
    let (form, slip) = long();
    let backwards: Vec<String> = pictures.iter().rev().cloned().collect();
    assert_eq!(open(&Pages::join(&backwards.join("\n")).unwrap(), &form), Ok(slip));
}

#[test]
fn pages_of_two_people_are_told_apart_and_those_that_were_read_stay() {
    let ((sealed, mine), (_, other)) = (pages(7), pages(8));
    let mut read = Pages::default();
    assert!(matches!(read.add(&mine[0]), Err(CodeFault::PagesMissing { .. })));
    assert_eq!(read.add(&other[1]), Err(CodeFault::OtherPages));
    let rest: Vec<_> = mine[1..].iter().map(|picture| read.add(picture)).collect();
    assert_eq!(rest.last().unwrap().as_deref(), Ok(sealed.digits()));
    assert_eq!(Pages::join(&[&*mine[0], &other[1]].join(" ")), Err(CodeFault::OtherPages));
}

#[test]
fn a_harmed_page_makes_no_code() {
    let (_, pictures) = pages(7);
    let whole = pictures.join("\n");
    for at in (0..whole.len()).step_by(5).filter(|at| whole.as_bytes()[*at] != b'\n') {
        let digit = (whole.as_bytes()[at] - b'0' + 1) % 10;
        let harmed = format!("{}{digit}{}", &whole[..at], &whole[at + 1..]);
        // Without its first digit it is no page, and no other code either.
        assert!(Pages::join(&harmed).and_then(|joined| SealedSlip::parse(&joined)).is_err(), "{at}");
    }
    assert_eq!(Pages::join(&format!("{}\n{}", pictures[0], "4901234567894")), Err(CodeFault::NotOurs));
    assert_eq!(Pages::join("3121234"), Err(CodeFault::Truncated));
    for (number, of) in [(0, 2), (3, 2), (1, 1), (1, 0)] {
        assert_eq!(SealedSlip::parse(&format!("3{number}{of}1234567")), Err(CodeFault::NotOurs), "{number} of {of}");
    }
}

#[test]
fn a_page_of_pages_is_none() {
    let inner = format!("312{:04}5", 0);
    let set = format!("{:04}", code::check::crc32(inner.as_bytes()) % 10_000);
    let (first, second) = inner.split_at(4);
    assert_eq!(Pages::join(&format!("312{set}{first} 322{set}{second}")), Err(CodeFault::CheckFailed));
}

#[test]
fn a_seal_costs_48_bytes_and_the_byte_that_keeps_leading_zeros() {
    for (form, slip) in [small(), long()] {
        let plain = code::number(&slip, &[&form], CITY.into(), code::Tables::USUAL).unwrap().to_bytes();
        let sealed = code::Number::from_decimal(&seal(&slip, &form).digits().as_bytes()[7..]).to_bytes();
        assert_eq!(sealed.len() - plain.len(), 48 + 1);
        assert_eq!(sealed[0], 1, "what any seal of this version begins with");
    }
}
