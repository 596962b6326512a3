//! The words about several forms in one code.

/// What it is.
pub const TITLE: &str = "まとめて1つのQRコードにする";
/// What it is good for.
pub const LEAD: &str = "書き終えた申請書を、1つのQRコードにまとめます。窓口では、このコードを1回見せるだけです。";
/// Above the forms that may go in.
pub const WHICH: &str = "コードに入れる申請書";
/// Nothing was begun.
pub const NOTHING: &str = "この端末に、書きかけの申請書はありません。";
/// To the list of procedures.
pub const TO_FORMS: &str = "手続を探す";
/// A form passes the check.
pub const COMPLETE: &str = "書き終わっています";
/// A form was begun with another edition.
pub const OTHER_EDITION: &str = "様式が新しくなりました。一度開いて、内容を確かめてください。";
/// Opens a form to look it over.
pub const LOOK_OVER: &str = "内容を確かめる";
/// Opens a form to go on with it.
pub const GO_ON: &str = "続きを書く";
/// None was chosen.
pub const CHOOSE_ONE: &str = "コードに入れる申請書を選んでください。";
/// Some of those that were chosen cannot go in.
pub const NOT_ALL: &str =
    "選んだ申請書の中に、書き終わっていないものや、消したものがあります。入れる申請書を確かめて、もう一度作ってください。";
/// Why some cannot be chosen.
pub const ONLY_COMPLETE: &str = "書きかけの申請書は、書き終えると入れられます。";
/// Some forms are not to be had.
pub const MISSING: &str =
    "様式を読み込めない申請書があります。通信のつながるところで、もう一度開いてください。受付が終わった様式は、まとめられません。";
/// The code is too large.
pub const TOO_LARGE: &str = "選んだ申請書は、1つのQRコードに入りきりません。入れない申請書の印を外して、2回に分けてください。";
/// Above what is inside.
pub const INSIDE: &str = "このコードに入っている申請書";
/// To the choice again.
pub const CHOOSE_AGAIN: &str = "入れる申請書を選び直す";
/// What to do when something is changed afterwards.
pub const AFTERWARDS: &str = "申請書を直したときは、コードを作り直してください。前のコードには、直す前の内容が入っています。";

/// So much is missing or wrong.
pub fn to_correct(count: usize) -> String {
    format!("書きかけです。あと{count}か所あります")
}

/// More than is shown.
pub fn and_more(count: usize) -> String {
    format!("ほか{count}か所")
}

/// Makes the code.
pub fn make(count: usize) -> String {
    match count {
        0 | 1 => "QRコードを作る".into(),
        count => format!("{count}件を1つのQRコードにする"),
    }
}

/// How many are in it.
pub fn in_one(count: usize) -> String {
    format!("{count}件の申請書が入っています。")
}

/// What to leave out so that the others fit.
pub fn leave_out(titles: &[&str]) -> String {
    let titles: String = titles.iter().map(|title| format!("「{title}」")).collect();
    format!("たとえば{titles}を外すと、残りが1つのコードに入ります。")
}

/// So many are complete.
pub fn offer(count: usize) -> String {
    format!("書き終えた申請書が{count}件あります。窓口で見せるQRコードを、1つにまとめられます。")
}

/// Back to a guide.
pub fn back_to(guide: &str) -> String {
    format!("「{guide}」の手続に戻る")
}
