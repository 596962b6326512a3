//! The catalogue of the demo city: every procedure is in it once, leads somewhere, and is found; a mistake in a file is refused where it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use domain::find::{Folded, Sought};
use domain::leaflet::{About, Leaflet};
use server::city::{Catalogue, Mistakes, load_chapter};

use crate::demo::{catalogue, folder, library};
use crate::mistakes;

fn catalogue_with(city: &Path) -> Result<Catalogue, String> {
    let catalogue = Catalogue::load(&folder("public"), city, &library()).unwrap();
    if catalogue.mistakes.is_empty() { Ok(catalogue) } else { Err(Mistakes(catalogue.mistakes).to_string()) }
}

fn leaflets(catalogue: &Catalogue) -> Vec<Leaflet> {
    catalogue.chapters.iter().flat_map(|chapter| chapter.leaflets.clone()).collect()
}

#[test]
fn every_form_is_in_the_catalogue() {
    let listed: BTreeSet<String> = leaflets(&catalogue())
        .into_iter()
        .filter_map(|leaflet| match leaflet.about {
            About::Form(form) => Some(form),
            About::Told(_) => None,
        })
        .collect();
    for form in library().current() {
        assert!(listed.contains(&form.id), "{} is in no chapter", form.id);
    }
}

#[test]
fn the_procedures_that_a_city_should_take_online_first_are_all_there() {
    let names: Vec<String> = leaflets(&catalogue()).into_iter().map(|leaflet| leaflet.name).collect();
    let wanted = [
        "額の改定",
        "氏名・住所等変更",
        "受給事由消滅",
        "未支払の児童手当",
        "寄附の申出",
        "寄附変更等",
        "徴収等の申出",
        "徴収等の変更等",
        "児童手当等の現況届",
        "支給認定",
        "利用申込み",
        "保育施設等の現況届",
        "児童扶養手当",
        "妊娠の届出",
        "更新認定",
        "区分変更認定",
        "サービス計画作成",
        "負担割合証",
        "被保険者証の再交付",
        "高額介護",
        "負担限度額",
        "福祉用具",
        "住宅改修",
        "住所移転後",
        "罹災証明書",
        "水道使用開始届",
        "水道使用中止",
        "道路占用",
        "粗大ごみ",
        "犬の死亡届",
        "研修",
        "職員採用試験",
        "入札参加資格",
        "不在者投票",
        "防火管理者",
        "催物の開催",
        "応急仮設住宅",
        "応急修理",
        "障害物の除去",
        "災害弔慰金",
        "災害障害見舞金",
        "災害援護資金",
        "被災者生活再建支援金",
        "転出",
        "転入の来庁予約",
        "図書館",
        "スポーツ施設",
        "eLTAX",
        "港湾",
        "建築確認",
        "電子入札",
        "国民年金",
        "マイナンバーカードの申請",
        "産後ケア",
    ];
    for wanted in wanted {
        assert!(names.iter().any(|name| name.contains(wanted)), "{wanted} is missing");
    }
}

#[test]
fn whoever_looks_for_a_procedure_by_its_sound_or_in_everyday_words_finds_its_leaflet() {
    let catalogue = catalogue();
    let told = |leaflet: &Leaflet| match &leaflet.about {
        About::Told(told) => Some(format!("{} {}", leaflet.name, told.what)),
        About::Form(_) => None,
    };
    let found = |typed: &str| -> Vec<String> {
        let sought = Sought::new(typed);
        let hit = |leaflet: &Leaflet| {
            told(leaflet)
                .is_some_and(|text| sought.is_in(&Folded::new(&format!("{text} {} {}", leaflet.kana, catalogue.synonyms.of(&text)))))
        };
        leaflets(&catalogue).into_iter().filter(hit).map(|leaflet| leaflet.id).collect()
    };
    for (typed, id) in [
        ("にんしん", "pregnancy"),
        ("選挙", "absentee-ballot"),
        ("ねんきん", "national-pension"),
        ("じゅうしょいてんご", "care-after-move"),
        ("家を建てる", "building-permit"),
        ("お墓", "grave"),
        ("台風 仮設", "temporary-housing"),
    ] {
        assert!(found(typed).iter().any(|found| found == id), "{typed}: {:?}", found(typed));
    }
}

/// A chapter without a mistake.
const RIGHT: &str = r#"order = 20
title = "見本"
summary = "見本です。"

[source]
kind = "layout-assumed"
text = "見本"

[[procedure]]
id = "move-in-again"
kana = "てんにゅう"
form = "move-in"

[[procedure]]
id = "well"
name = "井戸の届出"
kana = "いどのとどけで"
what = "井戸を掘ることを届け出ます。"
place = "水道の窓口"
prepare = ["water-start"]
"#;

/// Changes `right` to `wrong` in the chapter and expects refusals: `line: words that the reason holds`, one a line.
fn refused(right: &str, wrong: &str, expected: &str) {
    assert!(RIGHT.contains(right), "{right} is not in the chapter");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wells.toml");
    fs::write(&file, RIGHT.replacen(right, wrong, 1)).unwrap();
    mistakes::expect(&load_chapter(&file, library().current()).expect_err(wrong), expected);
}

#[test]
fn a_chapter_with_a_mistake_is_told_where_and_how_to_mend_it() {
    refused("form = \"move-in\"", "form = \"move-inn\"", "12: 「move-inn」という様式はありません。residence-certificate、move-in");
    refused("prepare = [\"water-start\"]", "prepare = [\"well-start\"]", "20: 「well-start」という様式はありません");
    refused("kana = \"いどのとどけで\"", "kana = \"井戸の届出\"", "17: 名前の読みをひらがなで");
    refused("place = \"水道の窓口\"\n", "", "14: 「place」がありません");
    refused("prepare", "link = \"http://example.jp\"\nprepare", "20: https:// で始まるアドレス");
    refused("what = ", "waht = ", "14: 「what」がありません\n18: 「what」の書き間違い");
    refused("id = \"well\"", "id = \"Well\"", "15: 「Well」はidにできません");
}

#[test]
fn a_city_adds_a_chapter_of_its_own_and_is_told_what_does_not_fit_beside_the_others() {
    let city = tempfile::tempdir().unwrap();
    let file = city.path().join("procedures/wells.toml");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, RIGHT).unwrap();
    let catalogue = catalogue_with(city.path()).unwrap();
    assert_eq!(catalogue.leaflet("well").map(|(chapter, leaflet)| (chapter.id.as_str(), leaflet.column())), Some(("wells", 'あ')));
    for (right, wrong, words) in [
        ("id = \"well\"", "id = \"pregnancy\"", "「pregnancy」という手続がもうあります"),
        ("prepare", "also = [\"garden\"]\nprepare", "「garden」という分野はありません"),
        ("order = 20", "order = 20\nguide = \"wells\"", "「wells」という案内はありません"),
    ] {
        fs::write(&file, RIGHT.replacen(right, wrong, 1)).unwrap();
        let refusal = catalogue_with(city.path()).unwrap_err();
        assert!(refusal.starts_with(&file.display().to_string()) && refusal.contains(words), "{refusal}");
    }
}
