//! A TOML file being read: its text, and the mistakes found in it so far.

use std::cell::RefCell;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::section::Section;
use super::{Mistake, Mistakes, question};

/// A file (設定ファイル) being read.
pub(super) struct File {
    path: PathBuf,
    text: String,
    mistakes: RefCell<Vec<Mistake>>,
}

impl File {
    /// Takes the text of a file in.
    ///
    /// # Errors
    /// If there is no such file, or it is no text.
    pub(super) fn read(path: &Path) -> Result<File, Mistakes> {
        let text = std::fs::read_to_string(path).map_err(|why| Mistake {
            file: path.to_owned(),
            line: None,
            reason: format!("ファイルを読めません（{why}）。場所と、UTF-8で書かれていることを確かめてください。"),
        })?;
        Ok(File { path: path.to_owned(), text, mistakes: RefCell::default() })
    }

    /// Where the file lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The id that the file's name says, of a `noun` as in the `example`; noted as a mistake if it says none.
    pub(super) fn id(&self, noun: &str, example: &str) -> Option<String> {
        let stem = self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !question::is_id(stem) {
            let reason = format!(
                "ファイル名「{stem}」は{noun}の名前になりません。「{example}.toml」のように、英小文字の単語を「-」でつないでください。"
            );
            self.object(None, reason);
            return None;
        }
        Some(stem.to_owned())
    }

    /// Whether no mistake was found so far.
    pub(super) fn is_right(&self) -> bool {
        self.mistakes.borrow().is_empty()
    }

    /// Hands the whole file to `read` and gives what it made, unless a mistake was found on the way.
    ///
    /// # Errors
    /// Every mistake, by line. Where the TOML itself is broken, those are all there is to say.
    pub(super) fn understand<T>(self, read: impl FnOnce(&File, &Section) -> Option<T>) -> Result<T, Mistakes> {
        let (root, broken) = DeTable::parse_recoverable(&self.text);
        for error in &broken {
            let reason = format!("TOMLとして読めません（{}）。引用符、括弧、等号を確かめてください。", error.message());
            self.object(error.span(), reason);
        }
        let made = if broken.is_empty() {
            let top = Section::new(&self, root.get_ref(), 0..0, "ファイル");
            let made = read(&self, &top);
            top.finish();
            made
        } else {
            None
        };
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by_key(|mistake| mistake.line);
        match made {
            Some(made) if mistakes.is_empty() => Ok(made),
            _ => Err(Mistakes(mistakes)),
        }
    }

    /// Notes a mistake at a place of the text; what concerns the file as a whole, or is missing in it, at its first line, so that an editor
    /// opens it there.
    pub(super) fn object(&self, place: Option<Range<usize>>, reason: String) {
        let line = self.line(place.map_or(0, |place| place.start));
        self.mistakes.borrow_mut().push(Mistake { file: self.path.clone(), line: Some(line), reason });
    }

    fn line(&self, offset: usize) -> usize {
        self.text.as_bytes()[..offset.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }
}
