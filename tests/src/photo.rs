//! Photos of codes that nobody took: held aslant, out of focus, in bad light, by a cheap camera. The same seed makes the same photo.
//!
//! Three kinds of day. What is random is drawn evenly from −limit to +limit:
//!
//! | | turned | corners moved | blur σ | noise σ | contrast | light falls off by | glare |
//! |---|---|---|---|---|---|---|---|
//! | mild | 3° | 1 % | 0.4 px | 4 | 0.9 | – | – |
//! | typical | 10° | 3 % | 0.7 px | 8 | 0.7 | 25 % | – |
//! | harsh | 20° | 6 % | 1.0 px | 14 | 0.55 | 40 % | one spot |

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// The white border of a code, in squares.
const QUIET: usize = 4;

/// What lies around the paper, as a share of the code's side: the camera sees more than the code.
const AROUND: f64 = 0.25;

/// Each pixel is the mean of so many points a side, as a sensor's is of all the light on it.
const POINTS: usize = 3;

/// How bad a photo is (写真の条件).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A good scanner's stand.
    Mild,
    /// A hand, a desk, a webcam.
    Typical,
    /// A hurried hand in the evening.
    Harsh,
}

/// The numbers of a day.
struct Weather {
    turn: f64,
    corners: f64,
    blur: f64,
    noise: f64,
    contrast: f64,
    fall: f64,
    glare: bool,
}

impl Day {
    fn weather(self) -> Weather {
        match self {
            Day::Mild => Weather { turn: 3.0, corners: 0.01, blur: 0.4, noise: 4.0, contrast: 0.9, fall: 0.0, glare: false },
            Day::Typical => Weather { turn: 10.0, corners: 0.03, blur: 0.7, noise: 8.0, contrast: 0.7, fall: 0.25, glare: false },
            Day::Harsh => Weather { turn: 20.0, corners: 0.06, blur: 1.0, noise: 14.0, contrast: 0.55, fall: 0.4, glare: true },
        }
    }
}

/// The squares of a code with its white border (QRコードの白黒).
pub struct Symbol {
    /// How many squares it is wide.
    pub width: usize,
    dark: Vec<bool>,
}

impl Symbol {
    /// The code of these digits at level M in this version.
    ///
    /// # Panics
    /// If they do not fit.
    pub fn of(digits: &str, version: i16) -> Symbol {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_numeric_data(digits.as_bytes()).expect("digits that fit");
        bits.push_terminator(EcLevel::M).expect("digits that fit");
        let code = QrCode::with_bits(bits, EcLevel::M).expect("digits that fit");
        let inside = code.width();
        let colours = code.to_colors();
        let width = inside + 2 * QUIET;
        let mut dark = vec![false; width * width];
        for (at, _) in colours.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
            dark[(at / inside + QUIET) * width + at % inside + QUIET] = true;
        }
        Symbol { width, dark }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark[y * self.width + x]
    }
}

/// A photo (写真): shades row by row, as wide as it is high.
pub struct Photo {
    /// How many pixels it is wide and high.
    pub side: usize,
    /// Its shades.
    pub shades: Vec<u8>,
}

/// Takes a photo of a code whose squares are `pitch` pixels wide in it.
pub fn take(symbol: &Symbol, pitch: f64, day: Day, seed: u64) -> Photo {
    let (weather, mut dice) = (day.weather(), Dice(seed));
    let code = symbol.width as f64 * pitch;
    let side = (code * (1.0 + 2.0 * AROUND)).ceil() as usize;
    let seen = Projection::of(symbol.width as f64, code, side as f64 / 2.0, &weather, &mut dice);
    let mut light: Vec<f64> = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            light.push(shade(symbol, &seen, x as f64, y as f64));
        }
    }
    blur(&mut light, side, weather.blur);
    light_up(&mut light, side, &weather, &mut dice);
    let shades = light.into_iter().map(|value| (value + weather.noise * dice.bell()).clamp(0.0, 255.0) as u8).collect();
    Photo { side, shades }
}

/// The mean shade of what one pixel sees.
fn shade(symbol: &Symbol, seen: &Projection, x: f64, y: f64) -> f64 {
    let mut dark = 0;
    for point in 0..POINTS * POINTS {
        let offset = |nth: usize| (nth as f64 + 0.5) / POINTS as f64;
        let (u, v) = seen.back(x + offset(point % POINTS), y + offset(point / POINTS));
        let inside = |at: f64| (0.0..symbol.width as f64).contains(&at);
        if inside(u) && inside(v) && symbol.is_dark(u as usize, v as usize) {
            dark += 1;
        }
    }
    255.0 * (1.0 - f64::from(dark) / (POINTS * POINTS) as f64)
}

/// How a plane is seen from the side: eight numbers.
struct Projection([f64; 8]);

impl Projection {
    /// Of a code `width` squares wide that is `code` pixels wide in the middle of the photo, turned and aslant.
    fn of(width: f64, code: f64, middle: f64, weather: &Weather, dice: &mut Dice) -> Projection {
        let turn = (weather.turn * dice.even()).to_radians();
        let corners = [(0.0, 0.0), (width, 0.0), (width, width), (0.0, width)].map(|(u, v)| {
            let (x, y) = ((u / width - 0.5) * code, (v / width - 0.5) * code);
            let moved = |at: f64, dice: &mut Dice| middle + at + weather.corners * code * dice.even();
            (moved(x * turn.cos() - y * turn.sin(), dice), moved(x * turn.sin() + y * turn.cos(), dice))
        });
        // From the photo back to the code: u = (a x + b y + c) / (g x + h y + 1), and so for v.
        let squares = [(0.0, 0.0), (width, 0.0), (width, width), (0.0, width)];
        let mut rows = Vec::new();
        for ((x, y), (u, v)) in corners.into_iter().zip(squares) {
            rows.push([x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u]);
            rows.push([0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v]);
        }
        Projection(solved(rows))
    }

    fn back(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f, g, h] = self.0;
        let depth = g * x + h * y + 1.0;
        ((a * x + b * y + c) / depth, (d * x + e * y + f) / depth)
    }
}

/// Eight equations of eight unknowns, solved by elimination.
fn solved(mut rows: Vec<[f64; 9]>) -> [f64; 8] {
    for column in 0..8 {
        let best = (column..8).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs())).unwrap_or(column);
        rows.swap(column, best);
        let pivot = rows[column];
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != column) {
            let share = row[column] / pivot[column];
            for (cell, above) in row.iter_mut().zip(pivot) {
                *cell -= share * above;
            }
        }
    }
    std::array::from_fn(|at| rows[at][8] / rows[at][at])
}

/// Out of focus by this many pixels, as a bell.
fn blur(light: &mut [f64], side: usize, sigma: f64) {
    let reach = (3.0 * sigma).ceil() as usize;
    let weights: Vec<f64> = (0..=2 * reach).map(|at| (-((at as f64 - reach as f64) / sigma).powi(2) / 2.0).exp()).collect();
    let whole: f64 = weights.iter().sum();
    for step in [1, side] {
        let before = light.to_vec();
        for (at, value) in light.iter_mut().enumerate() {
            let along = if step == 1 { at % side } else { at / side };
            let begin = at - along * step;
            let mixed = weights.iter().enumerate().map(|(nth, weight)| {
                let there = (along + nth).saturating_sub(reach).min(side - 1);
                weight * before[begin + there * step]
            });
            *value = mixed.sum::<f64>() / whole;
        }
    }
}

/// Less contrast, light from one side, a glare.
fn light_up(light: &mut [f64], side: usize, weather: &Weather, dice: &mut Dice) {
    let (direction, spot) = (std::f64::consts::PI * dice.even(), [dice.even(), dice.even()]);
    let size = side as f64;
    for (at, value) in light.iter_mut().enumerate() {
        let (x, y) = ((at % side) as f64 / size - 0.5, (at / side) as f64 / size - 0.5);
        let fall = weather.fall * (x * direction.cos() + y * direction.sin() + 0.7) / 1.4;
        *value = (127.5 + (*value - 127.5) * weather.contrast) * (1.0 - fall);
        if weather.glare {
            let far = (x - 0.35 * spot[0]).powi(2) + (y - 0.35 * spot[1]).powi(2);
            *value += 90.0 * (-far / (2.0 * 0.08_f64.powi(2))).exp();
        }
    }
}

/// Chance that is the same every time (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// Any number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From −1 to 1.
    fn even(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    /// Around 0, as a bell with σ = 1.
    fn bell(&mut self) -> f64 {
        // The sum of twelve even numbers is as good a bell as a sensor's noise.
        (0..12).map(|_| self.even()).sum::<f64>() / 2.0
    }

    /// So many digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + (self.roll() % 10).to_le_bytes()[0])).collect()
    }
}
