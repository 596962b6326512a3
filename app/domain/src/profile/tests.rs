//! A household that writes itself once.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::form::arbitrary::{answered, answers, form, forms, today};
use crate::form::journey::Step;
use crate::form::{Choice, DateRule, Kind, Question, When};

pub(super) fn entries(written: &[(&str, &str)]) -> Entries {
    written.iter().map(|(control, text)| ((*control).to_owned(), (*text).to_owned())).collect()
}

pub(super) fn ask(id: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: format!("「{id}」の質問"), slot_label: None, help: None, optional: false, when: None, kind }
}

fn choice(options: &[(&str, &str)]) -> Kind {
    let option = |(id, label): &(&str, &str)| Choice { id: (*id).into(), label: (*label).into(), help: None };
    Kind::Choice { options: options.iter().map(option).collect() }
}

/// The questions about people and places of a move into the city.
pub(super) fn move_in() -> Form {
    let members = vec![
        ask("name", Kind::Person),
        ask("born", Kind::Date(DateRule::Past)),
        ask("sex", choice(&[("male", "男"), ("female", "女")])),
        ask("relationship", choice(&[("head", "世帯主"), ("partner", "妻"), ("grandchild", "子の子"), ("other", "その他")])),
        Question { when: Some(When::is("relationship", &["other"])), ..ask("relationship-other", Kind::Text { max: 20, lines: false }) },
    ];
    form(vec![
        ask("applicant", Kind::Person),
        ask("applicant-phone", Kind::Phone),
        ask("new-address", Kind::Address),
        ask("new-head", Kind::Person),
        ask("previous-head", Kind::Text { max: 40, lines: false }),
        ask("domicile", Kind::Text { max: 80, lines: false }),
        ask("members", Kind::Group { noun: "異動する人".into(), min: 1, max: 3, questions: members }),
    ])
}

fn person(number: u8, given: &str, kana: &str, born: &str, relationship: &str) -> Entries {
    let place = |end: &str| format!("people.{number}.{end}");
    [
        ("name.family", "髙﨑"),
        ("name.given", given),
        ("name.family-kana", "タカサキ"),
        ("name.given-kana", kana),
        ("born", born),
        ("sex", if relationship == "wife" { "female" } else { "male" }),
        ("relationship", relationship),
    ]
    .into_iter()
    .map(|(end, text)| (place(end), text.to_owned()))
    .collect()
}

pub(super) fn family() -> Profile {
    let people = [
        person(1, "健一", "ケンイチ", "1985-04-12", "head"),
        person(2, "美咲", "ミサキ", "1987-09-30", "wife"),
        person(3, "翔太", "ショウタ", "2015-06-01", "child"),
        person(4, "ひなた", "ヒナタ", "2019-05-01", "other"),
        entries(&[("people.4.relationship-other", "子の子"), ("phone", "090-0000-0034"), ("domicile", "もみじ県もみじ川市川岸町45番地")]),
    ];
    Profile(people.into_iter().flat_map(|entries| entries.0).collect())
}

pub(super) fn offer_of(profile: &Profile, form: &Form, written: &Entries, question: &str) -> Option<Offer> {
    profile.offers(form, written, today()).into_iter().find(|offer| offer.step.question == question)
}

#[test]
fn the_first_question_for_a_name_is_offered_with_all_that_hangs_on_it() {
    let offer = offer_of(&family(), &move_in(), &Entries::default(), "applicant").expect("the profile knows names");
    assert!(offer.is_usual);
    assert_eq!(offer.people, [1, 2, 3, 4]);
    let written = offer.entries(&[2]);
    assert_eq!(written.get("applicant.given"), "美咲");
    assert_eq!(written.get("applicant-phone"), "090-0000-0034", "as it was written");
}

#[test]
fn a_family_of_which_three_move_is_written_with_one_press() {
    let offer = offer_of(&family(), &move_in(), &Entries::default(), "members").expect("the profile knows people");
    let written = offer.entries(&[1, 2, 4]);
    assert_eq!(written.get("members.2.name.given"), "美咲");
    assert_eq!(written.get("members.2.relationship"), "partner", "the form has a word of its own for 妻");
    assert_eq!((written.get("members.3.name.given"), written.get("members.3.relationship")), ("ひなた", "grandchild"));
    assert_eq!(offer.entries(&[1, 2, 3, 4]).get("members.4.name.given"), "", "the group holds three");
}

#[test]
fn one_more_person_of_a_group_is_offered_from_those_who_are_not_in_it_yet() {
    let (profile, form) = (family(), move_in());
    let written = offer_of(&profile, &form, &Entries::default(), "members").expect("the profile knows people").entries(&[1, 3]);
    let third = Step { question: "members".into(), item: Some(3) };
    let offers = profile.offers_on(&form, &written, &third, today());
    assert_eq!(offers.iter().map(|offer| offer.people.clone()).collect::<Vec<_>>(), [vec![2, 4]]);
    assert_eq!(offers[0].entries(&[4]).get("members.3.name.given"), "ひなた");
    let first = Step { question: "members".into(), item: Some(1) };
    assert_eq!(profile.offers_on(&form, &written, &first, today()), [], "somebody is written there");
}

#[test]
fn a_relationship_that_the_form_has_no_word_for_is_written_out() {
    let offer = offer_of(&family(), &move_in(), &Entries::default(), "members").expect("the profile knows people");
    let written = offer.entries(&[3]);
    assert_eq!((written.get("members.1.relationship"), written.get("members.1.relationship-other")), ("other", "子"));
}

#[test]
fn an_address_that_may_be_another_one_is_not_chosen_beforehand() {
    let home = entries(&[
        ("address.postcode", "0000001"),
        ("address.city", "さくら県さくら野市"),
        ("address.town", "桜町一丁目"),
        ("address.block", "2番3号"),
    ]);
    let profile = Profile(home);
    let offer = offer_of(&profile, &move_in(), &Entries::default(), "new-address").expect("the profile knows an address");
    assert!(!offer.is_usual);
    assert_eq!(offer.entries(&[]).get("new-address.town"), "桜町一丁目");
}

/// Where a household lives, and where it lived before.
fn moved_household() -> Profile {
    Profile(entries(&[
        ("address.postcode", "0000001"),
        ("address.city", "さくら県さくら野市"),
        ("address.town", "桜町一丁目"),
        ("address.block", "2番3号"),
        ("former-address.postcode", "0000009"),
        ("former-address.city", "もみじ県もみじ川市"),
        ("former-address.town", "川岸町"),
        ("former-address.block", "123番地4"),
    ]))
}

#[test]
fn where_one_lived_on_the_first_of_january_is_chosen_from_both_addresses() {
    let form = form(vec![ask("address", Kind::Address), ask("january-address", Kind::Address)]);
    let offer = offer_of(&moved_household(), &form, &Entries::default(), "january-address").expect("the profile knows two");
    assert!(!offer.is_usual);
    assert_eq!(offer.names.len(), 2);
    assert!(offer.names[0].contains("川岸町123番地4") && offer.names[1].contains("桜町一丁目2番3号"), "{:?}", offer.names);
    let written = offer.entries(&offer.people[..1]);
    assert_eq!(written.get("january-address.block"), "123番地4");
    let origins = moved_household().origins(&form, &written, today());
    assert_eq!(origins.len(), 1, "it is said to be the profile's");
    let other = offer.entries(&offer.people[1..]);
    assert_eq!((other.get("january-address.block"), moved_household().origins(&form, &other, today()).len()), ("2番3号", 1));
    let home = offer_of(&moved_household(), &form, &Entries::default(), "address").expect("the profile knows it");
    assert_eq!((home.people.len(), home.entries(&[]).get("address.block")), (0, "2番3号"), "where one lives now is one address");
}

#[test]
fn each_certificate_asks_for_the_address_of_its_own_year() {
    let certificates = vec![
        ask("january", Kind::YesNo),
        Question { when: Some(When::is("january", &["no"])), ..ask("january-address", Kind::Address) },
        ask("address", Kind::Address),
    ];
    let form = form(vec![ask("certificates", Kind::Group { noun: "証明書".into(), min: 1, max: 3, questions: certificates })]);
    let second = Step { question: "certificates".into(), item: Some(2) };
    let mut written = entries(&[("certificates.1.january", "yes"), ("certificates.2.january", "yes")]);
    assert_eq!(moved_household().offers_on(&form, &written, &second, today()), [], "it is not asked");
    written.set("certificates.2.january", "no");
    let offers = moved_household().offers_on(&form, &written, &second, today());
    let former = offers[0].entries(&offers[0].people[..1]);
    assert_eq!(
        (offers.len(), former.get("certificates.2.january-address.block")),
        (1, "123番地4"),
        "where something else is, nobody knows"
    );
    written.0.extend(former.0);
    assert_eq!(moved_household().origins(&form, &written, today()).len(), 1);
    assert_eq!(moved_household().offers_on(&form, &written, &second, today()), [], "it is written");
}

#[test]
fn a_profile_that_was_written_before_there_was_a_former_address_is_read_as_it_was() {
    let old = r#"{"address.block":"2番3号","address.city":"さくら県さくら野市","address.postcode":"0000001","address.town":"桜町一丁目","phone":"09000000034"}"#;
    let profile: Profile = serde_json::from_str(old).expect("an old file");
    assert!(profile.is_right(today()));
    let form = form(vec![ask("previous-address", Kind::Address)]);
    let offer = offer_of(&profile, &form, &Entries::default(), "previous-address").expect("whoever moves now lives there still");
    assert_eq!(offer.entries(&[]).get("previous-address.town"), "桜町一丁目");
    assert_eq!(serde_json::to_string(&profile).expect("texts"), old);
}

#[test]
fn whoever_has_moved_keeps_both_addresses() {
    let form = form(vec![ask("applicant", Kind::Person), ask("new-address", Kind::Address), ask("previous-address", Kind::Address)]);
    let mut written = person(1, "健一", "ケンイチ", "1985-04-12", "head");
    written = written.0.into_iter().map(|(control, text)| (control.replacen("people.1.name", "applicant", 1), text)).collect();
    for (control, text) in moved_household().0.0 {
        let there = if control.starts_with("former") { "previous-address" } else { "new-address" };
        written.set(format!("{there}.{}", control.rsplit('.').next().expect("a part")), text);
    }
    let news = Profile::default().news(&form, &written, today());
    let kept = news.iter().fold(Profile::default(), |profile, news| profile.keep(news));
    assert_eq!((kept.0.get("address.block"), kept.0.get("former-address.block")), ("2番3号", "123番地4"));
    assert!(news.iter().any(|news| news.words.iter().any(|words| words.starts_with("前の住所："))), "{news:?}");
}

#[test]
fn half_an_address_is_offered_to_nobody() {
    let profile = Profile(entries(&[("address.city", "さくら県さくら野市")]));
    assert_eq!(profile.offers(&move_in(), &Entries::default(), today()), []);
}

#[test]
fn the_head_of_the_household_is_offered_where_a_text_asks_for_the_name() {
    let offer = offer_of(&family(), &move_in(), &Entries::default(), "previous-head").expect("the profile has a head");
    assert_eq!(offer.entries(&[]).get("previous-head"), "髙﨑　健一");
}

#[test]
fn a_changed_answer_is_not_said_to_come_from_the_profile() {
    let (profile, form) = (family(), move_in());
    let offer = offer_of(&profile, &form, &Entries::default(), "members").expect("the profile knows people");
    let mut written = offer.entries(&[1, 2]);
    written.set("members.2.born", "1987-10-01");
    let origins = profile.origins(&form, &written, today());
    let labels: Vec<&str> = origins.iter().map(|origin| origin.path.as_str()).collect();
    assert!(labels.contains(&"members.1.born") && labels.contains(&"members.2.name"), "{labels:?}");
    assert!(!labels.contains(&"members.2.born"), "{labels:?}");
    assert_eq!(origins[0].person.as_deref(), Some("髙﨑　健一"));
}

#[test]
fn what_a_form_tells_is_kept_by_person() {
    let form = move_in();
    let members = offer_of(&family(), &form, &Entries::default(), "members").expect("the profile knows people");
    let mut written = members.entries(&[1, 2]);
    for (control, text) in entries(&[
        ("applicant.family", "髙﨑"),
        ("applicant.given", "健一"),
        ("applicant.family-kana", "タカサキ"),
        ("applicant.given-kana", "ケンイチ"),
    ])
    .0
    .into_iter()
    .chain(entries(&[("applicant-phone", "0312345678")]).0)
    {
        written.set(control, text);
    }
    let news = Profile::default().news(&form, &written, today());
    let told: Vec<_> = news.iter().map(|news| (news.person.as_deref(), news.is_new, news.is_usual)).collect();
    assert_eq!(told, [(Some("髙﨑　健一"), true, true), (Some("髙﨑　美咲"), true, true), (None, false, true)]);
    let kept = news.iter().fold(Profile::default(), |profile, news| profile.keep(news));
    assert_eq!(kept.people(&Profile::form()), [1, 2]);
    assert_eq!((kept.0.get("people.2.relationship"), kept.0.get("phone")), ("wife", "0312345678"));
    assert_eq!(kept.news(&form, &written, today()), [], "now it is known");
}

#[test]
fn of_somebody_who_is_known_only_what_is_new_is_told() {
    let form = move_in();
    let mut written = offer_of(&family(), &form, &Entries::default(), "members").expect("the profile knows people").entries(&[1, 2]);
    written.set("members.2.born", "1987-10-01");
    let news = family().news(&form, &written, today());
    let told: Vec<_> = news.iter().map(|news| (news.person.as_deref(), news.words.clone())).collect();
    assert_eq!(told, [(Some("髙﨑　美咲"), vec!["昭和62年10月1日（1987年10月1日）".to_owned()])]);
}

#[test]
fn a_person_whom_the_form_only_names_is_not_taken_for_family() {
    let form = form(vec![ask("applicant", Kind::Person), ask("principal", Kind::Person), ask("principal-address", Kind::Address)]);
    let written = entries(&[
        ("principal.family", "葛󠄀西"),
        ("principal.given", "千代"),
        ("principal.family-kana", "カサイ"),
        ("principal.given-kana", "チヨ"),
    ]);
    let news = Profile::default().news(&form, &written, today());
    assert_eq!(news.len(), 1);
    assert!(!news[0].is_usual);
}

#[test]
fn whoever_comes_after_a_person_that_was_taken_out_moves_up() {
    let rest = family().without(2);
    assert_eq!(rest.people(&Profile::form()), [1, 2, 3]);
    assert_eq!((rest.name(2).as_str(), rest.0.get("phone")), ("髙﨑　翔太", "090-0000-0034"));
}

#[test]
fn what_two_tabs_changed_is_both_there() {
    let (before, form) = (family(), Profile::form());
    let (mut here, mut there) = (before.clone(), before.clone());
    here.0.set("phone", "0312345678");
    there.0.set("people.1.born", "1985-04-13");
    let merged = here.merged(&before, &there, &form);
    assert_eq!((merged.0.get("phone"), merged.0.get("people.1.born")), ("0312345678", "1985-04-13"));
}

#[test]
fn what_was_written_of_a_person_is_not_given_to_whoever_took_their_place() {
    let (before, form) = (family(), Profile::form());
    let mut here = before.clone();
    here.0.set("people.2.born", "1987-10-01");
    assert_eq!(here.merged(&before, &before.without(2), &form), before.without(2));
}

/// Random profiles of which everything is right.
pub(super) fn profiles() -> impl Strategy<Value = Profile> {
    answers(&Profile::form()).prop_map(|answers| Profile(answers.entries()))
}

/// Everything that is offered, as it would be written.
fn all_offered(profile: &Profile, form: &Form, written: &Entries) -> Entries {
    profile.offers(form, written, today()).iter().flat_map(|offer| offer.entries(&offer.people).0).collect()
}

fn wrong_among(form: &Form, entries: &Entries, today: NaiveDate) -> Vec<String> {
    let problems = form.check(entries, today).err().unwrap_or_default();
    problems.into_iter().map(|problem| problem.control).filter(|control| !entries.get(control).is_empty()).collect()
}

#[test]
fn the_birthday_of_whoever_fills_in_is_known_by_the_name_that_it_belongs_to() {
    let date = || Kind::Date(DateRule::Past);
    let check = |questions: Vec<Question>, expected: Option<&str>| assert_eq!(own_birthday(&form(questions)), expected);
    check(vec![ask("applicant", Kind::Person), ask("applicant-born", date())], Some("applicant-born"));
    check(vec![ask("claimant", Kind::Person), ask("born", date()), ask("spouse-name", Kind::Person)], Some("born"));
    check(vec![ask("filer", Kind::Person), ask("deceased", Kind::Person), ask("deceased-born", date())], None);
    check(vec![ask("owner", Kind::Person), ask("dog-born", Kind::PartialDate(DateRule::Past)), ask("moved-on", date())], None);
    check(vec![ask("born", date())], None);
}

proptest! {
    #[test]
    fn whatever_is_offered_passes_the_forms_own_check(profile in profiles(), form in prop_oneof![forms(), Just(move_in())]) {
        let offered = all_offered(&profile, &form, &Entries::default());
        prop_assert_eq!(wrong_among(&form, &offered, today()), Vec::<String>::new());
    }

    #[test]
    fn whatever_is_offered_says_that_it_is_the_profiles(profile in profiles(), form in prop_oneof![forms(), Just(move_in())]) {
        let offered = all_offered(&profile, &form, &Entries::default());
        let origins = profile.origins(&form, &offered, today());
        for control in offered.written() {
            let known = origins.iter().any(|origin| belongs_to(control, &origin.path) || control.starts_with(&format!("{}-other", origin.path)));
            prop_assert!(known, "{} has no origin", control);
        }
    }

    #[test]
    fn nothing_that_was_written_is_offered_to_be_replaced(profile in profiles(), (form, answers) in answered()) {
        let written = answers.entries();
        let offered = all_offered(&profile, &form, &written);
        prop_assert!(offered.written().all(|control| written.get(control).is_empty()));
    }

    #[test]
    fn what_was_kept_is_no_news_any_more((form, answers) in answered(), profile in profiles()) {
        let written = answers.entries();
        let kept = profile.news(&form, &written, today()).iter().fold(profile, |profile, news| profile.keep(news));
        let full = kept.people(&Profile::form()).len() == usize::from(MOST_PEOPLE);
        let again = kept.news(&form, &written, today());
        prop_assert!(full || again.is_empty(), "{again:?}");
    }

    #[test]
    fn taking_people_out_leaves_the_others_as_they_are(profile in profiles(), number in 1u8..4) {
        let form = Profile::form();
        let rest = profile.without(number);
        let each = |profile: &Profile| {
            let people = profile.people(&form).into_iter();
            people.map(|person| piece::moved(&profile.0, &format!("{PEOPLE}.{person}"), "x")).collect::<Vec<_>>()
        };
        let mut expected = each(&profile);
        if usize::from(number) <= expected.len() {
            expected.remove(usize::from(number) - 1);
        }
        prop_assert_eq!(each(&rest), expected);
    }
}
