//! The paper of しおさい市 for a certificate of residence, as the city would have it from its own office: boxes, lines and words, and
//! nothing of ours on it. Drawn here because no city of flesh and blood has lent us its own.

use domain::form::sheet::{Role, Slot};

/// The rows of a person begin here, in millimetres: フリガナ and 氏名, with 生年月日 beside them.
const PEOPLE: [f32; 2] = [42.0, 101.0];

/// The lines and words of the page.
pub fn page() -> Vec<Slot> {
    let mut page = vec![
        put(Role::Title, (15.0, 14.0, 180.0, 12.0), "住民票の写し等交付請求書", 18.0),
        note((15.0, 28.0, 80.0, 7.0), "（あて先）　しおさい市長", 10.0),
        note((118.0, 28.0, 18.0, 7.0), "請求日", 10.0),
        head(36.0, "１　窓口に来た人"),
        head(95.0, "２　どなたの住民票が必要ですか（本人のときは、書かなくてかまいません）"),
        head(145.0, "３　何が何通必要ですか"),
        head(196.0, "４　住民票にのせるもの（印のないものは、のりません）"),
        head(222.0, "５　第三者の方は、請求する理由と、使いみち、提出先"),
    ];
    for top in PEOPLE {
        page.extend(person(top));
    }
    page.extend([label((15.0, 74.0, 28.0, 9.0), "電話番号"), answer((43.0, 74.0, 52.0, 9.0), "")]);
    page.extend([label((95.0, 74.0, 22.0, 9.0), "必要な人との関係"), answer((117.0, 74.0, 78.0, 9.0), "")]);
    page.extend(boxes(74.0, &[(117.0, "本人"), (134.0, "同じ世帯"), (157.0, "代理人"), (176.0, "第三者")]));
    page.extend([label((15.0, 83.0, 28.0, 9.0), "代理人のとき"), answer((43.0, 83.0, 152.0, 9.0), "")]);
    page.extend(boxes(83.0, &[(43.0, "頼まれた人"), (69.0, "親権者・後見人など"), (173.0, "有"), (184.0, "無")]));
    page.extend([note((116.0, 83.0, 22.0, 9.0), "本人との関係", 8.0), note((161.0, 83.0, 13.0, 9.0), "委任状", 8.0)]);
    page.extend([label((15.0, 133.0, 28.0, 9.0), "世帯主"), answer((43.0, 133.0, 152.0, 9.0), "")]);
    page.extend(certificates());
    page.extend([answer((15.0, 202.0, 180.0, 9.0), ""), answer((15.0, 211.0, 180.0, 9.0), "")]);
    page.extend(boxes(
        202.0,
        &[(16.0, "世帯主の氏名と続柄"), (58.0, "本籍と筆頭者"), (92.0, "国籍・地域と在留の情報"), (146.0, "住民票コード")],
    ));
    page.extend(boxes(211.0, &[(41.0, "のせる"), (61.0, "のせない")]));
    page.extend([note((16.0, 211.0, 26.0, 9.0), "マイナンバー", 9.0), note((84.0, 211.0, 30.0, 9.0), "使いみち・提出先", 9.0)]);
    page.push(answer((15.0, 228.0, 180.0, 16.0), ""));
    page.extend([
        free((15.0, 247.0, 110.0, 16.0), "署名（窓口で、本人が手書きしてください）"),
        free((125.0, 247.0, 30.0, 16.0), "手数料"),
        free((155.0, 247.0, 40.0, 16.0), "受付番号"),
        free((15.0, 263.0, 60.0, 16.0), "本人確認"),
        free((75.0, 263.0, 60.0, 16.0), "受付印"),
        free((135.0, 263.0, 60.0, 16.0), "担当"),
        note((15.0, 281.0, 180.0, 5.0), "しおさい市　様式第１号", 7.0),
    ]);
    page
}

/// フリガナ, 氏名, 生年月日 and 住所.
fn person(top: f32) -> Vec<Slot> {
    let units = [(163.0, "年"), (177.0, "月"), (190.0, "日")].map(|(x, unit)| note((x, top + 5.0, 6.0, 8.0), unit, 9.0));
    let boxes = [
        label((15.0, top, 28.0, 6.0), "フリガナ"),
        answer((43.0, top, 77.0, 6.0), ""),
        label((15.0, top + 6.0, 28.0, 12.0), "氏　名"),
        answer((43.0, top + 6.0, 77.0, 12.0), ""),
        label((120.0, top, 20.0, 18.0), "生年月日"),
        answer((140.0, top, 55.0, 18.0), ""),
        label((15.0, top + 18.0, 28.0, 14.0), "住　所"),
        answer((43.0, top + 18.0, 152.0, 14.0), ""),
        note((43.0, top + 18.3, 7.0, 5.4), "〒", 9.0),
    ];
    [boxes.to_vec(), units.to_vec()].concat()
}

/// A table with a row for each kind of certificate.
fn certificates() -> Vec<Slot> {
    let columns = [(15.0, 12.0, "番号"), (27.0, 138.0, "種類"), (165.0, 30.0, "通数")];
    let mut table: Vec<Slot> = columns.map(|(x, w, words)| label((x, 151.0, w, 6.0), words)).to_vec();
    for (nth, y) in ["１", "２", "３", "４"].into_iter().zip([157.0, 166.0, 175.0, 184.0]) {
        table.extend([label((15.0, y, 12.0, 9.0), nth), answer((27.0, y, 138.0, 9.0), ""), answer((165.0, y, 30.0, 9.0), "")]);
        table.push(note((187.0, y, 8.0, 9.0), "通", 9.0));
    }
    table
}

/// Boxes to tick, with their words, in a row of 9 mm.
fn boxes(y: f32, all: &[(f32, &str)]) -> Vec<Slot> {
    all.iter().map(|(x, words)| note((*x, y, 6.2 + words.chars().count() as f32 * 3.2, 9.0), &format!("□{words}"), 9.0)).collect()
}

fn head(y: f32, words: &str) -> Slot {
    put(Role::Label, (15.0, y, 180.0, 6.0), words, 9.0)
}

fn label(area: (f32, f32, f32, f32), words: &str) -> Slot {
    put(Role::Label, area, words, 8.5)
}

fn answer(area: (f32, f32, f32, f32), words: &str) -> Slot {
    put(Role::Answer, area, words, 9.0)
}

fn note(area: (f32, f32, f32, f32), words: &str, size: f32) -> Slot {
    put(Role::Note, area, words, size)
}

fn free(area: (f32, f32, f32, f32), words: &str) -> Slot {
    Slot { label: words.into(), ..put(Role::Blank, area, "", 9.0) }
}

fn put(role: Role, (x, y, w, h): (f32, f32, f32, f32), text: &str, size: f32) -> Slot {
    Slot { x, y, w, h, role, path: String::new(), label: String::new(), text: text.into(), size }
}
