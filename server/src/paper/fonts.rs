//! What sheets are written with: two fonts of Debian's, found at the start and read when something is printed for the first time, and
//! whatever the city adds for characters that neither has.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use harfrust::{FontRef, ShaperData};
use krilla::text::Font;

/// Where Debian puts fonts.
pub const FOLDER: &str = "/usr/share/fonts/truetype";

/// The fonts that must be there: the file, and the package that brings it. BIZ UD Gothic is made to be read with ease; IPAmj Mincho has
/// every kanji of the registers with its variants.
const WANTED: [(&str, &str); 3] = [
    ("bizud-gothic/BIZUDGothic-Regular.ttf", "fonts-morisawa-bizud-gothic"),
    ("bizud-gothic/BIZUDGothic-Bold.ttf", "fonts-morisawa-bizud-gothic"),
    ("ipamj/ipamjm.ttf", "fonts-ipamj-mincho"),
];

/// A font that is used if it is there: letters of other people's names, such as Nguyễn Thị, that neither of the others has.
const LETTERS: &str = "dejavu/DejaVuSans.ttf";

/// Which of the fonts is for titles.
const BOLD: usize = 1;

/// Where the fonts lie (書体の置き場).
pub struct Shelf {
    wanted: Vec<(PathBuf, &'static str)>,
    more: Vec<PathBuf>,
    missing: Vec<&'static str>,
    read: OnceLock<Result<Arc<Fonts>, Vec<&'static str>>>,
}

/// The fonts, read (書体).
pub struct Fonts {
    faces: Vec<Face>,
}

/// One font (書体).
pub struct Face {
    data: Arc<Vec<u8>>,
    /// What the PDF takes its glyphs from.
    pub font: Font,
    /// What the shaper knows of it.
    pub shaping: ShaperData,
}

impl Shelf {
    /// Looks what there is: in the folder of the system's fonts, and in `fonts` of the city's.
    pub fn look(folder: &Path, city_folder: &Path) -> Shelf {
        let wanted: Vec<(PathBuf, &'static str)> = WANTED.into_iter().map(|(file, package)| (folder.join(file), package)).collect();
        let missing = packages(wanted.iter().filter(|(file, _)| !file.is_file()).map(|(_, package)| *package));
        let is_font = |file: &PathBuf| file.extension().is_some_and(|end| end.eq_ignore_ascii_case("ttf"));
        let listed = std::fs::read_dir(city_folder.join("fonts")).into_iter().flatten().flatten();
        let mut more: Vec<PathBuf> = listed.map(|entry| entry.path()).filter(is_font).collect();
        more.sort();
        more.extend([folder.join(LETTERS)].into_iter().filter(|file| file.is_file()));
        Shelf { wanted, more, missing, read: OnceLock::new() }
    }

    /// The packages that are missing.
    pub fn missing(&self) -> &[&'static str] {
        &self.missing
    }

    /// The fonts, read once.
    ///
    /// # Errors
    /// The packages whose fonts are not there or cannot be read.
    pub(super) fn read(&self) -> Result<Arc<Fonts>, Vec<&'static str>> {
        let read = || {
            let faces: Vec<(Option<Face>, &'static str)> = self.wanted.iter().map(|(file, package)| (Face::read(file), *package)).collect();
            let unread = packages(faces.iter().filter(|(face, _)| face.is_none()).map(|(_, package)| *package));
            if !unread.is_empty() {
                return Err(unread);
            }
            let more = self.more.iter().filter_map(|file| {
                let face = Face::read(file);
                if face.is_none() {
                    tracing::warn!(file = %file.display(), "this font of the city cannot be read; TrueType (.ttf) is wanted");
                }
                face
            });
            Ok(Arc::new(Fonts { faces: faces.into_iter().filter_map(|(face, _)| face).chain(more).collect() }))
        };
        // What was missing at the start is looked for again when somebody prints: it may have been installed since.
        match self.read.get() {
            Some(read) => read.clone(),
            None => match read() {
                Ok(fonts) => self.read.get_or_init(|| Ok(fonts)).clone(),
                missing => missing,
            },
        }
    }
}

impl Fonts {
    /// Every font.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// By their places, the fonts in which a character is looked for, the first one first.
    pub fn order(&self, bold: bool) -> impl Iterator<Item = usize> + use<> {
        let first = bold.then_some(BOLD);
        first.into_iter().chain((0..self.faces.len()).filter(|place| *place != BOLD))
    }
}

impl Face {
    fn read(file: &Path) -> Option<Face> {
        let data = Arc::new(std::fs::read(file).ok()?);
        let font = Font::new(Arc::clone(&data).into(), 0)?;
        let shaping = ShaperData::new(&FontRef::new(&data).ok()?);
        Some(Face { data, font, shaping })
    }

    /// The tables of the font.
    pub fn tables(&self) -> Option<FontRef<'_>> {
        FontRef::new(&self.data).ok()
    }
}

/// Each package once.
fn packages(all: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut once: Vec<&'static str> = Vec::new();
    for package in all {
        if !once.contains(&package) {
            once.push(package);
        }
    }
    once
}
