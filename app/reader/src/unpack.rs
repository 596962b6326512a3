//! Rows of pixels, as a PDF holds them, made a picture.

use crate::embedded::Embedded;
use crate::grey::{self, Grey, luma};

/// No scan is so many pixels wide or high.
const MOST: usize = 30_000;

impl Embedded<'_> {
    /// The most bytes that its rows can be: who unpacks more stops there. None at all of what is too large to be looked at.
    pub fn most_bytes(&self) -> usize {
        if !self.fits() {
            return 0;
        }
        // Four colours, and a byte before each row.
        ((self.width * self.bits * 4).div_ceil(8) + 1) * self.height
    }

    /// Whether a page's picture may be as large as this says it is.
    fn fits(&self) -> bool {
        let sides = [self.width, self.height];
        sides.iter().all(|side| (1..=MOST).contains(side))
            && self.width * self.height <= grey::MOST
            && [1, 2, 4, 8, 16].contains(&self.bits)
    }

    /// The picture that these unpacked rows are; `None` if they are none. A palette is taken for shades: of two colours one is dark.
    pub fn picture(&self, rows: &[u8]) -> Option<Grey> {
        if !self.fits() {
            return None;
        }
        let (row, before) = (rows.len() / self.height, usize::from(self.differences));
        let of_colour = self.width * self.bits;
        // Some programs end the rows with a line end.
        let colours = [4, 3, 1].into_iter().find(|colours| (of_colour * colours).div_ceil(8) + before <= row)?;
        let length = (of_colour * colours).div_ceil(8);
        let mut plain = Vec::new();
        let rows = if self.differences {
            plain.reserve(length * self.height);
            let step = (colours * self.bits).div_ceil(8);
            for row in rows.chunks_exact(length + 1).take(self.height) {
                undo(row[0], &row[1..], step, length, &mut plain)?;
            }
            &plain
        } else {
            rows
        };
        let mut shades = Vec::with_capacity(self.width * self.height);
        for row in rows.chunks_exact(length).take(self.height) {
            let sample = |at: usize| self.sample(row, at);
            shades.extend((0..self.width).map(|x| match colours {
                1 => sample(x),
                3 => luma(sample(3 * x), sample(3 * x + 1), sample(3 * x + 2)),
                // Of four inks the black one is what codes are printed with.
                _ => 255 - sample(4 * x + 3),
            }));
        }
        Grey::new(self.width, self.height, shades)
    }

    /// One number of a row, stretched to 0 to 255.
    fn sample(&self, row: &[u8], at: usize) -> u8 {
        match self.bits {
            8 => row[at],
            16 => row[2 * at],
            bits @ (1 | 2 | 4) => {
                let bit = at * bits;
                let most = (1_u8 << bits) - 1;
                let value = row[bit / 8] >> (8 - bits - bit % 8) & most;
                value * (255 / most)
            }
            _ => 0,
        }
    }
}

/// Undoes the difference of a row (PNG's five ways), given all rows before it.
fn undo(way: u8, row: &[u8], step: usize, length: usize, plain: &mut Vec<u8>) -> Option<()> {
    let begin = plain.len();
    for (x, byte) in row.iter().enumerate() {
        let left = if x >= step { plain[begin + x - step] } else { 0 };
        let above = if begin >= length { plain[begin + x - length] } else { 0 };
        let corner = if x >= step && begin >= length { plain[begin + x - step - length] } else { 0 };
        let expected = match way {
            0 => 0,
            1 => left,
            2 => above,
            3 => u8::midpoint(left, above),
            4 => nearest(left, above, corner),
            _ => return None,
        };
        plain.push(byte.wrapping_add(expected));
    }
    Some(())
}

/// Whichever of the three is nearest to left + above − corner (PNG's Paeth).
fn nearest(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    let far = |from: u8| (guess - i16::from(from)).abs();
    if far(left) <= far(above) && far(left) <= far(corner) {
        left
    } else if far(above) <= far(corner) {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded::Packing;

    fn embedded(width: usize, height: usize, bits: usize, differences: bool) -> Embedded<'static> {
        Embedded { packing: Packing::Plain, bytes: &[], width, height, bits, differences }
    }

    #[test]
    fn rows_of_every_kind_become_shades() {
        let shades = |embedded: Embedded, rows: &[u8]| embedded.picture(rows).map(|picture| picture.shades().to_vec());
        assert_eq!(shades(embedded(2, 1, 8, false), &[10, 20]), Some(vec![10, 20]));
        assert_eq!(shades(embedded(9, 1, 1, false), &[0b1010_0000, 0b1000_0000]), Some(vec![255, 0, 255, 0, 0, 0, 0, 0, 255]));
        assert_eq!(shades(embedded(1, 1, 8, false), &[255, 255, 255]), Some(vec![255]));
        assert_eq!(shades(embedded(1, 1, 8, false), &[0, 0, 0, 255]), Some(vec![0]));
        assert_eq!(shades(embedded(3, 1, 4, false), &[0x0f, 0x80]), Some(vec![0, 255, 136]));
        assert_eq!(shades(embedded(2, 2, 8, false), &[1]), None);
        assert_eq!(shades(embedded(0, 0, 8, false), &[1]), None);
    }

    #[test]
    fn differences_are_undone() {
        let rows = [1, 10, 5, 5, 2, 1, 1, 1, 4, 0, 0, 0];
        let picture = embedded(3, 3, 8, true).picture(&rows).expect("three rows");
        assert_eq!(picture.shades(), [10, 15, 20, 11, 16, 21, 11, 16, 21]);
        assert_eq!(embedded(3, 1, 8, true).picture(&[9, 0, 0, 0]), None, "no such way");
    }

    #[test]
    fn what_is_unpacked_is_never_more_than_the_picture() {
        assert_eq!(embedded(100, 10, 8, false).most_bytes(), 4_010);
        assert_eq!(embedded(usize::MAX, 10, 8, false).most_bytes(), 0, "no page is so wide");
        assert_eq!(embedded(30_000, 30_000, 8, false).most_bytes(), 0, "nor so large");
    }
}
