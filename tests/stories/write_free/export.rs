//! An officer takes what came with a form to a spreadsheet, and a program takes it to another system.

use serde_json::{Value, json};

use super::entries;
use crate::city_hall::CityHall;

/// The cells of a line of which every cell is in quotes.
fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('"').split("\",\"").collect()
}

#[test]
fn what_came_with_a_form_is_a_table_as_it_stands_after_its_corrections() {
    let hall = CityHall::open(&[]);
    let mut staff = hall.first_staff();
    for form in ["water-start", "move-in", "water-start"] {
        let slip = hall.sealed_sample(form);
        let _: Vec<Value> = staff.get("receive", &json!({ "slip": slip, "noted": crate::city_hall::seen() }));
    }
    let list: Vec<Value> = staff.get("submissions", &json!({}));
    let number = |nth: usize| list[nth]["reference"].as_str().expect("a number");
    let opened: Value = staff.get("submission", &json!({ "reference": number(2) }));
    let mut corrected = entries(&opened);
    corrected.set("user.family", "𠮷野");
    corrected.set("phone", "09011112222");
    let _: Value = staff.get("correct", &json!({ "reference": number(2), "entries": corrected }));

    let told = hall.command(&["export", "--form", "water-start", "--for", "programs"], "");
    let lines: Vec<Vec<&str>> = told.trim().split("\r\n").map(cells).collect();
    let [columns, first, second] = &*lines else { panic!("{told}") };
    let cell = |row: &[&str], name: &str| row[columns.iter().position(|column| *column == name).expect(name)].to_owned();
    assert_eq!((cell(first, "受付番号"), cell(second, "受付番号")), (number(2).to_owned(), number(0).to_owned()), "the oldest first");
    assert_eq!((cell(first, "提出方法"), cell(first, "状態"), cell(first, "様式の版")), ("窓口".into(), "受理".into(), "1".into()));
    assert_eq!(cell(first, "電話番号"), "09011112222");
    assert!(columns.iter().all(|column| !column.is_empty()), "{columns:?}");
    assert!(first.contains(&"𠮷野") && !second.contains(&"𠮷野"));

    let told = hall.command(&["export", "--form", "move-in"], "");
    assert!(told.starts_with('\u{feff}'), "a spreadsheet knows by this that it is UTF-8");
    assert_eq!(told.trim().split("\r\n").count(), 2);
    let nobody = hall.command(&["export", "--form", "move-in", "--until", "2001-01-01"], "");
    assert_eq!(nobody.trim().split("\r\n").count(), 1, "the columns are there, whoever came");
    let log = hall.command(&["log", "show"], "");
    assert!(log.contains("export  water-start 2") && log.contains("export  move-in 1"), "{log}");
}
