//! People who type whatever comes to their mind, into every form: what passes the check comes out of the code as it was typed.

use domain::draft::Draft;
use domain::slip::{KeyRing, SealedSlip};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::carried::{NOW, city};
use super::*;

/// Names and places as people have them, and any text that may be written.
fn text() -> impl Strategy<Value = String> {
    const LIVED: &[&str] = &[
        "髙橋",
        "𠮷田",
        "﨑山",
        "葛󠄀西",
        "辻󠄀乃",
        "佐々木",
        "ひなた",
        "12番3号",
        "１丁目２−３",
        "字北久保1300番地",
        "若葉台二丁目",
        "ハイツ葵２０３",
    ];
    prop_oneof![
        3 => prop::sample::select(LIVED).prop_map(str::to_owned),
        3 => "[一-龥ぁ-んァ-ヶ0-9０-９]{1,8}",
        1 => "\\PC{1,12}",
    ]
}

/// What may be typed into a control like this one instead of what the sample has.
fn instead(control: &str, runner: &mut TestRunner) -> Option<String> {
    let mut draw = |strategy: BoxedStrategy<String>| strategy.new_tree(runner).ok().map(|tree| tree.current());
    match control.rsplit('.').next()? {
        "family-kana" | "given-kana" => draw("[ァ-ヴー]{1,8}".boxed()),
        "postcode" => draw("000[0-9]{4}|[0-9]{7}".boxed()),
        "family" | "given" | "city" | "town" | "block" | "building" => draw(text().boxed()),
        last if last.ends_with("phone") => draw("0[789]0[0-9]{8}|0[1-9][1-9][0-9]{7}".boxed()),
        last if ["reason", "note", "what", "why", "which"].iter().any(|word| last.contains(word)) => draw(text().boxed()),
        _ => None,
    }
}

#[test]
fn whatever_is_typed_into_a_form_comes_out_of_its_code() {
    let times: usize = std::env::var("MADOGUCHI_ANSWERS").ok().and_then(|times| times.parse().ok()).unwrap_or(40);
    let city = city();
    let mut runner =
        TestRunner::new_with_rng(Config::default(), prop::test_runner::TestRng::deterministic_rng(prop::test_runner::RngAlgorithm::ChaCha));
    for form in library().current() {
        let mut carried = 0;
        for nth in 0..times {
            let mut entries = form.sample.clone();
            for (place, control) in form.sample.0.keys().enumerate() {
                // Some leave most of it as it is.
                if (place + nth) % (1 + nth % 4) == 0
                    && let Some(text) = instead(control, &mut runner)
                {
                    entries.set(control.clone(), text);
                }
            }
            let draft = Draft { form: form.id.clone(), edition: form.edition, entries };
            let Ok(slip) = draft.finish(form, NOW) else { continue };
            let digits = slip.digits([&**form], city.municipality()).unwrap();
            let read = SealedSlip::parse(&digits).unwrap().open(&KeyRing::default(), [&**form], city.municipality(), NOW);
            assert_eq!(read.as_ref(), Ok(&slip), "{}: {digits}", form.id);
            carried += 1;
        }
        assert!(carried * 4 >= times, "{}: only {carried} of {times} passed the check", form.id);
    }
}
