//! One mistake a test, made in a form that is right: the refusal names the line and the way out.

use super::*;
use crate::mistakes;

/// A form without a mistake.
const RIGHT: &str = r#"number = 9
edition = 1
title = "見本届"
summary = "見本です。"
channels = ["qr"]
not_online = "窓口で確かめるためです。窓口へお越しください。"
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
options = [{ id = "self", label = "本人" }, { id = "other", label = "ほかの人" }]

[[question]]
id = "name"
label = "氏名"
when = { question = "who", is = ["other"] }
kind = "person"

[[question]]
id = "people"
label = "家族"
kind = "group"
noun = "家族の人"
min = 1
max = 2

[[question.question]]
id = "born"
label = "生年月日"
kind = "date"
rule = "past"

[sample]
who = "self"
people = [{ born = "2001-02-03" }]
"#;

/// Changes `right` to `wrong` in the form and expects refusals: `line: words that the reason holds`, one a line.
fn refused(right: &str, wrong: &str, expected: &str) {
    assert!(RIGHT.contains(right), "{right} is not in the form");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("example.toml");
    fs::write(&file, RIGHT.replacen(right, wrong, 1)).unwrap();
    let mistakes = load_form(&file, today(), &OpenDays::default()).expect_err(wrong);
    mistakes::expect(&mistakes, expected);
}

#[test]
fn the_form_itself_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("example.toml");
    fs::write(&file, RIGHT).unwrap();
    let form = load_form(&file, today(), &OpenDays::default()).unwrap();
    assert_eq!((form.id.as_str(), form.number, form.questions.len()), ("example", 9, 3));
}

#[test]
fn an_unknown_key() {
    refused("minutes = 3", "minutes = 3\nminuts = 3", "8: 「minutes」の書き間違いではありませんか");
    refused("kind = \"person\"", "kind = \"person\"\nunit = \"通\"", "26: 「unit」という項目はありません。ここに書けるのは id、label");
}

#[test]
fn a_missing_key() {
    refused("title = \"見本届\"\n", "", "1: 「title」がありません");
    refused("label = \"氏名\"\n", "", "21: 「label」がありません");
    refused("noun = \"家族の人\"\n", "", "27: 「noun」がありません");
}

#[test]
fn blank_words() {
    refused("summary = \"見本です。\"", "summary = \" \"", "4: 「summary」が空です");
}

#[test]
fn broken_toml() {
    refused("title = \"見本届\"", "title = \"見本届", "3: TOMLとして読めません");
}

#[test]
fn a_number_out_of_its_range() {
    refused("edition = 1", "edition = 64", "2: 「edition」には、1から63までの整数");
    refused("number = 9", "number = 256", "1: 「number」には、0から255までの整数");
    refused("min = 1", "min = 3", "33: 「max」（2）が「min」（3）より小さく");
}

#[test]
fn two_questions_of_one_name() {
    refused("id = \"name\"", "id = \"who\"", "22: 「who」という質問がもうあります");
    refused(
        "id = \"other\"",
        "id = \"self\"",
        "19: 「self」という選択肢がもうあります\n24: 「who」に「other」という答えはありません。self のどれか",
    );
}

#[test]
fn a_name_that_no_control_can_have() {
    refused("id = \"name\"", "id = \"Full.Name\"", "22: 「Full.Name」はidにできません");
}

#[test]
fn a_condition_on_a_question_that_is_not_there() {
    refused("question = \"who\"", "question = \"whom\"", "24: 「whom」という質問は、この質問より前にありません");
}

#[test]
fn a_condition_on_a_question_that_comes_later() {
    refused("question = \"who\"", "question = \"people\"", "24: 「people」という質問は、この質問より前にありません");
}

#[test]
fn a_condition_on_an_answer_that_is_not_there() {
    refused("is = [\"other\"]", "is = [\"others\"]", "24: 「who」に「others」という答えはありません。self、other のどれか");
}

#[test]
fn a_condition_on_a_question_without_answers_to_choose_from() {
    refused(
        "[[question.question]]\n",
        "[[question.question]]\nid = \"age\"\nlabel = \"年齢\"\noptional = true\nkind = \"count\"\nmin = 0\nmax = 9\nunit = \"歳\"\n\n\
         [[question.question]]\nwhen = { question = \"age\", is = [\"1\"] }\n",
        "45: 「age」は数を答える質問なので、at_least（以上）かat_most（以下） で書いてください",
    );
}

#[test]
fn a_question_that_no_answers_lead_to() {
    let group = "kind = \"group\"\nnoun = \"家族の人\"\nmin = 1\nmax = 2\n";
    let only_for = |who: &str| format!("when = {{ question = \"who\", is = [\"{who}\"] }}");
    // The family is asked about by others; within it, a question for those who are asked something as themselves.
    let asked = |family: &str| {
        format!(
            "id = \"mine\"\nlabel = \"自分の家ですか\"\n{}\nkind = \"yes-no\"\noptional = true\n\n[[question]]\nid = \"people\"\n\
             label = \"家族\"\n{}\n{group}\n[[question.question]]\nid = \"near\"\nlabel = \"近くの人ですか\"\n\
             when = {{ question = \"mine\", is = [\"yes\"] }}\noptional = true\nkind = \"yes-no\"\n",
            only_for("self"),
            only_for(family)
        )
    };
    let right = format!("id = \"people\"\nlabel = \"家族\"\n{group}");
    refused(&right, &asked("other"), "46: 「近くの人ですか」は、どのように答えても聞かれません");
    assert!(RIGHT.contains(&right));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("example.toml");
    fs::write(&file, RIGHT.replacen(&right, &asked("self"), 1)).unwrap();
    assert!(load_form(&file, today(), &OpenDays::default()).is_ok(), "both conditions can hold");
}

#[test]
fn an_unknown_kind() {
    refused("kind = \"person\"", "kind = \"name\"", "25: 「name」という種類の質問はありません。person、address");
    refused("rule = \"past\"", "rule = \"yesterday\"", "39: 「yesterday」という決まりはありません");
}

#[test]
fn a_group_within_a_group() {
    refused("kind = \"date\"\nrule = \"past\"", "kind = \"group\"\nnoun = \"人\"\nmin = 0\nmax = 1", "38: groupの中にgroupは置けません");
}

/// A total in the place of the name, after a choice and a number of which it may be made.
fn with_total(sum: &str, expected: &str) {
    let questions = format!(
        "id = \"copies\"\nlabel = \"通数\"\nkind = \"count\"\nmin = 1\nmax = 9\nunit = \"通\"\n\n[[question]]\n\
         id = \"fee\"\nlabel = \"手数料\"\nkind = \"total\"\nunit = \"円\"\nsum = [{{ {sum} }}]"
    );
    refused("id = \"name\"\nlabel = \"氏名\"\nwhen = { question = \"who\", is = [\"other\"] }\nkind = \"person\"", &questions, expected);
}

#[test]
fn a_total_of_what_cannot_be_added_up() {
    with_total("of = [\"born\"]", "34: 「born」という質問は、この質問より前にありません");
    with_total("of = []", "34: 「of」に、数を答える質問のidを並べてください");
    with_total("of = [\"who\"]", "34: 「worth = { 選択肢のid = 200 }」のように書いてください");
    with_total("of = [\"who\"], worth = { self = 200 }", "34: 「worth」に other の数がありません");
    with_total(
        "of = [\"who\"], worth = { self = 200, others = 300 }",
        "34: 「others」という選択肢はありません。self、other\n34: other の数がありません",
    );
    with_total(
        "of = [\"who\", \"people.born\"], worth = { self = 1, other = 2 }",
        "34: どれもgroupの外にしてください\n34: 「people.born」という質問は",
    );
}

#[test]
fn a_total_within_a_group() {
    refused("kind = \"date\"\nrule = \"past\"", "kind = \"total\"", "38: groupの中にtotalは置けません");
}

#[test]
fn an_amount_whose_limits_are_wrong() {
    refused("kind = \"person\"", "kind = \"amount\"\nmin = 200\nmax = 100", "27: 「max」（100）が「min」（200）より小さく");
    refused("kind = \"person\"", "kind = \"amount\"", "21: 「max」がありません");
}

#[test]
fn a_question_for_a_my_number() {
    let wrong = "kind = \"text\"\nmax = 12";
    refused(
        "label = \"氏名\"\nwhen = { question = \"who\", is = [\"other\"] }\nkind = \"person\"",
        &format!("label = \"個人番号\"\n{wrong}"),
        "23: 個人番号を書かせる質問は置けません",
    );
    refused(
        "label = \"氏名\"\nwhen = { question = \"who\", is = [\"other\"] }\nkind = \"person\"",
        "label = \"番号\"\nkind = \"digits\"\nlength = 12\nof = \"マイナンバー\"",
        "23: マイナンバーを書かせる質問は置けません",
    );
}

#[test]
fn labels_that_no_slot_can_hold() {
    let long = "いま住んでいるところに前から住んでいる人の氏名";
    refused("label = \"氏名\"", &format!("label = \"{long}\""), "23: 帳票の欄に書く短い名前を「slot_label」に");
    refused("label = \"氏名\"", &format!("label = \"氏名\"\nslot_label = \"{long}\""), "24: 帳票の欄の名前が長すぎます（23文字）");
}

#[test]
fn a_reason_too_many_or_too_few_for_not_going_online() {
    refused("not_online = \"窓口で確かめるためです。窓口へお越しください。\"\n", "", "5: 「not_online」に書いてください");
    refused("channels = [\"qr\"]", "channels = [\"qr\", \"online\"]", "6: どちらかを消してください");
    refused("channels = [\"qr\"]", "channels = [\"fax\", \"qr\"]", "5: 「fax」という提出方法はありません");
}

#[test]
fn a_condition_on_a_group_names_its_question() {
    let later = |question: &str| {
        format!(
            "[sample]\n\n[[question]]\nid = \"proof\"\nlabel = \"証明\"\nkind = \"yes-no\"\nwhen = {{ question = \"{question}\", is = [\"yes\"] }}\n"
        )
    };
    let last = |question: &str| later(question).trim_start_matches("[sample]\n\n").to_owned() + "\n[sample]\n";
    refused("[sample]\n", &last("people.age"), "45: 「people」の中に「age」という質問はありません");
    refused("[sample]\n", &last("pets.born"), "45: 「pets」というgroupは、この質問より前にありません");
    refused(
        "[sample]\n",
        &last("people.born"),
        "45: 「people.born」は日付なので、age_at_least（歳以上）かage_at_most（歳以下） で書いてください",
    );
}

#[test]
fn rules_that_compare_nothing() {
    let rule = |rule: &str| format!("[[rule]]\n{rule}\n\n[sample]\n");
    refused("[sample]\n", &rule("kind = \"order\"\nfirst = \"people.born\"\nthen = \"moved\""), "44: 「moved」という質問はありません");
    refused("[sample]\n", &rule("kind = \"order\"\nfirst = \"people.born\"\nthen = \"name\""), "44: 「name」は日付を聞く質問");
    refused("[sample]\n", &rule("kind = \"sum\""), "42: 「sum」という決まりはありません。order、differ、age、needs");
    refused("[sample]\n", &rule("kind = \"differ\"\none = \"name\"\nother = \"who\""), "44: 「name」と「who」は答え方が違う");
    refused("[sample]\n", &rule("kind = \"age\"\nof = \"people.born\"\nmin = 200"), "44: 「min」には、0から150まで");
}

#[test]
fn facts_that_contradict_each_other() {
    let online = "channels = [\"qr\", \"online\"]\n";
    let signed = "[[way]]\nby = \"online\"\nidentity = \"signed\"\n\n[[question]]\nid = \"who\"";
    refused("[[question]]\nid = \"who\"", signed.replace("signed", "seal").as_str(), "17: 「seal」という本人確認はありません");
    refused(
        "channels = [\"qr\"]\nnot_online = \"窓口で確かめるためです。窓口へお越しください。\"\nminutes = 3\nvalid_days = 30\n",
        &format!("{online}minutes = 3\nvalid_days = 30\n[[way]]\nby = \"online\"\nidentity = \"signed\"\n"),
        "10: 「channels」から \"online\" を消してください",
    );
    refused("minutes = 3", "minutes = 3\nsignature = \"seal\"", "8: 「seal」という署名のしかたはありません");
    refused("minutes = 3", "minutes = 3\ndeadline = { text = \"14日以内\", days = 14, after = \"name\" }", "8: 「name」は日付を聞く質問");
    refused("minutes = 3", "minutes = 3\nbring = [\"証\", 3]", "8: 言葉か、{ text");
}

#[test]
fn a_sample_that_could_not_be_handed_in() {
    refused(
        "who = \"self\"",
        "who = \"other\"",
        "41: 記入例の「name.family」が様式に合いません\n41: 「name.family-kana」\n41: 「name.given」\n41: 「name.given-kana」",
    );
    refused("born = \"2001-02-03\"", "born = \"2031-02-03\"", "43: 今日より後の日付");
    refused("who = \"self\"", "who = \"self\"\nage = 3", "43: 「age」という記入欄は、この様式にありません");
}

#[test]
fn several_mistakes_are_told_in_one_go() {
    refused(
        "edition = 1\ntitle = \"見本届\"",
        "edition = 0\ntitel = \"見本届\"",
        "1: 「title」がありません\n2: 「edition」には\n3: 「title」の書き間違い",
    );
}

/// A form that asks for a day to come, with these lines for its rule and this day in its example.
fn ahead(rule: &str, day: &str) -> Result<Form, Mistakes> {
    let question = format!("[[question]]\nid = \"day\"\nlabel = \"使う日\"\nkind = \"date\"\n{rule}\n\n[sample]\nday = \"{day}\"");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("example.toml");
    fs::write(&file, RIGHT.replacen("[sample]", &question, 1)).unwrap();
    load_form(&file, today(), library().open_days())
}

#[test]
fn a_day_that_depends_on_the_city_hall() {
    let form = ahead("rule = \"future\"\nbusiness_days = 3\nopen = true", "open+4").unwrap();
    assert_eq!(form.question("day").unwrap().kind, Kind::Date(DateRule::Ahead { business_days: 3, open: true }));
    // A Sunday, a holiday, and four business days.
    assert_eq!((form.sample.get("day"), &form.open_days), ("2026-11-27", library().open_days()));
    assert!(ahead("rule = \"future\"", "today+3").unwrap().open_days.is_unknown(), "it needs none");

    let refused = |rule: &str, day: &str, expected: &str| mistakes::expect(&ahead(rule, day).expect_err(rule), expected);
    refused("business_days = 3", "open+4", "45: 「rule = \"future\"」も書いてください");
    refused("rule = \"past\"\nopen = true", "open+4", "46: 「open」は、これから来る日に書けます");
    refused("rule = \"future\"\nbusiness_days = 61", "open+4", "46: 「business_days」には、0から60までの整数");
    refused("rule = \"future\"\nbusiness_day = 3", "open+4", "46: 「business_days」の書き間違いではありませんか");
    refused("rule = \"future\"\nbusiness_days = 3", "today+30", "49: いつ使っても間に合うように、\"open+4\"");
    refused("rule = \"future\"\nbusiness_days = 3", "open+3", "49: いつ使っても間に合うように、\"open+4\"");
}
