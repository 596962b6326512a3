//! The words for a terminal that everybody uses, as in a library.

/// The way to say so, where a person begins.
pub const IT_IS: &str = "みんなで使う端末（図書館など）です";
/// What it is, at the head of every page.
pub const TITLE: &str = "みんなで使う端末";
/// What that means.
pub const KEEPS_NOTHING: &str = "書いた内容は、この端末に保存しません。ほかのページへ移るか、ページを閉じると消えます。";
/// Where a form begins.
pub const STAYS_IN_PAGE: &str = "書いた内容は、この端末には保存しません。QRコードを見せるか送信するまで、市には届きません。QRコードを作るか送信するまで、このページを開いたままにしてください。";
/// On the page of the profile.
pub const NO_PROFILE: &str = "みんなで使う端末では、プロフィールは残りません。ここで書いてファイルに書き出すと、自分の端末で読み込めます。";
/// Ends the visit.
pub const END: &str = "終わる（すべて消す）";
/// Something would be lost.
pub const END_SURE: &str = "書いた内容を、すべて消して終わります。QRコードは、見せるか印刷してから終わってください。";
/// Something is not sent yet.
pub const END_UNSENT: &str = "まだ市に届いていない申請があります。終わると、送られません。";
/// Do so.
pub const END_YES: &str = "すべて消して終わる";
/// Do not.
pub const END_NOT: &str = "続ける";
/// It has ended.
pub const ENDED: &str = "終わりました。書いた内容は、この端末に残っていません。";
/// What the browser remembers by itself.
pub const ALSO_CLOSE: &str = "どのページを開いたかは、ブラウザーが覚えていることがあります。最後に、ブラウザーの画面も閉じてください。";
/// Nobody was here for a while.
pub const STILL_THERE: &str = "しばらく操作がありません。このままにすると、あと2分ほどで、書いた内容をすべて消して終わります。";
/// It is one person's own after all.
pub const OWN_TITLE: &str = "自分の端末のとき";
/// What that means.
pub const OWN_LEAD: &str = "自分だけが使う端末なら、書いた内容をこの端末に保存できます。いま書いている内容は消えます。";
/// Do so.
pub const OWN: &str = "自分の端末として使う";
/// Something lies on the disk from before.
pub const LEFT: &str =
    "この端末には、前に保存された内容（記入途中の申請書、送信した申請、プロフィールなど）が残っています。いまは見えません。";
/// Takes it away.
pub const CLEAR: &str = "前に保存された内容も消す";
/// It is for good.
pub const CLEAR_SURE: &str = "前に保存された内容を、すべてこの端末から消します。送信を待っている申請も消えます。元には戻せません。";
/// Do so.
pub const CLEAR_YES: &str = "すべて消す";
/// Do not.
pub const CLEAR_NOT: &str = "消さない";
/// It is gone.
pub const CLEARED: &str = "前に保存された内容を消しました。";
/// What a saved picture leaves behind.
pub const PICTURE: &str = "画像で保存すると、この端末に画像が残ります。印刷するか、自分のスマートフォンで写してください。";
/// What waiting for the network means here.
pub const WAITING: &str =
    "通信がつながると自動で送ります。届くまで、このページを閉じないでください。二重に受け付けられることはありません。";
/// The city will not have it.
pub const REFUSED: &str = "内容を直して、もう一度送ることができます。";
/// Correct it.
pub const MEND: &str = "内容を直す";
