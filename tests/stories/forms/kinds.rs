//! What the kinds of questions beyond names and dates do on the forms that use them.

use std::collections::BTreeSet;

use domain::form::ordinal;

use super::*;

/// The text of the slots of a question.
fn slot(sheet: &Sheet, path: &str) -> String {
    sheet.pages.iter().flatten().filter(|slot| slot.role == Role::Answer && slot.path == path).map(|slot| slot.text.as_str()).collect()
}

#[test]
fn what_the_tickets_come_to_is_printed_though_nobody_wrote_it() {
    let library = library();
    let form = library.form("bulky-waste").unwrap();
    let answers = understood(form);
    let sheet = printed(form, &answers);
    assert_eq!((slot(&sheet, "count"), slot(&sheet, "fee")), ("4点".into(), "1,600円".into()));
    assert!(answers.entries().written().all(|control| control != "fee" && control != "count"));
    assert!(form.journey(&form.sample, today()).iter().all(|step| step.question != "fee"));
}

#[test]
fn whoever_asks_for_copies_is_told_what_they_come_to() {
    let library = library();
    for (form, fee) in [("residence-certificate", "900円"), ("seal-certificate", "600円"), ("tax-certificate", "900円")] {
        let form = library.form(form).unwrap();
        assert_eq!(slot(&printed(form, &understood(form)), "fee"), fee, "{}", form.id);
    }
}

#[test]
fn more_waste_than_the_city_takes_is_refused_with_the_sum() {
    let library = library();
    let form = library.form("bulky-waste").unwrap();
    let mut entries = form.sample.clone();
    entries.set("items.2.number", "5");
    entries.set("items.2.ticket", "yen-1000");
    let problems = form.check(&entries, today()).unwrap_err();
    let told: Vec<_> = problems.iter().map(|problem| (problem.control.as_str(), problem.sentence())).collect();
    let sentence = "「処理券の合計」が6,000円になっています。3,000円までになるように減らしてください。";
    assert_eq!(told, [("items.1.number", sentence.to_owned())]);
    assert!(form.journey(&entries, today()).iter().any(|step| step.holds("items.1.number")), "the way to mend it is on a screen");
}

#[test]
fn everyone_is_told_what_they_must_bring_and_until_when() {
    let library = library();
    let form = library.form("move-in").unwrap();
    let mut entries = form.sample.clone();
    let brings = |entries: &Entries, word: &str| form.to_bring(entries, today()).iter().any(|evidence| evidence.text.contains(word));
    assert!(brings(&entries, "本人確認書類") && !brings(&entries, "委任状") && !brings(&entries, "在留カード"));
    entries.set("who", "representative");
    entries.set("members.3.foreign", "yes");
    assert!(brings(&entries, "委任状") && brings(&entries, "在留カード"));
    entries.set("moved-on", "2026-11-20");
    assert_eq!(form.last_day(&entries, today()).unwrap().to_string(), "2026-12-04");
}

#[test]
fn a_child_is_born_after_whoever_claims_for_it() {
    let library = library();
    let form = library.form("child-allowance").unwrap();
    let mut entries = form.sample.clone();
    entries.set("children.2.born", "1989-05-01");
    let problems = form.check(&entries, today()).unwrap_err();
    let told: Vec<_> = problems.iter().map(|problem| (problem.control.as_str(), problem.sentence())).collect();
    let sentence = "「生年月日」が、「請求する人の生年月日」より前の日付になっています。どちらの日付も確かめてください。";
    assert_eq!(told, [("children.2.born.year", sentence.to_owned())]);
}

#[test]
fn an_allowance_goes_to_the_account_as_the_bank_writes_it() {
    let library = library();
    let form = library.form("child-allowance").unwrap();
    let mut entries = form.sample.clone();
    entries.set("account.account-number", "１２３４５６");
    entries.set("account.holder", "やまざくら けんた");
    entries.set("account.branch", "012");
    let sheet = printed(form, &form.check(&entries, today()).unwrap());
    assert_eq!(slot(&sheet, "account"), "さくら銀行　店番012　普通　0123456　名義　ヤマザクラ　ケンタ");
}

#[test]
fn whoever_has_a_name_is_counted_as_a_person() {
    let shiosai = crate::demo::library_of(&folder("public/cities/shiosai"));
    let mut counted = BTreeSet::new();
    for form in library().every().chain(shiosai.every()) {
        for question in &form.questions {
            let Kind::Group { noun, questions, .. } = &question.kind else { continue };
            let is_of_people = questions.iter().any(|inner| inner.kind == Kind::Person);
            assert_eq!(ordinal(noun, 2), if is_of_people { "2人目の" } else { "2つ目の" }, "{}: {noun}", form.id);
            counted.insert(noun.clone());
        }
    }
    let nouns: Vec<&str> = counted.iter().map(String::as_str).collect();
    assert_eq!(nouns, ["世帯員", "品目", "委任事項", "子ども", "対象者", "異動する人", "証明書"]);
    let library = library();
    let form = library.form("child-allowance").unwrap();
    assert_eq!(understood(form).0["children"].show(form.question("children").unwrap()), "2人");
}
