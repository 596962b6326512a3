//! Random forms and random valid answers to any form, for property tests of everything that walks a form.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::answer::{Account, Address, Person};
use super::condition::{Bounds, Like, Test};
use super::place::Place;
use super::*;
use crate::era::PartialDate;
use crate::open_days::OpenDays;

/// The day on which random answers are valid.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// A form with random questions of every kind, conditions and groups among them.
pub(crate) fn forms() -> impl Strategy<Value = Form> {
    let drawn = vec((question(), any::<bool>(), any::<prop::sample::Index>()), 1..9);
    (drawn, any::<bool>()).prop_map(|(drawn, adds_up)| {
        let mut questions = chain(drawn, "q", &[]);
        questions.extend(adds_up.then(|| total(&questions)));
        form(questions)
    })
}

/// A form that asks these questions.
pub(crate) fn form(questions: Vec<Question>) -> Form {
    Form {
        id: "example".into(),
        number: 7,
        edition: 3,
        title: "見本届".into(),
        summary: "見本です。".into(),
        channels: vec![Channel::Qr, Channel::Online],
        not_online: None,
        fee: None,
        deadline: None,
        bring: vec![],
        signature: Signature::ByHand,
        facts: Facts::default(),
        minutes: 5,
        valid_days: 30,
        queue: None,
        source: Source { kind: SourceKind::LayoutAssumed, text: "見本".into(), confirmed: false },
        questions,
        rules: vec![],
        begins: Vec::new(),
        begins_today: Vec::new(),
        sample: Entries::default(),
        open_days: OpenDays::default(),
    }
}

/// Random answers that pass the check of `form` on [`today`].
pub(crate) fn answers(form: &Form) -> BoxedStrategy<Answers> {
    let form = form.clone();
    let each = drawn(&form.questions);
    let with_totals = move |all| {
        let mut answers = asked_only(Place::top(&form, today()), &form.questions, all, &Answers::default());
        let totals = form.totals(&answers.entries(), today()).into_iter().map(|(question, total)| (question.id.clone(), total));
        answers.0.extend(totals.collect::<Vec<_>>());
        answers
    };
    each.prop_map(with_totals).boxed()
}

/// A random form with random answers that pass its check.
pub(crate) fn answered() -> impl Strategy<Value = (Form, Answers)> {
    forms().prop_flat_map(|form| answers(&form).prop_map(move |answers| (form.clone(), answers)))
}

/// A total of every number that the questions ask for.
fn total(questions: &[Question]) -> Question {
    let term = |of: String| Term { of: vec![of], each: 3, worth: BTreeMap::new() };
    let is_number = |question: &&Question| matches!(question.kind, Kind::Count { .. } | Kind::Amount { .. } | Kind::YesNo);
    let sum = questions.iter().flat_map(|question| match &question.kind {
        Kind::Group { questions, .. } => {
            questions.iter().filter(is_number).map(|inner| term(format!("{}.{}", question.id, inner.id))).collect()
        }
        _ => Some(question).filter(is_number).map(|question| term(question.id.clone())).into_iter().collect::<Vec<_>>(),
    });
    Question { id: "total".into(), ..asking(Kind::Total { sum: sum.collect(), unit: "円".into(), max: u32::MAX }, false) }
}

/// Gives the questions ids and hangs some of them on an earlier choice or yes-no.
fn chain(drawn: Vec<(Question, bool, prop::sample::Index)>, stem: &str, outside: &[Question]) -> Vec<Question> {
    let mut chained: Vec<Question> = Vec::new();
    for (nth, (mut question, hangs, which)) in drawn.into_iter().enumerate() {
        question.id = format!("{stem}{nth}");
        let mut hooks: Vec<Test> = outside.iter().chain(&chained).filter_map(hook).collect();
        if outside.is_empty() && stem == "q" {
            hooks.extend(chained.iter().flat_map(hooks_within));
        }
        if hangs && !hooks.is_empty() {
            let (one, other) = (When::Answer(which.get(&hooks).clone()), When::Answer(hooks[nth % hooks.len()].clone()));
            question.when = Some(match nth % 4 {
                0 => one,
                1 => When::Any(vec![one, When::Not(Box::new(other))]),
                2 => When::Not(Box::new(one)),
                _ => When::All(vec![When::Any(vec![one, other.clone()]), other]),
            });
        }
        if let Kind::Group { questions, .. } = &mut question.kind {
            let inside = std::mem::take(questions).into_iter().map(|q| (q, hangs, which)).collect();
            *questions = chain(inside, "g", &chained);
        }
        chained.push(question);
    }
    chained
}

/// Conditions on what any item of a group answers.
fn hooks_within(group: &Question) -> Vec<Test> {
    let Kind::Group { questions, .. } = &group.kind else { return Vec::new() };
    let named = |test: Test| Test { question: format!("{}.{}", group.id, test.question), ..test };
    questions.iter().filter_map(hook).map(named).collect()
}

fn hook(question: &Question) -> Option<Test> {
    let like = match &question.kind {
        Kind::YesNo => Like::Chosen(vec!["yes".to_owned()]),
        Kind::Choice { options } | Kind::Several { options } => Like::Chosen(vec![options[0].id.clone()]),
        Kind::Count { min, max, .. } => Like::Number(Bounds { least: min.midpoint(*max), most: u32::MAX }),
        Kind::Group { .. } => Like::Number(Bounds { least: 2, most: 2 }),
        Kind::Date(DateRule::Any | DateRule::Past) | Kind::PartialDate(DateRule::Past) => Like::Age(Bounds { least: 1, most: 90 }),
        _ => return None,
    };
    Some(Test { question: question.id.clone(), like })
}

fn question() -> impl Strategy<Value = Question> {
    let flat = || (kind(), any::<bool>()).prop_map(|(kind, optional)| asking(kind, optional));
    let group = (0u8..3, 1u8..3, vec(flat(), 1..5))
        .prop_map(|(min, more, questions)| asking(Kind::Group { noun: "家族の人".into(), min, max: min + more, questions }, false));
    prop_oneof![6 => flat(), 1 => group]
}

fn asking(kind: Kind, optional: bool) -> Question {
    Question { id: String::new(), label: "質問".into(), slot_label: None, help: None, optional, when: None, kind }
}

fn kind() -> impl Strategy<Value = Kind> {
    let options = || (1usize..6).prop_map(|n| (0..n).map(|i| option_named(&format!("o{i}"))).collect::<Vec<_>>());
    prop_oneof![
        Just(Kind::Person),
        Just(Kind::Address),
        Just(Kind::Phone),
        rule().prop_map(Kind::Date),
        prop::sample::select(vec![DateRule::Any, DateRule::Past, DateRule::Future]).prop_map(Kind::PartialDate),
        Just(Kind::Mail),
        Just(Kind::Account),
        (0u32..5000, 0u32..=4_000_000_000).prop_map(|(min, more)| Kind::Amount { min, max: min + more }),
        options().prop_map(|options| Kind::Choice { options }),
        options().prop_map(|options| Kind::Several { options }),
        Just(Kind::YesNo),
        (0u32..5, 0u32..300).prop_map(|(min, more)| Kind::Count { min, max: min + more, unit: "通".into() }),
        (1u8..=30).prop_map(|length| Kind::Digits { length, of: "お客様番号".into() }),
        (1u16..300, any::<bool>()).prop_map(|(max, lines)| Kind::Text { max, lines }),
    ]
}

fn rule() -> impl Strategy<Value = DateRule> {
    let ahead = (0u8..20, any::<bool>()).prop_map(|(business_days, open)| DateRule::Ahead { business_days, open });
    prop_oneof![Just(DateRule::Any), Just(DateRule::Past), Just(DateRule::Future), ahead]
}

fn option_named(id: &str) -> Choice {
    Choice { id: id.into(), label: format!("選択肢{id}"), help: None }
}

/// Something for every question that must be answered, and for some that may.
fn drawn(questions: &[Question]) -> BoxedStrategy<Answers> {
    let each: Vec<_> = questions
        .iter()
        .map(|q| {
            let id = q.id.clone();
            if !q.kind.is_asked() {
                return Just(None).boxed();
            }
            let answer = if q.optional { option::of(answer(&q.kind)).boxed() } else { answer(&q.kind).prop_map(Some).boxed() };
            answer.prop_map(move |answer| answer.map(|answer| (id.clone(), answer))).boxed()
        })
        .collect();
    each.prop_map(|answers| Answers(answers.into_iter().flatten().collect())).boxed()
}

/// Takes out what is not asked, given the answers before it.
fn asked_only(place: Place, questions: &[Question], mut all: Answers, outside: &Answers) -> Answers {
    let mut kept = Answers(BTreeMap::new());
    for question in questions {
        let mut entries = outside.entries();
        for (control, text) in kept.entries().0 {
            entries.set(place.path(&control), text);
        }
        let Some(answer) = all.0.remove(&question.id).filter(|_| place.asks(question, &entries)) else { continue };
        let answer = match (answer, &question.kind) {
            (Answer::Group(items), Kind::Group { min, questions, .. }) => {
                let items = items.into_iter().map(|item| asked_only(place.within(question, 1), questions, item, &kept));
                let items: Vec<Answers> =
                    items.enumerate().filter(|(nth, item)| *nth < usize::from(*min) || !item.0.is_empty()).map(|(_, item)| item).collect();
                Some(Answer::Group(items)).filter(|group| *group != Answer::Group(vec![]))
            }
            (answer, _) => Some(answer),
        };
        kept.0.extend(answer.map(|answer| (question.id.clone(), answer)));
    }
    kept
}

fn answer(kind: &Kind) -> BoxedStrategy<Answer> {
    match kind {
        Kind::Person => person().prop_map(Answer::Person).boxed(),
        Kind::Address => address().prop_map(Answer::Address).boxed(),
        Kind::Phone => phone().prop_map(Answer::Phone).boxed(),
        Kind::Date(rule) => date(*rule).prop_map(Answer::Date).boxed(),
        Kind::PartialDate(rule) => (date(*rule), 0u8..3).prop_map(|(date, known)| Answer::PartialDate(known_of(date, known))).boxed(),
        Kind::Mail => "[a-z][a-zA-Z0-9.+_-]{0,12}@[a-z0-9]{1,9}\\.(co\\.jp|jp|example)".prop_map(Answer::Mail).boxed(),
        Kind::Account => account().prop_map(Answer::Account).boxed(),
        Kind::Amount { min, max } => (*min..=*max).prop_map(Answer::Amount).boxed(),
        Kind::Total { .. } => unreachable!("nobody is asked for a total"),
        Kind::Choice { options } => prop::sample::select(options.clone()).prop_map(|option| Answer::Choice(option.id)).boxed(),
        Kind::Several { options } => {
            let ids: Vec<String> = options.iter().map(|option| option.id.clone()).collect();
            let n = ids.len();
            prop::sample::subsequence(ids, 1..=n).prop_map(Answer::Several).boxed()
        }
        Kind::YesNo => any::<bool>().prop_map(Answer::YesNo).boxed(),
        Kind::Count { min, max, .. } => (*min..=*max).prop_map(Answer::Count).boxed(),
        Kind::Digits { length, .. } => vec(0u8..10, usize::from(*length)).prop_map(|d| Answer::Digits(digits(&d))).boxed(),
        Kind::Text { max, lines } => text(*max, *lines).prop_map(Answer::Text).boxed(),
        Kind::Group { min, max, questions, .. } => {
            vec(drawn(questions), usize::from(*min)..=usize::from(*max)).prop_map(Answer::Group).boxed()
        }
    }
}

fn person() -> impl Strategy<Value = Person> {
    let name = || text(40, false);
    let kana = || "[ァ-ヺー][ァ-ヺー・　]{0,14}[ァ-ヺー]";
    let given = option::weighted(0.9, (name(), kana()));
    (name(), kana(), given, prop::bool::weighted(0.1)).prop_map(|(family, family_kana, given, rare_glyph)| {
        let (given, given_kana) = given.unwrap_or_default();
        Person { family, given, family_kana, given_kana, rare_glyph }
    })
}

fn address() -> impl Strategy<Value = Address> {
    let maybe = || prop_oneof![Just(String::new()), text(80, false)];
    (vec(0u8..10, 7), text(80, false), maybe(), text(80, false), maybe()).prop_map(|(postcode, city, town, block, building)| Address {
        postcode: digits(&postcode),
        city,
        town,
        block,
        building,
    })
}

fn account() -> impl Strategy<Value = Account> {
    let named = |code: &'static str| prop_oneof![code, "[さくら花信用金庫銀行A-Z]{1,12}"];
    let holder = "[ァ-ヴA-Z][ァ-ヴA-Z0-9().ー　]{0,20}[ァ-ヴA-Z]";
    (named("[0-9]{4}"), named("[0-9]{3}"), prop::sample::select(AccountType::ALL.to_vec()), "[0-9]{7}", holder)
        .prop_map(|(bank, branch, account_type, number, holder)| Account { bank, branch, account_type, number, holder })
}

/// A date of which the day, or the month and the day, are forgotten.
fn known_of(date: NaiveDate, known: u8) -> PartialDate {
    match known {
        0 => PartialDate::Year(date.year()),
        1 => PartialDate::Month(date.year(), date.month()),
        _ => PartialDate::Day(date),
    }
}

fn phone() -> impl Strategy<Value = String> {
    prop_oneof!["0[256789]0[0-9]{8}", "0[1-9][1-9][0-9]{7}"]
}

fn date(rule: DateRule) -> impl Strategy<Value = NaiveDate> {
    let first = crate::era::Era::Meiji.first_day();
    let until_today = (today() - first).num_days() as u64;
    let until_end = 121_000;
    let range = match rule {
        DateRule::Any => 0..=until_end,
        DateRule::Past => 0..=until_today,
        DateRule::Future => until_today..=until_end,
        // Nothing is known of closed days here.
        DateRule::Ahead { business_days, .. } => until_today + u64::from(business_days)..=until_end,
    };
    range.prop_map(move |days| first + Days::new(days))
}

/// Texts as people write them, rare kanji and variants among them, and any other text that may be written.
fn text(max: u16, lines: bool) -> BoxedStrategy<String> {
    let usual = "[佐藤葛󠄀西髙﨑𠮷神都道府県市区町村一二三丁目番地号 ァ-ヶぁ-ん0-9０-９a-z-]{1,20}";
    let number = Just("1234 5678 9018".to_owned());
    let any_text = if lines { "(\\PC|\n){1,30}" } else { "\\PC{1,30}" };
    prop_oneof![6 => usual, 1 => number, 2 => any_text]
        .prop_map(move |text| text.chars().take(usize::from(max)).collect::<String>().trim().to_owned())
        .prop_filter("blank or forbidden", move |text| !text.is_empty() && check::objection(text, max, lines).is_none())
        .boxed()
}

fn digits(digits: &[u8]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}
