//! Conditions as an officer writes them: several answers combined, numbers and ages compared; and rules in the city's own words.

use domain::form::Problem;

use super::*;
use crate::mistakes;

/// A form that asks what conditions look at, and then one question under a condition.
fn written(when: &str, rest: &str) -> String {
    format!(
        r#"number = 9
edition = 1
title = "見本届"
summary = "見本です。"
channels = ["qr", "online"]
minutes = 3
valid_days = 30
[source]
kind = "layout-assumed"
text = "見本"
confirmed = true
[[question]]
id = "who"
label = "だれですか"
kind = "choice"
options = [{{ id = "self", label = "本人" }}, {{ id = "other", label = "ほかの人" }}]
[[question]]
id = "papers"
label = "書類"
kind = "several"
optional = true
options = [{{ id = "card", label = "カード" }}, {{ id = "letter", label = "委任状" }}]
[[question]]
id = "copies"
label = "通数"
kind = "count"
min = 1
max = 20
unit = "通"
[[question]]
id = "people"
label = "家族"
kind = "group"
noun = "家族の人"
min = 1
max = 4
[[question.question]]
id = "born"
label = "生年月日"
kind = "date"
rule = "past"
[[question]]
id = "extra"
label = "わけ"
when = {when}
optional = true
kind = "text"
max = 20
{rest}
[sample]
who = "self"
copies = 1
people = [{{ born = "2001-02-03" }}]
"#
    )
}

fn load(text: &str) -> Result<Form, Mistakes> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("example.toml");
    fs::write(&file, text).unwrap();
    load_form(&file, today(), &OpenDays::default())
}

fn entries(typed: &str) -> Entries {
    typed.split_whitespace().filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect()
}

/// Whether the last question is asked.
fn asks(when: &str, typed: &str) -> bool {
    let form = load(&written(when, "")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    form.journey(&entries(typed), today()).iter().any(|step| step.question == "extra")
}

fn refused(when: &str, expected: &str) {
    mistakes::expect(&load(&written(when, "")).expect_err(when), expected);
}

#[test]
fn an_officer_combines_answers() {
    let when = "{ all = [{ question = \"who\", is = [\"other\"] }, { not = { question = \"papers\", contains = [\"letter\"] } }] }";
    assert!(asks(when, "who=other papers.card=yes") && !asks(when, "who=other papers.letter=yes") && !asks(when, "who=self"));
    let when = "{ any = [{ question = \"copies\", at_least = 5 }, { question = \"people.born\", age_at_most = 14 }] }";
    assert!(asks(when, "copies=5") && asks(when, "copies=1 people.1.born=2011-11-23") && !asks(when, "copies=4 people.1.born=2011-11-22"));
    assert!(asks("{ question = \"people\", at_least = 2 }", "people.1.born=2001-02-03 people.2.born=2001-02-03"));
}

#[test]
fn a_condition_that_says_too_much_or_too_little() {
    refused("{ question = \"who\", is = [\"self\"], all = [] }", "45: question、all、any、notは、一つの条件に一つだけ書けます");
    refused("{ all = [] }", "45: 「all」に、{ question");
    refused("{ not = { question = \"whom\", is = [\"self\"] } }", "45: 「whom」という質問は、この質問より前にありません");
    refused("{ question = \"papers\", is = [\"card\"] }", "45: 「papers」はいくつでも選ぶ質問なので、contains = [\"…\"] で書いてください");
    refused("{ question = \"papers\", contains = [\"seal\"] }", "45: 「papers」に「seal」という答えはありません。card、letter のどれか");
    refused("{ question = \"copies\", at_least = 21 }", "45: 「copies」の答えは1から20までなので、この条件は成り立ちません");
    refused("{ question = \"copies\", at_least = 5, at_most = 3 }", "45: 「at_most」（3）が「at_least」（5）より小さく");
    refused("{ question = \"copies\" }", "45: 「copies」は数を答える質問なので、at_least（以上）かat_most（以下） で書いてください");
    refused("{ question = \"people.born\", at_most = 14 }", "45: 「people.born」は日付なので");
    refused("{ question = \"who\", is = [\"self\"], at_least = 1 }", "45: 「who」は選ぶ質問なので、is = [\"…\"] で書いてください");
    refused("{ question = \"who\", is = [\"self\"], was = 1 }", "45: 「was」という項目はありません");
}

#[test]
fn a_combination_that_can_never_be_is_named() {
    let never = "45: 「わけ」は、どのように答えても聞かれません";
    refused("{ all = [{ question = \"who\", is = [\"self\"] }, { question = \"who\", is = [\"other\"] }] }", never);
    refused("{ all = [{ question = \"copies\", at_least = 5 }, { not = { question = \"copies\", at_least = 3 } }] }", never);
    refused("{ not = { any = [{ question = \"who\", is = [\"self\"] }, { question = \"who\", is = [\"other\"] }] } }", never);
    let together = "{ all = [{ question = \"papers\", contains = [\"card\"] }, { question = \"papers\", contains = [\"letter\"] }] }";
    assert!(asks(together, "papers.card=yes papers.letter=yes"), "both may be ticked");
    let two = "{ all = [{ question = \"people.born\", age_at_most = 14 }, { question = \"people.born\", age_at_least = 20 }] }";
    assert!(asks(two, "people.1.born=2020-01-01 people.2.born=1990-01-01"), "a child and its parent");
    let neither =
        "{ all = [{ question = \"people.born\", age_at_most = 14 }, { not = { question = \"people.born\", age_at_most = 14 } }] }";
    refused(neither, never);
}

#[test]
fn an_age_that_the_form_does_not_take_is_asked_about_in_vain() {
    let rest = "[[question]]\nid = \"born\"\nlabel = \"本人の生年月日\"\nkind = \"date\"\nrule = \"past\"\n[[question]]\nid = \"guardian\"\n\
                label = \"保護者\"\noptional = true\nwhen = { question = \"born\", age_at_most = 14 }\nkind = \"person\"\n[[rule]]\nkind = \"age\"\nof = \"born\"\n\
                min = 15\n";
    let text = written("{ question = \"who\", is = [\"self\"] }", rest).replace("[sample]\n", "[sample]\nborn = \"1990-01-01\"\n");
    mistakes::expect(&load(&text).expect_err("nobody so young may apply"), "58: 「保護者」は、どのように答えても聞かれません");
}

#[test]
fn a_colleague_sees_conditions_that_say_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("example.toml");
    let when = "{ any = [{ question = \"who\", is = [\"self\"] }, { not = { question = \"who\", is = [\"self\"] } }] }";
    let bring = "bring = [{ text = \"証\", when = { all = [{ question = \"copies\", at_least = 5 }, { question = \"copies\", at_most = 4 }] } }]\n[source]";
    fs::write(&file, written(when, "").replacen("[source]", bring, 1)).unwrap();
    let words = form_command::check(&[file], Moment(1_795_311_720)).words;
    assert!(words.contains("「わけ」の条件は、どれを選んでも成り立ちます（extra）"), "{words}");
    assert!(words.contains("「bring」の「証」は、どのように答えても要りません"), "{words}");
}

/// What is told of these answers under a rule.
fn told(rule: &str, typed: &str) -> Vec<String> {
    let form = load(&written("{ question = \"who\", is = [\"self\"] }", rule)).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let problems = form.check(&entries(typed), today()).err().unwrap_or_default();
    problems.iter().map(|problem: &Problem| format!("{}: {}", problem.control, problem.sentence())).collect()
}

#[test]
fn a_rule_says_what_a_condition_needs_in_the_citys_own_words() {
    let rule = "[[rule]]\nkind = \"needs\"\nwhen = { question = \"copies\", at_least = 10 }\nthen = { question = \"who\", is = [\"self\"] }\n\
                at = \"who\"\ntext = \"10通からは、本人が来てください。\"\n";
    let people = "people.1.born=2001-02-03";
    assert_eq!(told(rule, &format!("who=self copies=10 {people}")), Vec::<String>::new());
    assert_eq!(told(rule, &format!("who=other copies=9 {people}")), Vec::<String>::new());
    assert_eq!(told(rule, &format!("who=other copies=10 {people}")), ["who: 10通からは、本人が来てください。"]);
    let of_each = "[[rule]]\nkind = \"needs\"\nwhen = { question = \"who\", is = [\"self\"] }\nthen = { question = \"born\", age_at_least = 18 }\n\
                   at = \"people.born\"\ntext = \"18歳からです。\"\n";
    assert_eq!(
        told(of_each, "who=self copies=1 people.1.born=1990-01-01 people.2.born=2020-01-01"),
        ["people.2.born.year: 18歳からです。"]
    );
}

#[test]
fn rules_that_are_written_wrongly() {
    let first = "{ question = \"who\", is = [\"self\"] }";
    let refused = |rule: &str, expected: &str| mistakes::expect(&load(&written(first, rule)).expect_err(rule), expected);
    refused(
        "[[rule]]\nkind = \"needs\"\nwhen = { question = \"who\", is = [\"self\"] }\nat = \"who\"\ntext = \"文\"",
        "49: 「then」がありません",
    );
    refused(
        "[[rule]]\nkind = \"needs\"\nwhen = { question = \"who\", is = [\"me\"] }\nthen = { question = \"copies\", at_least = 2 }\nat = \"people\"\ntext = \"文\"",
        "51: 「who」に「me」という答えはありません\n53: 「people」は直接書く質問ではありません",
    );
    refused(
        "[[rule]]\nkind = \"order\"\nfirst = \"people.born\"\nthen = \"people.born\"\nat_least = 9\nat_most = 3",
        "54: 「at_most」（3日）が「at_least」（9日）より小さく",
    );
}

#[test]
fn a_date_may_begin_as_todays() {
    let question = |more: &str| {
        let more = format!("[[question]]\nid = \"dated\"\nlabel = \"書く日\"\nkind = \"date\"\n{more}\n");
        load(&written("{ question = \"who\", is = [\"self\"] }", &more).replace("[sample]\n", "[sample]\ndated = \"today\"\n"))
    };
    let form = question("default = \"today\"").unwrap();
    assert_eq!(form.begins_today, ["dated"]);
    assert_eq!(form.dated_today(&Entries::default(), today()), entries("dated.year=2026 dated.month=11 dated.day=22"));
    mistakes::expect(&question("default = \"tomorrow\"").unwrap_err(), "53: 書けるのは \"today\"");
    mistakes::expect(
        &question("default = \"today\"\nrule = \"future\"\nbusiness_days = 3").unwrap_err(),
        "53: 今日では間に合わないことがあります",
    );
    let in_group =
        written("{ question = \"who\", is = [\"self\"] }", "").replacen("rule = \"past\"", "rule = \"past\"\ndefault = \"today\"", 1);
    mistakes::expect(&load(&in_group).unwrap_err(), "42: groupの中の日付には「default」を書けません");
    let letter = library().form("letter-of-attorney").unwrap().clone();
    assert_eq!(letter.begins_today, ["dated"], "the demo city's own");
}

#[test]
fn eighteen_to_twenty_two_year_olds_among_three_children_need_a_paper_more() {
    let library = library();
    let form = library.form("child-allowance").unwrap();
    let brings = |typed: &str| form.to_bring(&entries(typed), today()).iter().any(|thing| thing.text.ends_with("確認書"));
    let young = "children.1.born=2015-01-01 children.2.born=2018-01-01";
    assert!(brings(&format!("{young} children.3.born=2006-01-01")));
    assert!(!brings(&format!("{young} children.3.born=2020-01-01")) && !brings("children.1.born=2015-01-01 children.2.born=2006-01-01"));
    assert!(brings("three-with-older=yes"));
}
