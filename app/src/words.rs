//! The words on the resident's screens, in one place. A form's own words are in its file.

pub mod bank;
pub mod bundle;
pub mod code;
pub mod kana;
pub mod open_days;
pub mod postal;
pub mod profile;
pub mod terminal;

use domain::form::facts::{self, By, Identity};
use domain::form::{Signature, ordinal};

use crate::components::icon::Way;
use crate::device::looks::Size;

/// Above the list of procedures.
pub const CHOOSE: &str = "どの手続をしますか";
/// What this place is for.
pub const CHOOSE_LEAD: &str = "書類をこの画面で記入しておくと、窓口では書かずに済みます。登録は要りません。";
/// Look for a procedure.
pub const SEARCH: &str = "手続を言葉で探す";
/// What may be typed there.
pub const SEARCH_HELP: &str = "ひらがなでも、ふだんの言葉でも探せます（例：ひっこし、住民票、こども）";
/// Stop looking for it.
pub const SEARCH_OVER: &str = "探すのをやめて、すべて見る";
/// The guides.
pub const EVENTS: &str = "できごとから探す";
/// The forms.
pub const FORMS: &str = "この画面で書ける書類";
/// Everything else.
pub const OTHERS: &str = "そのほかの手続";
/// The catalogue of all procedures.
pub const PROCEDURES: &str = "手続の一覧";
/// The way there.
pub const TO_PROCEDURES: &str = "手続の一覧（五十音順・分野ごと）";
/// Nothing certain can be said.
pub const ASK_THE_CITY: &str = "市の窓口でご確認ください";
/// The procedures that something brings that happened.
pub fn of_event(event: &str) -> String {
    format!("{event}の手続")
}

/// Forms that were begun.
pub const BEGUN: &str = "記入途中の申請書";
/// The form of a draft is not the city's any more.
pub const FORM_GONE: &str = "いまは書けない様式";
/// The way to the form with which something to bring is made.
pub const MAKE_IT: &str = "この画面で作る";
/// When the counters are open.
pub const HOURS: &str = "窓口の時間";
/// A form is not to be had for the time being.
pub const FORM_CLOSED: &str = "この様式は、いまこの画面で書けません。市で直しています。";
/// What to do meanwhile, and what becomes of what was written.
pub const FORM_CLOSED_WAY: &str =
    "急ぐときは、市の窓口で手続をしてください。この端末で書きかけたものは残っていて、様式が直れば続きから書けます。";
/// A draft that cannot be read.
pub const UNREADABLE: &str = "読み取れなくなった下書き";
/// A draft was deleted.
pub const DRAFT_DELETED: &str = "記入途中の申請書を消しました。";
/// How long a browser keeps things.
pub const HOW_LONG_TITLE: &str = "いつまで残りますか";

/// A part of the program could not be fetched.
pub const PART_MISSING: &str = "この部分をまだ読み込めません。書いた内容は残っています。通信のつながるところで、もう一度読み込んでください。変わらないときは、ページを再読み込みしてください。";
/// Fetch it again.
pub const FETCH_AGAIN: &str = "もう一度読み込む";
/// A part of the program is on its way.
pub const COMING: &str = "読み込んでいます。";

/// Nobody has checked what stands here in another language.
pub const UNREVIEWED: &str = "この画面の訳は、まだ市が確かめていません。正式な文章は日本語です。";

/// Aids to reading.
pub const AIDS: &str = "文字の大きさ・読み上げ";
/// The size of the letters.
pub const SIZE: &str = "文字の大きさ";
/// All questions at once.
pub const WHOLE: &str = "質問を全部いっしょに見る";
/// One question a screen.
pub const ONE_BY_ONE: &str = "質問を一つずつ見る";
/// Read aloud what is seen.
pub const READ_ALOUD: &str = "この画面を読み上げる";
/// Stop reading.
pub const STOP_READING: &str = "読み上げをやめる";

/// Begin to fill in.
pub const BEGIN: &str = "はじめる";
/// To the next question.
pub const NEXT: &str = "次へ";
/// To the question before.
pub const BACK: &str = "戻る";
/// Done with a correction.
pub const DONE_CORRECTING: &str = "確認に戻る";
/// May be left blank.
pub const OPTIONAL: &str = "任意";
/// A date may be known in part only.
pub const AS_FAR_AS_KNOWN: &str = "分かるところまで書いてください。月や日が分からないときは、空けておいてください。";
/// Name or code of a bank.
pub const BANK_HINT: &str = "名前か、4桁の金融機関コード";
/// Name or code of a branch.
pub const BRANCH_HINT: &str = "名前か、3桁の支店コード（店番）";
/// The number of an account.
pub const ACCOUNT_NUMBER_HINT: &str = "7桁の数字";
/// The holder of an account.
pub const HOLDER_HINT: &str = "通帳やカードにあるとおりに";
/// Yes.
pub const YES: &str = "はい";
/// No.
pub const NO: &str = "いいえ";

/// The screen where the answers are checked.
pub const REVIEW: &str = "内容の確認";
/// What to do there.
pub const REVIEW_LEAD: &str = "まだ提出していません。内容を確かめてください。";
/// To an answer, to change it.
pub const CORRECT: &str = "直す";
/// Nothing was answered.
pub const NO_ANSWER: &str = "（記入なし）";
/// Make the code.
pub const MAKE_CODE: &str = "QRコードを作る";
/// Send from home.
pub const SEND: &str = "オンラインで送る";

/// Why a form is not sent from home.
pub const ONLY_BY_CODE: &str = "この手続はオンラインでは送れません。";
/// What sending means.
pub const SEND_LEAD: &str = "市役所へ行かずに、この内容を封をしたまま送ります。受付番号が届いたら手続の受付は終わりです。";
/// The draft cannot be sent from this tab.
pub const SEND_ELSEWHERE: &str =
    "この申請書は、別のタブで記入中か、送信済みか、消されています。「送信した申請」か、ほかのタブを確かめてください。";
/// What became of what was sent.
pub const SENT_TITLE: &str = "送信の状態";
/// It is on its way.
pub const SENDING: &str = "送信しています";
/// It waits.
pub const WAITING: &str = "送信を待っています";
/// What waiting means.
pub const WAITING_HELP: &str =
    "通信がつながると自動で送ります。このページを閉じても、次に開いたときに送ります。二重に受け付けられることはありません。";
/// The city has it.
pub const RECEIVED: &str = "市が受け付けました。";
/// Its number.
pub const REFERENCE: &str = "受付番号";
/// When it came.
pub const RECEIVED_AT: &str = "受付日時";
/// What the number is for.
pub const KEEP_REFERENCE: &str = "問い合わせのときは、受付番号をお知らせください。";
/// The city will not have it.
pub const REFUSED: &str = "「送信待ち・送信済み」の一覧から、内容を直すか、もう一度送ることができます。";
/// To everything that was sent.
pub const TO_OUTBOX: &str = "送信待ち・送信済みの一覧";

/// The screen of the code.
pub const CODE: &str = "窓口で見せるQRコード";

/// What to do with it.
pub const SHOW_CODE: &str = "この画面を窓口で見せてください。読み取り機にかざすだけで受け付けられます。";
/// Above what is inside.
pub const INSIDE: &str = "このコードに入っている内容";
/// Who can read it.
pub const SEALED: &str = "内容は市だけが開けられるように封をしてあります。写真を撮られても、ほかの人には読めません。";
/// Keep it as a picture.
pub const SAVE_PICTURE: &str = "画像で保存する";
/// Print it.
pub const PRINT: &str = "印刷する";
/// What to do at the counter.
pub const AT_THE_COUNTER: [&str; 3] = [
    "画面を明るくして、コード全体が見えるようにします。",
    "持ち物を確かめて、窓口の職員にこのコードを見せます。",
    "通信が切れていても使えます。画像や印刷したものでもかまいません。",
];
/// Beside the digits.
pub const DIGITS_USE: &str = "読み取り機が使えないときは、この数字を窓口で入力してもらえます。";
/// Above a list of what is wrong, when the code was asked for.
pub const CORRECT_FIRST: &str = "直していただきたいところを直すと、QRコードを作れます。";

/// To an item of a group.
pub const LOOK: &str = "見る";
/// Remove an item of a group.
pub const REMOVE: &str = "消す";
/// Bring it back.
pub const UNDO: &str = "元に戻す";

/// Who may apply.
pub const WHO: &str = "申請できる人";
/// How long it takes at the counter.
pub const COUNTER_TIME: &str = "窓口でかかる時間";
/// A date that was written for the person.
pub const BEGINS_TODAY: &str = "今日の日付を入れてあります。違うときは、書き直してください。";
/// How long filling in takes.
pub const TIME: &str = "記入にかかる時間";
/// What to bring.
pub const BRING: &str = "持ち物";
/// The fee.
pub const FEE: &str = "手数料";
/// By when.
pub const DEADLINE: &str = "期限";
/// How it can be handed in.
pub const HOW: &str = "提出のしかた";
/// Who signs.
pub const SIGNATURE: &str = "署名";
/// What this person must bring.
pub const YOU_BRING: &str = "あなたの持ち物";
/// Why it cannot be sent.
pub const NOT_ONLINE: &str = "オンラインでは提出できません";
/// The city has not confirmed the form.
pub const UNCONFIRMED: &str = "様式は市で確認中です。質問が変わることがあります。";
/// Below the list of all questions.
pub const NOT_ALL: &str = "答えによって、聞かれない質問もあります。";
/// Where what is written is kept.
pub const STAYS_HERE: &str =
    "書いた内容はこの端末の中に保存され、QRコードを見せるか送信するまで、市には届きません。通信が切れても続けられます。";
/// Something was written before.
pub const RESUME_TITLE: &str = "記入途中の内容があります";
/// Go on with it.
pub const RESUME: &str = "続きから記入する";

/// There is no network.
pub const OFFLINE: &str =
    "通信が切れています。記入してQRコードを作ることは、このままできます。送信と順番の表示は、つながると自動で行います。";

/// The app itself has failed.
pub const BROKEN: &str = "画面に問題が起きました。読み込み直してください。保存済みの内容は残っています。";
/// Load the page anew.
pub const RELOAD: &str = "読み込み直す";
/// Write it in this tab.
pub const TAKE_OVER: &str = "このタブで記入を続ける";
/// The draft is older than the form.
pub const OTHER_EDITION: &str =
    "前に記入したあと、様式が新しくなりました。答えていただいた内容はできるだけ引き継いでいます。もう一度確かめてください。";

/// What was written for an older edition and has no place of the same kind now.
pub const LEFT_OVER: &str = "前の様式で書いていただいた内容です。新しい様式にはそのまま入らないので、ここを見て書き直してください。";
/// What was written for an older edition and is not asked for any more.
pub const NOT_ASKED_NOW: &str = "前の様式で書いていただいた内容のうち、新しい様式では聞かないものです。提出する書類には入りません。";

/// When something was last written.
pub fn written_at(when: &str) -> String {
    format!("{when} に保存")
}

/// A size of the letters.
pub fn size(size: Size) -> &'static str {
    match size {
        Size::Usual => "ふつう",
        Size::Large => "大きく",
        Size::Largest => "もっと大きく",
    }
}

/// What a picture beside it tells.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::Online => "オンラインで送れます",
        Way::Counter => "窓口でQRコードを見せます",
        Way::Time => "記入にかかる時間",
    }
}

/// About so many minutes.
pub fn minutes(minutes: u16) -> String {
    format!("約{minutes}分")
}

/// About so many minutes at the counter, as the city itself says.
pub fn counter_minutes(minutes: u16) -> String {
    format!("約{minutes}分（市の目安。待つ時間は入っていません）")
}

/// The ways to hand a form in.
pub fn ways(online: bool) -> &'static str {
    if online { "オンラインで送るか、QRコードを窓口で見せます" } else { "QRコードを窓口で見せます" }
}

/// An official way to hand a form in, and how the person proves who they are.
pub fn official_way(way: &facts::Way) -> String {
    let by = match way.by {
        By::Qr => "QRコードを窓口で見せる",
        By::Counter => "窓口で紙に書く",
        By::Online => "オンライン",
        By::Post => "郵送",
    };
    let identity = match (way.by, way.identity) {
        (_, Identity::None) => "本人確認はありません",
        (By::Qr | By::Counter, _) => "窓口で本人確認をします",
        (_, Identity::Authenticated) => "本人の認証が要ります",
        (_, Identity::Signed) => "本人の電子署名が要ります",
    };
    match &way.text {
        Some(text) => format!("{by}（{identity}）。{text}"),
        None => format!("{by}（{identity}）"),
    }
}

/// Who signs, and how.
pub fn signature(rule: Signature) -> &'static str {
    match rule {
        Signature::ByHand => "窓口で、本人が手書きで署名します",
        Signature::Typed => "署名は要りません",
        Signature::WithSeal => "窓口で、本人が手書きで署名し、登録する印鑑を押します",
        Signature::AllByHand => "全部を手で書く書類です。印刷したものを見本にして、書き写してください",
    }
}

/// By when, as a date.
pub fn last_day(date: &str, has_passed: bool) -> String {
    match has_passed {
        false => format!("期限は{date}です。"),
        true => format!("期限の{date}を過ぎています。できるだけ早く提出してください。"),
    }
}

/// The blank form, on paper.
pub const BLANK: &str = "手で書く用紙を印刷する";
/// Above the list of all questions.
pub fn all_questions(count: usize) -> String {
    format!("質問の一覧（{count}問）")
}

/// The heading of one of several: 「引っ越してきた人（2人目）」.
pub fn nth(label: &str, noun: &str, number: u8) -> String {
    format!("{label}（{}）", ordinal(noun, number).trim_end_matches('の'))
}

/// Above the list of a group.
pub fn so_far(noun: &str) -> String {
    format!("{noun}の一覧")
}

/// One more of a group.
pub fn add(noun: &str) -> String {
    format!("{noun}を追加する")
}

/// One fewer of a group.
pub fn removed(name: &str) -> String {
    format!("「{name}」を消しました。")
}

/// Until when a code is taken.
pub fn until(day: &str) -> String {
    format!("{day}まで使えます。")
}

/// The digits of a code, to be opened.
pub fn digits(count: usize) -> String {
    format!("数字で表示する（{count}桁）")
}

/// How far the person is.
pub fn place(at: usize, all: usize) -> String {
    format!("{at} / {all}")
}

/// Above the list of what is wrong.
pub fn to_correct(count: usize) -> String {
    format!("直していただきたいところが{count}か所あります")
}

/// How many procedures are about what is looked for.
pub fn found(count: usize) -> String {
    format!("{count}件見つかりました。")
}

/// How many are about something that is written nearly so.
pub fn nearly_found(sought: &str, count: usize) -> String {
    format!("「{sought}」そのものはありませんでした。近い言葉のものが{count}件あります。")
}

/// Nothing is about it.
pub fn nothing_found(sought: &str) -> String {
    format!("「{sought}」に合う手続は見つかりませんでした。短い言葉や、ほかの言い方に変えてみてください。下の「できごと」からも探せます。")
}

/// Above the list of everything else.
pub fn others(count: usize) -> String {
    format!("{OTHERS}（{count}件）")
}
