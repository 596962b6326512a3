//! Why the server cannot start: one sentence, and exit code 1.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;

use crate::assets::NoApp;
use crate::city::Mistakes;

/// A trouble (起動できない理由) that keeps the server from starting: one sentence that says what is wrong, where, and how to mend it.
#[derive(Debug)]
pub struct Trouble {
    sentence: String,
    is_judgement: bool,
}

impl Trouble {
    /// A trouble in these words.
    pub fn new(sentence: impl Into<String>) -> Trouble {
        Trouble { sentence: sentence.into(), is_judgement: false }
    }

    /// What was found wrong with files that somebody asked about, a line each that begins with its place.
    pub fn judgement(words: impl Into<String>) -> Trouble {
        Trouble { sentence: words.into(), is_judgement: true }
    }

    /// As it is told on the terminal: with the name of the program that has it; a judgement as it is, so that an editor knows its places.
    pub fn told(&self) -> String {
        if self.is_judgement { self.sentence.clone() } else { format!("madoguchi: {}", self.sentence) }
    }

    /// A folder that cannot be made or written to.
    pub fn folder(folder: &Path, why: &io::Error) -> Trouble {
        Trouble::new(format!(
            "フォルダー {} に書き込めません（{why}）。--data で書き込めるフォルダーを指定してください。",
            folder.display()
        ))
    }

    /// A file that cannot be read.
    pub fn file(file: &Path, why: impl fmt::Display) -> Trouble {
        Trouble::new(format!("ファイル {} を読めません（{why}）。", file.display()))
    }

    /// A file that cannot be written.
    pub fn unwritten(file: &Path, why: impl fmt::Display) -> Trouble {
        Trouble::new(format!("ファイル {} に書けません（{why}）。", file.display()))
    }

    /// An address on which the server cannot listen.
    pub fn address(address: SocketAddr, why: &io::Error) -> Trouble {
        Trouble::new(match why.kind() {
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
        Trouble::new(format!("次のところを直してください。\n{mistakes}"))
    }
}

impl From<NoApp> for Trouble {
    fn from(why: NoApp) -> Trouble {
        Trouble::new(why.to_string())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Trouble {}
