//! What people type into the search of the first page, and what they find there first.

use std::fs;
use std::sync::Arc;

use domain::find::{Kin, Listed, find};
use http::HeaderMap;
use http_body_util::BodyExt;
use server::city::load_city;
use server::pages::Pages;
use tempfile::TempDir;

use crate::demo::{catalogue, city_folder, folder, library};

/// The lines of a drawn page (探される行), with their ids.
struct Lines(Vec<(String, Listed)>);

impl Lines {
    /// Those of the page at this address.
    async fn of(address: &str) -> Lines {
        let city = load_city(&folder("public"), &city_folder()).unwrap();
        let pages = Arc::new(Pages::new(&city, library().current(), catalogue(), built().path()).unwrap());
        let answer = pages.answer(address, &HeaderMap::new()).await;
        let page = String::from_utf8(answer.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap();
        let lines = page.split("<li").skip(1).filter(|line| line.split('>').next().unwrap().contains("data-names"));
        Lines(lines.map(line).collect())
    }

    /// The ids of what is found, in their order.
    fn found(&self, typed: &str) -> Vec<&str> {
        let (ids, listed): (Vec<&str>, Vec<Listed>) = self.0.iter().map(|(id, listed)| (id.as_str(), listed.clone())).unzip();
        find(&listed, typed).places.into_iter().map(|place| ids[place]).collect()
    }

    /// What is not found as it should be: first, or among the first three.
    fn missed(&self, typed: &str, expected: &str, place: usize) -> Option<String> {
        let found = self.found(typed);
        let is_so = found.iter().take(place).any(|id| *id == expected);
        (!is_so).then(|| format!("「{typed}」: {expected} is not among the first {place} of {found:?}"))
    }
}

/// A program that nobody runs.
fn built() -> TempDir {
    let app = TempDir::new().unwrap();
    fs::create_dir(app.path().join("public")).unwrap();
    let programs = ["resident", "hall", "reader"].map(|entry| ["js", "wasm"].map(|ending| format!("{entry}-0123456789abcdef.{ending}")));
    let files = programs.into_iter().flatten().chain(["style.css", "hall.css", "find.css", "public/sw.js"].map(str::to_owned));
    files.for_each(|file| fs::write(app.path().join(file), "").unwrap());
    app
}

/// A line as the program reads it: what it leads to, its link, its first paragraph, and other words for it.
fn line(html: &str) -> (String, Listed) {
    let attribute = |name: &str| between(html, &format!(" {name}=\""), "\"");
    let id = attribute("id");
    let kin = match id.split_once('-').map(|(kin, _)| kin) {
        Some("form") => Kin::Form,
        Some("guide") => Kin::Guide,
        _ => Kin::Leaflet,
    };
    let written_in = |name: &str| {
        let tag = html.split(&format!("<{name}")).skip(1).find(|tag| tag.starts_with([' ', '>'])).unwrap_or_default();
        plain(tag.split_once('>').map_or("", |(_, rest)| rest).split(&format!("</{name}>")).next().unwrap_or_default())
    };
    let listed = Listed::new(kin, &written_in("a"), &attribute("data-names"), &written_in("p"), &attribute("data-asked"));
    (id, listed)
}

fn between(text: &str, start: &str, end: &str) -> String {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map_or(String::new(), |(part, _)| part.to_owned())
}

/// What is written, without its marks and without the readings above the kanji.
fn plain(html: &str) -> String {
    without(&without(html, "<rt", "</rt>"), "<", ">")
}

/// A text without its parts that begin and end so.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default();
    first.to_owned() + &parts.filter_map(|part| part.split_once(end)).map(|(_, rest)| rest).collect::<String>()
}

/// What must come first.
const FIRST: &[(&str, &str)] = &[
    ("転入届", "form-move-in"),
    ("転入", "form-move-in"),
    ("てんにゅうとどけ", "form-move-in"),
    ("転入の手続き", "form-move-in"),
    ("転入届の書き方", "form-move-in"),
    ("転出届", "form-move-out"),
    ("転出", "form-move-out"),
    ("てんしゅつ", "form-move-out"),
    ("海外転出", "form-move-out"),
    ("転居届", "form-move-within"),
    ("転居", "form-move-within"),
    ("てんきょとどけ", "form-move-within"),
    ("引っ越し", "guide-moving"),
    ("世帯分離", "form-household-change"),
    ("世帯主変更", "form-household-change"),
    ("せたいぬし", "form-household-change"),
    ("世帯合併", "form-household-change"),
    ("世帯を分ける", "form-household-change"),
    ("市内引越し", "form-move-within"),
    ("外国人", "form-move-in"),
    ("在留カード", "form-move-in"),
    ("住民票", "form-residence-certificate"),
    ("住民票の写し", "form-residence-certificate"),
    ("じゅうみんひょう", "form-residence-certificate"),
    ("ジュウミンヒョウ", "form-residence-certificate"),
    ("住民票を取りたい", "form-residence-certificate"),
    ("住民表の写し", "form-residence-certificate"),
    ("除票", "form-residence-certificate"),
    ("記載事項証明書", "form-residence-certificate"),
    ("印鑑証明", "form-seal-certificate"),
    ("印鑑登録証明書", "form-seal-certificate"),
    ("印鑑登録", "form-seal-registration"),
    ("はんこの登録", "form-seal-registration"),
    ("戸籍", "form-family-register"),
    ("戸籍謄本", "form-family-register"),
    ("附票", "form-family-register"),
    ("身分証明書", "form-family-register"),
    ("独身証明書", "form-family-register"),
    ("改製原戸籍", "form-family-register"),
    ("所得証明", "form-tax-certificate"),
    ("非課税証明書", "form-tax-certificate"),
    ("納税証明書", "form-tax-certificate"),
    ("税金", "form-tax-certificate"),
    ("委任状", "form-letter-of-attorney"),
    ("代理人", "form-letter-of-attorney"),
    ("国保", "form-national-health-insurance"),
    ("国民健康保険", "form-national-health-insurance"),
    ("退職", "form-national-health-insurance"),
    ("会社をやめた", "form-national-health-insurance"),
    ("会社を辞めた", "form-national-health-insurance"),
    ("保険をやめる", "form-national-health-insurance"),
    ("国保をやめたい", "form-national-health-insurance"),
    ("社会保険離脱", "form-national-health-insurance"),
    ("扶養から外れた", "form-national-health-insurance"),
    ("後期高齢者", "form-late-elderly-loss"),
    ("児童手当", "form-child-allowance"),
    ("こども", "form-child-allowance"),
    ("出生届", "other-birth-birth"),
    ("母子手帳", "leaflet-pregnancy"),
    ("保育園", "leaflet-nursery-application"),
    ("介護認定", "form-care-certification"),
    ("要支援", "form-care-certification"),
    ("おくやみ", "form-bereavement"),
    ("家族が亡くなった", "form-bereavement"),
    ("父が亡くなった", "form-bereavement"),
    ("親が死んだ", "form-bereavement"),
    ("死亡届", "other-bereavement-death"),
    ("葬祭費", "form-funeral-expenses"),
    ("お葬式", "form-funeral-expenses"),
    ("水害", "form-disaster-certificate"),
    ("罹災証明", "form-disaster-certificate"),
    ("り災証明書", "form-disaster-certificate"),
    ("台風", "form-disaster-certificate"),
    ("水道", "form-water-start"),
    ("水道を止める", "leaflet-water-stop"),
    ("名義変更", "form-water-name"),
    ("ごみ", "form-bulky-waste"),
    ("粗大ゴミ", "form-bulky-waste"),
    ("犬の登録", "form-dog-registration"),
    ("犬が死んだ", "form-dog-death"),
    ("飼い主が変わった", "form-dog-change"),
    ("選挙", "leaflet-absentee-ballot"),
    ("国民年金", "leaflet-national-pension"),
    ("マイナンバーカード", "leaflet-number-card-booking"),
    ("moving in", "form-move-in"),
    ("Move out", "form-move-out"),
    ("residence certificate", "form-residence-certificate"),
    ("health insurance", "form-national-health-insurance"),
    ("child allowance", "form-child-allowance"),
    ("seal registration", "form-seal-registration"),
    ("tax certificate", "form-tax-certificate"),
];

/// What must be among the first three.
const AMONG: &[(&str, &str)] = &[
    ("引っ越し", "form-move-in"),
    ("引越し", "form-move-in"),
    ("住所変更", "form-move-within"),
    ("転入届", "leaflet-move-in-booking"),
    ("転出届", "other-moving-leave-before"),
    ("住民異動届", "form-move-within"),
    ("はんこ", "form-seal-registration"),
    ("謄本", "form-family-register"),
    ("退職", "leaflet-national-pension"),
    ("亡くなった", "guide-bereavement"),
    ("おくやみ", "guide-bereavement"),
    ("赤ちゃん", "guide-birth"),
    ("出産", "guide-birth"),
    ("相続", "leaflet-heir"),
    ("ペット", "form-dog-registration"),
    ("地震", "form-disaster-certificate"),
    ("中長期在留者", "form-move-within"),
    ("生活保護開始", "form-national-health-insurance"),
    ("風水害", "form-disaster-certificate"),
];

#[tokio::test]
async fn the_words_that_people_type_lead_to_what_they_mean() {
    let lines = Lines::of("/").await;
    let first = FIRST.iter().filter_map(|(typed, id)| lines.missed(typed, id, 1));
    let among = AMONG.iter().filter_map(|(typed, id)| lines.missed(typed, id, 3));
    let missed: Vec<String> = first.chain(among).collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert_eq!(lines.found("ラーメン"), [] as [&str; 0]);
}

#[tokio::test]
async fn they_lead_there_in_every_language() {
    for address in ["/en", "/easy"] {
        let lines = Lines::of(address).await;
        let words = [
            "転入届",
            "住民票",
            "こくほ",
            "おくやみ手続受付票",
            "moving in",
            "residence certificate",
            "health insurance",
            "child allowance",
        ];
        let missed = FIRST.iter().filter(|(typed, _)| words.contains(typed)).filter_map(|(typed, id)| lines.missed(typed, id, 1));
        let missed: Vec<String> =
            missed.chain([("住民異動届", "form-move-in")].iter().filter_map(|(typed, id)| lines.missed(typed, id, 3))).collect();
        assert!(missed.is_empty(), "{address}: {}", missed.join("\n"));
    }
}
