//! Which glyph a character has, and in which font. A character is what a person takes for one: a kanji goes with its variation
//! selector, a kana with its mark, and never is one half of it taken from another font than the other.

use std::collections::HashMap;

use harfrust::{Direction, Language, ShapeOptions, ShapePlan, Shaper, UnicodeBuffer, script};
use krilla::text::{GlyphId, KrillaGlyph};
use read_fonts::TableProvider;
use read_fonts::tables::cmap::Cmap;
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::Fonts;

/// A character that no font has (書体にない文字).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoGlyph {
    /// The character.
    pub character: String,
    /// Its code points, such as `U+845B U+E0100`.
    pub codes: String,
    /// What the slot is called in which it stands.
    pub label: String,
}

/// Sets texts (組版) for one document.
pub(super) struct Typesetter<'f> {
    fonts: &'f Fonts,
    faces: Vec<Option<ReadFace<'f>>>,
    /// The characters that were set before, in thin and in bold type. It goes with the document: names are not kept.
    known: [HashMap<String, Option<Character>>; 2],
}

/// A font as the shaper wants it.
struct ReadFace<'f> {
    shaper: Shaper<'f>,
    plan: ShapePlan,
    characters: Option<Cmap<'f>>,
    /// Sizes of the type in one unit of the font.
    unit: f32,
}

/// A character in a font; lengths in sizes of the type.
#[derive(Clone)]
struct Character {
    face: usize,
    glyphs: Vec<Placed>,
}

/// A glyph and where it stands.
#[derive(Clone, Copy)]
struct Placed {
    id: u32,
    advance: f32,
    x: f32,
    y: f32,
}

/// A line that is set (組んだ行): stretches of one font each.
pub(super) struct Line {
    /// The stretches, from left to right.
    pub runs: Vec<Run>,
    /// The width in sizes of the type.
    pub width: f32,
}

/// A stretch of a line in one font.
pub(super) struct Run {
    /// The place of the font.
    pub face: usize,
    /// The text.
    pub text: String,
    /// Its glyphs.
    pub glyphs: Vec<KrillaGlyph>,
    /// The width in sizes of the type.
    pub width: f32,
}

impl<'f> Typesetter<'f> {
    pub(super) fn new(fonts: &'f Fonts) -> Typesetter<'f> {
        let faces = fonts.faces().iter().map(ReadFace::of).collect();
        Typesetter { fonts, faces, known: [HashMap::new(), HashMap::new()] }
    }

    /// The fonts it sets with.
    pub(super) fn fonts(&self) -> &'f Fonts {
        self.fonts
    }

    /// Sets a line; a line break at its end has no glyph.
    ///
    /// # Errors
    /// The first character that no font has.
    pub(super) fn set(&mut self, line: &str, bold: bool, label: &str) -> Result<Line, NoGlyph> {
        let mut set = Line { runs: Vec::new(), width: 0.0 };
        for text in line.trim_end_matches('\n').graphemes(true) {
            let Some(character) = self.character(text, bold) else {
                let codes: Vec<String> = text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
                return Err(NoGlyph { character: text.to_owned(), codes: codes.join(" "), label: label.to_owned() });
            };
            set.push(text, character);
        }
        Ok(set)
    }

    fn character(&mut self, text: &str, bold: bool) -> Option<&Character> {
        let known = &mut self.known[usize::from(bold)];
        if !known.contains_key(text) {
            let in_face = |face: usize| self.faces.get(face)?.as_ref()?.shape(text).map(|glyphs| Character { face, glyphs });
            known.insert(text.to_owned(), self.fonts.order(bold).find_map(in_face));
        }
        known.get(text)?.as_ref()
    }
}

impl Line {
    fn push(&mut self, text: &str, character: &Character) {
        if self.runs.last().is_none_or(|run| run.face != character.face) {
            self.runs.push(Run { face: character.face, text: String::new(), glyphs: Vec::new(), width: 0.0 });
        }
        let Some(run) = self.runs.last_mut() else { return };
        let from = run.text.len();
        run.text.push_str(text);
        let to = run.text.len();
        for placed in &character.glyphs {
            let Placed { id, advance, x, y } = *placed;
            run.glyphs.push(KrillaGlyph::new(GlyphId::new(id), advance, x, y, 0.0, from..to, None));
            run.width += advance;
            self.width += advance;
        }
    }
}

impl<'f> ReadFace<'f> {
    fn of(face: &'f super::fonts::Face) -> Option<ReadFace<'f>> {
        let tables = face.tables()?;
        let shaper = face.shaping.shaper(&tables).build();
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::HAN), japanese().as_ref(), &[]);
        let unit = 1.0 / shaper.units_per_em() as f32;
        Some(ReadFace { shaper, plan, characters: tables.cmap().ok(), unit })
    }

    /// The glyphs of a character; nothing if the font has it not, or not in this variant.
    fn shape(&self, text: &str) -> Option<Vec<Placed>> {
        let first = text.chars().next()?;
        // These look like the characters that Unicode has for their equals, but not quite: a name is written with one of the two. The
        // shaper would take the other. What PDF cannot say again is no text.
        let is_itself = !is_compatible(first) || self.has(first);
        if !is_itself || text.chars().any(|c| matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}')) {
            return None;
        }
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::HAN);
        japanese().into_iter().for_each(|language| buffer.set_language(language));
        // Glyph 0 for a variant that the font has not, instead of the usual shape in its place.
        buffer.set_not_found_variation_selector_glyph(0);
        let shaped = self.shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plan)));
        let placed = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, position)| Placed {
            id: info.glyph_id,
            advance: position.x_advance as f32 * self.unit,
            x: position.x_offset as f32 * self.unit,
            y: position.y_offset as f32 * self.unit,
        });
        let placed: Vec<Placed> = placed.collect();
        (!placed.is_empty() && placed.iter().all(|glyph| glyph.id != 0)).then_some(placed)
    }

    fn has(&self, c: char) -> bool {
        self.characters.as_ref().and_then(|characters| characters.map_codepoint(c)).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// CJK compatibility ideographs.
fn is_compatible(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

fn japanese() -> Option<Language> {
    "ja".parse().ok()
}
