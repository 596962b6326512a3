use proptest::prelude::*;

use super::*;
use crate::form::arbitrary::{answered, form, today};
use crate::form::{Choice, DateRule, When};

fn ask(id: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: "質問".into(), slot_label: None, help: None, optional: false, when: None, kind }
}

fn options(ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| Choice { id: (*id).into(), label: format!("「{id}」"), help: None }).collect()
}

/// `q=text` pairs, one a line, as they stand in the page's controls.
fn typed(controls: &str) -> Entries {
    controls.lines().filter_map(|line| line.trim().split_once('=')).map(|(name, text)| (name.into(), text.into())).collect()
}

/// What one question understands of what was typed: its canonical entries, or `control: sentence` of each problem.
fn told(kind: Kind, controls: &str) -> String {
    told_by(&form(vec![ask("q", kind)]), controls)
}

fn told_by(form: &Form, controls: &str) -> String {
    match form.check(&typed(controls), today()) {
        Ok(answers) => answers.entries().0.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join("\n"),
        Err(problems) => problems.iter().map(|p| format!("{}: {}", p.control, p.sentence())).collect::<Vec<_>>().join("\n"),
    }
}

#[test]
fn a_name_is_kept_and_its_kana_is_brought_to_katakana() {
    let name = "q.family=髙﨑\n q.given=葛\u{E0100}子\n q.family-kana=たかさき\n q.given-kana=ｶﾂｺ";
    assert_eq!(told(Kind::Person, name), "q.family=髙﨑\nq.family-kana=タカサキ\nq.given=葛\u{E0100}子\nq.given-kana=カツコ");
}

#[test]
fn each_missing_part_of_a_name_is_named() {
    let told = told(Kind::Person, "q.family=佐倉\n q.family-kana=佐くら\n q.given=花子");
    assert_eq!(
        told,
        "q.family-kana: 「質問」の氏のフリガナに、カタカナではない文字「佐」があります。カタカナで入力してください。\n\
         q.given-kana: 「質問」の名のフリガナを入力してください。"
    );
}

#[test]
fn a_person_with_one_name_says_so() {
    let one = "q.family=Sukarno\n q.family-kana=スカルノ";
    assert!(told(Kind::Person, one).contains("q.given: 「質問」の名を入力してください。"));
    let said = format!("{one}\n q.single-name=yes");
    assert_eq!(told(Kind::Person, &said), "q.family=Sukarno\nq.family-kana=スカルノ\nq.single-name=yes");
}

#[test]
fn a_person_whose_name_cannot_be_typed_says_so() {
    let name = "q.family=渡邊\n q.given=花子\n q.family-kana=ワタナベ\n q.given-kana=ハナコ\n q.rare-glyph=yes";
    assert!(told(Kind::Person, name).ends_with("q.rare-glyph=yes"));
    assert!(!told(Kind::Person, name.trim_end_matches("\n q.rare-glyph=yes")).contains("rare-glyph"));
}

#[test]
fn an_address_without_town_or_building_is_an_address() {
    let village = "q.postcode=〒３９１－０１９２\n q.city=長野県諏訪郡原村\n q.block=6549番地1";
    assert_eq!(told(Kind::Address, village), "q.block=6549番地1\nq.city=長野県諏訪郡原村\nq.postcode=3910192");
    assert_eq!(
        told(Kind::Address, "q.postcode=391-019\n q.town=桜町"),
        "q.postcode: 「質問」の郵便番号は、7桁の数字で入力してください。\n\
         q.city: 「質問」の都道府県・市区町村を入力してください。\n\
         q.block: 「質問」の番地・号を入力してください。"
    );
}

#[test]
fn a_telephone_number_is_read_however_it_is_typed() {
    for typed in ["q=090-1234-5678", "q=０９０　１２３４　５６７８", "q=+81 90-1234-5678", "q=+81(0)9012345678"] {
        assert_eq!(told(Kind::Phone, typed), "q=09012345678", "{typed}");
    }
    assert_eq!(told(Kind::Phone, "q=090-1234-567"), "q: 「質問」は10桁になっています。この番号は11桁です。番号を確かめてください。");
    assert_eq!(told(Kind::Phone, "q=03-1234-56789"), "q: 「質問」は11桁になっています。この番号は10桁です。番号を確かめてください。");
    assert_eq!(told(Kind::Phone, "q=119"), "q: 「質問」は、0から始まる10桁か11桁の数字で入力してください。");
}

#[test]
fn a_date_is_read_whole_or_in_parts() {
    let any = Kind::Date(DateRule::Any);
    assert_eq!(told(any.clone(), "q=2026/11/22"), "q=2026-11-22");
    assert_eq!(told(any.clone(), "q.era=reiwa\n q.year=元\n q.month=５\n q.day=1"), "q=2019-05-01");
    assert_eq!(told(any.clone(), "q.year=1988\n q.month=8\n q.day=8"), "q=1988-08-08");
    assert_eq!(told(any, "q=2001-01-01\n q.era=heisei\n q.year=2\n q.month=2\n q.day=3"), "q=1990-02-03");
}

#[test]
fn a_date_says_what_it_lacks() {
    let any = Kind::Date(DateRule::Any);
    assert_eq!(told(any.clone(), "q.era=reiwa"), "q.year: 「質問」を入力してください。");
    assert_eq!(told(any.clone(), "q.era=reiwa\n q.year=8"), "q.month: 「質問」の月と日を入力してください。");
    assert_eq!(
        told(any.clone(), "q.era=showa\n q.year=64\n q.month=1\n q.day=8"),
        "q.year: 「質問」の「昭和64年1月8日」という日はありません。「平成元年1月8日」ではありませんか。年号と年を確かめてください。"
    );
    assert_eq!(
        told(any.clone(), "q=2026-02-30"),
        "q: 「質問」の「2026年2月30日」という日はありません。この月は28日までです。日付を確かめてください。"
    );
    assert_eq!(told(any, "q=きのう"), "q: 「質問」を日付として読み取れません。年、月、日を数字で入力してください。");
}

#[test]
fn a_date_keeps_its_rule() {
    let (past, future) = (Kind::Date(DateRule::Past), Kind::Date(DateRule::Future));
    assert_eq!(told(past.clone(), "q=2026-11-22"), "q=2026-11-22");
    assert_eq!(told(future.clone(), "q=2026-11-22"), "q=2026-11-22");
    assert_eq!(told(past.clone(), "q=2026-11-23"), "q: 「質問」が、今日より後の日付になっています。今日までの日付を入力してください。");
    assert_eq!(
        told(future.clone(), "q=2026-11-21"),
        "q: 「質問」が、今日より前の日付になっています。今日か、今日より後の日付を入力してください。"
    );
    assert!(told(past.clone(), "q.year=4\nq.month=3\nq.day=9").contains("年号を選び"));
    assert!(told(past, "q=1868-01-24").contains("1868年（明治元年）1月25日"));
    assert!(told(future, "q=2200-01-01").contains("2199年12月31日まで"));
}

#[test]
fn a_number_is_read_with_its_unit_and_kept_in_its_range() {
    let copies = Kind::Count { min: 1, max: 20, unit: "通".into() };
    assert_eq!(told(copies.clone(), "q=２通"), "q=2");
    assert_eq!(told(copies.clone(), "q=21"), "q: 「質問」は、1通から20通までで入力してください。");
    assert_eq!(told(copies.clone(), "q=99999999999"), "q: 「質問」は、1通から20通までで入力してください。");
    assert_eq!(told(copies, "q=二"), "q: 「質問」は、数字だけで入力してください。");
}

#[test]
fn digits_must_be_as_many_as_the_numbering_has() {
    let customer = Kind::Digits { length: 8, of: "お客様番号".into() };
    assert_eq!(told(customer.clone(), "q=１２３４-５６７８"), "q=12345678");
    assert_eq!(told(customer.clone(), "q=1234567"), "q: 「質問」は7桁になっています。お客様番号は8桁です。番号を確かめてください。");
    assert_eq!(told(customer, "q=1234567A"), "q: 「質問」に、数字ではない文字「A」があります。数字だけで入力してください。");
}

#[test]
fn a_mail_address_is_read_in_either_width() {
    assert_eq!(told(Kind::Mail, "q=ｈａｎａｋｏ＠example.jp"), "q=hanako@example.jp");
    assert_eq!(told(Kind::Mail, "q=hanako+city＠example.co.jp"), "q=hanako+city@example.co.jp");
    assert_eq!(told(Kind::Mail, "q=a..b.@docomo.example"), "q=a..b.@docomo.example");
    for wrong in ["hanako", "hanako@", "@example.jp", "hanako@example", "ha nako@example.jp", "a@b@example.jp", "a@-x.jp", "a@x..jp"] {
        assert!(
            told(Kind::Mail, &format!("q={wrong}")).contains("「name@example.jp」のように、半角の英数字と@で入力してください。"),
            "{wrong}"
        );
    }
}

#[test]
fn an_amount_is_read_with_its_commas() {
    let amount = Kind::Amount { min: 0, max: 1_000_000 };
    for typed in ["q=12,000円", "q=￥１２，０００", "q=12000"] {
        assert_eq!(told(amount.clone(), typed), "q=12000", "{typed}");
    }
    assert_eq!(told(amount.clone(), "q=1000001"), "q: 「質問」は、0円から1,000,000円までで入力してください。");
    assert_eq!(told(amount, "q=一万"), "q: 「質問」は、数字だけで入力してください。");
}

#[test]
fn a_bank_account_takes_names_or_codes() {
    let typed = "q.bank=さくら銀行\n q.branch=１２３\n q.account-type=ordinary\n q.account-number=12345\n q.holder=さくら はなこ";
    assert_eq!(
        told(Kind::Account, typed),
        "q.account-number=0012345\nq.account-type=ordinary\nq.bank=さくら銀行\nq.branch=123\nq.holder=サクラ　ハナコ"
    );
    let company = typed.replace("さくら はなこ", "カ)ｻｸﾗ abc");
    assert!(told(Kind::Account, &company).ends_with("q.holder=カ)サクラ　ABC"));
    let foreign = typed.replace("さくら はなこ", "佐倉");
    assert!(told(Kind::Account, &foreign).contains("カタカナではない文字「佐」"));
}

#[test]
fn a_bank_account_names_each_part_that_is_wrong() {
    let typed = "q.bank=00001\n q.branch=12\n q.account-type=gold\n q.account-number=12345678";
    assert_eq!(
        told(Kind::Account, typed),
        "q.bank: 「質問」の金融機関は5桁になっています。金融機関コードは4桁です。番号を確かめてください。\n\
         q.branch: 「質問」の支店は2桁になっています。支店コード（店番）は3桁です。番号を確かめてください。\n\
         q.account-type: 「質問」の預金種目は、表示されている中から選び直してください。\n\
         q.account-number: 「質問」の口座番号は8桁になっています。口座番号は7桁です。番号を確かめてください。\n\
         q.holder: 「質問」の口座名義（カタカナ）を入力してください。"
    );
}

#[test]
fn a_date_may_be_known_in_part_only() {
    let part = Kind::PartialDate(DateRule::Past);
    assert_eq!(told(part.clone(), "q.era=showa\n q.year=55"), "q=1980");
    assert_eq!(told(part.clone(), "q.year=1980\n q.month=３月"), "q=1980-03");
    assert_eq!(told(part.clone(), "q=1980-03-14"), "q=1980-03-14");
    assert_eq!(told(part.clone(), "q.year=1980\n q.day=14"), "q.month: 「質問」の月を入力してください。");
    assert_eq!(told(part.clone(), "q.month=3"), "q.year: 「質問」の年を入力してください。");
    assert_eq!(told(part.clone(), "q=2026"), "q=2026", "part of this year has come");
    assert_eq!(told(part, "q=2026-12"), "q: 「質問」が、今日より後の日付になっています。今日までの日付を入力してください。");
    assert_eq!(told(Kind::Date(DateRule::Any), "q=1980-03"), "q: 「質問」を日付として読み取れません。年、月、日を数字で入力してください。");
}

#[test]
fn only_options_that_exist_can_be_chosen() {
    let again = "「質問」は、表示されている中から選び直してください。";
    let choice = Kind::Choice { options: options(&["a", "b"]) };
    assert_eq!(told(choice.clone(), "q=b"), "q=b");
    assert_eq!(told(choice.clone(), "q=c"), format!("q: {again}"));
    assert_eq!(told(choice, ""), "q: 「質問」を選んでください。");
    assert_eq!(told(Kind::YesNo, "q=maybe"), format!("q: {again}"));
    let several = Kind::Several { options: options(&["a", "b", "c"]) };
    assert_eq!(told(several.clone(), "q.c=yes\n q.a=yes"), "q.a=yes\nq.c=yes");
    assert_eq!(told(several.clone(), "q.c=on"), format!("q.c: {again}"));
    assert_eq!(told(several, ""), "q.a: 「質問」を選んでください。");
}

#[test]
fn a_my_number_is_refused_unless_its_writer_says_that_it_is_none() {
    let text = Kind::Text { max: 100, lines: false };
    assert!(told(text.clone(), "q=番号は１２３４－５６７８－９０１８").contains("マイナンバー（個人番号）と思われる12桁の番号があります"));
    assert_eq!(told(text.clone(), "q=会員番号 1234 5678 9018\n q.not-my-number=yes"), "q=会員番号 1234 5678 9018\nq.not-my-number=yes");
    assert_eq!(told(text, "q=整理番号 123456789012\n q.not-my-number=yes"), "q=整理番号 123456789012");
    assert_eq!(told(Kind::Digits { length: 12, of: "水栓番号".into() }, "q=123456789018"), "q=123456789018");
}

#[test]
fn text_is_kept_byte_for_byte_and_its_lines_are_counted_once() {
    let lines = Kind::Text { max: 5, lines: true };
    assert_eq!(told(lines.clone(), "q=神社\u{3099}"), "q=神社\u{3099}");
    let entries = [("q".to_owned(), " 一\r\n二 ".to_owned())].into_iter().collect();
    let answers = form(vec![ask("q", lines)]).check(&entries, today()).unwrap();
    assert_eq!(answers.0["q"], Answer::Text("一\n二".into()));
}

#[test]
fn what_is_not_asked_is_neither_judged_nor_answered() {
    let when = |question: &str, is: &str| Some(When::is(question, &[is]));
    let who = ask("who", Kind::Choice { options: options(&["self", "other"]) });
    let name = Question { when: when("who", "other"), ..ask("name", Kind::Person) };
    let letter = Question { when: when("who", "other"), ..ask("letter", Kind::YesNo) };
    let reason = Question { when: when("letter", "no"), ..ask("reason", Kind::Text { max: 9, lines: false }) };
    let form = form(vec![who, name, letter, reason]);
    assert_eq!(told_by(&form, "who=self\n letter=no\n name.family=佐倉\n reason=1234567890"), "who=self");
    assert_eq!(told_by(&form, "who=other").lines().count(), 5, "four parts of a name and the letter");
}

#[test]
fn a_condition_within_a_group_looks_at_its_own_item_and_at_the_form() {
    let when = |question: &str| Some(When::is(question, &["yes"]));
    let card = Question { label: "在留カード".into(), when: when("foreign"), ..ask("card", Kind::Text { max: 12, lines: false }) };
    let proof = Question { label: "証明".into(), when: when("abroad"), ..ask("proof", Kind::Text { max: 12, lines: false }) };
    let people = Kind::Group { noun: "異動する人".into(), min: 1, max: 3, questions: vec![ask("foreign", Kind::YesNo), card, proof] };
    let form = form(vec![ask("abroad", Kind::YesNo), ask("people", people)]);
    assert_eq!(
        told_by(&form, "abroad=no\n people.1.foreign=no\n people.2.foreign=yes"),
        "people.2.card: 「2人目の在留カード」を入力してください。"
    );
    assert_eq!(told_by(&form, "abroad=yes\n people.1.foreign=no"), "people.1.proof: 「1人目の証明」を入力してください。");
}

#[test]
fn a_group_has_as_many_items_as_are_written_and_at_least_its_minimum() {
    let people = |min, max| {
        let kind = Kind::Group { noun: "荷物".into(), min, max, questions: vec![ask("name", Kind::Text { max: 9, lines: false })] };
        form(vec![ask("q", kind)])
    };
    assert_eq!(told_by(&people(1, 3), ""), "q.1.name: 「1つ目の質問」を入力してください。");
    assert_eq!(told_by(&people(0, 3), ""), "");
    assert_eq!(told_by(&people(0, 3), "q.3.name=箱\n q.1.name=袋"), "q.1.name=袋\nq.2.name=箱", "a gap is closed");
    assert_eq!(told_by(&people(0, 1), "q.1.name=箱\n q.2.name=袋"), "q: 「質問」は、1つまで入力できます。多い分を消してください。");
}

#[test]
fn a_control_that_the_form_does_not_have_is_a_problem() {
    let people = Kind::Group { noun: "人".into(), min: 0, max: 3, questions: vec![ask("name", Kind::YesNo)] };
    let form = form(vec![Question { optional: true, ..ask("born", Kind::Date(DateRule::Any)) }, ask("people", people)]);
    for stranger in ["my-number=x", "born.hour=3", "people.01.name=yes", "people.0.name=yes", "people.1.age=3", "people=3"] {
        let name = stranger.split_once('=').unwrap().0;
        assert!(told_by(&form, stranger).contains(&format!("{name}: この様式にない項目")), "{stranger}: {}", told_by(&form, stranger));
    }
}

#[test]
fn an_optional_name_or_address_is_whole_or_blank() {
    for (kind, part) in [(Kind::Person, "q.given=花子"), (Kind::Address, "q.town=桜町")] {
        let form = form(vec![Question { optional: true, ..ask("q", kind) }]);
        assert_eq!(told_by(&form, ""), "");
        assert_eq!(told_by(&form, part).lines().count(), 3, "{part}");
    }
}

proptest! {
    #[test]
    fn answers_written_down_are_understood_as_the_same_answers((form, answers) in answered()) {
        prop_assert_eq!(form.check(&answers.entries(), today()), Ok(answers));
    }

    #[test]
    fn whatever_is_typed_is_refused_in_words_or_understood_for_good(
        (form, answers) in answered(),
        scribble in "\\PC{0,30}|[0-9０-９ー-]{1,14}|[ぁ-んｱ-ﾝﾞ]{1,9}|yes|.{0,9}",
        places in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let mut entries = answers.entries();
        let controls: Vec<String> = form.questions.iter().flat_map(|q| q.controls(&q.id)).chain(entries.0.keys().cloned()).collect();
        for place in places.iter().filter(|_| !controls.is_empty()) {
            entries.set(place.get(&controls), &scribble);
        }
        match form.check(&entries, today()) {
            Ok(answers) => prop_assert_eq!(form.check(&answers.entries(), today()), Ok(answers)),
            Err(problems) => prop_assert!(problems.iter().all(|problem| problem.sentence().ends_with('。'))),
        }
    }
}
