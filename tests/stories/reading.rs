//! What a camera sees is read, in good light and in bad; the short twin of `cargo xtask bench reading`.

use reader::grey::Grey;
use reader::ladder::look;
use reader::sight::Advice;
use tests::photo::{Day, Dice, Photo, Symbol, take};

fn grey(photo: Photo) -> Grey {
    Grey::new(photo.side, photo.side, photo.shades).unwrap()
}

/// How many of twelve photos of a version 9 are read; none is read wrongly.
fn read_of_twelve(pitch: f64, day: Day) -> usize {
    let is_read = |seed: &u64| {
        let digits = Dice(*seed).digits(432);
        let text = look(&grey(take(&Symbol::of(&digits, 9), pitch, day, *seed))).text;
        assert!(text.as_ref().is_none_or(|text| *text == digits), "read wrongly: {day:?} {pitch} {seed}");
        text.is_some()
    };
    (1..=12).filter(is_read).count()
}

#[test]
fn a_code_held_over_a_camera_is_read() {
    assert_eq!(read_of_twelve(2.5, Day::Typical), 12);
    assert!(read_of_twelve(2.0, Day::Typical) >= 11);
    assert!(read_of_twelve(4.0, Day::Harsh) >= 11);
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let digits = Dice(1).digits(432);
    let symbol = Symbol::of(&digits, 9);
    let advice = |photo: Photo| look(&grey(photo)).advice();
    // Nothing there.
    assert_eq!(advice(Photo { side: 300, shades: vec![180; 90_000] }), Some(Advice::Aim));
    // The lamp is off, and a sensor never sees nothing at all.
    let night = take(&symbol, 4.0, Day::Mild, 5);
    let night = Photo { shades: night.shades.iter().map(|shade| 12 + shade / 25).collect(), ..night };
    assert_eq!(advice(night), Some(Advice::Lighter));
}

/// A code of bytes or of digits without any blemish, four pixels a square, its white border around it: its side and its shades.
fn clean(text: &str) -> (usize, Vec<u8>) {
    let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).unwrap();
    let (width, colours) = (code.width(), code.to_colors());
    let side = (width + 8) * 4;
    let mut shades = vec![255; side * side];
    for (at, shade) in shades.iter_mut().enumerate() {
        let (x, y) = ((at % side / 4).wrapping_sub(4), (at / side / 4).wrapping_sub(4));
        if x < width && y < width && colours[y * width + x] == qrcode::Color::Dark {
            *shade = 0;
        }
    }
    (side, shades)
}

#[test]
fn another_vendors_code_is_read_too_and_breaks_nothing() {
    let (side, shades) = clean("https://example.jp/窓口");
    assert_eq!(look(&Grey::new(side, side, shades).unwrap()).text.as_deref(), Some("https://example.jp/窓口"));
}

#[test]
fn of_two_codes_on_the_desk_ours_is_read() {
    let ours = Dice(7).digits(200);
    let ((one, poster), (other, held)) = (clean("https://example.jp/sakurano/event"), clean(&ours));
    let (width, height) = (one + other, one.max(other));
    for poster_first in [true, false] {
        let mut desk = vec![255; width * height];
        let mut lay = |side: usize, shades: &[u8], left: usize| {
            for (y, row) in shades.chunks_exact(side).enumerate() {
                desk[y * width + left..][..side].copy_from_slice(row);
            }
        };
        lay(one, &poster, if poster_first { 0 } else { other });
        lay(other, &held, if poster_first { one } else { 0 });
        assert_eq!(look(&Grey::new(width, height, desk).unwrap()).text.as_deref(), Some(ours.as_str()));
    }
}
