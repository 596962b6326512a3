//! The city's folder as a whole: its offices, its own forms, and editions that are still about.

use super::*;
use server::city::Used;
use tempfile::TempDir;

/// A copy of the demo city and its forms, to be changed.
struct Copy(TempDir);

impl Copy {
    fn new() -> Copy {
        let copy = Copy(tempfile::tempdir().unwrap());
        fs::create_dir_all(copy.path("city/forms")).unwrap();
        fs::create_dir(copy.path("forms")).unwrap();
        fs::copy(folder("public/cities/sakurano/city.toml"), copy.path("city/city.toml")).unwrap();
        for form in ["move-in", "residence-certificate", "water-start", "letter-of-attorney"] {
            fs::copy(folder("public/forms").join(format!("{form}.toml")), copy.path(&format!("forms/{form}.toml"))).unwrap();
        }
        copy
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes the text of one file, changed, to the same or another.
    fn change(&self, from: &str, to: &str, right: &str, wrong: &str) {
        let text = fs::read_to_string(self.path(from)).unwrap();
        assert!(text.contains(right), "{right} is not in {from}");
        fs::write(self.path(to), text.replacen(right, wrong, 1)).unwrap();
    }

    fn load(&self) -> Result<Library, String> {
        let city = load_city(&folder("public"), &self.path("city")).map_err(|mistakes| mistakes.to_string())?;
        let library = Library::load(&self.path("forms"), &self.path("city"), &city, today()).unwrap();
        let mistakes: Vec<Mistake> = library.mistakes().cloned().collect();
        if mistakes.is_empty() { Ok(library) } else { Err(Mistakes(mistakes).to_string()) }
    }

    /// Expects one refusal that begins with this place below the copy and holds these words.
    fn refuses(&self, place: &str, words: &str) {
        let refusal = self.load().expect_err(words);
        let place = self.path("").join(place).display().to_string();
        assert!(refusal.starts_with(&place) && refusal.contains(words) && refusal.lines().count() == 1, "{refusal}");
    }
}

#[test]
fn a_city_changes_one_line_of_its_folder_and_is_told_where_it_went_wrong() {
    let cases = [
        ("code = \"990001\"", "code = \"990002\"", ":4:", "全国地方公共団体コードではありません"),
        ("number = 2040", "number = 2048", ":5:", "0から2047まで"),
        ("letter = \"B\"", "letter = \"A\"", ":23:", "「A」がもうあります"),
        ("letter = \"B\"", "letter = \"あ\"", ":23:", "AからZまでの1文字"),
        ("id = \"moving\"", "id = \"certificates\"", ":20:", "「certificates」がもうあります"),
        ("queues = [\"certificates\"]", "queues = [\"certificate\"]", ":33:", "「certificate」という待ち行列はありません"),
        ("queues = [\"certificates\", \"moving\"]", "queues = [\"moving\", \"moving\"]", ":37:", "二度書かれています"),
        ("queues = [\"water\", \"moving\"]", "queues = [\"moving\"]", ":26:", "「water」を受ける窓口がありません"),
        ("number = 3", "number = 2", ":40:", "「2」がもうあります"),
        ("id = \"kita\"", "id = \"main\"", ":48:", "「main」がもうあります"),
        ("hint = \"引っ越してきた", "tip = \"引っ越してきた", ":19:", "「hint」がありません"),
    ];
    for (right, wrong, line, words) in cases {
        let copy = Copy::new();
        copy.change("city/city.toml", "city/city.toml", right, wrong);
        let refusal = copy.load().expect_err(wrong);
        assert!(refusal.contains(&format!("city.toml{line}")) && refusal.contains(words), "{wrong}: {refusal}");
    }
}

#[test]
fn a_folder_without_a_city_is_refused() {
    let empty = tempfile::tempdir().unwrap();
    assert!(load_city(&folder("public"), empty.path()).unwrap_err().to_string().contains("city.toml: ファイルを読めません"));
}

#[test]
fn a_citys_own_form_takes_the_place_of_the_built_in_one() {
    let copy = Copy::new();
    copy.change("forms/water-start.toml", "city/forms/water-start.toml", "title = \"水道使用開始届\"", "title = \"上水道使用開始届\"");
    let library = copy.load().unwrap();
    assert_eq!(library.current().len(), 4);
    assert_eq!(library.form("water-start").unwrap().title, "上水道使用開始届");
}

#[test]
fn an_older_edition_is_still_read_beside_the_new_one() {
    let copy = Copy::new();
    copy.change("forms/water-start.toml", "forms/water-start@1.toml", "minutes = 4", "minutes = 5");
    copy.change("forms/water-start.toml", "forms/water-start.toml", "edition = 1", "edition = 2");
    let library = copy.load().unwrap();
    assert_eq!(library.current().len(), 4);
    assert_eq!(library.form("water-start").unwrap().edition, 2);
    assert_eq!(library.edition("water-start", 1).unwrap().minutes, 5);
    assert_eq!(library.numbered(3, 1).unwrap().minutes, 5);
    assert!(library.numbered(3, 3).is_none() && library.has_number(3) && !library.has_number(4));
}

#[test]
fn editions_that_contradict_each_other_are_refused() {
    let copy = Copy::new();
    copy.change("forms/water-start.toml", "forms/water-start@1.toml", "minutes = 4", "minutes = 5");
    copy.refuses("forms/water-start@1.toml:", "今の版は番号3の第1版です");
    let copy = Copy::new();
    copy.change("forms/water-start.toml", "forms/water-start@2.toml", "minutes = 4", "minutes = 5");
    copy.refuses("forms/water-start@2.toml:4:", "ファイル名は第2版ですが、「edition」は1です");
    let copy = Copy::new();
    fs::rename(copy.path("forms/water-start.toml"), copy.path("forms/water-start@1.toml")).unwrap();
    copy.refuses("forms/water-start@1.toml:", "古い版だけを置くことはできません");
}

#[test]
fn two_forms_with_one_number_are_refused() {
    let copy = Copy::new();
    copy.change("forms/water-start.toml", "forms/water-start.toml", "number = 3", "number = 4");
    copy.change("forms/water-start.toml", "forms/well.toml", "number = 4", "number = 4");
    let refusal = copy.load().unwrap_err();
    assert!(refusal.contains("番号4は「well」が使っています") && refusal.contains("番号4は「water-start」が使っています"), "{refusal}");
}

#[test]
fn a_form_for_a_queue_that_no_office_has_is_refused() {
    let copy = Copy::new();
    copy.change("forms/water-start.toml", "forms/water-start.toml", "queue = \"water\"", "queue = \"sewage\"");
    copy.refuses("forms/water-start.toml:", "待ち行列「sewage」は、どの庁舎にもありません");
}

/// Remembers the forms of a copy as used, changes one, and gives what is said of that.
fn changed_after_use(from: &str, to: &str) -> Result<(), String> {
    let copy = Copy::new();
    Used::read(&copy.path("")).unwrap().remember(&copy.load().unwrap()).unwrap();
    copy.change("forms/water-start.toml", "forms/water-start.toml", from, to);
    let mut library = copy.load().unwrap();
    Used::read(&copy.path("")).unwrap().judge(&mut library);
    let mistakes: Vec<Mistake> = library.mistakes().cloned().collect();
    assert_eq!(library.form("water-start").is_none(), !mistakes.is_empty(), "only that form is left out");
    assert_eq!(library.current().len(), 4 - mistakes.len());
    if mistakes.is_empty() { Ok(()) } else { Err(Mistakes(mistakes).to_string().replace(&copy.path("").display().to_string(), "")) }
}

#[test]
fn a_form_that_was_used_asks_something_else_only_in_a_new_edition() {
    let refusal = changed_after_use("label = \"前の住所\"\n", "label = \"いまの住所\"\n").unwrap_err();
    assert!(refusal.starts_with("forms/water-start.toml:4: 第1版は、前に使ったときと質問が変わっています。"), "{refusal}");
    assert!(refusal.contains("「water-start@1.toml」として残し") && refusal.contains("「edition」を2に"), "{refusal}");
    assert!(changed_after_use("max = 20", "max = 30").is_err());
    assert_eq!(changed_after_use("minutes = 4", "minutes = 6"), Ok(()), "words around the questions may change");
    assert_eq!(changed_after_use("help = \"料金のお知らせが届く人の名前です。\"\n", ""), Ok(()));
}

#[test]
fn a_new_edition_beside_the_used_one_is_taken() {
    let copy = Copy::new();
    Used::read(&copy.path("")).unwrap().remember(&copy.load().unwrap()).unwrap();
    fs::copy(copy.path("forms/water-start.toml"), copy.path("forms/water-start@1.toml")).unwrap();
    copy.change("forms/water-start.toml", "forms/water-start.toml", "edition = 1", "edition = 2");
    copy.change("forms/water-start.toml", "forms/water-start.toml", "max = 20", "max = 30");
    let used = Used::read(&copy.path("")).unwrap();
    let mut library = copy.load().unwrap();
    used.judge(&mut library);
    assert_eq!(library.refused().len(), 0);
    used.remember(&library).unwrap();
    assert!(fs::read_to_string(copy.path("editions.txt")).unwrap().contains("water-start 2 "));
    fs::write(copy.path("editions.txt"), "move-in 1 00\nnonsense\n").unwrap();
    assert!(Used::read(&copy.path("")).unwrap_err().to_string().contains("editions.txt:2: 「様式 版 記号」の行ではありません"));
}
