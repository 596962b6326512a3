//! What a form's page tells before one begins: the ways to hand it in, who checks whom, what proves who one is, and who signs; and what
//! somebody is told who could not be helped with what they have written.

use domain::form::facts::{By, Identity};

use super::*;
use crate::city_hall::CityHall;

#[test]
fn the_page_says_how_sure_the_city_must_be_who_comes_and_with_what() {
    let hall = CityHall::open(&[]);
    let mut phone = hall.browser();
    let mut page = |path: &str| phone.fetch(path).ok().body;

    let certificate = page("/forms/residence-certificate");
    for told in [
        "QRコードを窓口で見せる（窓口で本人確認をします）",
        "窓口で紙に書く（窓口で本人確認をします）",
        "本人確認書類：運転免許証やマイナンバーカードなど顔写真のあるものは1点、顔写真のないものは2点",
        "窓口で、本人が手書きで署名します",
    ] {
        assert!(certificate.contains(told), "{told} is not on the page");
    }
    assert!(!certificate.contains("オンライン（"), "it cannot be sent");

    let care = page("/forms/care-certification");
    let card = "オンライン（本人の認証が要ります）。マイナンバーカードを使って、オンラインでできる市もあります。この画面からは送れません";
    assert!(care.contains(card));

    let english = page("/en/forms/residence-certificate");
    assert!(english.contains("Show the QR code at the counter (your identity is checked at the counter)"));
    assert!(english.contains("Proof of identity: 1 with a photo, such as a driving licence or My Number Card, or 2 without"));
    let easy = page("/easy/forms/care-certification");
    assert!(!easy.contains("本人の認証が要ります"), "and so on in easy Japanese");
}

#[test]
fn nobody_is_called_to_the_counter_to_sign_what_is_sent_from_home() {
    let hall = CityHall::open(&[]);
    let mut phone = hall.browser();
    for form in library().current().iter().filter(|form| form.goes_online()) {
        let page = phone.fetch(&format!("/forms/{}", form.id)).ok().body;
        assert!(page.contains("署名は要りません") && !page.contains("手書きで署名します"), "{}", form.id);
    }
}

#[test]
fn whoever_comes_for_themselves_brings_no_papers_of_others() {
    let library = library();
    let brings = |form: &str, changed: &[(&str, &str)]| {
        let form = library.form(form).unwrap();
        let mut entries = form.sample.clone();
        changed.iter().for_each(|(control, text)| entries.set(*control, *text));
        form.to_bring(&entries, today()).iter().map(|evidence| evidence.text.clone()).collect::<Vec<_>>().join("\n")
    };
    let papers = "本人確認書類：運転免許証やマイナンバーカードなど顔写真のあるものは1点、顔写真のないものは2点\n手数料";
    assert_eq!(brings("residence-certificate", &[("relation", "self")]), papers);
    assert!(brings("residence-certificate", &[]).contains("委任状"));
    assert!(!brings("residence-certificate", &[("representative-kind", "legal")]).contains("委任状"));
    assert!(brings("residence-certificate", &[("relation", "third-party")]).contains("正当な理由"));
    assert!(!brings("child-allowance", &[]).contains("、確認書"));
    assert!(brings("child-allowance", &[("three-with-older", "yes")]).contains("、確認書"));
}

#[test]
fn whoever_acts_by_law_brings_what_shows_it() {
    let library = library();
    let proofs = |form: &str, who: (&str, &str)| {
        let form = library.form(form).unwrap();
        let mut entries = form.sample.clone();
        entries.set(who.0, who.1);
        let brings = form.to_bring(&entries, today());
        brings.iter().filter(|said| said.text.contains("代理人であることが分かる書類")).count()
    };
    for form in ["move-in", "move-out", "move-within", "household-change"] {
        assert_eq!((proofs(form, ("who", "legal")), proofs(form, ("who", "self"))), (1, 0), "{form}");
    }
    let kinds = ["legal", "authorized"].map(|kind| proofs("residence-certificate", ("representative-kind", kind)));
    assert_eq!(kinds, [1, 0], "who was asked by the person brings a letter of attorney instead");
}

#[test]
fn who_has_moved_here_from_abroad_is_not_asked_for_a_japanese_certificate() {
    let library = library();
    let form = library.form("move-in").unwrap();
    let brings = |from: &str| {
        let mut entries = form.sample.clone();
        entries.set("from", from);
        let texts = form.to_bring(&entries, today()).into_iter().map(|said| said.text.clone());
        ["転出証明書", "パスポート"].map(|paper| texts.clone().any(|text| text.contains(paper)))
    };
    assert_eq!((brings("japan"), brings("abroad")), ([true, false], [false, true]));
}

#[test]
fn every_letter_of_attorney_begins_with_the_people_whom_its_form_knows() {
    let library = library();
    let leads = |form: &&std::sync::Arc<Form>| form.bring.iter().any(|said| said.form.as_deref() == Some("letter-of-attorney"));
    let forms: Vec<_> = library.current().iter().filter(leads).collect();
    assert!(forms.len() >= 10, "only {} forms lead to it", forms.len());
    for form in forms {
        let beginning = form.begins.iter().find(|beginning| beginning.form == "letter-of-attorney");
        let beginning = beginning.unwrap_or_else(|| panic!("{} leads to a blank letter", form.id));
        for wanted in ["principal", "representative"] {
            assert!(beginning.carry.iter().any(|(to, _)| to == wanted), "{}: the letter does not know its {wanted}", form.id);
        }
        assert!(beginning.write.iter().any(|(control, _)| control == "matters.1.kind"), "{}: what for?", form.id);
    }
    let mourner = library.form("funeral-expenses").unwrap();
    let letter = mourner.beginning_of("letter-of-attorney", &mourner.sample, today());
    let begun = ["principal.family", "principal.given", "representative.given", "matters.1.filing"].map(|control| letter.get(control));
    assert_eq!(begun, ["𠮷川", "和子", "誠", "葬祭費の申請"]);
}

#[test]
fn every_form_says_by_which_ways_it_is_handed_in() {
    for form in library().current() {
        let ways = &form.facts.ways;
        let has = |by: By| ways.iter().any(|way| way.by == by);
        assert!(has(By::Qr) && has(By::Counter), "{}: {ways:?}", form.id);
        let from_home = ways.iter().any(|way| way.by == By::Online && way.identity == Identity::None);
        assert_eq!(form.goes_online(), from_home, "{}: {ways:?}", form.id);
    }
}

/// What is wrong with the example of a form once these controls hold something else: the control, and the sentence.
fn wrong(form: &Form, changed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut entries = form.sample.clone();
    changed.iter().for_each(|(control, text)| entries.set(*control, *text));
    let problems = form.check(&entries, today()).err().unwrap_or_default();
    problems.iter().map(|problem| (problem.control.clone(), problem.sentence())).collect()
}

#[test]
fn children_alone_are_filed_for_by_somebody_who_may() {
    let library = library();
    for id in ["move-in", "move-out", "move-within", "household-change"] {
        let form = library.form(id).unwrap();
        let numbers = (1..=8).filter(|number| !form.sample.get(&format!("members.{number}.sex")).is_empty());
        let born: Vec<String> = numbers.map(|number| format!("members.{number}.born")).collect();
        let aged = |day: &'static str| born.iter().map(|control| (control.as_str(), day)).chain([("who", "self")]).collect::<Vec<_>>();
        let told = wrong(form, &aged("2011-11-23"));
        assert_eq!(told.len(), 1, "{id}: {told:?}");
        assert_eq!((told[0].0.as_str(), told[0].1.contains("15歳より下") && told[0].1.contains("法定代理人")), ("who", true), "{id}");
        assert_eq!(wrong(form, &aged("2011-11-22")), [], "{id}: fifteen today");
        assert_eq!(wrong(form, &[("members.1.born", "1985-01-01"), ("members.2.born", "2020-01-01"), ("who", "self")]), [], "{id}");
    }
}

#[test]
fn nobody_judges_the_damage_themselves_without_a_photograph() {
    let library = library();
    let form = library.form("disaster-certificate").unwrap();
    let told = |judged: &str, photos: &str| wrong(form, &[("self-judged", judged), ("photos", photos)]);
    let refused = told("yes", "no");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].0 == "photos" && refused[0].1.contains("写真が必ず要ります"), "{refused:?}");
    for (judged, photos) in [("yes", "yes"), ("no", "no"), ("no", "yes")] {
        assert_eq!(told(judged, photos), [], "{judged} {photos}");
    }
}

#[test]
fn whoever_is_not_yet_sixty_five_does_not_apply_as_if() {
    let library = library();
    let form = library.form("care-certification").unwrap();
    let told = |born: &str| wrong(form, &[("category", "first"), ("insured-born", born)]);
    assert_eq!(told("1961-11-22"), [], "sixty-five today");
    let refused = told("1961-11-23");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].0 == "category" && refused[0].1.contains("「40歳から64歳まで」を選んでください"), "{refused:?}");
    assert!(told("1990-01-01").iter().all(|(control, _)| control != "category"), "of whoever is too young for both the age is told");
}
