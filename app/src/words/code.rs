//! The words of the code's page.

/// Show it over the whole screen.
pub const ENLARGE: &str = "画面いっぱいに大きく見せる";
/// What that is called.
pub const HELD_UP: &str = "大きく表示したQRコード";
/// Back from there.
pub const CLOSE: &str = "閉じる";
/// Larger squares.
pub const LARGER: &str = "大きく";
/// Smaller squares: some readers do not see a code that is too near.
pub const SMALLER: &str = "小さく";
/// How it is done.
pub const ZOOM: &str = "読み取れないときは、コードに触れると大きさが変わります。画面の明るさも上げてください。";
/// To the page before.
pub const PAGE_BEFORE: &str = "前のコード";
/// To the page after.
pub const PAGE_AFTER: &str = "次のコード";
/// Hand it on to another phone.
pub const SHARE: &str = "家族のスマホなどに送る";
/// That did not work.
pub const NOT_SHARED: &str = "送れませんでした。「画像で保存する」で保存したものを送ってください。";
/// Whom it may be given.
pub const WARNING: &str = "このコードは、窓口に出す人だけに渡してください。";
/// Beside a plain one.
pub const PLAIN: &str =
    "この市のコードには封がしてありません。だれでも中を読めるので、写真を撮られたり、ほかの人に渡したりしないよう気をつけてください。";
/// Above what is inside.
pub const OF: &str = "このコードで出す書類";

/// The city's key is over.
pub const KEY_OVER_TITLE: &str = "書き始める前に、一度インターネットにつないでください";
/// Why, and what happens without.
pub const KEY_OVER: &str = "申請書に封をする市の鍵が、期限を過ぎています。つながると、新しい鍵を自動で受け取ります。つながらないまま書くこともできますが、窓口で開けられず、作り直していただくことがあります。端末の日付が違っているときは、直してください。";
/// Try it.
pub const ASK_FOR_KEY: &str = "つないで確かめる";

/// When it was made.
pub fn made(when: &str) -> String {
    format!("{when} に作成")
}

/// A code in several pictures.
pub fn in_pages(count: usize) -> String {
    format!(
        "内容が多いので、QRコードが{count}枚に分かれています。窓口では、{count}枚すべてを1枚ずつ読み取ってもらってください。順番はどれからでもかまいません。"
    )
}

/// One of several pictures.
pub fn page(number: usize, of: usize) -> String {
    format!("{of}枚のうち{number}枚目")
}

/// One of several pictures, for those who do not see it.
pub fn label(number: usize, of: usize) -> String {
    format!("窓口で見せるQRコード（{of}枚のうち{number}枚目）")
}

/// Prints what was filled in on the official form.
pub const ON_PAPER: &str = "記入した書類を様式に印刷する";

/// What fewer forms would do.
pub fn fewer(titles: &[&str]) -> String {
    let titles: String = titles.iter().map(|title| format!("「{title}」")).collect();
    format!("1枚にしたいときは、たとえば{titles}を外して、2回に分けてください。")
}
