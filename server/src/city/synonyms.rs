//! Other words for what procedures are called: readings, everyday words, old names. From `words/search.toml`.

use std::path::Path;

use domain::find::{self, Folded, Sought};

use super::Mistakes;
use super::file::File;

/// Words that mean the same (言い換え).
#[derive(Clone, Debug, Default)]
pub struct Synonyms(Vec<(Sought, Vec<String>)>);

impl Synonyms {
    /// Reads a file of words.
    ///
    /// # Errors
    /// Every mistake of the file at once.
    pub fn load(path: &Path) -> Result<Synonyms, Mistakes> {
        File::read(path)?.understand(|_, top| {
            let words = top.sections("word").into_iter().map(|section| {
                let text = section.text("text");
                let also: Vec<String> = section.texts("also").into_iter().map(|(word, _)| word).collect();
                section.finish();
                if also.is_empty() {
                    section.object("also", "「also」に、「text」の代わりに使われる言葉を一つ以上並べてください。");
                }
                Some((Sought::new(&text?), also))
            });
            words.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>().map(Synonyms)
        })
    }

    /// Takes more words in.
    pub fn add(&mut self, more: Synonyms) {
        self.0.extend(more.0);
    }

    /// By which other words a procedure that is described so is looked for; parted by [`find::BETWEEN`].
    pub fn of(&self, description: &str) -> String {
        let folded = Folded::new(description);
        let mut words: Vec<&str> = Vec::new();
        for word in self.0.iter().filter(|(text, _)| text.is_in(&folded)).flat_map(|(_, also)| also) {
            if !words.contains(&word.as_str()) {
                words.push(word);
            }
        }
        words.join(&find::BETWEEN.to_string())
    }
}
