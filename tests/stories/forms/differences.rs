//! What `form diff` tells an officer whom a change concerns: residents, staff, or both.

use server::form_command::diff;

use super::*;

/// 2026-11-22 10:42 in Japan.
const NOW: Moment = Moment(1_795_311_720);

/// What is told when a form of the library is changed so.
fn told(form: &str, changes: &[(&str, &str)]) -> String {
    let before = folder("public/forms").join(format!("{form}.toml"));
    let mut text = fs::read_to_string(&before).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in the form");
        text = text.replacen(from, to, 1);
    }
    let there = tempfile::tempdir().unwrap();
    let after = there.path().join(format!("{form}.toml"));
    fs::write(&after, text).unwrap();
    let judgement = diff(&before, &after, NOW).unwrap();
    assert!(judgement.right, "what changes around the questions needs no edition: {}", judgement.words);
    judgement.words
}

#[test]
fn whoever_has_to_bring_something_now_is_told() {
    let (certificate, from_japan) =
        ("転出証明書（マイナンバーカードを使って転出届をした人は要りません）", r#"question = "from", is = ["japan"]"#);
    let name = format!("必要書類「{certificate}」：");
    let line = format!(r#"{{ text = "{certificate}", when = {{ {from_japan} }} }}"#);
    let changed = |to: &str| told("move-in", &[(&line, to)]);
    assert_eq!(changed(&format!("\"{certificate}\"")), format!("{name}答えによって要るものから、だれにでも要るものに変わります"));
    let other = line.replace("japan", "abroad");
    assert_eq!(changed(&other), format!("{name}どの答えのときに要るかが変わります"));
    let identity = r#"{ text = "届出人の本人確認書類", at_counter = "identity" }"#;
    let some = r#"{ text = "届出人の本人確認書類", at_counter = "identity", when = { question = "from", is = ["japan"] } }"#;
    let words = "必要書類「届出人の本人確認書類」：だれにでも要るものから、答えによって要るものに変わります";
    assert_eq!(told("move-in", &[(identity, some)]), words);
}

#[test]
fn what_staff_do_otherwise_is_told() {
    assert_eq!(told("move-in", &[("charge = 0", "charge = 300")]), "窓口で計算する手数料：無料 → いつも300円");
    let copies = r#"charge = { total = "fee", copies = "certificates.copies" }"#;
    let none = "窓口で計算する手数料：「fee」の合計（通数は「certificates.copies」） → 計算せず、いただいた額を職員が入力します";
    assert_eq!(told("residence-certificate", &[(copies, "")]), none);
    let required = told("move-in", &[(r#"at_counter = "identity""#, r#"at_counter = "required""#)]);
    assert_eq!(
        required,
        "必要書類「届出人の本人確認書類」：窓口では、本人確認の欄で確かめるもの（identity）から、ないと受理できないもの（required）に変わります"
    );
}

#[test]
fn what_other_forms_begin_with_no_more_is_told() {
    let text = fs::read_to_string(folder("public/forms/move-in.toml")).unwrap();
    let begins = &text[text.find("[[begins]]").unwrap()..text.find("[sample]").unwrap()];
    let gone = told("move-in", &[(begins, "")]);
    assert_eq!(gone, "ここから「letter-of-attorney」を作っても、書いたことは入らなくなります。初めから書くことになります");
    let changed = told("move-in", &[("\"matters.1.filing\" = \"転入の届出\"", "\"matters.1.filing\" = \"転入届\"")]);
    assert_eq!(changed, "ここから「letter-of-attorney」を作るときに、初めから入るものが変わります");
    let way = r#", form = "letter-of-attorney", when"#;
    let no_way = told("move-in", &[(way, ", when"), (begins, "")]);
    assert!(no_way.contains("この画面から「letter-of-attorney」を作りに進めなくなります"), "{no_way}");
}

#[test]
fn a_group_that_is_called_otherwise_is_told() {
    let before = folder("public/forms/move-in.toml");
    let there = tempfile::tempdir().unwrap();
    let after = there.path().join("move-in.toml");
    let text = fs::read_to_string(&before).unwrap().replacen("edition = 1", "edition = 2", 1);
    fs::write(&after, text.replacen("noun = \"異動する人\"", "noun = \"引っ越す人\"", 1)).unwrap();
    let words = diff(&before, &after, NOW).unwrap().words;
    assert!(words.contains("（members）：「異動する人」を「引っ越す人」と呼ぶことになります"), "{words}");
}
