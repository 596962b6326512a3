//! The words about the profile: on its page, and where a form meets it.

use domain::profile::{News, Renewal};

/// What it is for.
pub const LEAD: &str = "家族のことを一度書いておくと、どの申請書にも入れられます。書けるところだけでかまいません。";
/// Where it is kept.
pub const STAYS_HERE: &str = "書いた内容は、暗号にしてこの端末の中だけに保存し、市には送りません。この端末とブラウザーを使える人には読めるので、ほかの人も使う端末では書かないでください。マイナンバーは書かないでください。";
/// Who comes first.
pub const FIRST_PERSON: &str = "1人目には、ふだんこの端末で申請書を書く人を書いてください。";
/// One more person.
pub const ADD: &str = "家族を追加する";
/// Takes a person out.
pub const REMOVE: &str = "この人を消す";

/// The way to the address where the household lived before.
pub const FORMER_ADDRESS: &str = "前の住所も書く";

/// To take it elsewhere.
pub const FILE_TITLE: &str = "控えを取る・ほかの端末に移す";
/// What a file is.
pub const FILE_LEAD: &str = "プロフィールを、合言葉で封をしたファイルにできます。端末をなくしたときや、機種を変えたときに使えます。";
/// What seals the file.
pub const PASSPHRASE: &str = "合言葉";
/// What it must be like.
pub const PASSPHRASE_HINT: &str = "8文字以上。忘れると、だれにも開けられません。";
/// It is too short.
pub const PASSPHRASE_SHORT: &str = "合言葉を8文字以上で書いてください。長いほど安全です。";
/// Make a file.
pub const SAVE_FILE: &str = "ファイルに書き出す";
/// It takes a moment.
pub const SEALING: &str = "封をしています。";
/// It was made.
pub const FILE_SAVED: &str = "書き出しました。ファイルと合言葉は、別々のところに置いてください。";
/// There is nothing to write out.
pub const FILE_OF_NOTHING: &str = "まだ何も書かれていません。書いてから、書き出してください。";

/// To read a file.
pub const READ_TITLE: &str = "書き出したファイルから戻す";
/// Which.
pub const FILE: &str = "ファイル";
/// Read it.
pub const READ_FILE: &str = "ファイルから読み込む";
/// No file was chosen.
pub const FILE_MISSING: &str = "読み込むファイルを選んでください。";
/// The passphrase is blank.
pub const PASSPHRASE_MISSING: &str = "書き出したときの合言葉を書いてください。";
/// It takes a moment.
pub const OPENING: &str = "開いています。";
/// It was read.
pub const FILE_READ: &str = "読み込みました。";
/// Something would be replaced.
pub const REPLACE_SURE: &str = "いまのプロフィールは、ファイルの内容に置き換わります。元には戻せません。";
/// Do so.
pub const REPLACE: &str = "置き換える";
/// Do not.
pub const REPLACE_NOT: &str = "置き換えない";

/// To throw it away.
pub const FORGET_TITLE: &str = "プロフィールを消す";
/// Throw it away.
pub const FORGET: &str = "この端末から消す";
/// It is for good.
pub const FORGET_SURE: &str =
    "プロフィールを、鍵ごとこの端末から消します。元には戻せません。書き出したファイルと、記入途中の申請書は残ります。";
/// Do so.
pub const FORGET_YES: &str = "プロフィールを消す";
/// Do not.
pub const FORGET_NOT: &str = "消さない";
/// It is gone.
pub const FORGOTTEN: &str = "プロフィールをこの端末から消しました。";

/// Something written once can be used here.
pub const OFFER_TITLE: &str = "前に書いた内容を使いますか";
/// What using it means.
pub const OFFER_LEAD: &str = "プロフィールに書いた内容を、この申請書に入れます。入れたあとで、この申請書だけ変えることもできます。";
/// Write it in.
pub const WRITE_IN: &str = "この内容を入れる";
/// It is written in.
pub const WRITTEN_IN: &str = "プロフィールの内容を入れました。「はじめる」から、確かめながら進んでください。";
/// Nobody is to be written in.
pub const NOBODY: &str = "入れない";
/// Other places of the form.
pub const MORE_PLACES: &str = "ほかの欄にも入れる";
/// Above the buttons under a question.
pub const WRITE_FROM: &str = "プロフィールから入れる";
/// What the household shares.
pub const FROM_HOUSEHOLD: &str = "プロフィールの内容を入れる";

/// To be asked what is to be kept.
pub const ASK_TO_KEEP: &str = "書いた内容を、次の手続のために残す";
/// Keep what was written.
pub const KEEP_TITLE: &str = "書いた内容を、次の手続にも使いますか";
/// What keeping means.
pub const KEEP_LEAD: &str = "プロフィールに残すと、ほかの申請書にも入れられます。暗号にして、この端末の中だけに保存します。ほかの人も使う端末では、残さないでください。";
/// Do so.
pub const KEEP: &str = "プロフィールに残す";
/// Do not.
pub const KEEP_NOT: &str = "残さない";
/// It is kept.
pub const KEPT: &str = "プロフィールに残しました。";
/// To see and change it.
pub const TO_PROFILE: &str = "プロフィールを見る";

/// Writes what the household shares into a question.
pub fn put_into(label: &str) -> String {
    format!("「{label}」に入れる")
}

/// Drafts that say what the profile said before.
pub const RENEW_TITLE: &str = "記入途中の申請書も直しますか";
/// What renewing means.
pub const RENEW_LEAD: &str = "プロフィールで変えた内容が、変える前のまま、次の申請書に入っています。選んだ申請書を、いまのプロフィールに合わせて直します。その申請書だけで変えた答えと、ほかの人の答えは変わりません。";
/// One form says what the profile said before.
pub const RENEW_THIS_TITLE: &str = "この申請書も直しますか";
/// What that means.
pub const RENEW_THIS_LEAD: &str = "プロフィールで変えた内容が、変える前のまま、この申請書に入っています。";
/// Renew those that are ticked.
pub const RENEW: &str = "選んだ申請書を直す";
/// Renew this one.
pub const RENEW_THIS: &str = "この申請書も直す";
/// Leave them as they are.
pub const RENEW_NOT: &str = "どれも直さない";
/// Leave this one as it is.
pub const RENEW_THIS_NOT: &str = "この申請書は直さない";
/// This one was renewed.
pub const RENEWED_THIS: &str = "この申請書を、いまのプロフィールに合わせて直しました。";
/// They are as they were again.
pub const RENEWAL_UNDONE: &str = "申請書を元に戻しました。";
/// Some could not be renewed.
pub const RENEW_BUSY: &str = "別のタブで開いていて直せない申請書があります。そのタブで直すか、閉じてからもう一度押してください。";
/// None is ticked.
pub const RENEW_NONE: &str = "直す申請書を選んでください。";

/// How many were renewed.
pub fn renewed(count: usize) -> String {
    format!("{count}件の申請書を、いまのプロフィールに合わせて直しました。")
}

/// What becomes of an answer.
pub fn renewal(renewal: &Renewal) -> String {
    let Renewal { label, old, new, .. } = renewal;
    match &renewal.person {
        Some(person) => format!("「{label}」（{person}）：{old} → {new}"),
        None => format!("「{label}」：{old} → {new}"),
    }
}

/// Where answers come from.
pub fn comes_from(labels: &[&str], person: Option<&str>) -> String {
    let labels = labels.join("」「");
    let whose = person.map(|person| format!("（{person}）")).unwrap_or_default();
    format!("「{labels}」は、プロフィール{whose}の内容です。ここで変えても、プロフィールは変わりません。")
}

/// What would be kept.
pub fn news(news: &News) -> String {
    let words = news.words.join("、");
    match (&news.person, news.is_new) {
        (Some(person), true) => format!("{person}（新しく加える）：{words}"),
        (Some(person), false) => format!("{person}：{words}"),
        (None, _) => words,
    }
}
