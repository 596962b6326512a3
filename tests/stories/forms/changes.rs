//! A city says what is different from a form of the library, and nothing else.

use server::city::{Translation, Used};
use server::form_command::{check_beside, diff_beside};
use tempfile::TempDir;

use super::*;
use crate::demo::library_of;

const NOW: Moment = Moment(1_795_311_720);

/// A city like the demo city that changes the water form so.
fn city(change: &str) -> TempDir {
    let city = tempfile::tempdir().unwrap();
    fs::copy(folder("public/cities/sakurano/city.toml"), city.path().join("city.toml")).unwrap();
    fs::create_dir(city.path().join("changes")).unwrap();
    fs::write(city.path().join("changes/water-start.toml"), change).unwrap();
    city
}

/// The water form as this city has it.
fn changed(change: &str) -> Form {
    let city = city(change);
    let library = library_of(city.path());
    assert_eq!(library.mistakes().count(), 0, "{:?}", library.refused());
    (**library.form("water-start").unwrap()).clone()
}

/// Expects refusals: `file: line: words`, one a line.
fn refused(change: &str, expected: &str) {
    let city = city(change);
    let library = library_of(city.path());
    let told: Vec<String> = library
        .mistakes()
        .map(|mistake| {
            let file = mistake.file.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
            format!("{file}: {}: {}", mistake.line.unwrap(), mistake.reason)
        })
        .collect();
    assert_eq!(told.len(), expected.lines().count(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected.lines()) {
        let (place, words) = expected.rsplit_once(": ").unwrap();
        assert!(told.starts_with(place) && told.contains(words), "{told}\ndoes not say\n{expected}");
    }
    assert!(library.form("water-start").is_none(), "the library's would say what is wrong here");
}

#[test]
fn a_city_changes_a_fee_and_a_text_and_the_rest_is_the_librarys() {
    let library = library();
    let theirs = library.form("water-start").unwrap();
    let change =
        "fee = \"無料\"\ncounter_minutes = 7\n[source]\nconfirmed = true\n[[question]]\nid = \"user\"\nhelp = \"検針票の名前です。\"\n";
    let ours = changed(change);
    assert_eq!((ours.fee.as_deref(), ours.facts.counter_minutes, ours.source.confirmed), (Some("無料"), Some(7), true));
    assert_eq!((ours.edition, ours.source.text.as_str()), (theirs.edition, theirs.source.text.as_str()));
    assert_eq!(ours.question("user").unwrap().help.as_deref(), Some("検針票の名前です。"));
    assert_eq!(ours.questions.len(), theirs.questions.len());
    let others = |form: &Form| form.questions.iter().filter(|question| question.id != "user").cloned().collect::<Vec<_>>();
    assert_eq!(others(&ours), others(theirs));
}

#[test]
fn options_are_changed_by_their_ids_and_what_is_not_wanted_is_left_out() {
    let ours = changed(
        "edition = 2\nwithout = [\"supply-number\", \"user.help\"]\n[[question]]\nid = \"payment\"\noptions = [{ id = \"slip\", label = \"はがき\" }]\n",
    );
    let Kind::Choice { options } = &ours.question("payment").unwrap().kind else { panic!("it is a choice") };
    let labels: Vec<&str> = options.iter().map(|option| option.label.as_str()).collect();
    assert!(labels.contains(&"はがき") && labels.contains(&"口座振替"), "{labels:?}");
    assert!(ours.question("supply-number").is_none() && ours.sample.get("supply-number").is_empty());
    assert_eq!(ours.question("user").unwrap().help, None);
}

#[test]
fn what_the_librarys_form_does_not_have_is_a_mistake_where_it_is_written() {
    refused("fee = \"無料\"\n\n[[question]]\nid = \"paymant\"\nlabel = \"支払\"\n", "changes: 4: 「payment」の書き間違いではありませんか");
    refused("[[question]]\nid = \"pets\"\nlabel = \"犬\"\n", "changes: 2: 「pets」という質問は、ライブラリーの様式にありません");
    refused(
        "[[question]]\nid = \"payment\"\noptions = [{ id = \"cash\", label = \"現金\" }]\n",
        "changes: 3: 「cash」という選択肢は、ライブラリーの様式にありません",
    );
    refused("fea = \"無料\"\n", "changes: 1: 「fee」の書き間違いではありませんか");
    refused("without = [\"feee\"]\n", "changes: 1: 「feee」は、ライブラリーの様式にありません");
    refused("number = 4\n", "changes: 1: 「number」は、変えられません");
    refused("[[question]]\nid = \"payment\"\nkind = \"text\"\n", "changes: 3: 「payment」の種類は choice です。種類は変えられません");
    refused("[[question]]\nlabel = \"支払\"\n", "changes: 1: どの質問を変えるのか分かりません");
    refused("fee = \"無料\n", "changes: 1: TOMLとして読めません");
    refused("minutes = 0\n", "changes: 1: 「minutes」には、1から120まで");
}

#[test]
fn what_a_change_makes_wrong_in_the_library_is_told_there() {
    let text = fs::read_to_string(folder("public/forms/water-start.toml")).unwrap();
    let line = text.lines().position(|line| line.starts_with("supply-number = ")).unwrap() + 1;
    refused("[[question]]\nid = \"supply-number\"\nmax = 3\n", &format!("forms: {line}: 記入例の「supply-number」が様式に合いません"));
}

#[test]
fn a_change_of_something_that_is_not_there_is_told_and_harms_nobody() {
    let city = city("fee = \"無料\"\n");
    fs::write(city.path().join("changes/passport.toml"), "fee = \"無料\"\n").unwrap();
    fs::create_dir(city.path().join("forms")).unwrap();
    fs::copy(folder("public/forms/dog-death.toml"), city.path().join("forms/dog-death.toml")).unwrap();
    fs::write(city.path().join("changes/dog-death.toml"), "fee = \"無料\"\n").unwrap();
    let library = library_of(city.path());
    let told: Vec<String> = library.mistakes().map(|mistake| mistake.reason.clone()).collect();
    assert!(told.len() == 2 && told[0].contains("「dog-death」は、市のforms/にあります"), "{told:?}");
    assert!(told[1].contains("「passport」という様式は、ライブラリーにありません"), "{told:?}");
    assert!(library.form("dog-death").is_some() && library.form("water-start").is_some());
}

#[test]
fn what_alters_what_is_asked_is_an_edition_of_its_own() {
    let data = tempfile::tempdir().unwrap();
    Used::read(data.path()).unwrap().remember(&library()).unwrap();
    let judged = |change: &str| {
        let city = city(change);
        let mut library = library_of(city.path());
        Used::read(data.path()).unwrap().judge(&mut library);
        let told = library.mistakes().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        (told, library.edition("water-start", 1).is_some())
    };
    assert_eq!(judged("fee = \"無料\"\n").0, "", "words and fees are free");
    let (told, _) = judged("[[question]]\nid = \"supply-number\"\nmax = 30\n");
    assert!(told.contains("changes/water-start.toml:1: 市の変更で、第1版は、前に使ったときと質問が変わっています"), "{told}");
    assert!(told.contains("このファイルに「edition = 2」と書いてください"), "{told}");
    let (told, still_read) = judged("edition = 2\n[[question]]\nid = \"supply-number\"\nmax = 30\n");
    assert_eq!((told.as_str(), still_read), ("", true), "codes of the library's edition are still opened");
}

#[test]
fn a_change_may_begin_on_a_day_of_its_own() {
    let city = city("fee = \"無料\"\n");
    let later = "edition = 2\neffective = \"2027-04-01\"\nfee = \"500円\"\n";
    fs::write(city.path().join("changes/water-start@2.toml"), later).unwrap();
    let library = library_of(city.path());
    assert_eq!(library.mistakes().count(), 0, "{:?}", library.refused());
    let fee = |library: &Library| library.form("water-start").unwrap().fee.clone();
    assert_eq!(fee(&library).as_deref(), Some("無料"));
    assert_eq!(fee(&library.on("2027-04-01".parse().unwrap())).as_deref(), Some("500円"));
}

#[test]
fn form_check_and_form_diff_read_a_change_with_the_form_that_it_changes() {
    let forms = folder("public/forms");
    let change = folder("public/cities/shiosai/changes/seal-certificate.toml");
    let judgement = check_beside(std::slice::from_ref(&change), Some(&forms), NOW);
    assert!(judgement.right && judgement.words.contains("第2版"), "{}", judgement.words);
    assert!(!judgement.words.contains("言葉が") && !judgement.words.contains("どの文のものでもありません"), "{}", judgement.words);
    let told = diff_beside(&forms.join("seal-certificate.toml"), &change, Some(&forms), NOW).unwrap();
    assert!(told.right && told.words.contains("手数料：1通につき300円（市によって違います） → 1通につき400円"), "{}", told.words);
}

#[test]
fn the_second_city_changes_two_forms_and_has_words_for_that() {
    let place = folder("public/cities/shiosai");
    let (library, demo) = (library_of(&place), crate::demo::library());
    let (ours, theirs) = (library.form("seal-certificate").unwrap(), demo.form("seal-certificate").unwrap());
    assert_eq!((ours.edition, ours.fee.as_deref(), theirs.edition), (2, Some("1通につき400円"), 1));
    assert_eq!(library.edition("seal-certificate", 1).map(|form| form.fee.clone()), Some(theirs.fee.clone()));
    let mut mistakes = Vec::new();
    for language in domain::language::Language::OTHERS {
        let translation = Translation::load(&folder("public"), &place, language, &mut mistakes);
        for id in ["seal-certificate", "move-in"] {
            let dictionary = translation.dictionary(translation.forms.get(id));
            let texts = library.form(id).unwrap().texts().into_iter().map(str::to_owned).collect::<Vec<_>>();
            let missing: Vec<_> =
                texts.iter().filter(|text| dictionary.say(text).is_none() && text.chars().any(char::is_alphabetic)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", language.name());
        }
    }
    assert_eq!(mistakes, []);

    let form = library.form("move-in").unwrap();
    let told = |born: &[&str]| {
        let mut entries = form.sample.clone();
        entries.0.retain(|control, _| !control.starts_with("members."));
        for (born, nth) in born.iter().zip(1..) {
            for (control, text) in form.sample.0.iter().filter_map(|(control, text)| Some((control.strip_prefix("members.1.")?, text))) {
                entries.set(format!("members.{nth}.{control}"), text);
            }
            entries.set(format!("members.{nth}.born"), *born);
        }
        form.check(&entries, today()).err().unwrap_or_default().iter().map(|problem| problem.control.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&["2015-01-01", "1985-01-01"]), Vec::<String>::new());
    assert_eq!(told(&["2015-01-01", "2018-01-01"]), ["who"], "children alone do not file by themselves");
}

#[test]
fn the_beach_asks_more_of_a_large_group_and_more_again_from_april() {
    let library = library_of(&folder("public/cities/shiosai"));
    let form = library.form("beach-cleaning").unwrap();
    let asked = |typed: &[(&str, &str)]| {
        let entries = typed.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect();
        form.journey(&entries, today()).into_iter().map(|step| step.question).skip(5).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(asked(&[("beach", "harbour"), ("people", "9")]), "net");
    assert_eq!(asked(&[("beach", "harbour"), ("people", "10")]), "watch-phone net");
    assert_eq!(asked(&[("beach", "long"), ("people", "30")]), "net cars");
    assert_eq!(asked(&[("beach", "long"), ("people", "3"), ("net", "yes")]), "net cars");
    assert_eq!((form.edition, form.facts.counter_minutes), (2, Some(3)));
    let in_april = library.clone().on("2027-04-01".parse().unwrap());
    assert!(in_april.form("beach-cleaning").unwrap().question("bags").is_some() && form.question("bags").is_none());
    assert_eq!(library.every().filter(|form| form.id == "beach-cleaning").count(), 3);
}
