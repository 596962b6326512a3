//! Leaflets: what there is to know about every procedure of the city, also of those that are done elsewhere. Written by hand in
//! `public/procedures`, a file for each chapter, read by the server.

use crate::form::Source;

/// A chapter (分野) of the catalogue: procedures that people look for together, such as all about care.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// The stem of its file name, such as `care`.
    pub id: String,
    /// Its place in the catalogue, the smallest first.
    pub order: u8,
    /// What it is about, as people say it.
    pub title: String,
    /// What is in it, in a sentence.
    pub summary: String,
    /// The guide through the same event, by id.
    pub guide: Option<String>,
    /// The procedures, in the order to list them.
    pub leaflets: Vec<Leaflet>,
    /// Where all this was taken from.
    pub source: Source,
}

/// A leaflet (手続の案内): one procedure of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaflet {
    /// Lower-case words joined by `-`, one of a kind in the whole catalogue.
    pub id: String,
    /// What the procedure is called.
    pub name: String,
    /// The name as it is read, in hiragana; it decides the place in the list by sound.
    pub kana: String,
    /// Chapters, by id, in which it is listed besides its own.
    pub also: Vec<String>,
    /// What there is to know about it.
    pub about: About,
}

/// What there is to know about a procedure (案内の中身), and where.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// The page of our form says it; the form's id.
    Form(String),
    /// The leaflet says it itself.
    Told(Box<Told>),
}

/// What a leaflet tells (案内文). Of what is absent nothing certain can be said: the page sends people to the counter for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What it is for, in a sentence.
    pub what: String,
    /// Where it is done, in words.
    pub place: String,
    /// Who may do it.
    pub who: Option<String>,
    /// What to bring.
    pub bring: Vec<String>,
    /// How it is done, other than at the counter.
    pub how: Option<String>,
    /// The fee in words.
    pub fee: Option<String>,
    /// By when, in words.
    pub deadline: Option<String>,
    /// What people get wrong about it.
    pub note: Option<String>,
    /// The address of a page elsewhere that goes on from here.
    pub link: Option<String>,
    /// Forms of ours, by id, that can be filled in beforehand.
    pub prepare: Vec<String>,
}

impl Chapter {
    /// Every text that a person may read in it, each once, in its order, for those who put it into other languages. What a form of ours says
    /// itself is not among them, but for its name, nor where it was all taken from.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = vec![&self.title, &self.summary];
        for leaflet in &self.leaflets {
            texts.push(&leaflet.name);
            let About::Told(told) = &leaflet.about else { continue };
            texts.extend([&*told.what, &*told.place]);
            texts.extend(told.bring.iter().map(String::as_str));
            texts.extend([&told.who, &told.how, &told.fee, &told.deadline, &told.note].into_iter().flatten().map(String::as_str));
        }
        let mut once: Vec<&str> = Vec::new();
        texts.into_iter().for_each(|text| {
            if !once.contains(&text) {
                once.push(text)
            }
        });
        once
    }
}

impl Leaflet {
    /// The column of the list by sound (五十音の行) under which it stands: the first kana of あ, か, さ and so on.
    pub fn column(&self) -> char {
        self.kana.chars().next().map_or('わ', column)
    }
}

/// The column of a kana: あ for い, か for が.
fn column(kana: char) -> char {
    let heads = ['ぁ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'ゃ', 'ら', 'ゎ'];
    match heads.into_iter().rfind(|head| *head <= kana) {
        Some('ゃ') => 'や',
        Some('ゎ') => 'わ',
        Some('ぁ') | None => 'あ',
        Some(head) => head,
    }
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn every_kana_stands_in_its_column() {
        let columns: String = "いおがござだっぢでねばぺんもよゅろわ".chars().map(column).collect();
        assert_eq!(columns, "ああかかさたたたたなははわまややらわ");
    }
}
