//! Names as they are written: rare kanji, variants, other people's letters, and what no font has.

use domain::form::answer::Person;
use domain::form::{Answer, Entries};
use server::paper::NoPaper;

use super::*;

/// The 氏 of the applicant on a certificate of residence.
fn named(family: &str) -> Job {
    let form = Arc::clone(library().form("residence-certificate").unwrap());
    let mut job = sample(&form);
    let person =
        Person { family: family.into(), given: "花".into(), family_kana: "カ".into(), given_kana: "ハナ".into(), rare_glyph: false };
    job.answers.0.insert("applicant".into(), Answer::Person(person));
    job
}

#[test]
fn rare_kanji_and_their_variants_are_on_paper_byte_for_byte() {
    let names = [
        "葛\u{E0100}城", // a variant that the one font has
        "葛\u{E0102}城", // and one that only the other has
        "葛城",
        "辻\u{E0100}",
        "渡邉\u{E0110}",
        "𠮷野",
        "髙﨑",
        "\u{FA19}田", // 神 as some families write it, which Unicode holds to be the same as 神
        "神田",
        "か\u{3099}の",
        "鷗外",
        "O’Brien",
        "Nguyễn Thị",
        "ﾔﾏﾀﾞ",
    ];
    for name in names {
        let page = pages(&drawn(&[named(name)])).concat();
        assert!(page.contains(&format!("{name} 花（カ ハナ）")), "{name:?}: {page}");
    }
}

#[test]
fn a_variant_is_another_shape_on_paper() {
    let picture = |name: &str| poppler("pdftoppm", &["-r", "100", "-gray", "-f", "1", "-l", "1"], &drawn(&[named(name)]));
    let (usual, first, second) = (picture("葛城"), picture("葛\u{E0100}城"), picture("葛\u{E0102}城"));
    assert!(usual != first, "葛 and 葛󠄀 are not written alike");
    assert!(first != second && usual != second);
    assert!(picture("神田") != picture("\u{FA19}田"));
}

#[test]
fn a_character_that_no_font_has_is_named_and_nothing_is_printed() {
    let refusal = |name: &str| match paper().draw(&[named(name)], NOW) {
        Err(NoPaper::NoGlyph(missing)) => format!("{} {} {}", missing.character, missing.codes, missing.label),
        other => panic!("{name:?}: {:?}", other.map(|pdf| pdf.len())),
    };
    assert_eq!(refusal("김"), "김 U+AE40 窓口に来る人の氏名");
    assert_eq!(refusal("\u{10FFFD}"), "\u{10FFFD} U+10FFFD 窓口に来る人の氏名");
    assert_eq!(refusal("佐\u{E000}倉"), "\u{E000} U+E000 窓口に来る人の氏名");
    assert_eq!(refusal("葛\u{E01EF}城"), "葛\u{E01EF} U+845B U+E01EF 窓口に来る人の氏名", "not the usual shape instead");
}

#[test]
fn a_font_of_the_citys_own_brings_what_is_missing() {
    let (city, system) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir(city.path().join("fonts")).unwrap();
    for font in ["bizud-gothic", "ipamj"] {
        std::os::unix::fs::symlink(Path::new(fonts::FOLDER).join(font), system.path().join(font)).unwrap();
    }
    let printer = || Paper::new(system.path(), city.path(), OwnPapers::default());
    let name = "Nguyễn Thị";
    assert!(matches!(printer().draw(&[named(name)], NOW), Err(NoPaper::NoGlyph(_))), "the two fonts have it already");
    // Any TrueType font does; this one has the letters of Vietnam.
    fs::copy(Path::new(fonts::FOLDER).join("dejavu/DejaVuSans.ttf"), city.path().join("fonts/extra.ttf")).unwrap();
    assert!(pages(&printer().draw(&[named(name)], NOW).unwrap()).concat().contains(name));
}

#[test]
fn the_longest_names_are_printed_whole() {
    let form = Arc::clone(library().form("move-in").unwrap());
    let mut entries: Entries = form.sample.clone();
    let long = "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処";
    let family: String = long.chars().take(40).collect();
    let given: String = long.chars().rev().take(40).collect();
    let controls: Vec<String> = entries.0.keys().filter(|control| control.ends_with(".family")).cloned().collect();
    for control in controls {
        let person = control.trim_end_matches("family");
        entries.set(format!("{person}family"), &*family);
        entries.set(format!("{person}given"), &*given);
        entries.set(format!("{person}family-kana"), "ジュゲム".repeat(20));
        entries.set(format!("{person}given-kana"), "ジュゲム".repeat(20));
    }
    let job = job(&form, form.check(&entries, today()).unwrap());
    let text = bare(&pages(&drawn(&[job])).concat());
    assert!(text.contains(&format!("{family}{given}（{}", "ジュゲム".repeat(20))), "{text}");
}
