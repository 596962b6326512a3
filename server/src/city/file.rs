//! A TOML file being read: its text, and the mistakes found in it so far.

use std::cell::RefCell;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::section::Section;
use super::{Mistake, Mistakes, change_file, question};

/// A file (設定ファイル) being read; or two, of which the second says what is different from the first.
pub(super) struct File {
    /// What is read; the last is the file itself.
    layers: Vec<Layer>,
    mistakes: RefCell<Vec<Mistake>>,
}

/// The text of a file.
struct Layer {
    path: PathBuf,
    text: String,
    /// Where it begins: places in the second file follow those in the first.
    start: usize,
}

impl File {
    /// Takes the text of a file in.
    ///
    /// # Errors
    /// If there is no such file, or it is no text.
    pub(super) fn read(path: &Path) -> Result<File, Mistakes> {
        Ok(File { layers: vec![Layer::read(path, 0)?], mistakes: RefCell::default() })
    }

    /// Takes in what a file says that is different from another, and that other.
    ///
    /// # Errors
    /// If one of the files is not there, or no text.
    pub(super) fn read_change(of: &Path, path: &Path) -> Result<File, Mistakes> {
        let of = Layer::read(of, 0)?;
        let own = Layer::read(path, of.text.len() + 1)?;
        Ok(File { layers: vec![of, own], mistakes: RefCell::default() })
    }

    /// Where the file lies.
    pub(super) fn path(&self) -> &Path {
        &self.own().path
    }

    fn own(&self) -> &Layer {
        self.layers.last().expect("there is the file itself")
    }

    /// The id that the file's name says, of a `noun` as in the `example`; noted as a mistake if it says none.
    pub(super) fn id(&self, noun: &str, example: &str) -> Option<String> {
        let stem = self.path().file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
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
        let mut roots = Vec::new();
        for layer in &self.layers {
            let (root, broken) = DeTable::parse_recoverable(&layer.text);
            for error in broken {
                let reason = format!("TOMLとして読めません（{}）。引用符、括弧、等号を確かめてください。", error.message());
                let place = error.span().unwrap_or_default();
                self.object(Some(place.start + layer.start..place.end + layer.start), reason);
            }
            roots.push(change_file::moved(root.get_ref(), layer.start));
        }
        let made = if self.is_right() {
            let root = roots.into_iter().reduce(|of, change| change_file::apply(&self, of, change)).unwrap_or_default();
            let start = self.own().start;
            let top = Section::new(&self, &root, start..start, "ファイル");
            let made = read(&self, &top);
            top.finish();
            made
        } else {
            None
        };
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        match made {
            Some(made) if mistakes.is_empty() => Ok(made),
            _ => Err(Mistakes(mistakes)),
        }
    }

    /// Notes a mistake at a place of the text; what concerns the file as a whole, or is missing in it, at its first line, so that an editor
    /// opens it there.
    pub(super) fn object(&self, place: Option<Range<usize>>, reason: String) {
        let offset = place.map_or(self.own().start, |place| place.start);
        let layer = self.layers.iter().rfind(|layer| layer.start <= offset).unwrap_or(self.own());
        let line = layer.line(offset - layer.start);
        self.mistakes.borrow_mut().push(Mistake { file: layer.path.clone(), line: Some(line), reason });
    }
}

impl Layer {
    fn read(path: &Path, start: usize) -> Result<Layer, Mistakes> {
        let text = std::fs::read_to_string(path).map_err(|why| Mistake {
            file: path.to_owned(),
            line: None,
            reason: format!("ファイルを読めません（{why}）。場所と、UTF-8で書かれていることを確かめてください。"),
        })?;
        Ok(Layer { path: path.to_owned(), text, start })
    }

    fn line(&self, offset: usize) -> usize {
        self.text.as_bytes()[..offset.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }
}
