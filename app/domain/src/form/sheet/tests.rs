use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::form::answer::Person;
use crate::form::arbitrary::{answered, form};
use crate::form::{Choice, DateRule};

fn heading() -> Heading {
    Heading { addressee: "さくら野市長".into(), created: Moment(1_795_311_720), reference: None, office: OfficeMarks::default() }
}

fn ask(id: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: format!("{id}の欄"), slot_label: None, help: None, optional: false, when: None, kind }
}

fn answers(all: &[(&str, Answer)]) -> Answers {
    Answers(all.iter().map(|(id, answer)| ((*id).to_owned(), answer.clone())).collect())
}

/// What is printed for each question, put together over all pages.
fn printed(sheet: &Sheet) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for slot in sheet.pages.iter().flatten().filter(|slot| slot.role == Role::Answer) {
        texts.entry(slot.path.clone()).or_default().push_str(&slot.text);
    }
    texts
}

/// What must be printed: every answer as it is shown, those of groups under their items' paths.
fn shown(questions: &[Question], answers: &Answers, place: &str) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for question in questions {
        let path = format!("{place}{}", question.id);
        match (answers.0.get(&question.id), &question.kind) {
            (Some(Answer::Group(items)), Kind::Group { questions, .. }) => {
                items.iter().zip(1..).for_each(|(item, nth)| texts.extend(shown(questions, item, &format!("{path}.{nth}."))));
            }
            (Some(answer), _) => {
                texts.insert(path, answer.show(question));
            }
            (None, _) => {}
        }
    }
    texts
}

fn is_within_margins(slot: &Slot) -> bool {
    slot.x >= 15.0 && slot.y >= 15.0 && slot.x + slot.w <= 195.01 && slot.y + slot.h <= 282.01 && slot.w > 0.0 && slot.h > 0.0
}

fn overlap(a: &Slot, b: &Slot) -> bool {
    let apart = |a: f32, a_long: f32, b: f32, b_long: f32| a + a_long <= b + 0.01 || b + b_long <= a + 0.01;
    !(apart(a.x, a.w, b.x, b.w) || apart(a.y, a.h, b.y, b.h))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_two_slots_overlap_and_none_leaves_the_page((form, answers) in answered()) {
        for page in form.sheet(&answers, &heading()).pages {
            for (nth, slot) in page.iter().enumerate() {
                prop_assert!(is_within_margins(slot), "{:?}", slot);
                prop_assert!(!page[..nth].iter().any(|other| overlap(slot, other)), "{:?}", slot);
            }
        }
    }

    #[test]
    fn a_blank_form_stays_within_its_pages((form, _) in answered()) {
        for page in form.blank_sheet("さくら野市長").pages {
            for (nth, slot) in page.iter().enumerate() {
                prop_assert!(is_within_margins(slot), "{:?}", slot);
                prop_assert!(!page[..nth].iter().any(|other| overlap(slot, other)), "{:?}", slot);
                let n = fit::lines(&slot.text, slot.w, slot.size).len();
                prop_assert!(fit::height(n, slot.size) <= slot.h + 0.01, "{:?}", slot);
            }
        }
    }

    #[test]
    fn every_answer_is_printed_whole((form, answers) in answered()) {
        let printed = printed(&form.sheet(&answers, &heading()));
        for (path, text) in shown(&form.questions, &answers, "") {
            prop_assert_eq!(printed.get(&path), Some(&text), "{}", path);
        }
    }

    #[test]
    fn every_text_fits_into_its_slot((form, answers) in answered()) {
        for slot in form.sheet(&answers, &heading()).pages.iter().flatten() {
            let n = fit::lines(&slot.text, slot.w, slot.size).len();
            prop_assert!(slot.size >= fit::FLOOR && fit::height(n, slot.size) <= slot.h + 0.01, "{:?}", slot);
        }
    }
}

#[test]
fn short_answers_stand_side_by_side() {
    let form = form(vec![ask("born", Kind::Date(DateRule::Past)), ask("phone", Kind::Phone), ask("copies", Kind::YesNo)]);
    let sheet = form.sheet(&answers(&[("phone", Answer::Phone("0312345678".into()))]), &heading());
    let find = |path: &str| sheet.pages[0].iter().find(|slot| slot.path == path).unwrap();
    assert_eq!(find("born").y, find("phone").y);
    assert!(find("born").x < find("phone").x);
    assert!(find("copies").y > find("phone").y);
    assert_eq!((find("phone").text.as_str(), find("born").text.as_str()), ("03-1234-5678", ""));
}

#[test]
fn a_blank_form_asks_everything_and_has_boxes_to_tick() {
    let options = ["本人", "代理人"].map(|label| Choice { id: label.into(), label: label.into(), help: None }).to_vec();
    let when = crate::form::When::is("who", &["代理人"]);
    let letter = Question { when: Some(when), ..ask("letter", Kind::YesNo) };
    let things = vec![ask("number", Kind::Count { min: 1, max: 5, unit: "点".into() })];
    let group = ask("things", Kind::Group { noun: "物".into(), min: 1, max: 9, questions: things });
    let form = form(vec![ask("who", Kind::Choice { options }), letter, ask("born", Kind::Date(DateRule::Past)), group]);
    let printed = printed(&form.blank_sheet("さくら野市長"));
    let text = |path: &str| printed[path].as_str();
    assert_eq!(text("who"), "□本人　□代理人");
    assert_eq!(text("letter"), "□はい　□いいえ　（当てはまるときだけ）");
    assert_eq!((text("born"), text("things.4.number")), ("　　　　年　　月　　日", "　　　点"));
    assert!(!printed.contains_key("things.5.number"));
}

#[test]
fn the_signature_and_the_office_boxes_are_left_free() {
    let form = form(vec![ask("phone", Kind::Phone)]);
    let free = |reference: Option<&str>| {
        let heading = Heading { reference: reference.map(|number| ReferenceNumber(number.into())), ..heading() };
        let pages = form.sheet(&Answers::default(), &heading).pages;
        let blank = pages.into_iter().flatten().filter(|slot| slot.role == Role::Blank);
        blank.map(|slot| format!("{}:{}", &slot.label[..6], slot.text)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(free(None), "署名: 受付: 受付: 本人: 手数: 担当:");
    assert_eq!(free(Some("26-000001-8")), "署名: 受付: 受付:26-000001-8 本人: 手数: 担当:");
}

#[test]
fn a_form_is_signed_as_its_rule_says() {
    let slots = |signature| {
        let form = Form { signature, ..form(vec![ask("phone", Kind::Phone)]) };
        form.sheet(&Answers::default(), &heading()).pages.concat()
    };
    let is_signed = |slots: &[Slot]| slots.iter().any(|slot| slot.role == Role::Blank && slot.label.starts_with("署名"));
    assert!(is_signed(&slots(Signature::ByHand)));
    assert!(!is_signed(&slots(Signature::Typed)));
    let seal = slots(Signature::WithSeal).into_iter().find(|slot| slot.label.starts_with("印影")).unwrap();
    assert!(is_signed(&slots(Signature::WithSeal)) && seal.w > 25.0 && seal.h > 25.0, "the largest seal fits");
    assert!(slots(Signature::AllByHand).iter().any(|slot| slot.text.contains("全部を手で書き写して")));
}

#[test]
fn whose_name_could_not_be_typed_has_room_to_write_it_by_hand() {
    let person = |family: &str, rare_glyph| {
        Answer::Person(Person { family: family.into(), given: "花子".into(), rare_glyph, ..Person::default() })
    };
    let form = form(["applicant", "child", "head"].map(|id| ask(id, Kind::Person)).into());
    let named = answers(&[("applicant", person("渡邊", true)), ("child", person("佐倉", false)), ("head", person("渡邊", true))]);
    let slots = form.sheet(&named, &heading()).pages.concat();
    let boxes: Vec<&Slot> = slots.iter().filter(|slot| slot.label.starts_with("字形の訂正欄")).collect();
    assert_eq!(boxes.len(), 1, "one for each name, however often it stands on the form");
    assert!(boxes[0].role == Role::Blank && boxes[0].h > 12.0 && boxes[0].w > 60.0, "large enough for any character");
    assert!(slots.iter().any(|slot| slot.y == boxes[0].y && slot.text == "渡邊　花子"));
}

#[test]
fn a_family_is_a_table_with_a_row_for_each() {
    let sex = Kind::Choice { options: ["男", "女"].map(|label| Choice { id: label.into(), label: label.into(), help: None }).to_vec() };
    let people = vec![ask("name", Kind::Person), ask("born", Kind::Date(DateRule::Past)), ask("sex", sex)];
    let form = form(vec![ask("people", Kind::Group { noun: "人".into(), min: 1, max: 8, questions: people })]);
    let person = answers(&[("sex", Answer::Choice("女".into()))]);
    let sheet = form.sheet(&answers(&[("people", Answer::Group(vec![person; 3]))]), &heading());
    let rows: Vec<f32> = sheet.pages[0].iter().filter(|slot| slot.path.ends_with(".sex")).map(|slot| slot.y).collect();
    assert!(rows.len() == 3 && rows[0] < rows[1] && rows[1] < rows[2], "{rows:?}");
    let heads: Vec<&str> = sheet.pages[0].iter().filter(|slot| slot.role == Role::Label).map(|slot| slot.text.as_str()).collect();
    assert_eq!(heads, ["peopleの欄", "番号", "nameの欄", "bornの欄", "sexの欄", "1", "2", "3"]);
}

#[test]
fn a_text_longer_than_a_page_goes_on_overleaf() {
    let form = form(vec![ask("story", Kind::Text { max: 1000, lines: true })]);
    let story = "一行\n".repeat(499) + "終わり";
    let sheet = form.sheet(&answers(&[("story", Answer::Text(story.clone()))]), &heading());
    assert!(sheet.pages.len() > 3, "{}", sheet.pages.len());
    assert_eq!(printed(&sheet)["story"], story);
}

#[test]
fn what_the_office_filled_in_stands_in_its_slots_and_the_stamp_within_its_own() {
    let form = form(vec![ask("phone", Kind::Phone)]);
    let stamp = Some(["さくら野市".to_owned(), "8.11.23".to_owned(), "受付".to_owned()]);
    let office = OfficeMarks { stamp, identity: "運転免許証".into(), fee: "900円".into(), by: "佐倉 花子".into() };
    let page = form.sheet(&Answers::default(), &Heading { office, ..heading() }).pages.concat();
    let text = |label: &str| page.iter().find(|slot| slot.role == Role::Blank && slot.label == label).map(|slot| slot.text.as_str());
    assert_eq!(
        [text("本人確認"), text("手数料"), text("担当"), text("受付印")],
        [Some("運転免許証"), Some("900円"), Some("佐倉 花子"), Some("")]
    );
    let (slot, stamp) =
        (page.iter().find(|slot| slot.label == "受付印").unwrap(), page.iter().find(|slot| slot.role == Role::Stamp).unwrap());
    assert_eq!(stamp.text, "さくら野市\n8.11.23\n受付");
    assert!(stamp.x > slot.x && stamp.y > slot.y && stamp.x + stamp.w < slot.x + slot.w && stamp.y + stamp.h < slot.y + slot.h);
    assert!(stamp.w == stamp.h, "it is round");
}

#[test]
fn the_longest_papers_and_reasons_stay_within_their_slots() {
    let form = form(vec![ask("phone", Kind::Phone)]);
    let office = OfficeMarks {
        identity: "マイナンバーカード、運転免許証、パスポート、在留カード・特別永住者証明書、ほかの顔写真のある書類、顔写真のない書類9点"
            .into(),
        ..OfficeMarks::default()
    };
    let page = form.sheet(&Answers::default(), &Heading { office, ..heading() }).pages.concat();
    let slot = page.iter().find(|slot| slot.label == "本人確認").unwrap();
    assert!(fit::height(slot.lines().len(), slot.size) <= slot.h, "{slot:?}");
}

#[test]
fn a_stamp_has_room_for_every_name_of_a_city_or_its_words_stand_there_without_a_circle() {
    let form = form(vec![ask("name", Kind::Person)]);
    let slots = |city: &str| {
        let stamp = Some([city.to_owned(), "8.11.23".to_owned(), "受付".to_owned()]);
        let office = OfficeMarks { stamp, ..OfficeMarks::default() };
        form.sheet(&Answers::default(), &Heading { office, ..heading() }).pages.concat()
    };
    for city in ["津市", "いちき串木野市", "西八代郡市川三郷町"] {
        let size = slots(city).into_iter().find(|slot| slot.role == Role::Stamp).map(|slot| slot.size);
        assert!(size.is_some_and(|size| (3.5..=9.0).contains(&size)), "{city}: {size:?}");
    }
    let long = slots("とてもとてもとても長い名前の広域連合");
    assert!(long.iter().all(|slot| slot.role != Role::Stamp));
    assert!(long.iter().any(|slot| slot.label == "受付印" && slot.text.contains("広域連合\n8.11.23\n受付")));
}
