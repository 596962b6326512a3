//! What was found, in words: what the scanner does, and what to set. No maker's own codes: they differ, and stand in its manual.

use super::diagnosis::{Diagnosis, Finding};

/// The result in one sentence.
pub fn verdict(diagnosis: &Diagnosis) -> String {
    match &diagnosis.code {
        None => "テスト用のコードを、正しく読み取れませんでした。".into(),
        Some(code) => {
            let number = code.number;
            match (diagnosis.is_usable(), diagnosis.findings.is_empty()) {
                (true, true) => format!("テスト{number}を正しく読み取りました。この読取機は、このまま使えます。"),
                (true, false) => format!("テスト{number}を読み取りました。この読取機は、このまま使えます。気づいた点があります。"),
                (false, _) => format!("テスト{number}のコードですが、正しく届いていません。読取機の設定を直してください。"),
            }
        }
    }
}

/// What a scanner does, and what to set.
pub fn finding(finding: &Finding) -> (String, &'static str) {
    match finding {
        Finding::Unknown(text) if text.is_empty() => ("文字が届きませんでした。".into(), "下のコードを、ひとつだけ読み取ってください。"),
        Finding::Unknown(text) => (
            format!("テスト用のコードではないものが届きました（{text}）。"),
            "下のコードを、ひとつだけ読み取ってください。それでもこうなるときは、読取機の設定を出荷時に戻してください。",
        ),
        Finding::Prefix(text) => (
            format!("コードの前に、余分な文字（{}文字）を付けて送っています。", text.chars().count()),
            "読取機の設定で、前に付ける文字（プリフィックス）と、コードの種類を表す識別文字（コードID・AIM ID）を「付けない」にしてください。",
        ),
        Finding::Suffix(text) => (
            format!("コードの後ろに、余分な文字（{}文字）を付けて送っています。", text.chars().count()),
            "読取機の設定で、後ろに付ける文字（サフィックス・ターミネーター）をEnter（CR）だけにしてください。",
        ),
        Finding::Dropped(count) => (
            format!("{count}文字が抜けています。"),
            "読取機の設定で、文字と文字の間隔（キャラクター間ディレイ）を少し長く（5〜10ミリ秒ほどに）してください。USBハブを通さずにつなぐと、直ることもあります。",
        ),
        Finding::Extra(count) => (
            format!("{count}文字が余分に（二重に）届いています。"),
            "読取機の設定で、文字と文字の間隔（キャラクター間ディレイ）を少し長く（5〜10ミリ秒ほどに）してください。",
        ),
        Finding::Wrong(count) => (
            format!("{count}文字が違う文字に変わっています。"),
            "読取機の設定で、キーボードの種類（国・言語）をこのパソコンに合わせ、文字の変換（データ編集）を「しない」にしてください。",
        ),
        Finding::Slow(gap) => (
            format!("文字と文字の間が長すぎます（およそ{gap}ミリ秒）。人が打つ速さと区別できません。"),
            "読取機の設定で、文字と文字の間隔（キャラクター間ディレイ）を10ミリ秒以下にしてください。",
        ),
        Finding::Control(count) => (
            format!("文字ではないキーを、{count}回送っています。"),
            "読取機の設定で、制御文字（コントロールコード）の送信と、Ctrl・Altキーを使う送り方を「しない」にしてください。",
        ),
        Finding::Converted(text) => (
            format!("数字が、かなや漢字に変換されています（{text}）。"),
            "日本語入力をオフ（直接入力）にしてください。読取機に文字の変換の設定があれば「しない」に、つなぎ方は「USBキーボード（HID）」にしてください。",
        ),
        Finding::Unended => (
            "読み終わりのEnterを送っていません。読めますが、開くまで少し待ちます。".into(),
            "読取機の設定で、後ろに付ける文字（ターミネーター）をEnter（CR）にすると、すぐに開きます。",
        ),
        Finding::InputMethod => {
            ("日本語入力がオンのまま届いています。数字はキーの位置で読むので、支障はありません。".into(), "設定は要りません。")
        }
        Finding::FullWidth => ("数字が全角で届いています。半角に直して読むので、支障はありません。".into(), "設定は要りません。"),
        Finding::NoKeys => ("キーではなく、文字として届いています。そのまま読めるので、支障はありません。".into(), "設定は要りません。"),
        Finding::NumLockOff => {
            ("テンキーの数字が、NumLockがオフのまま届いています。キーの位置で読むので、支障はありません。".into(), "設定は要りません。")
        }
        Finding::Layout => (
            "記号が別の記号に変わっています。読取機とこのパソコンで、キーボードの配列（日本語・英語）が違います。申請書のコードは数字だけなので、支障はありません。".into(),
            "ほかの用途で記号も読むときは、読取機のキーボードの種類をこのパソコンに合わせてください。",
        ),
        Finding::Case => (
            "大文字と小文字が変わっています（CapsLock、または読取機の変換の設定）。申請書のコードは数字だけなので、支障はありません。".into(),
            "ほかの用途で英字も読むときは、CapsLockと、読取機の大文字・小文字の変換の設定を確かめてください。",
        ),
    }
}
