//! How text fits into a slot: its width, its lines and the size it is set in.
//!
//! Widths are estimates that are rather too wide than too narrow, so that what fits here fits on paper in any Japanese
//! font. Paper must break lines anywhere, as [`lines`] does, and set them [`LINE`] apart.

/// The distance of lines, in sizes of the type.
pub const LINE: f32 = 1.3;

/// The margin between a slot's border and its text, left and right, in millimetres.
pub const MARGIN: f32 = 1.0;

/// The same above and below.
const LEADING: f32 = 0.6;

/// The height of a line that stands alone, in sizes of the type.
const SNUG: f32 = 1.1;

/// How thick a border may be, in millimetres; it takes its room from the slot.
const BORDER: f32 = 0.2;

/// One point in millimetres.
const POINT: f32 = 25.4 / 72.0;

/// The smallest type there is, in points.
pub(super) const FLOOR: f32 = 6.0;

/// Between which sizes, in points, a text is set, and how high its slot may be before the type shrinks further.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) largest: f32,
    pub(super) smallest: f32,
    pub(super) height: f32,
}

/// The largest size at which a text fits into a slot of this width and the room's height; the room's smallest if none
/// does, and then the slot must grow.
pub(super) fn size(text: &str, width: f32, room: Room) -> f32 {
    let steps = ((room.largest - room.smallest) * 2.0) as u8;
    let sizes = (0..=steps).map(|step| room.largest - f32::from(step) / 2.0);
    sizes.into_iter().find(|size| height(lines(text, width, *size).len(), *size) <= room.height).unwrap_or(room.smallest)
}

/// The largest size, at most this, at which a text fits into a slot that cannot grow; none if it does not fit in the smallest.
///
/// A single line may fill its slot nearly from border to border.
pub(super) fn snug(text: &str, width: f32, height: f32, largest: f32) -> Option<f32> {
    let steps = ((largest - FLOOR).max(0.0) * 2.0) as u8;
    let sizes = (0..=steps).map(|step| largest.max(FLOOR) - f32::from(step) / 2.0);
    sizes.into_iter().find(|size| match lines(text, width, *size)[..] {
        [line] => is_within(line, width, *size) && size * SNUG * POINT <= height,
        ref lines => lines.len() <= capacity(height, *size),
    })
}

/// The size of a single character that fills so many millimetres, in points.
pub(super) fn across(length: f32) -> f32 {
    (length / (SNUG * POINT) * 2.0).floor() / 2.0
}

/// The largest size, in points, at which a line is no longer than so many millimetres.
pub(super) fn filling(line: &str, length: f32) -> f32 {
    let wide = line.chars().map(ems).sum::<f32>().max(1.0);
    (length / (wide * POINT) * 2.0).floor() / 2.0
}

/// Whether a single line fits between the margins; a single character may touch the borders.
fn is_within(line: &str, width: f32, size: f32) -> bool {
    let room = if line.chars().count() == 1 { width } else { width - 2.0 * (MARGIN + BORDER) };
    line.chars().map(ems).sum::<f32>() * size * POINT <= room + 0.01
}

/// How high a slot with so many lines must be: millimetres, rounded up to a half.
pub(super) fn height(n_lines: usize, size: f32) -> f32 {
    let text = n_lines.max(1) as f32 * size * LINE * POINT;
    ((text + 2.0 * LEADING) * 2.0).ceil() / 2.0
}

/// How many lines of this size a slot of this height holds.
pub(super) fn capacity(height: f32, size: f32) -> usize {
    ((height - 2.0 * LEADING) / (size * LINE * POINT)).max(0.0) as usize
}

/// The lines of a text in a slot of this width in millimetres. Together they are the text: a line ends with its own line
/// break, if it has one.
pub(super) fn lines(text: &str, width: f32, size: f32) -> Vec<&str> {
    let room = (width - 2.0 * (MARGIN + BORDER)) / (size * POINT);
    let (mut lines, mut start, mut used) = (Vec::new(), 0, 0.0);
    for (at, c) in text.char_indices() {
        let wide = ems(c);
        // At least one character a line, however narrow the slot.
        if used + wide > room && at > start && wide > 0.0 {
            lines.push(&text[start..at]);
            (start, used) = (at, 0.0);
        }
        used += wide;
        if c == '\n' {
            lines.push(&text[start..=at]);
            (start, used) = (at + 1, 0.0);
        }
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

/// The width of a character in sizes of the type.
fn ems(c: char) -> f32 {
    match c {
        '\n' | '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => 0.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.0,
        'A'..='Z' | 'À'..='Þ' => 0.75,
        ' '..='~' | 'ß'..='ɏ' | 'ｦ'..='ﾟ' => 0.6,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROW: Room = Room { largest: 11.0, smallest: 8.0, height: 9.0 };

    #[test]
    fn a_short_text_is_set_large_and_a_long_one_smaller() {
        assert_eq!(size("佐倉　花子", 60.0, ROW), 11.0);
        assert_eq!(size(&"字".repeat(17), 60.0, ROW), 9.5);
        assert_eq!(size(&"字".repeat(200), 60.0, ROW), 8.0);
    }

    #[test]
    fn a_line_is_broken_anywhere_but_never_before_a_variation_selector() {
        assert_eq!(lines("葛\u{E0100}西市", 2.4 + 2.2 * POINT * 6.0, 6.0), ["葛\u{E0100}西", "市"]);
        assert_eq!(lines("一\n二\n\n三", 100.0, 10.0), ["一\n", "二\n", "\n", "三"]);
        assert_eq!(lines("字字", 0.5, 10.0), ["字", "字"]);
    }

    proptest! {
        #[test]
        fn the_lines_are_the_text(text in "(\\PC|\n){0,60}", width in 3.0f32..180.0, size in 6.0f32..16.0) {
            prop_assert_eq!(lines(&text, width, size).concat(), text);
        }

        #[test]
        fn a_slot_holds_as_many_lines_as_its_height_was_made_for(n in 1usize..60, size in 6.0f32..16.0) {
            prop_assert!(capacity(height(n, size), size) >= n);
        }
    }
}
