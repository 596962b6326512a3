//! Several forms in one code: what is bound comes back, what repeats costs next to nothing, and what is harmed is refused.

use super::*;

/// Forms that differ in number, with answers to each.
fn answered() -> impl Strategy<Value = Vec<(Form, Answers)>> {
    prop::collection::vec(arbitrary::answered(), 2..5).prop_map(|all| {
        let numbered = |((form, answers), number): ((Form, Answers), u8)| (named(form, number), answers);
        all.into_iter().zip(1..).map(numbered).collect()
    })
}

fn named(form: Form, number: u8) -> Form {
    Form { id: format!("example-{number}"), number, ..form }
}

fn bind(all: &[(Form, Answers)]) -> Slip {
    Slip::bind(all.iter().map(|(form, answers)| slip(form, answers))).expect("made at the same time")
}

fn shelf(all: &[(Form, Answers)]) -> Vec<&Form> {
    all.iter().map(|(form, _)| form).collect()
}

fn open_with(digits: &str, shelf: &[&Form]) -> Result<Slip, CodeFault> {
    SealedSlip::parse(digits)?.open(&ring(&[1]), shelf.iter().copied(), CITY, NOW)
}

fn sealed(bound: &Slip, shelf: &[&Form]) -> SealedSlip {
    bound.seal(shelf.iter().copied(), CITY, &key(1).public(), [7; 32]).expect("a bundle can be sealed")
}

/// Two forms that ask the same, and what Hanako answers to both.
fn two() -> Vec<(Form, Answers)> {
    let (form, slip) = small();
    [1, 2].map(|number| (named(form.clone(), number), slip.leaves[0].answers.clone())).into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_bundle_comes_back_from_its_digits_as_it_was(all in answered(), fresh: [u8; 32]) {
        let (bound, shelf) = (bind(&all), shelf(&all));
        let plain = bound.digits(shelf.iter().copied(), CITY).unwrap();
        prop_assert_eq!(open_with(&plain, &shelf), Ok(bound.clone()));
        let sealed = bound.seal(shelf.iter().copied(), CITY, &key(1).public(), fresh).unwrap();
        prop_assert_eq!(open_with(sealed.digits(), &shelf), Ok(bound));
    }

    #[test]
    fn a_sealed_number_of_chance_is_no_bundle(bytes: [u8; 300], all in answered()) {
        let here = super::super::code::Here { city: CITY.into(), now: NOW };
        prop_assert!(super::super::code::read_sealed(code::Number::from_bytes(&bytes), true, &shelf(&all), here).is_err());
    }
}

#[test]
fn what_a_form_before_has_named_costs_next_to_nothing() {
    let question =
        |id: &str, kind| Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind };
    let asked = [("name", Kind::Person), ("home", Kind::Address), ("phone", Kind::Phone)];
    let form = arbitrary::form(asked.map(|(id, kind)| question(id, kind)).into());
    let typed = [
        ("name.family", "葛󠄀西"),
        ("name.given", "花子"),
        ("name.family-kana", "カサイ"),
        ("name.given-kana", "ハナコ"),
        ("home.postcode", "9990001"),
        ("home.city", "さくら県さくら野市"),
        ("home.town", "青葉町三丁目"),
        ("home.block", "12番3号"),
        ("home.building", "ハイツ葵203"),
        ("phone", "09012345678"),
    ];
    let entries = typed.into_iter().map(|(control, text)| (control.to_owned(), text.to_owned())).collect();
    let answers = form.check(&entries, NOW.date()).unwrap();
    let all: Vec<_> = (1..=5).map(|number| (named(form.clone(), number), answers.clone())).collect();
    let digits = |forms: usize| sealed(&bind(&all[..forms]), &shelf(&all)).digits().len();
    let (one, five) = (digits(1), digits(5));
    assert!(five - one <= 4 * 7, "four more forms of the same person cost {} digits, the first one {one}", five - one);
}

#[test]
fn only_what_was_made_at_the_same_time_is_bound() {
    let (form, one) = small();
    let later = Slip { created: Moment(NOW.quarter().0 + 900), ..one.clone() };
    assert_eq!(Slip::bind([one.clone(), later]), None);
    assert_eq!(Slip::bind([]), None);
    assert_eq!(Slip::bind([one.clone()]), Some(one.clone()));
    let sixteen = Slip::bind(std::iter::repeat_n(one.clone(), MOST_LEAVES)).expect("as many as a header counts");
    assert_eq!(open(seal(&sixteen, &form).digits(), &form), Ok(sixteen.clone()), "the same form may come again");
    assert_eq!(Slip::bind([sixteen, one]), None);
}

#[test]
fn the_outside_of_a_code_tells_whether_it_is_a_bundle_and_no_more() {
    let all = two();
    let (bound, shelf) = (bind(&all), shelf(&all));
    let plain = bound.digits(shelf.iter().copied(), CITY).unwrap();
    for digits in [&plain, sealed(&bound, &shelf).digits()] {
        assert!(SealedSlip::parse(digits).unwrap().is_bundle());
    }
    assert_eq!(sealed(&bound, &shelf).key_id(), Some(key(1).public().id.as_str()));
    let (form, one) = small();
    for digits in [&one.digits([&form], CITY).unwrap(), seal(&one, &form).digits()] {
        assert!(!SealedSlip::parse(digits).unwrap().is_bundle());
    }
}

#[test]
fn a_bundle_that_says_it_is_one_form_is_refused() {
    let all = two();
    let (bound, shelf) = (bind(&all), shelf(&all));
    let one_way = sealed(&bound, &shelf);
    assert_eq!(open_with(&format!("2{}", &one_way.digits()[1..]), &shelf), Err(CodeFault::CheckFailed), "the seal covers the kind");
    // Whoever seals to the city may say what they like on the outside; the inside is held against it.
    let number = code::number(&bound, &shelf, CITY.into(), code::Tables::USUAL).unwrap();
    let outside = format!("2{}", key(1).public().id);
    let bytes = key(1).public().seal_bytes(b"mado-qr/1", outside.as_bytes(), &number.to_bytes(), [7; 32]).unwrap();
    let forged = outside + &code::Number::from_bytes(&bytes).to_decimal();
    assert_eq!(open_with(&forged, &shelf), Err(CodeFault::UnknownFormat));
}

#[test]
fn a_bundle_with_a_wrong_digit_is_never_read() {
    let all = two();
    let (bound, shelf) = (bind(&all), shelf(&all));
    let plain = bound.digits(shelf.iter().copied(), CITY).unwrap();
    for at in 0..plain.len() {
        for other in (b'0'..=b'9').filter(|other| *other != plain.as_bytes()[at]) {
            let mut harmed = plain.clone().into_bytes();
            harmed[at] = other;
            let harmed = String::from_utf8(harmed).unwrap();
            assert!(open_with(&harmed, &shelf).is_err(), "{harmed} was taken for {plain}");
        }
    }
    for lost in 1..=4 {
        let cut = |digits: &str| digits[..digits.len() - lost].to_owned();
        assert_eq!(open_with(&cut(&plain), &shelf), Err(CodeFault::Truncated));
        assert_eq!(open_with(&cut(sealed(&bound, &shelf).digits()), &shelf), Err(CodeFault::Truncated));
    }
}

#[test]
fn a_bundle_is_read_whole_or_not_at_all() {
    let all = two();
    let (bound, whole) = (bind(&all), shelf(&all));
    let digits = sealed(&bound, &whole);
    let Form { number, edition, .. } = all[1].0;
    assert_eq!(open_with(digits.digits(), &whole[..1]), Err(CodeFault::UnknownForm { number }));
    let newer = Form { edition: 4, ..all[1].0.clone() };
    assert_eq!(open_with(digits.digits(), &[whole[0], &newer]), Err(CodeFault::UnknownVersion { number, edition }));
    assert_eq!(bound.digits([whole[0]], CITY), Err(CodeFault::FormDiffers));
}

#[test]
fn a_bundle_holds_as_long_as_the_form_that_holds_shortest() {
    let mut all = two();
    all[1].0.valid_days = 7;
    let (bound, shelf) = (bind(&all), shelf(&all));
    let digits = sealed(&bound, &shelf);
    let open = |days: i64| digits.open(&ring(&[1]), shelf.iter().copied(), CITY, Moment(NOW.0 + days * 24 * 60 * 60)).map(drop);
    assert_eq!(open(7), Ok(()));
    assert_eq!(open(8), Err(CodeFault::Expired));
}

#[test]
fn every_form_of_a_bundle_is_checked_again() {
    let all = two();
    let (mut forged, shelf) = (bind(&all), shelf(&all));
    forged.leaves[1].answers.0.insert("why".into(), Answer::Text("\u{202E}逆さ".into()));
    let read = open_with(sealed(&forged, &shelf).digits(), &shelf);
    assert!(matches!(read, Err(CodeFault::Problems { problems }) if problems[0].control == "why"));
}
