//! What a guide has somebody bring is what the forms behind its steps always ask for: nobody who follows the one list is sent home.

use std::collections::BTreeSet;

use domain::form::Evidence;
use domain::guide::Step;

use super::*;

/// What a form always asks for, as its file says it, and the thing of the guides that this is; none, where nothing is to be brought.
const ALWAYS: [(&str, &str, Option<&str>); 23] = [
    ("move-in", "届出人の本人確認書類", Some("identity")),
    ("move-in", "引っ越してきた人全員のマイナンバーカード（持っている人だけ。4桁の暗証番号を窓口で入力します）", Some("cards")),
    ("move-out", "届出人の本人確認書類", Some("identity")),
    ("move-within", "届出人の本人確認書類", Some("identity")),
    ("move-within", "引っ越した人全員のマイナンバーカード（持っている人だけ。4桁の暗証番号を窓口で入力します）", Some("cards")),
    ("household-change", "届出人の本人確認書類", Some("identity")),
    ("national-health-insurance", "窓口に来る人の本人確認書類", Some("identity")),
    (
        "national-health-insurance",
        "世帯主と対象の人の個人番号（マイナンバー）が分かるもの。番号は窓口で確かめます",
        Some("insurance-numbers"),
    ),
    ("national-health-insurance", "事由によって、ほかに要るものがあります。市の窓口でご確認ください", None),
    ("child-allowance", "請求する人の本人確認書類", Some("identity")),
    ("child-allowance", "請求する人と配偶者の個人番号（マイナンバー）が分かるもの。番号は窓口で確かめます", Some("card-number")),
    ("child-allowance", "請求する人の名義の口座が分かるもの（通帳やキャッシュカード）", Some("account")),
    ("residence-certificate", "手数料", Some("fee")),
    ("seal-registration", "登録する印鑑（8ミリから25ミリまでの大きさで、同じ世帯の人が登録していないもの）", Some("seal")),
    ("seal-registration", "手数料", Some("seal-fee")),
    ("family-register", "窓口に来る人の本人確認書類", Some("identity")),
    ("family-register", "手数料", Some("fee")),
    ("bereavement", "窓口に来る人の本人確認書類", Some("identity")),
    ("late-elderly-loss", "窓口に来る人の本人確認書類", Some("identity")),
    ("late-elderly-loss", "本人（亡くなった方）の資格確認書など、後期高齢者医療の資格が分かるもの", Some("insurance-card")),
    ("funeral-expenses", "喪主の名前が分かる会葬礼状か、葬儀の領収書", Some("funeral")),
    ("funeral-expenses", "喪主の名義の口座が分かるもの（通帳やキャッシュカード）", Some("account")),
    ("funeral-expenses", "窓口に来る人の本人確認書類", Some("identity")),
];

const TAG: &str = "前の市区町村の鑑札（引っ越してきたとき。要るかどうかは、市の窓口でご確認ください）";
const CARDS: &str = "亡くなった方の、市が出した保険証、手帳、カードなど";

/// What a form says to everybody though it concerns only some, whom the guide has asked: their answer, and the thing that they bring.
const SOME: [(&str, &str, &str, &str); 7] = [
    ("dog-change", TAG, "way=into", "dog-tag"),
    ("bereavement", CARDS, "had.insurance=yes", "insurance-card"),
    ("bereavement", CARDS, "had.elderly=yes", "insurance-card"),
    ("bereavement", CARDS, "had.care=yes", "care-card"),
    ("bereavement", CARDS, "had.seal=yes", "seal-card"),
    ("bereavement", CARDS, "had.card=yes", "number-card"),
    ("bereavement", CARDS, "had.disability=yes", "handbook"),
];

/// The things of the guides that this is for whoever has given these answers.
fn things(form: &Form, said: &Evidence, given: &Entries) -> Vec<&'static str> {
    let papers = form.facts.identity_papers.map(|papers| papers.words());
    if papers.as_ref() == Some(&said.text) {
        return vec!["identity"];
    }
    if said.text == Evidence::NOTHING {
        return Vec::new();
    }
    let is_it = |id: &str, text: &str| id == form.id && text == said.text;
    if let Some((_, _, thing)) = ALWAYS.iter().find(|(id, text, _)| is_it(id, text)) {
        return thing.iter().copied().collect();
    }
    let some: Vec<_> = SOME.iter().filter(|(id, text, ..)| is_it(id, text)).collect();
    assert!(!some.is_empty(), "{} asks for 「{}」: say here which thing of the guides that is", form.id, said.text);
    let answers = |answer: &str| answer.split_once('=').is_some_and(|(control, text)| given.get(control) == text);
    some.into_iter().filter(|(_, _, answer, _)| answers(answer)).map(|(.., thing)| *thing).collect()
}

/// The form that a step leads to, with what it asks of everybody.
fn asked_for<'l>(step: &Step, library: &'l Library) -> Option<(&'l Form, impl Iterator<Item = &'l Evidence>)> {
    let Place::Form { id, .. } = &step.procedure.place else { return None };
    let form = library.form(id).unwrap_or_else(|| panic!("no form {id}"));
    Some((form, form.bring.iter().filter(|said| said.when.is_none())))
}

#[test]
fn whoever_follows_a_guides_list_has_all_that_the_forms_behind_it_always_ask_for() {
    let library = library();
    let mut lacking = BTreeSet::new();
    for guide in catalogue().guides {
        every_plan(&guide, |given, plan| {
            for step in &plan.steps {
                let Some((form, said)) = asked_for(step, &library) else { continue };
                for said in said {
                    for thing in things(form, said, given).into_iter().filter(|id| step.bring.iter().all(|thing| thing.id != *id)) {
                        lacking.insert(format!("{}, {}: {thing}, for 「{}」 of {}", guide.id, step.procedure.id, said.text, form.id));
                    }
                }
            }
        });
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn what_is_said_here_of_the_forms_is_what_they_say() {
    let library = library();
    let said = ALWAYS.iter().map(|(form, text, _)| (form, text)).chain(SOME.iter().map(|(form, text, ..)| (form, text)));
    for (form, text) in said {
        let still = library.form(form).unwrap().bring.iter().any(|said| said.when.is_none() && said.text == *text);
        assert!(still, "{form} does not ask everybody for 「{text}」");
    }
}

#[test]
fn a_family_with_a_dog_knows_every_number_tag_and_fee_before_it_leaves_home() {
    let given = answers(
        "way=into abroad=no moved=2026-11-22 household.insurance=yes household.allowance=yes household.seal=yes household.dog=yes \
         foreign=no agent=no",
    );
    let guide = guide("moving");
    let plan = guide.plan(&given);
    let names: Vec<&str> = plan.bring.iter().map(|thing| thing.name.as_str()).collect();
    for wanted in [
        "世帯主と、国民健康保険が変わる人のマイナンバーが分かるもの",
        "児童手当の請求者と配偶者のマイナンバーが分かるもの",
        "印鑑登録の手数料",
        "犬の、前の市区町村の鑑札",
    ] {
        assert!(names.contains(&wanted), "{wanted}: {names:?}");
    }
    let within = answers("way=within moved=2026-11-22 household.dog=yes foreign=no agent=no");
    assert!(guide.plan(&within).bring.iter().all(|thing| thing.id != "dog-tag"), "the city knows its own dogs");
}
