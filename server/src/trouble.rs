//! Why the server cannot start: one sentence, and exit code 1.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;

use crate::assets::NoApp;
use crate::city::Mistakes;

/// A trouble (起動できない理由) that keeps the server from starting: one sentence that says what is wrong, where, and how to mend it.
#[derive(Debug)]
pub struct Trouble(String);

impl Trouble {
    /// A trouble in these words.
    pub fn new(sentence: impl Into<String>) -> Trouble {
        Trouble(sentence.into())
    }

    /// A folder that cannot be made or written to.
    pub fn folder(folder: &Path, why: &io::Error) -> Trouble {
        Trouble(format!("フォルダー {} に書き込めません（{why}）。--data で書き込めるフォルダーを指定してください。", folder.display()))
    }

    /// A file that cannot be read.
    pub fn file(file: &Path, why: impl fmt::Display) -> Trouble {
        Trouble(format!("ファイル {} を読めません（{why}）。", file.display()))
    }

    /// An address on which the server cannot listen.
    pub fn address(address: SocketAddr, why: &io::Error) -> Trouble {
        Trouble(match why.kind() {
            io::ErrorKind::AddrInUse => {
                format!("{address} はほかのプログラムが使っています（{why}）。それを止めるか、--listen で別の番号を指定してください。")
            }
            io::ErrorKind::PermissionDenied => {
                format!("{address} を使う権限がありません（{why}）。--listen で1024以上の番号を指定してください。")
            }
            _ => format!("{address} で待ち受けられません（{why}）。--listen を確かめてください。"),
        })
    }
}

impl From<Mistakes> for Trouble {
    fn from(mistakes: Mistakes) -> Trouble {
        Trouble(format!("次のところを直してください。\n{mistakes}"))
    }
}

impl From<NoApp> for Trouble {
    fn from(why: NoApp) -> Trouble {
        Trouble(why.to_string())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}
