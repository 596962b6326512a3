//! Codes that were mistyped, cut, mixed up or made to do harm: each is refused in its own words.

use std::collections::BTreeSet;

use super::*;

fn faults() -> Vec<CodeFault> {
    use CodeFault::*;
    let problems = Problems { problems: vec![] };
    let unknown = [UnknownFormat, UnknownTable, UnknownForm { number: 3 }, UnknownVersion { number: 3, edition: 4 }, OtherMunicipality];
    let refused = [true, false].map(|changed| RefusedForm { title: "水道使用開始届".into(), changed });
    [
        &unknown[..],
        &refused,
        &[NotOurs, Truncated, CheckFailed, Expired, WrongClock, WrongKey, FormDiffers, UnknownTowns, TooLong, OtherPages, problems],
        &[PagesMissing { missing: vec![2], of: 3 }],
    ]
    .concat()
}

#[test]
fn every_fault_has_its_own_sentence() {
    let sentences: BTreeSet<String> = faults().iter().map(CodeFault::sentence).collect();
    assert_eq!(sentences.len(), faults().len());
    assert!(CodeFault::UnknownVersion { number: 3, edition: 4 }.sentence().contains("第4版"));
}

#[test]
fn what_is_no_code_of_ours_is_said_to_be_none() {
    for digits in ["", "abc", "https://example.jp/", "4901234567894", "１２３", "1 234", "0", &"1".repeat(8193)] {
        assert_eq!(SealedSlip::parse(digits), Err(CodeFault::NotOurs), "{digits}");
    }
    assert_eq!(SealedSlip::parse("3120000123"), Err(CodeFault::PagesMissing { missing: vec![2], of: 2 }));
    assert_eq!(SealedSlip::parse("1123456"), Err(CodeFault::Truncated));
    assert_eq!(SealedSlip::parse("2123456"), Err(CodeFault::Truncated));
}

#[test]
fn a_code_that_lost_its_end_says_so() {
    let (form, slip) = small();
    let plain = slip.digits([&form], CITY).unwrap();
    let sealed = seal(&slip, &form);
    for lost in 1..=4 {
        let cut = |digits: &str| digits[..digits.len() - lost].to_owned();
        assert_eq!(open(&cut(sealed.digits()), &form), Err(CodeFault::Truncated), "{lost}");
        assert_eq!(open(&cut(&plain), &form), Err(CodeFault::Truncated), "{lost}");
    }
}

#[test]
fn a_wrong_digit_a_swap_a_gap_and_a_repeat_are_noticed_everywhere() {
    let (form, slip) = small();
    let sealed = seal(&slip, &form);
    for (digits, swaps) in [(slip.digits([&form], CITY).unwrap(), 1), (sealed.digits().to_owned(), 7)] {
        for at in 0..digits.len() {
            let (before, rest) = digits.split_at(at);
            let (digit, after) = (rest.as_bytes()[0] - b'0', &rest[1..]);
            let mut harmed: Vec<String> = (0..10).filter(|other| *other != digit).map(|other| format!("{before}{other}{after}")).collect();
            if at % swaps == 0 {
                harmed.extend([format!("{before}{after}"), format!("{before}{digit}{digit}{after}"), before.to_owned()]);
                harmed.extend(after.chars().next().map(|next| format!("{before}{next}{digit}{}", &after[1..])).filter(|h| *h != digits));
            } else {
                harmed.truncate(2);
            }
            for harmed in harmed {
                assert!(open(&harmed, &form).is_err(), "{harmed} was taken for {digits}");
            }
        }
        assert!(open(&format!("{digits}{digits}"), &form).is_err());
    }
}

#[test]
fn a_digit_typed_wrong_before_the_header_is_called_that() {
    let (form, slip) = small();
    let sealed = seal(&slip, &form);
    for digits in [slip.digits([&form], CITY).unwrap(), sealed.digits().to_owned()] {
        // The first symbols lie in the last digits; here are the answers.
        let (before, after) = digits.split_at(digits.len() / 4);
        let other = if after.starts_with('5') { '6' } else { '5' };
        assert_eq!(open(&format!("{before}{other}{}", &after[1..]), &form), Err(CodeFault::CheckFailed));
    }
}

#[test]
fn a_slip_of_another_place_time_or_form_is_named() {
    let (form, slip) = small();
    let codes = [slip.digits([&form], CITY).unwrap(), seal(&slip, &form).digits().to_owned()];
    for digits in codes {
        let code = SealedSlip::parse(&digits).unwrap();
        let open = |forms: &[Form], city, now| code.open(&ring(&[1]), forms, city, now).map(|_| ());
        let here = std::slice::from_ref(&form);
        let days = |days: i64| Moment(NOW.0 + days * 24 * 60 * 60);
        assert_eq!(open(here, 2041, NOW), Err(CodeFault::OtherMunicipality));
        assert_eq!(open(here, CITY, days(i64::from(form.valid_days))), Ok(()), "it holds until its last day");
        assert_eq!(open(here, CITY, days(i64::from(form.valid_days) + 1)), Err(CodeFault::Expired));
        assert_eq!(open(&[], CITY, NOW), Err(CodeFault::UnknownForm { number: form.number }));
        let other = Form { edition: 4, ..form.clone() };
        let unknown = CodeFault::UnknownVersion { number: form.number, edition: form.edition };
        assert_eq!(open(std::slice::from_ref(&other), CITY, NOW), Err(unknown));
        assert_eq!(open(&[other, form.clone()], CITY, NOW), Ok(()));
        assert_eq!(open(here, CITY, days(-1)), Ok(()), "clocks differ");
    }
    assert_eq!(seal(&slip, &form).open(&ring(&[1]), [&form], CITY, Moment(NOW.0 - 172_800)), Err(CodeFault::WrongClock));
}

#[test]
fn a_form_changed_without_a_new_edition_is_found_out() {
    let (form, slip) = small();
    let Form { mut questions, .. } = form.clone();
    questions.swap(0, 2);
    let changed = Form { questions, ..form.clone() };
    assert_eq!(open(&slip.digits([&form], CITY).unwrap(), &changed), Err(CodeFault::CheckFailed));
    let sealed = open(seal(&slip, &form).digits(), &changed);
    assert!(matches!(sealed, Err(CodeFault::FormDiffers | CodeFault::Problems { .. })), "{sealed:?}");
    let Form { mut questions, .. } = form.clone();
    questions.pop();
    let shorter = Form { questions, ..form.clone() };
    assert_eq!(open(seal(&slip, &form).digits(), &shorter), Err(CodeFault::FormDiffers));
}

#[test]
fn answers_that_no_phone_of_ours_would_seal_are_checked_again() {
    let (form, slip) = small();
    let mut forged = slip;
    forged.leaves[0].answers.0.insert("why".into(), Answer::Text("\u{202E}逆さ".into()));
    for digits in [forged.digits([&form], CITY).unwrap(), seal(&forged, &form).digits().to_owned()] {
        assert!(matches!(open(&digits, &form), Err(CodeFault::Problems { problems }) if problems[0].control == "why"));
    }
}

proptest! {
    #[test]
    fn digits_of_chance_are_refused_and_nothing_breaks(digits in "[1-5][0-9]{0,900}", form in arbitrary::forms()) {
        prop_assert!(open(&digits, &form).is_err());
    }

    #[test]
    fn a_sealed_number_of_chance_is_refused_and_nothing_breaks(bytes: [u8; 200], form in arbitrary::forms()) {
        let here = super::super::code::Here { city: CITY.into(), now: NOW };
        prop_assert!(super::super::code::read_sealed(code::Number::from_bytes(&bytes), false, &[&form], here).is_err());
    }
}

#[test]
fn the_longest_hostile_code_is_refused_soon() {
    let (form, _) = small();
    let began = std::time::Instant::now();
    for digit in '1'..='9' {
        assert!(open(&format!("1000000{}", digit.to_string().repeat(8185)), &form).is_err());
    }
    assert!(began.elapsed().as_secs() < 5);
}
