//! Other languages: everything that is said has its words in each, and a file of words that is wrong is refused where it is.

use std::fs;

use domain::language::Language;
use domain::words::{Dictionary, places};
use server::city::{Mistakes, Translation, Words, load_words};

use crate::demo::{catalogue, city_folder, folder, library};
use crate::mistakes;

fn translation(language: Language) -> Translation {
    let mut mistakes = Vec::new();
    let translation = Translation::load(&folder("public"), &city_folder(), language, &mut mistakes);
    assert_eq!(mistakes, []);
    translation
}

fn everything(language: Language) -> Dictionary {
    let translation = translation(language);
    translation.dictionary(translation.all())
}

/// What stands in for what a text has places for, where it matters.
const STAND_INS: [(&str, &str); 3] = [("{subject}", "「氏名」"), ("{weekday}", "月"), ("{head}行", "あ行")];

/// The Japanese between the quotes of a source file, but for its tests; what stands in for anything else is 7.
fn said_in(file: &str) -> Vec<String> {
    let text = fs::read_to_string(folder(file)).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
    let literals = code.split('"').skip(1).step_by(2).map(|literal| {
        let joined: String = literal.split("\\\n").map(str::trim_start).collect();
        filled(&STAND_INS.iter().fold(joined, |joined, (place, text)| joined.replace(place, text)))
    });
    literals
        .filter(|text| text.chars().any(|c| ('ぁ'..='ん').contains(&c) || ('一'..='龥').contains(&c)) && text.chars().count() > 1)
        .collect()
}

/// The text with 7 in all its places.
fn filled(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "7" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

/// The source files of a folder and of those below it.
fn sources(path: &str) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder(path)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        match entry.file_type().unwrap().is_dir() {
            true => files.extend(sources(&path)),
            false => files.push(path),
        }
    }
    files
}

#[test]
fn whatever_the_screens_say_is_said_in_every_language() {
    let folders = ["resident", "components", "words", "device/storage", "device/outbox", "device/vault"];
    let files = folders.iter().flat_map(|of| sources(&format!("app/src/{of}")));
    let more = [
        "app/src/words.rs",
        "app/src/resident.rs",
        "app/src/lobby.rs",
        "app/src/page.rs",
        "app/src/device/post.rs",
        "app/src/device/storage.rs",
        "app/src/device/outbox.rs",
    ];
    let files: Vec<String> = files
        .chain(more.map(str::to_owned))
        .chain(["app/domain/src/form/check/part.rs", "app/domain/src/form/facts.rs", "app/domain/src/open_days.rs"].map(str::to_owned))
        .collect();
    for language in Language::OTHERS {
        let dictionary = everything(language);
        for file in &files {
            let mut texts = said_in(file);
            // There each sentence stands by itself.
            if file.starts_with("app/src/resident/wait") {
                texts = texts.iter().flat_map(|text| text.split_inclusive('。')).map(str::to_owned).collect();
            }
            let missing: Vec<String> = texts.into_iter().filter(|text| dictionary.say(text).is_none()).collect();
            assert!(missing.is_empty(), "{} lacks words of {file}: {missing:#?}", language.name());
        }
    }
}

#[test]
fn whatever_is_wrong_is_told_in_every_language() {
    for language in Language::OTHERS {
        let dictionary = everything(language);
        // What stands within another sentence, and the pieces of one that is put together.
        let missing: Vec<String> = said_in("app/domain/src/form/check/fault.rs")
            .into_iter()
            .filter(|text| text.ends_with('。') && dictionary.say(text).is_none())
            .collect();
        assert!(missing.is_empty(), "{}: {missing:#?}", language.name());
    }
}

#[test]
fn what_has_been_said_is_not_said_again() {
    // What the server has put into words the phone comes across again.
    let (dictionary, translation) = (everything(Language::English), translation(Language::English));
    for words in translation.all().chain([&translation.screens]).flat_map(|words| words.texts.values()) {
        let again = dictionary.say(words);
        assert!(again.is_none() || again.as_ref() == Some(words), "{words} becomes {again:?}");
    }
}

#[test]
fn whatever_the_forms_of_the_library_say_is_said_in_every_language() {
    for language in Language::OTHERS {
        let translation = translation(language);
        for form in library().current() {
            expect_said(&translation, translation.forms.get(&form.id), &form.id, form.texts());
        }
    }
}

#[test]
fn whatever_the_guides_and_the_catalogue_say_is_said_in_every_language() {
    let (library, catalogue) = (library(), catalogue());
    for language in Language::OTHERS {
        let translation = translation(language);
        for guide in &catalogue.guides {
            let texts = guide.texts();
            expect_said(&translation, translation.guides.get(&guide.id), &guide.id, texts.iter().map(|text| &**text).collect());
        }
        for chapter in &catalogue.chapters {
            // The title of a form has its words among the form's own.
            let is_own = |text: &&str| library.current().iter().all(|form| form.title != *text);
            let texts = chapter.texts().into_iter().filter(is_own).collect();
            expect_said(&translation, translation.procedures.get(&chapter.id), &chapter.id, texts);
        }
    }
}

/// The page of a form, a guide or a leaflet knows the words of the screens and its own, no others.
fn expect_said(translation: &Translation, own: Option<&Words>, id: &str, texts: Vec<&str>) {
    let dictionary = translation.dictionary(own);
    let has_letters = |text: &&str| text.chars().any(char::is_alphabetic);
    let missing: Vec<&str> = texts.iter().copied().filter(|text| has_letters(text) && dictionary.say(text).is_none()).collect();
    assert!(missing.is_empty(), "{} lacks words of {id}: {missing:#?}", translation.language.name());
    let unread = own.into_iter().flat_map(|own| own.texts.keys()).filter(|japanese| places(japanese) == Some(0));
    let unread: Vec<&String> = unread.filter(|japanese| !texts.contains(&japanese.as_str())).collect();
    assert!(unread.is_empty(), "{} has words that nothing of {id} needs: {unread:#?}", translation.language.name());
}

#[test]
fn a_date_and_a_fault_read_as_people_write_them() {
    let english = everything(Language::English);
    let said = |japanese: &str| english.say(japanese).unwrap();
    assert_eq!(said("令和8年11月22日（2026年11月22日）日曜日"), "Sunday, 22 November 2026 (Reiwa 8)");
    assert_eq!(
        said("「水道を使う人の氏名」の氏を入力してください。"),
        "Please fill in “Name of the person who will use the water”: Family name."
    );
    let easy = everything(Language::Easy);
    assert_eq!(easy.say("「前の住所」を選んでください。").unwrap(), "「前《まえ》の住所《じゅうしょ》」を選《えら》んでください。");
}

fn load(language: Language, text: &str) -> Result<Words, Mistakes> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("screens.toml");
    fs::write(&file, text).unwrap();
    load_words(&file, language)
}

fn check(language: Language, lines: &str, expected: &str) {
    let found = load(language, &format!("reviewed = false\n[words]\n{lines}")).expect_err("a mistake");
    mistakes::expect(&found, expected);
}

#[test]
fn words_with_a_mistake_are_refused_where_they_are() {
    check(Language::English, "\"次へ\" = \"Next\"\n\"戻る\" = \"\"", "4: 「戻る」の訳が空です");
    check(Language::English, "\"次へ\" = 1", "3: 引用符で囲んだ言葉");
    check(Language::English, "\"約{0}分\" = \"About minutes\"", "3: {0}、{1}…が、日本語と合いません");
    check(Language::English, "\"次へ\" = \"Next\"\n\"次へ\" = \"On\"", "4: TOMLとして読めません");
    check(Language::English, "\"次へ\" = \"次《つぎ》\"", "3: ふりがなは、やさしい日本語だけ");
}

#[test]
fn easy_words_without_their_readings_are_refused() {
    check(Language::Easy, "\"次へ\" = \"次《つぎ》の紙へ\"", "3: 「紙」に、ふりがながありません");
    check(Language::Easy, "\"次へ\" = \"次《next》へ\"", "3: ふりがなを読み取れません");
    assert!(load(Language::Easy, "reviewed = true\n[words]\n\"次へ\" = \"次《つぎ》へ\"").unwrap().reviewed);
}

#[test]
fn a_file_says_whether_somebody_has_checked_it() {
    let found = load(Language::English, "[words]\n\"次へ\" = \"Next\"").expect_err("a mistake");
    mistakes::expect(&found, "1: 「reviewed」がありません");
    let found = load(Language::English, "reviewed = false").expect_err("a mistake");
    mistakes::expect(&found, "1: 「[words]」がありません");
}
