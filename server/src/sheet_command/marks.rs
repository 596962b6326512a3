//! The places in the file as the editor sees and writes them: numbers in, numbers out, every comment where it was.

use domain::form::sheet::overlay::parts;
use domain::form::{Form, Kind, Question};
use serde::{Deserialize, Serialize};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::Trouble;

/// A place as the file says it (欄), be it right or wrong. Lengths in millimetres.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Mark {
    /// What it is for: `applicant.name`, `relation = self`.
    name: String,
    page: i64,
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// Where a place is now (動かした欄).
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Moved {
    /// Which, counted from 0 in the order of the file.
    nth: usize,
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// Reads the places of a file's text.
///
/// # Errors
/// If it is no TOML, or has its places in another way than `[[slot]]`.
pub(super) fn read(text: &str) -> Result<Vec<Mark>, Trouble> {
    let file = parse(text)?;
    let Some(slots) = file.get("slot") else { return Ok(Vec::new()) };
    let slots = slots.as_array_of_tables().ok_or_else(only_sections)?;
    Ok(slots.iter().map(mark).collect())
}

/// Writes where places are now into a file's text, and changes nothing else of it.
///
/// # Errors
/// As [`read`], and if there is no such place.
pub(super) fn write(text: &str, moved: &[Moved]) -> Result<String, Trouble> {
    let mut file = parse(text)?;
    let slots: &mut ArrayOfTables = file.get_mut("slot").and_then(Item::as_array_of_tables_mut).ok_or_else(only_sections)?;
    for one in moved {
        let slot =
            slots.get_mut(one.nth).ok_or_else(|| Trouble::new("その欄は、ファイルにもうありません。ページを読み込み直してください。"))?;
        for (key, length) in [("x", one.x), ("y", one.y), ("w", one.w), ("h", one.h)] {
            put(slot, key, length);
        }
    }
    Ok(file.to_string())
}

fn mark(slot: &Table) -> Mark {
    let words = |key: &str| slot.get(key).and_then(Item::as_str);
    let number = |key: &str| slot.get(key).and_then(|item| item.as_float().or_else(|| item.as_integer().map(|n| n as f64)));
    let name = match (words("of"), words("is"), words("what")) {
        (Some(of), Some(is), _) => format!("{of} = {is}"),
        (Some(of), None, _) => of.to_owned(),
        (None, _, Some(what)) => what.to_owned(),
        _ => "？".to_owned(),
    };
    let page = slot.get("page").and_then(Item::as_integer).unwrap_or(1);
    let length = |key: &str, otherwise: f64| number(key).filter(|length| length.is_finite()).unwrap_or(otherwise);
    Mark { name, page, x: length("x", 10.0), y: length("y", 10.0), w: length("w", 30.0), h: length("h", 8.0) }
}

/// Puts a length to a tenth of a millimetre; what stood around the number stays.
fn put(slot: &mut Table, key: &str, length: f64) {
    let rounded = Value::from((length * 10.0).round() / 10.0);
    match slot.get_mut(key).and_then(Item::as_value_mut) {
        Some(value) => {
            let around = value.decor().clone();
            *value = rounded;
            *value.decor_mut() = around;
        }
        None => {
            slot.insert(key, Item::Value(rounded));
        }
    }
}

fn parse(text: &str) -> Result<DocumentMut, Trouble> {
    text.parse().map_err(|why: toml_edit::TomlError| {
        Trouble::new(format!("TOMLとして読めません（{}）。直してから、もう一度始めてください。", why.message()))
    })
}

fn only_sections() -> Trouble {
    Trouble::new("欄は [[slot]] の節で書いてください。ほかの書き方のものは、この画面では動かせません。")
}

/// A first file for a form: a place for everything that is asked, one under the other, to be put where it belongs.
pub(super) fn begun(form: &Form) -> String {
    let mut text = format!(
        "# 「{}」の、市の用紙の欄。長さはミリメートルで、用紙の左上から測ります。\n\
         # 欄の動かし方: madoguchi sheet preview {}\n\
         edition = {}\npdf = \"{}.pdf\"\n",
        form.title, form.id, form.edition, form.id
    );
    let mut y = 20.0;
    let mut lay = |holds: &str, label: &str| {
        text += &format!("\n# {label}\n[[slot]]\n{holds}\npage = 1\nx = 20.0\ny = {y:.1}\nw = 60.0\nh = 7.0\n");
        y = if y > 270.0 { 20.0 } else { y + 8.0 };
    };
    let mut slot = |of: &str, label: &str| lay(&format!("of = \"{of}\""), label);
    let mut whole_or_parts = |path: &str, question: &Question| match parts(&question.kind) {
        ["name", "kana", ..] => ["kana", "name"].into_iter().for_each(|part| slot(&format!("{path}.{part}"), question.slot())),
        _ => slot(path, question.slot()),
    };
    for question in form.questions.iter().filter(|question| question.kind.is_asked()) {
        match &question.kind {
            Kind::Group { questions, .. } => {
                questions.iter().for_each(|inner| whole_or_parts(&format!("{}.1.{}", question.id, inner.id), inner));
            }
            _ => whole_or_parts(&question.id, question),
        }
    }
    for (what, label) in [("stamp", "受付印"), ("reference", "受付番号"), ("identity", "本人確認"), ("fee", "手数料"), ("staff", "担当")]
    {
        lay(&format!("what = \"{what}\""), label);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# 用紙\nedition = 1\n\n# 氏名\n[[slot]]\nof = \"applicant.name\" # 姓名\nx = 20.0 # 左\ny = 30\nw = 60\nh = 7.5\n\n[[slot]]\nwhat = \"created\"\nx = 1.0\ny = 2.0\nw = 3.0\nh = 4.0\n";

    #[test]
    fn a_place_is_moved_and_every_comment_stays() {
        assert_eq!(read(FILE).unwrap()[1], Mark { name: "created".into(), page: 1, x: 1.0, y: 2.0, w: 3.0, h: 4.0 });
        let moved = [Moved { nth: 0, x: 21.46, y: 30.0, w: 60.0, h: 7.5 }];
        let written = write(FILE, &moved).unwrap();
        assert_eq!(written, FILE.replace("x = 20.0 # 左\ny = 30\nw = 60\n", "x = 21.5 # 左\ny = 30.0\nw = 60.0\n"));
        assert!(write(FILE, &[Moved { nth: 2, x: 0.0, y: 0.0, w: 1.0, h: 1.0 }]).is_err());
    }

    #[test]
    fn what_is_no_section_is_refused_in_words() {
        assert!(read("slot = [ { of = \"a\" } ]").unwrap_err().to_string().contains("[[slot]]"));
        assert!(read("edition = ").unwrap_err().to_string().contains("TOMLとして読めません"));
        assert_eq!(read("edition = 1").unwrap(), []);
    }
}
