//! What is wrong with a file that was written by hand.

use std::fmt;
use std::path::PathBuf;

/// A mistake (記述の誤り) in a file: where it is, what is wrong and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1, and 1 if it concerns the file as a whole; absent if there is no such file, or it is no text.
    pub line: Option<usize>,
    /// What is wrong and how to mend it, in Japanese.
    pub reason: String,
}

/// All mistakes (記述の誤り) that were found, in the order of files and lines; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

impl fmt::Display for Mistake {
    /// `forms/move-in.toml:12: 「lable」という項目はありません。…`, as editors know to jump to.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.reason)
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Mistake::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Mistakes {}

impl From<Mistake> for Mistakes {
    fn from(mistake: Mistake) -> Mistakes {
        Mistakes(vec![mistake])
    }
}
