//! What a form's page tells before one begins: the ways to hand it in, who checks whom, what proves who one is, and who signs.

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
