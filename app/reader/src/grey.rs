//! A picture in shades of grey.

/// The most pixels that a picture may have: a photo of 48 megapixels. More is no photo of a code.
pub(crate) const MOST: usize = 50_000_000;

/// A picture in shades of grey (濃淡画像), row by row; 0 is black, 255 is white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    width: usize,
    height: usize,
    shades: Vec<u8>,
}

/// How light a picture is (明るさ).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Light {
    /// The shade that lies in the middle, 0 to 255.
    pub middle: u8,
    /// From the shade that a twentieth is darker than to the one that a twentieth is lighter than.
    pub range: u8,
    /// The share of pixels that are as white as it gets, 0 to 1.
    pub glare: f32,
}

impl Grey {
    /// A picture of this size; `None` if the shades do not fit it, or if there are none or far too many.
    pub fn new(width: usize, height: usize, shades: Vec<u8>) -> Option<Grey> {
        let fits = width.checked_mul(height).is_some_and(|pixels| pixels == shades.len() && (1..=MOST).contains(&pixels));
        fits.then_some(Grey { width, height, shades })
    }

    /// The same of red, green, blue and opacity, as browsers give them. What is transparent is seen on white paper.
    pub fn of_rgba(width: usize, height: usize, pixels: &[u8]) -> Option<Grey> {
        let shade = |pixel: &[u8]| {
            let lightness = luma(pixel[0], pixel[1], pixel[2]);
            let opacity = u32::from(pixel[3]);
            let seen = (u32::from(lightness) * opacity + 255 * (255 - opacity)) / 255;
            u8::try_from(seen).unwrap_or(u8::MAX)
        };
        Grey::new(width, height, pixels.chunks_exact(4).map(shade).collect())
    }

    /// How many pixels it is wide.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many it is high.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Its shades, row by row.
    pub fn shades(&self) -> &[u8] {
        &self.shades
    }

    /// Twice as wide and as high, each new pixel mixed from the four around it: at two pixels a square, a reader that looks for whole
    /// pixels sees edges where there were none.
    pub fn doubled(&self) -> Grey {
        let (width, last) = (self.width, self.height - 1);
        let mut shades = Vec::with_capacity(4 * self.shades.len());
        let mut mixed = vec![0_u16; width];
        for y in 0..self.height {
            for beside in [y.saturating_sub(1), (y + 1).min(last)] {
                for (mixed, (near, far)) in mixed.iter_mut().zip(self.row(y).iter().zip(self.row(beside))) {
                    *mixed = 3 * u16::from(*near) + u16::from(*far);
                }
                for x in 0..width {
                    let mix = |beside: usize| ((3 * mixed[x] + mixed[beside] + 8) / 16).to_le_bytes()[0];
                    shades.extend([mix(x.saturating_sub(1)), mix((x + 1).min(width - 1))]);
                }
            }
        }
        Grey { width: 2 * width, height: 2 * self.height, shades }
    }

    /// Each pixel the mean of the nine around it: noise goes, squares of three pixels and more stay.
    pub fn blurred(&self) -> Grey {
        let (width, last) = (self.width, self.height - 1);
        let mut shades = Vec::with_capacity(self.shades.len());
        let mut sums = vec![0_u16; width];
        for y in 0..self.height {
            let rows = [self.row(y.saturating_sub(1)), self.row(y), self.row((y + 1).min(last))];
            for (x, sum) in sums.iter_mut().enumerate() {
                *sum = rows.iter().map(|row| u16::from(row[x])).sum();
            }
            for x in 0..width {
                let nine = sums[x.saturating_sub(1)] + sums[x] + sums[(x + 1).min(width - 1)];
                shades.push(((nine + 4) / 9).to_le_bytes()[0]);
            }
        }
        Grey { width, height: self.height, shades }
    }

    /// Each pixel as far again from the mean of the nine around it as it is already: at two pixels a square, what the lens has smeared over
    /// the edges comes back.
    pub fn sharpened(&self) -> Grey {
        let sharpen = |(shade, mean): (&u8, &u8)| (2 * i16::from(*shade) - i16::from(*mean)).clamp(0, 255).to_le_bytes()[0];
        let shades = self.shades.iter().zip(&self.blurred().shades).map(sharpen).collect();
        Grey { width: self.width, height: self.height, shades }
    }

    /// Black for white.
    pub fn inverted(&self) -> Grey {
        Grey { width: self.width, height: self.height, shades: self.shades.iter().map(|shade| 255 - shade).collect() }
    }

    /// How light it is.
    pub fn light(&self) -> Light {
        let mut counts = [0_usize; 256];
        self.shades.iter().for_each(|shade| counts[usize::from(*shade)] += 1);
        let all = self.shades.len();
        let at = |share: usize| {
            let mut below = 0;
            let found = (0..=255_u8).find(|shade| {
                below += counts[usize::from(*shade)];
                below * 20 >= all * share
            });
            found.unwrap_or(u8::MAX)
        };
        let glaring: usize = counts[250..].iter().sum();
        Light { middle: at(10), range: at(19).saturating_sub(at(1)), glare: glaring as f32 / all as f32 }
    }

    fn row(&self, y: usize) -> &[u8] {
        &self.shades[y * self.width..(y + 1) * self.width]
    }
}

/// How light a colour is to the eye (BT.601).
pub fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from(sum >> 8).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_as_many_shades_as_its_size_says() {
        assert!(Grey::new(2, 2, vec![0; 4]).is_some());
        assert!(Grey::new(2, 2, vec![0; 5]).is_none());
        assert!(Grey::new(0, 0, vec![]).is_none());
        assert!(Grey::new(usize::MAX, 2, vec![0; 4]).is_none());
    }

    #[test]
    fn what_is_transparent_is_white_paper() {
        let picture = Grey::of_rgba(2, 1, &[0, 0, 0, 0, 0, 0, 0, 255]).expect("two pixels");
        assert_eq!(picture.shades(), [255, 0]);
    }

    #[test]
    fn doubling_keeps_what_is_even_and_softens_edges() {
        let even = Grey::new(3, 3, vec![100; 9]).expect("nine pixels");
        assert_eq!(even.doubled(), Grey::new(6, 6, vec![100; 36]).expect("thirty-six pixels"));
        let edge = Grey::new(2, 1, vec![0, 200]).expect("two pixels").doubled();
        assert_eq!(edge.shades(), [0, 50, 150, 200, 0, 50, 150, 200]);
    }

    #[test]
    fn blurring_spreads_one_pixel_over_nine() {
        let mut shades = vec![0; 25];
        shades[12] = 90;
        let blurred = Grey::new(5, 5, shades).expect("twenty-five pixels").blurred();
        assert_eq!(blurred.shades().iter().filter(|shade| **shade == 10).count(), 9);
    }

    #[test]
    fn sharpening_keeps_what_is_even_and_hardens_edges() {
        let even = Grey::new(3, 3, vec![100; 9]).expect("nine pixels");
        assert_eq!(even.sharpened(), even);
        let edge = Grey::new(4, 1, vec![50, 80, 140, 170]).expect("four pixels").sharpened();
        assert_eq!(edge.shades(), [40, 70, 150, 180]);
    }

    #[test]
    fn light_is_told_by_its_middle_and_its_range() {
        let half = Grey::new(10, 10, [vec![20; 50], vec![255; 50]].concat()).expect("a hundred pixels").light();
        assert_eq!((half.middle, half.range, half.glare), (20, 235, 0.5));
    }
}
