//! What `madoguchi form …` says to those who write forms.

use server::config::Folders;
use server::form_command::{blank, check, check_city, diff, fresh, named};
use tempfile::TempDir;

use super::*;

/// 2026-11-22 10:42 in Japan.
const NOW: Moment = Moment(1_795_311_720);

fn files() -> Vec<PathBuf> {
    library().current().iter().map(|form| folder("public/forms").join(format!("{}.toml", form.id))).collect()
}

/// The water form with some of its text changed, in a folder of its own.
fn changed(changes: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let mut text = fs::read_to_string(folder("public/forms/water-start.toml")).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in the form");
        text = text.replacen(from, to, 1);
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("water-start.toml");
    fs::write(&file, text).unwrap();
    (folder, file)
}

/// What the colleague remarks on the changed water form.
fn remarks(changes: &[(&str, &str)]) -> String {
    let (_folder, file) = changed(changes);
    let judgement = check(&[file], NOW);
    assert!(judgement.right, "{}", judgement.words);
    judgement.words
}

#[test]
fn every_form_is_right_and_everything_is_counted() {
    let judgement = check(&files(), NOW);
    assert!(judgement.right, "{}", judgement.words);
    let last = judgement.words.lines().last().unwrap();
    assert!(
        last.starts_with("23個の様式（質問") && last.contains("どれも使えます。出典は、公開された案内21個、法令0個、一般的な様式2個です。"),
        "{last}"
    );
    assert!(last.contains("市がまだ確認していない様式は23個です。ほかの言語の言葉：やさしい日本語は"), "{last}");
    assert!(last.contains("、Englishは"), "{last}");
    assert_eq!(judgement.words.matches("記入例のコードは").count(), 23);
}

#[test]
fn everything_of_the_city_is_checked_and_counted_at_once() {
    let place = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(fs::canonicalize(folder("public")).unwrap(), place.path().join("public")).unwrap();
    let folders = Folders { data: place.path().join("data"), city: None, app: Some(place.path().to_owned()) };
    let judgement = check_city(&folders, NOW).unwrap();
    assert!(judgement.right, "{}", judgement.words);
    let last = judgement.words.lines().last().unwrap();
    assert!(last.starts_with("手続84件（うち様式で書けるもの25件）、様式23個（ほかに古い版0個）、質問433個、案内3個、分野9個"), "{last}");
    assert!(last.contains("出典35件のうち、一般的な様式だけのものは2件、市がまだ確認していないものは35件です。"), "{last}");
    assert!(last.ends_with("（足りないもの0個）。"), "{last}");
    assert!(judgement.words.contains("procedures/child：English"), "{}", judgement.words);
}

#[test]
fn a_colleague_sees_what_would_annoy_people() {
    assert!(!remarks(&[]).contains("手数料（fee）が書かれていません"));
    assert!(remarks(&[("\nfee = ", "\n# fee = ")]).contains("手数料（fee）が書かれていません。かからないなら「無料」"));
    assert!(remarks(&[("label = \"前の住所\"", "label = \"送り先の住所\"")]).contains("「送り先の住所」という質問が二つあります"));
    let always = remarks(&[("is = [\"elsewhere\"]", "is = [\"place\", \"elsewhere\"]")]);
    assert!(always.contains("「送り先の住所」の条件は、どれを選んでも成り立ちます"), "{always}");
    assert!(remarks(&[("label = \"納付書\"", "label = \"口座振替\"")]).contains("「口座振替」という選択肢が二つあります"));
    let passed_by = remarks(&[(
        "mail-to = \"elsewhere\"\nmail-address = { postcode = \"0000009\"",
        "mail-to = \"place\"\nmail-address = { postcode = \"0000009\"",
    )]);
    assert!(passed_by.contains("記入例で聞かれない質問が1個あります（送り先の住所）"), "{passed_by}");
    assert!(remarks(&[("kind = \"facts\"", "kind = \"layout-assumed\"")]).contains("一般的な様式（layout-assumed）だけ"));
}

#[test]
fn words_that_are_missing_are_named_and_those_for_nothing_too() {
    let (folder, file) = changed(&[]);
    let forms = folder.path().join("forms");
    let words = folder.path().join("words/en/forms");
    fs::create_dir(&forms).unwrap();
    fs::create_dir_all(&words).unwrap();
    let file = {
        let there = forms.join("water-start.toml");
        fs::rename(file, &there).unwrap();
        there
    };
    fs::write(words.join("water-start.toml"), "reviewed = false\n[words]\n\"前の住所\" = \"Previous address\"\n\"昔の質問\" = \"Old\"")
        .unwrap();
    let judgement = check(std::slice::from_ref(&file), NOW);
    for expected in [
        "Englishの言葉が",
        "「水道使用開始届」",
        "Englishの言葉「昔の質問」は、この様式のどの文のものでもありません",
        "Englishの言葉は、まだ人が確かめていません",
    ] {
        assert!(judgement.right && judgement.words.contains(expected), "{}", judgement.words);
    }
    fs::write(words.join("water-start.toml"), "reviewed = false\n[words]\n\"前の住所\" = \"\"").unwrap();
    let judgement = check(&[file], NOW);
    assert!(!judgement.right && judgement.words.contains("water-start.toml:3: 「前の住所」の訳が空です"), "{}", judgement.words);
}

#[test]
fn a_code_that_cameras_would_miss_is_pointed_out() {
    let words = "水が出るようにするときは、裏口の呼び鈴を鳴らしてください。犬がいます。".repeat(14);
    let long = remarks(&[
        ("kind = \"text\"\nmax = 20", "kind = \"text\"\nmax = 600"),
        ("supply-number = \"W-104-22871\"", &format!("supply-number = \"{words}\"")),
    ]);
    assert!(long.contains("のQRコード2枚に分かれます。質問か文字数を減らすと、1枚で渡せます。"), "{long}");
    assert!(!remarks(&[]).contains("枚に分かれます"));
}

/// How many digits the codes of a form have: of its example, and where it asks the most of different people and things.
fn digits(file: PathBuf) -> (usize, usize) {
    let words = check(&[file], NOW).words;
    let of = |before: &str| -> usize {
        let (_, after) = words.split_once(before).unwrap_or_else(|| panic!("{before}: {words}"));
        after.split_once('桁').unwrap().0.parse().unwrap()
    };
    (of("記入例のコードは"), of("どれも違う内容で書くと"))
}

#[test]
fn the_largest_code_is_that_of_different_people_who_are_asked_the_most() {
    let file = folder("public/forms/move-in.toml");
    let (sample, most) = digits(file.clone());
    // Eight people, each from abroad, with a card, and a name of their own.
    let form = load_form(&file, today(), &OpenDays::default()).unwrap();
    let mut entries = form.sample.clone();
    for (control, text) in form.sample.0.iter().filter_map(|(control, text)| Some((control.strip_prefix("members.1.")?, text))) {
        (2..=8).for_each(|number| entries.set(format!("members.{number}.{control}"), text));
    }
    let slip = domain::draft::Draft { form: form.id.clone(), edition: 1, entries }.finish(&form, NOW).unwrap();
    let alike = slip.seal([&form], 0u16, &domain::slip::PrivateKey::derive(&[0; 32]).public(), [0; 32]).unwrap().digits().len();
    assert!(most > 3 * alike && most > 4 * sample, "{sample} for four, {alike} for eight who are all alike, {most} at the most");

    let text = fs::read_to_string(&file).unwrap().replacen("min = 1\nmax = 8\n", "min = 1\nmax = 4\n", 1);
    let there = tempfile::tempdir().unwrap();
    let fewer = there.path().join("move-in.toml");
    fs::write(&fewer, text).unwrap();
    assert!(digits(fewer).1 < most * 3 / 4, "half of them take much less");
}

#[test]
fn a_form_whose_total_has_a_cap_is_filled_as_far_as_that() {
    let (sample, most) = digits(folder("public/forms/bulky-waste.toml"));
    assert!(most > 2 * sample, "{sample} for the example, {most} for ten things");
    let (sample, most) = digits(folder("public/forms/water-start.toml"));
    assert!(most > sample, "one address more is not the same as one before: {sample}, {most}");
}

#[test]
fn two_files_with_one_number_are_refused() {
    let (folder, file) = changed(&[]);
    let twin = folder.path().join("gas-start.toml");
    fs::copy(&file, &twin).unwrap();
    let judgement = check(&[file, twin], NOW);
    assert!(
        !judgement.right && judgement.words.contains("番号3は") && judgement.words.contains("1個は直してください"),
        "{}",
        judgement.words
    );
}

#[test]
fn a_new_form_is_right_from_its_first_line() {
    let library = library();
    let text = fresh("cat-registration", &library).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cat-registration.toml");
    fs::write(&file, text).unwrap();
    let form = load_form(&file, today(), &OpenDays::default()).unwrap();
    assert!(!library.has_number(form.number));
    let judgement = check(&[file], NOW);
    assert!(judgement.right && !judgement.words.contains("聞かれない質問"), "{}", judgement.words);
}

#[test]
fn a_new_form_needs_a_name_of_its_own() {
    let refusal = |id: &str| fresh(id, &library()).unwrap_err().to_string();
    assert!(refusal("Dog").contains("英小文字の単語"));
    assert!(refusal("water-start").contains("もうあります"));
}

#[test]
fn a_changed_question_needs_a_new_edition() {
    let before = folder("public/forms/water-start.toml");
    let (_folder, after) = changed(&[("optional = true\nkind = \"text\"", "kind = \"text\"")]);
    let judgement = diff(&before, &after, NOW).unwrap();
    assert!(!judgement.right);
    assert_eq!(
        judgement.words,
        "「水栓番号かお客様番号」（supply-number）：必ず書くことになります\n\
         質問が変わったので、新しい版にしてください（「edition = 2」）。前のファイルは「water-start@1.toml」として残してください。"
    );
    let (_folder, after) = changed(&[("edition = 1", "edition = 2"), ("optional = true\nkind = \"text\"", "kind = \"text\"")]);
    assert!(diff(&before, &after, NOW).unwrap().right);
}

#[test]
fn changed_words_are_told_and_need_no_edition() {
    let before = folder("public/forms/water-start.toml");
    assert_eq!(diff(&before, &before, NOW).unwrap().words, "住民にとって変わるところはありません。");
    let (_folder, after) = changed(&[("\nfee = ", "\n# fee = "), ("minutes = 4", "minutes = 6\nfee = \"無料\"")]);
    let judgement = diff(&before, &after, NOW).unwrap();
    assert!(judgement.right);
    let fee = library().form("water-start").unwrap().fee.clone().unwrap();
    assert_eq!(judgement.words, format!("手数料：{fee} → 無料\n書く時間：4分 → 6分"));
}

#[test]
fn every_blank_form_asks_every_question() {
    for form in library().current() {
        let page = blank(form, "さくら野市");
        assert!(page.contains("さくら野市長　様") && page.contains("@page{size:A4 portrait"), "{}", form.id);
        for question in &form.questions {
            assert!(page.contains(&format!("{}</div>", question.slot())), "{}: {}", form.id, question.id);
        }
    }
    assert!(named("passport", &library()).unwrap_err().to_string().contains("という様式はありません"));
}
