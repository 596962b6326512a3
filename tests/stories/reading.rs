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
    assert!(read_of_twelve(2.0, Day::Typical) >= 10);
    assert!(read_of_twelve(4.0, Day::Harsh) >= 11);
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let digits = Dice(1).digits(432);
    let symbol = Symbol::of(&digits, 9);
    let advice = |photo: Photo| look(&grey(photo)).advice();
    assert_eq!(advice(take(&symbol, 1.5, Day::Typical, 3)), Some(Advice::Nearer));
    // Nothing there.
    assert_eq!(advice(Photo { side: 300, shades: vec![180; 90_000] }), Some(Advice::Aim));
    // The lamp is off.
    let night = take(&symbol, 4.0, Day::Mild, 5);
    let night = Photo { shades: night.shades.iter().map(|shade| shade / 25).collect(), ..night };
    assert_eq!(advice(night), Some(Advice::Lighter));
}

#[test]
fn another_vendors_code_is_read_too_and_breaks_nothing() {
    let mut bits = qrcode::bits::Bits::new(qrcode::Version::Normal(4));
    bits.push_byte_data("https://example.jp/窓口".as_bytes()).unwrap();
    bits.push_terminator(qrcode::EcLevel::M).unwrap();
    let code = qrcode::QrCode::with_bits(bits, qrcode::EcLevel::M).unwrap();
    let (width, colours) = (code.width(), code.to_colors());
    let side = (width + 8) * 4;
    let mut shades = vec![255; side * side];
    for (at, shade) in shades.iter_mut().enumerate() {
        let (x, y) = ((at % side / 4).wrapping_sub(4), (at / side / 4).wrapping_sub(4));
        if x < width && y < width && colours[y * width + x] == qrcode::Color::Dark {
            *shade = 0;
        }
    }
    assert_eq!(look(&Grey::new(side, side, shades).unwrap()).text.as_deref(), Some("https://example.jp/窓口"));
}
