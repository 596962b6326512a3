use super::*;
use crate::form::arbitrary::{form, today};
use crate::form::facts::{By, Charge, Identity, IdentityPapers, Way};
use crate::form::{Evidence, Kind, Question, Term, When};

fn ask(id: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: id.into(), slot_label: None, help: None, optional: false, when: None, kind }
}

fn thing(text: &str, at_counter: AtCounter, when: Option<&str>) -> Evidence {
    Evidence { text: text.into(), when: when.map(|question| When::is(question, &["yes"])), form: None, at_counter }
}

/// A certificate at 300 yen a copy, for which one must be somebody; an agent brings a letter, everybody the card.
fn certificate() -> Form {
    let sum = vec![Term { of: vec!["copies".into()], each: 300, worth: std::collections::BTreeMap::new() }];
    let mut form = form(vec![
        ask("agent", Kind::YesNo),
        ask("copies", Kind::Count { min: 1, max: 9, unit: "通".into() }),
        ask("fee", Kind::Total { sum, unit: "円".into(), max: 3000 }),
    ]);
    form.bring = vec![
        thing("手数料", AtCounter::Nothing, None),
        thing("カード", AtCounter::Required, None),
        thing("委任状", AtCounter::Tick, Some("agent")),
    ];
    form.facts.identity_papers = Some(IdentityPapers { with_photo: 1, without_photo: 2 });
    form.facts.charge = Some(Charge::Total { total: "fee".into(), copies: Some("copies".into()) });
    form
}

fn entries(typed: &str) -> Entries {
    typed.split_whitespace().filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect()
}

fn asks(typed: &str) -> OfficeAsks {
    OfficeAsks::of(&certificate(), &entries(typed), today(), Channel::Counter)
}

fn office(photo: &[PhotoPaper], plain: u8, brought: &[&str]) -> OfficeUse {
    let brought = brought.iter().map(|text| (*text).to_owned()).collect();
    OfficeUse { photo: photo.iter().copied().collect(), plain, brought, ..OfficeUse::default() }
}

/// What speaks against accepting it.
fn told(asks: &OfficeAsks, office: OfficeUse) -> String {
    match asks.judge(office) {
        Ok(_) => String::new(),
        Err(objections) => objections.iter().map(Objection::sentence).collect::<Vec<_>>().join(" / "),
    }
}

const LICENCE: &[PhotoPaper] = &[PhotoPaper::DrivingLicence];

#[test]
fn one_paper_with_a_photograph_is_enough_or_two_of_whatever_kind() {
    let asks = asks("agent=no copies=2");
    assert_eq!(told(&asks, office(LICENCE, 0, &["カード"])), "");
    assert_eq!(told(&asks, office(&[], 2, &["カード"])), "");
    assert_eq!(
        told(&asks, office(&[], 1, &["カード"])),
        "本人確認が足りません。確かめたのは、顔写真のない書類1点です。顔写真のあるものは1点、ないものは2点が要ります。"
    );
    assert!(told(&asks, office(&[], 0, &["カード"])).contains("まだ何も確かめていません"));
}

#[test]
fn what_is_to_be_brought_follows_from_the_answers() {
    let texts = |typed: &str| asks(typed).evidence.into_iter().map(|one| one.text).collect::<Vec<_>>().join(" ");
    assert_eq!(texts("agent=no"), "カード");
    assert_eq!(texts("agent=yes"), "カード 委任状");
    assert!(asks("agent=no").evidence[0].required);
}

#[test]
fn staff_go_on_with_a_reason_but_not_without_what_nobody_may_go_on_without() {
    let asks = asks("agent=yes copies=1");
    assert_eq!(told(&asks, office(LICENCE, 0, &["カード"])), "「委任状」を確かめていません。");
    let with_reason = |brought: &[&str]| OfficeUse { despite: "　あとで届く ".into(), ..office(&[], 0, brought) };
    let settled = asks.judge(with_reason(&["カード"])).unwrap();
    assert_eq!(settled.office.despite, "あとで届く");
    assert_eq!(told(&asks, with_reason(&["委任状"])), "「カード」を確かめていません。これがないと受理できません。");
    let needless = OfficeUse { despite: "念のため".into(), ..office(LICENCE, 0, &["カード", "委任状"]) };
    assert_eq!(asks.judge(needless).unwrap().office.despite, "", "a reason for nothing is none");
}

#[test]
fn a_reason_is_a_line_without_anybodys_number() {
    let asks = asks("agent=yes copies=1");
    let because = |text: &str| told(&asks, OfficeUse { despite: text.into(), ..office(LICENCE, 0, &["カード"]) });
    assert!(because("一行目\n二行目").contains("1行で"));
    assert!(because(&"あ".repeat(101)).contains("100"));
    assert!(because("番号は 1234 5678 9018").contains("マイナンバー"));
    assert!(
        told(&asks, office(LICENCE, 0, &["カード", "委任状", "はんこ"])).contains("「はんこ」は、この申請で確かめるものではありません")
    );
    assert!(told(&asks, office(LICENCE, 10, &["カード", "委任状"])).contains("0点から9点まで"));
}

#[test]
fn what_is_due_follows_from_the_form_and_another_amount_has_its_reason() {
    let asks = asks("agent=no copies=3");
    assert_eq!((asks.due, asks.copies), (Some(900), Some(3)));
    let charged = |yen: Option<u32>, waiver: Option<(WaiverKind, &str)>| {
        let waiver = waiver.map(|(kind, reason)| Waiver { kind, reason: reason.into() });
        asks.judge(OfficeUse { charged: yen, waiver, ..office(LICENCE, 0, &["カード"]) }).map(|settled| settled.office.charged)
    };
    assert_eq!(charged(None, None), Ok(Some(900)), "what is due, if nothing is said");
    assert_eq!(charged(Some(0), Some((WaiverKind::Exempt, "条例の減免"))), Ok(Some(0)));
    assert_eq!(charged(Some(300), Some((WaiverKind::Reduced, "1通分"))), Ok(Some(300)));
    for (yen, waiver, words) in [
        (300, None, "種類と理由"),
        (300, Some((WaiverKind::Reduced, " ")), "理由を書いて"),
        (300, Some((WaiverKind::Exempt, "免除")), "0円にして"),
        (1200, Some((WaiverKind::Reduced, "減額")), "1円から899円まで"),
        (1_000_000, Some((WaiverKind::Other, "訂正")), "999,999円まで"),
    ] {
        let objections = charged(Some(yen), waiver).unwrap_err();
        assert!(objections[0].sentence().contains(words), "{yen}: {objections:?}");
    }
}

#[test]
fn where_no_source_says_the_fee_none_is_made_up() {
    let mut form = certificate();
    form.facts.charge = None;
    let asks = OfficeAsks::of(&form, &entries("agent=no copies=3"), today(), Channel::Counter);
    let with = |charged| asks.judge(OfficeUse { charged, ..office(LICENCE, 0, &["カード"]) }).unwrap().office.charged;
    assert_eq!((asks.due, with(None), with(Some(750))), (None, None, Some(750)));
    form.facts.charge = Some(Charge::Fixed(0));
    assert_eq!(OfficeAsks::of(&form, &entries(""), today(), Channel::Counter).due, Some(0));
}

#[test]
fn the_strictest_word_of_a_form_about_identity_counts() {
    let identity = |form: &Form| OfficeAsks::of(form, &entries("agent=yes"), today(), Channel::Counter).identity;
    let mut form = certificate();
    form.bring.push(thing("顔写真のあるもの", AtCounter::PhotoIdentity, Some("agent")));
    assert_eq!(identity(&form), IdentityAsked::Photo);
    assert!(!IdentityAsked::Photo.is_met(0, 9) && IdentityAsked::Photo.is_met(1, 0));
    form.bring.pop();
    form.facts.identity_papers = None;
    assert_eq!(identity(&form), IdentityAsked::Nothing);
    form.bring.push(thing("本人確認書類", AtCounter::Identity, None));
    assert_eq!(identity(&form), IdentityAsked::Some);
    form.bring.pop();
    form.facts.ways = vec![Way { by: By::Counter, identity: Identity::Authenticated, text: None }];
    assert_eq!(identity(&form), IdentityAsked::Some);
}

#[test]
fn of_what_came_from_home_no_papers_are_asked() {
    let asks = OfficeAsks::of(&certificate(), &entries("agent=yes copies=1"), today(), Channel::Online);
    assert_eq!((asks.identity, asks.evidence, asks.due), (IdentityAsked::Nothing, vec![], Some(300)));
}

#[test]
fn what_was_seen_reads_as_the_sheet_has_it() {
    let both = office(&[PhotoPaper::DrivingLicence, PhotoPaper::MyNumberCard], 1, &[]);
    assert_eq!(both.identity_words(), "マイナンバーカード、運転免許証、顔写真のない書類1点");
    assert_eq!(money::words(Some(900), Some(900), None), "900円");
    assert_eq!(money::words(Some(900), Some(0), Some(WaiverKind::Exempt)), "免除（900円）");
    assert_eq!(money::words(Some(900), Some(300), Some(WaiverKind::Reduced)), "300円（減額、900円のうち）");
    assert_eq!(money::words(Some(0), Some(0), None), "無料");
    assert_eq!(money::words(None, None, None), "");
}
