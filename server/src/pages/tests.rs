//! Every page is drawn natively: a component that asks the browser for something would panic here.

use std::fs;

use domain::city::Office;
use domain::form::{Channel, Choice, DateRule, Entries, Evidence, Facts, Kind, Question, Signature, Source, SourceKind, When};
use domain::leaflet::{Chapter, Told};
use domain::looks::Looks;
use domain::open_days::OpenDays;

use super::*;
use crate::city::load_guide;

fn question(id: &str, label: &str, kind: Kind) -> Question {
    Question { id: id.into(), label: label.into(), slot_label: None, help: None, optional: false, when: None, kind }
}

/// A form with a question of every kind.
fn every_kind() -> Form {
    let options = || ["self", "agent"].map(|id| Choice { id: id.into(), label: format!("選択肢{id}"), help: None }).to_vec();
    let questions = vec![
        question("applicant", "申請する人の氏名", Kind::Person),
        question("address", "いまの住所", Kind::Address),
        question("phone", "電話番号", Kind::Phone),
        question("born", "生年月日", Kind::Date(DateRule::Past)),
        question("who", "窓口に来る人", Kind::Choice { options: options() }),
        Question { when: Some(When::is("who", &["agent"])), ..question("agent", "代理人の氏名", Kind::Person) },
        question("kinds", "必要なもの", Kind::Several { options: options() }),
        question("seal", "記載を省きますか", Kind::YesNo),
        question("copies", "通数", Kind::Count { min: 1, max: 10, unit: "通".into() }),
        question("customer", "お客様番号", Kind::Digits { length: 8, of: "お客様番号".into() }),
        question("reason", "使う目的", Kind::Text { max: 100, lines: true }),
        question(
            "members",
            "異動する人",
            Kind::Group {
                noun: "異動する人".into(),
                min: 1,
                max: 4,
                questions: vec![
                    question("name", "異動する人の氏名", Kind::Person),
                    question("birthday", "異動する人の生年月日", Kind::Date(DateRule::Past)),
                ],
            },
        ),
    ];
    Form {
        id: "every-kind".into(),
        number: 1,
        edition: 1,
        title: "見本の申請書".into(),
        summary: "すべての種類の質問がある見本です。".into(),
        channels: vec![Channel::Qr],
        not_online: Some("本人確認が必要なため、窓口で受け付けます。".into()),
        fee: Some("1通300円".into()),
        deadline: None,
        bring: vec![Evidence { text: "本人確認書類".into(), when: None, form: None, at_counter: domain::form::AtCounter::Tick }],
        signature: Signature::ByHand,
        facts: Facts::default(),
        minutes: 5,
        valid_days: 30,
        queue: None,
        source: Source { kind: SourceKind::Facts, text: "見本".into(), confirmed: false },
        questions,
        rules: Vec::new(),
        begins: Vec::new(),
        begins_today: Vec::new(),
        sample: Entries::from_iter([("phone".to_owned(), "0312345678".to_owned())]),
        open_days: OpenDays::default(),
    }
}

fn city() -> City {
    let office = Office { id: "main".into(), name: "本庁舎".into(), hours: None, queues: Vec::new(), counters: Vec::new() };
    City {
        code: "990001".into(),
        number: 2040,
        name: "さくら野市".into(),
        prefecture: "さくら県".into(),
        offices: vec![office],
        key: None,
        key_until: None,
        looks: Looks::default(),
        without_forms: BTreeMap::new(),
        open_days: OpenDays::default(),
        towns: Vec::new(),
    }
}

/// The guide of the demo city, with a question of every kind.
fn catalogue() -> Catalogue {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/guides/moving.toml");
    let ids = ["move-in", "move-out", "move-within", "national-health-insurance", "seal-registration", "dog-change", "water-start"];
    let forms = ids.into_iter().chain(["child-allowance"]).map(|id| Arc::new(Form { id: id.into(), ..every_kind() }));
    let forms: Vec<Arc<Form>> = forms.collect();
    Catalogue {
        chapters: vec![Arc::new(chapter())],
        guides: vec![Arc::new(load_guide(&file, &forms).expect("a guide"))],
        ..Catalogue::default()
    }
}

/// A chapter with a procedure of which only the least is known.
fn chapter() -> Chapter {
    let told = Told {
        what: "井戸を掘ることを届け出ます。".into(),
        place: "水道の窓口".into(),
        who: None,
        bring: Vec::new(),
        how: None,
        fee: None,
        deadline: None,
        note: None,
        link: None,
        prepare: vec!["every-kind".into()],
    };
    let (name, kana) = ("井戸の届出".to_owned(), "いどのとどけで".to_owned());
    let leaflet = Leaflet { id: "well".into(), name, kana, also: Vec::new(), about: About::Told(Box::new(told)) };
    Chapter {
        id: "living".into(),
        order: 1,
        title: "くらし".into(),
        summary: "くらしの手続です。".into(),
        guide: Some("moving".into()),
        leaflets: vec![leaflet],
        source: Source { kind: SourceKind::Facts, text: "見本".into(), confirmed: false },
    }
}

fn pages() -> Pages {
    let app = tempfile::tempdir().expect("a folder");
    fs::create_dir(app.path().join("public")).expect("a folder");
    for sheet in ["style.css", "hall.css", "find.css"] {
        fs::write(app.path().join(sheet), "body{margin:0}").expect("a file");
    }
    fs::write(app.path().join("public/sw.js"), "// worker").expect("a file");
    for entry in ["resident", "hall", "reader"] {
        for ending in ["js", "wasm"] {
            fs::write(app.path().join(format!("{entry}-0123456789abcdef.{ending}")), ending).expect("a file");
        }
    }
    Pages::new(&city(), &[Arc::new(every_kind())], catalogue(), app.path()).expect("every page is drawn")
}

fn html(pages: &Pages, path: &str) -> String {
    String::from_utf8(pages.sheet(path).body.plain().to_vec()).expect("pages are UTF-8")
}

#[test]
fn every_address_of_the_resident_and_of_the_hall_has_its_page() {
    let pages = pages();
    let paths: Vec<&str> = pages.sheets.keys().map(String::as_str).collect();
    let expected = "/ /bundle /counter /counter/scanner /display/main /forms/every-kind /forms/every-kind/blank /guides/moving /kiosk/main /outbox /procedures /procedures/well /profile /wait/main";
    assert_eq!(paths.join(" "), expected);
}

#[test]
fn a_form_is_drawn_with_every_question_and_nobodys_answers() {
    let page = html(&pages(), "/forms/every-kind");
    let drawn = page.split("<script type=\"application/json\"").next().expect("a page");
    for question in every_kind().questions {
        assert!(drawn.contains(&question.label), "「{}」 is not on the page", question.label);
    }
    assert!(!page.contains("0312345678"), "the example travels to phones");
}

#[test]
fn a_form_can_be_printed_blank_by_its_own_style_and_script_alone() {
    let pages = pages();
    assert!(html(&pages, "/forms/every-kind").contains("href=\"/forms/every-kind/blank\""));
    let blank = html(&pages, "/forms/every-kind/blank");
    for question in every_kind().questions {
        assert!(blank.contains(question.slot()), "「{}」 is not on the sheet", question.label);
    }
    assert!(!blank.contains(" style=\""), "the policy would take it away");
    let policy = pages.sheet("/forms/every-kind/blank").policy.to_str().expect("ASCII");
    let between = |from: &str, to: &str| blank.split(from).nth(1).and_then(|rest| rest.split(to).next()).expect("it is there");
    assert!(
        policy.contains(&shell::hash(between("<style>", "</style>"))) && policy.contains(&shell::hash(between("<script>", "</script>")))
    );
    assert!(!policy.contains("unsafe") && !policy.contains("'self' "), "{policy}");
    let worker = String::from_utf8(pages.draw_worker().body.plain().to_vec()).expect("text");
    assert!(worker.contains("\"/forms/every-kind/blank\""), "it is kept for the time without a network");
}

#[test]
fn a_guide_is_drawn_with_its_questions_and_everything_that_may_follow() {
    let page = html(&pages(), "/guides/moving");
    let drawn = page.split("<script type=\"application/json\"").next().expect("a page");
    let guide = &catalogue().guides[0];
    for question in &guide.questions {
        assert!(drawn.contains(&question.label), "「{}」 is not on the page", question.label);
    }
    for procedure in &guide.procedures {
        assert!(drawn.contains(&format!("id=\"procedure-{}\"", procedure.id)), "「{}」 is not on the page", procedure.name);
    }
    assert!(page.contains("<title>引っ越しの手続 | さくら野市 窓口</title>"));
    assert!(drawn.contains("市で確認中"));
}

#[test]
fn a_leaflet_sends_people_to_the_counter_for_what_nobody_has_told() {
    let pages = pages();
    let leaflet = html(&pages, "/procedures/well");
    assert_eq!(leaflet.matches("市の窓口でご確認ください").count(), 5, "{leaflet}");
    for words in ["井戸を掘ることを届け出ます。", "水道の窓口", "href=\"/forms/every-kind\"", "href=\"/guides/moving\"", "市で確認中"]
    {
        assert!(leaflet.contains(words), "{words}");
    }
    assert!(leaflet.contains("<title>井戸の届出 | さくら野市 窓口</title>"));
    for path in ["/", "/procedures"] {
        assert!(html(&pages, path).contains("href=\"/procedures/well\""), "{path} does not lead there");
    }
    assert!(html(&pages, "/").contains("いどのとどけで"), "it is found by its sound");
}

#[test]
fn a_part_that_does_not_apply_is_hidden_by_the_sheet_of_its_page() {
    let page = html(&pages(), "/forms/every-kind");
    assert!(page.contains(r#"[data-question="who"] [value="agent"]:checked"#), "{page}");
}

#[tokio::test]
async fn an_address_that_does_not_exist_gets_a_page_with_a_way_out() {
    let answer = Arc::new(pages()).answer("/forms/unknown", &HeaderMap::new()).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    assert!(answer.headers()[CONTENT_SECURITY_POLICY].to_str().expect("ASCII").contains("default-src 'none'"));
}

#[tokio::test]
async fn the_service_worker_is_served_where_it_may_watch_every_page() {
    let answer = Arc::new(pages()).answer("/sw.js", &HeaderMap::new()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["cache-control"], "no-cache");
}

#[tokio::test]
async fn the_reader_of_pictures_runs_its_own_wasm_and_is_kept_on_no_phone() {
    let pages = Arc::new(pages());
    let answer = pages.answer("/assets/reader-0123456789abcdef.js", &HeaderMap::new()).await;
    assert!(answer.headers()[CONTENT_SECURITY_POLICY].to_str().expect("ASCII").contains("'wasm-unsafe-eval'"));
    let worker = String::from_utf8(pages.draw_worker().body.plain().to_vec()).expect("text");
    assert!(worker.contains("/assets/resident-") && !worker.contains("/assets/reader-"), "{worker}");
    assert!(html(&pages, "/counter").contains("/assets/reader-0123456789abcdef.js"));
    assert!(!html(&pages, "/forms/every-kind").contains("/assets/reader-"));
}
