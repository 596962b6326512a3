//! 「例：手数料と質問を直す」 of `public/forms/README.md`, followed step by step as it is written, with the program that an officer has.

use std::path::Path;

use serde_json::json;

use super::*;
use crate::city_hall::{CityHall, run};

/// The steps of the example, without their numbers.
fn steps() -> Vec<String> {
    let text = fs::read_to_string(folder("public/forms/README.md")).unwrap();
    let (_, example) = text.split_once("## 例：手数料と質問を直す").unwrap();
    let (example, _) = example.split_once("\n## ").unwrap();
    let mut steps: Vec<String> = Vec::new();
    for line in example.lines() {
        let next = format!("{}. ", steps.len() + 1);
        match line.strip_prefix(&next) {
            Some(step) => steps.push(step.to_owned()),
            None => steps.last_mut().into_iter().for_each(|step| *step += &format!("\n{line}")),
        }
    }
    steps
}

/// What stands between backquotes in a step.
fn quoted(step: &str) -> Vec<&str> {
    step.split('`').skip(1).step_by(2).collect()
}

/// The place of a question in a form's file.
fn question(text: &str, id: &str) -> usize {
    text[..text.find(&format!("\n{id}\n")).unwrap()].rfind("[[question]]").unwrap()
}

/// A command of a step, its files in this folder, told of this city; what it prints.
fn command(hall: &CityHall, words: &str, forms: &Path) -> String {
    let place = |word: &str| if word.ends_with(".toml") { forms.join(word).display().to_string() } else { word.to_owned() };
    let words: Vec<String> = words.split(' ').skip(1).map(place).collect();
    let output = run(hall.app(), &words.iter().map(String::as_str).collect::<Vec<_>>(), "");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_officer_changes_a_form_as_the_page_says() {
    let city = tempfile::tempdir().unwrap();
    fs::copy(folder("public/cities/sakurano/city.toml"), city.path().join("city.toml")).unwrap();
    let forms = city.path().join("forms");
    fs::create_dir(&forms).unwrap();
    let file = forms.join("water-start.toml");
    fs::copy(folder("public/forms/water-start.toml"), &file).unwrap();
    let (place, change) = (city.path().display().to_string(), |text: String| fs::write(&file, text).unwrap());
    let read = || fs::read_to_string(&file).unwrap();
    let mut hall = CityHall::open(&["--city", &place]);
    let sample = hall.command(&["form", "sample", "water-start", "--city", &place], "");
    let in_the_post = hall.command(&["slip", "seal", "--form", "water-start", "--city", &place], &sample);
    let steps = steps();
    assert_eq!(steps.len(), 8);

    let ["cp water-start.toml water-start@1.toml"] = quoted(&steps[0])[..] else { panic!("{}", steps[0]) };
    fs::copy(&file, forms.join("water-start@1.toml")).unwrap();
    let [_, before, after] = quoted(&steps[1])[..] else { panic!("{}", steps[1]) };
    change(read().replacen(before, after, 1));
    let [before, after] = quoted(&steps[2])[..] else { panic!("{}", steps[2]) };
    let beginning = before.split('…').next().unwrap();
    let text = read();
    let fee = text.lines().find(|line| line.starts_with(beginning)).unwrap();
    change(text.replacen(fee, after, 1));
    let [id, "help"] = quoted(&steps[3])[..] else { panic!("{}", steps[3]) };
    let (text, at) = (read(), question(&read(), id));
    let help = text[at..].lines().find(|line| line.starts_with("help = ")).unwrap();
    change(text.replacen(help, "help = \"窓口では払えません。\"", 1));
    let [id] = quoted(&steps[4])[..] else { panic!("{}", steps[4]) };
    let lines: Vec<&str> = steps[4].lines().filter_map(|line| line.strip_prefix("        ")).collect();
    assert_eq!(lines.len(), 5, "{lines:?}");
    let (mut text, at) = (read(), question(&read(), id));
    text.insert_str(at, &format!("{}\n\n", lines.join("\n")));
    change(text);

    let [check] = quoted(&steps[5])[..] else { panic!("{}", steps[5]) };
    let told = command(&hall, check, &forms);
    assert!(told.contains("どれも使えます") && told.contains("「水道使用開始届」第2版"), "{told}");
    let missing = "Englishの言葉が2個足りません（「無料」「窓口では払えません。」）";
    assert!(told.contains(missing) && !told.contains("どの文のものでもありません"), "the library's words hold: {told}");
    let [diff] = quoted(&steps[6])[..] else { panic!("{}", steps[6]) };
    let told = command(&hall, diff, &forms);
    let changes = ["版：1 → 2", "→ 無料", "（payment）：説明が変わります", "「メールアドレス」を新しく聞きます（mail）"];
    assert!(changes.iter().all(|change| told.contains(change)), "{told}");

    assert!(steps[7].starts_with("サーバーを起動し直すと"), "{}", steps[7]);
    let mut staff = hall.first_staff();
    assert_eq!(staff.ask("open", &json!({ "slip": in_the_post })).ok().status, 200);
    hall.cut_power();
    hall.start_again();
    let page = hall.browser().fetch("/forms/water-start").ok().body;
    assert!(page.contains("メールアドレス") && page.contains("窓口では払えません。") && page.contains("無料"), "{page}");
    let opened = staff.ask("open", &json!({ "slip": in_the_post })).ok();
    assert_eq!(opened.status, 200, "a code of the edition before is still opened");
}
