//! Every "no" of the city hall, with its status and its sentence.

use domain::form::Problem;
use domain::queue::Refusal;
use domain::slip::CodeFault;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// Why the city hall refuses (拒否の理由). It names its HTTP status; bad input is never 5xx.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "refused")]
pub enum Refused {
    /// 400: the request could not be read.
    Unreadable {
        /// What is wrong with it.
        reason: String,
    },
    /// 401: no session, or one that is over.
    NotSignedIn,
    /// 401: name or passphrase is wrong.
    WrongPassphrase,
    /// 401: the one-time code is wrong, used or too old.
    WrongInvitation,
    /// 403: asked by a page of another origin.
    OtherOrigin,
    /// 403: the device has no right to this.
    NotPermitted,
    /// 404: there is no such thing.
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// 405: asked by another method than the function's.
    WrongMethod,
    /// 408: the request came too slowly.
    TooSlow,
    /// 409: this key has stored another slip.
    KeyUsed,
    /// 409: the lobby says no.
    Lobby {
        /// Why.
        refusal: Refusal,
    },
    /// 409: somebody with this name is on the staff already.
    NameTaken,
    /// 413: longer than allowed.
    TooLarge,
    /// 415: not JSON.
    NotJson,
    /// 422: the code cannot be read as a slip.
    BadCode {
        /// Why.
        fault: CodeFault,
    },
    /// 422: answers that do not pass the check.
    BadAnswers {
        /// Everything to correct.
        problems: Vec<Problem>,
    },
    /// 422: an argument that is not as it must be.
    BadValue {
        /// Which, and how to mend it.
        reason: String,
    },
    /// 422: no font of the city hall has this character, so it would be an empty box on paper.
    NoGlyph {
        /// The character.
        character: String,
        /// Its code points, such as `U+845B U+E0100`.
        codes: String,
        /// What is asked where it stands.
        label: String,
    },
    /// 429: too often; come back later.
    TooOften {
        /// In how many seconds.
        retry_after: u32,
    },
    /// 503: too much at once, or shutting down; come back in a moment.
    Overloaded,
    /// 503: the fonts that sheets are written with are missing.
    NoFonts {
        /// The packages that bring them.
        packages: Vec<String>,
    },
    /// 507: no room on the disk.
    DiskFull,
    /// 500: the city hall's own fault.
    Broken,
    /// The network or the answer failed on the way; never sent by the server.
    Unreachable,
}

impl Refused {
    /// The sentence of [`Refused::Broken`].
    pub const BROKEN: &str = "市のサーバーで問題が起きました。少し待ってから、もう一度お試しください。";
    /// The sentence of [`Refused::Unreachable`].
    pub const UNREACHABLE: &str = "市のサーバーにつながりません。通信の状態を確かめてください。";

    /// The HTTP status of the answer that carries it.
    pub fn status(&self) -> u16 {
        match self {
            Refused::Unreadable { .. } => 400,
            Refused::NotSignedIn | Refused::WrongPassphrase | Refused::WrongInvitation => 401,
            Refused::OtherOrigin | Refused::NotPermitted => 403,
            Refused::NotFound { .. } => 404,
            Refused::WrongMethod => 405,
            Refused::TooSlow => 408,
            Refused::KeyUsed | Refused::Lobby { .. } | Refused::NameTaken => 409,
            Refused::TooLarge => 413,
            Refused::NotJson => 415,
            Refused::BadCode { .. } | Refused::BadAnswers { .. } | Refused::BadValue { .. } | Refused::NoGlyph { .. } => 422,
            Refused::TooOften { .. } => 429,
            Refused::Broken | Refused::Unreachable => 500,
            Refused::Overloaded | Refused::NoFonts { .. } => 503,
            Refused::DiskFull => 507,
        }
    }

    /// The sentence for the person who asked, in Japanese: what happened and what to do.
    pub fn sentence(&self) -> String {
        match self {
            Refused::Unreadable { reason } => format!("送られた内容を読み取れませんでした（{reason}）。"),
            Refused::NotSignedIn => "サインインしてください。時間がたつと自動的にサインアウトします。".into(),
            Refused::WrongPassphrase => "名前または合言葉が違います。確かめて、もう一度入力してください。".into(),
            Refused::WrongInvitation => "招待コードが違うか、期限が切れています。新しいコードを発行してもらってください。".into(),
            Refused::OtherOrigin => "ほかのページからの操作は受け付けません。".into(),
            Refused::NotPermitted => "この端末では、この操作はできません。職員にお声がけください。".into(),
            Refused::NotFound { what } => format!("{what}が見つかりません。"),
            Refused::WrongMethod => "この操作は受け付けていません。".into(),
            Refused::TooSlow => "通信が遅く、時間内に届きませんでした。もう一度お試しください。".into(),
            Refused::KeyUsed => "同じ送信番号で、別の内容がすでに届いています。申請の画面から、もう一度送信してください。".into(),
            Refused::Lobby { refusal } => refusal.sentence(),
            Refused::NameTaken => "同じ名前の職員がすでにいます。別の名前を入力してください。".into(),
            Refused::TooLarge => "送られた内容が長すぎます。".into(),
            Refused::NotJson => "JSON形式で送ってください。".into(),
            Refused::BadCode { fault } => fault.sentence(),
            Refused::BadAnswers { problems } => format!("直していただきたいところが{}か所あります。", problems.len()),
            Refused::BadValue { reason } => reason.clone(),
            Refused::TooOften { retry_after } => format!("回数が多すぎます。{}たってから、もう一度お試しください。", so_long(*retry_after)),
            Refused::Overloaded => "ただいま混み合っています。少し待ってから、もう一度お試しください。".into(),
            Refused::NoGlyph { character, codes, label } => format!(
                "「{label}」の「{character}」（{codes}）は、市のサーバーにある書体に入っていないため、印刷できません。近い字に補正して紙に正しい字を手書きするか、\
                 この字の入った書体を市のフォルダーの fonts に置いてもらってください。"
            ),
            Refused::NoFonts { packages } => format!(
                "市のサーバーに印刷用の書体がありません。サーバーの担当者に、{} を入れてもらってください（apt-get install {}）。",
                packages.join(" と "),
                packages.join(" ")
            ),
            Refused::DiskFull => {
                "市のサーバーの空き容量が足りないため、保存できませんでした。空きができるまで待って、もう一度お試しください。".into()
            }
            Refused::Broken => Refused::BROKEN.into(),
            Refused::Unreachable => Refused::UNREACHABLE.into(),
        }
    }
}

/// A time to wait in words: a person does not count 86,000 seconds.
fn so_long(seconds: u32) -> String {
    match seconds {
        0..120 => format!("{seconds}秒"),
        120..7_200 => format!("{}分", seconds.div_ceil(60)),
        _ => format!("{}時間", seconds.div_ceil(3_600)),
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl std::error::Error for Refused {}

impl FromServerFnError for Refused {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(trouble: ServerFnErrorErr) -> Self {
        match trouble {
            ServerFnErrorErr::Args(reason) | ServerFnErrorErr::MissingArg(reason) | ServerFnErrorErr::Deserialization(reason) => {
                Refused::Unreadable { reason }
            }
            // In the browser: the answer never came.
            ServerFnErrorErr::Request(_) => Refused::Unreachable,
            _ => Refused::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_to_wait_is_said_as_people_say_it() {
        let said = |retry_after| Refused::TooOften { retry_after }.sentence();
        for (seconds, words) in [(20, "20秒"), (150, "3分"), (86_000, "24時間")] {
            assert!(said(seconds).contains(&format!("{words}たってから")), "{}", said(seconds));
        }
    }
}
