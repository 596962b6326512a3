//! One mistake a test, made in a guide that is right: the refusal names the line and the way out.

use super::*;
use crate::mistakes;

/// A guide without a mistake.
const RIGHT: &str = r#"order = 9
title = "見本"
summary = "見本です。"

[source]
kind = "layout-assumed"
text = "見本"

[[question]]
id = "way"
label = "どちらですか"
kind = "choice"
options = [{ id = "into", label = "来る" }, { id = "out", label = "出る" }]

[[question]]
id = "moved"
label = "いつですか"
when = [{ question = "way", is = ["into"] }]
kind = "date"
noun = "引っ越しの日"

[[question]]
id = "has"
label = "どれですか"
kind = "several"
options = [{ id = "dog", label = "犬" }, { id = "none", label = "なし" }]

[[thing]]
id = "identity"
name = "本人確認書類"

[[procedure]]
id = "move-in"
form = "move-in"
when = [{ question = "way", is = ["into"] }]
deadline = { of = "moved", days = 14, opens = true }
bring = ["identity"]

[[procedure]]
id = "dog"
name = "犬の登録の変更"
summary = "犬の登録を変えます。"
when = [{ question = "has", is = ["dog"] }]
counter = "犬の窓口"
"#;

fn load(name: &str, text: &str) -> Result<Guide, server::city::Mistakes> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, text).unwrap();
    load_guide(&file, library().current())
}

/// Changes `right` to `wrong` in the guide and expects refusals: `line: words that the reason holds`, one a line.
fn refused(right: &str, wrong: &str, expected: &str) {
    assert!(RIGHT.contains(right), "{right} is not in the guide");
    let mistakes = load("example.toml", &RIGHT.replacen(right, wrong, 1)).expect_err(wrong);
    mistakes::expect(&mistakes, expected);
}

#[test]
fn the_guide_itself_is_right_and_takes_from_its_form_what_that_says_already() {
    let guide = load("example.toml", RIGHT).unwrap();
    assert_eq!((guide.id.as_str(), guide.procedures[0].name.as_str()), ("example", "住民異動届（転入）"));
    assert_eq!(guide.procedures[0].fee.as_deref(), Some("無料"));
    assert!(guide.procedures.iter().all(|procedure| !procedure.confirmed), "what is not said to be confirmed is not");
}

#[test]
fn a_form_that_the_city_does_not_have() {
    refused(
        "form = \"move-in\"",
        "form = \"moving-in\"",
        "34: 「moving-in」という様式はありません。residence-certificate、move-in、water-start",
    );
}

#[test]
fn a_condition_on_a_question_that_is_not_there_or_comes_later() {
    refused(
        "{ question = \"way\", is = [\"into\"] }]\nkind",
        "{ question = \"has\", is = [\"dog\"] }]\nkind",
        "18: 「has」という質問は、これより前にありません",
    );
    refused("{ question = \"has\"", "{ question = \"had\"", "43: 「had」という質問は、これより前にありません");
}

#[test]
fn a_condition_on_an_answer_that_is_not_there() {
    refused("is = [\"dog\"]", "is = [\"cat\"]", "43: 「has」に「cat」という答えはありません。dog、none のどれか");
    refused("question = \"has\", is = [\"dog\"]", "question = \"moved\", is = [\"yes\"]", "43: 「moved」は日付の質問");
    refused("is = [\"dog\"]", "is = []", "43: 「is」に、当てはまる答えを一つ以上");
}

#[test]
fn a_deadline_without_its_date_or_with_two_ways_to_count() {
    refused("of = \"moved\"", "of = \"born\"", "36: 「born」という日付の質問がありません");
    refused("of = \"moved\"", "of = \"way\"", "36: 「way」という日付の質問がありません");
    refused("days = 14", "days = 14, years = 2", "36: 期限の数え方を一つだけ");
    refused("days = 14, ", "", "36: 期限の数え方を一つだけ");
    refused("days = 14", "days = 0", "36: 「days」には、1から3660まで\n36: 期限の数え方を一つだけ");
}

#[test]
fn a_thing_that_is_not_there_and_one_that_nobody_needs() {
    refused("bring = [\"identity\"]", "bring = [\"identity\", \"seal\"]", "37: 「seal」という持ち物がありません");
    refused("bring = [\"identity\"]\n", "", "29: 持ち物「identity」は、どの手続の「bring」にもありません");
}

#[test]
fn a_question_that_nothing_depends_on() {
    refused("when = [{ question = \"has\", is = [\"dog\"] }]\n", "", "23: 質問「has」の答えは、どの手続にも持ち物にも使われていません");
}

#[test]
fn a_procedure_in_no_place_or_in_two() {
    refused("counter = \"犬の窓口\"\n", "", "40: 手続をする場所を一つだけ");
    refused("counter = \"犬の窓口\"", "counter = \"犬の窓口\"\nelsewhere = \"よそ\"", "40: 手続をする場所を一つだけ");
}

#[test]
fn two_of_one_name() {
    refused("id = \"dog\"\nname", "id = \"move-in\"\nname", "40: 「move-in」という手続がもうあります");
    refused("id = \"has\"", "id = \"way\"", "23: 「way」という質問がもうあります\n43: 「has」という質問は");
}

#[test]
fn nothing_to_tick_for_those_to_whom_nothing_applies() {
    refused("id = \"none\"", "id = \"cat\"", "26: どれにも当てはまらない人のための選択肢がありません");
}

#[test]
fn an_unknown_kind_an_unknown_key_and_a_missing_one() {
    refused("kind = \"several\"", "kind = \"group\"", "25: 「group」という種類はありません\n26: 「options」という項目はありません");
    refused("noun = \"引っ越しの日\"", "nuon = \"引っ越しの日\"", "15: 「noun」がありません\n20: 「nuon」という項目はありません");
    refused("title = \"見本\"\n", "", "1: 「title」がありません");
}

#[test]
fn a_file_name_that_no_address_can_have() {
    let mistakes = load("引っ越し.toml", RIGHT).expect_err("a name");
    assert!(mistakes.to_string().contains("ファイル名「引っ越し」は案内の名前になりません"), "{mistakes}");
}
