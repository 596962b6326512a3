//! The pictures inside a PDF: what a scanner or a phone put on its pages.
//!
//! Only whole pictures are found, packed as photos (DCT) or as rows of pixels (Flate, or not at all); what a program drew with lines, and
//! what faxes pack (CCITT, JBIG2), is not. Nothing of a PDF is believed: a length counts where the end of the stream is found there.

/// The most pictures of one file that are looked at.
const MOST: usize = 64;

/// A picture inside a PDF (PDF内の画像).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded<'p> {
    /// How it is packed.
    pub packing: Packing,
    /// As it is packed.
    pub bytes: &'p [u8],
    /// How many pixels it is wide.
    pub width: usize,
    /// How many it is high.
    pub height: usize,
    /// How many bits a pixel has of each colour.
    pub bits: usize,
    /// Whether each row is written as its difference from what stands before it, and begins with a byte that says how.
    pub differences: bool,
}

/// How a picture is packed (圧縮方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As a photo, which every browser opens.
    Jpeg,
    /// Deflated rows of pixels.
    Deflate,
    /// Rows of pixels.
    Plain,
}

/// Whether these are the bytes of a PDF. Some programs write a few lines before its sign.
pub fn is_pdf(bytes: &[u8]) -> bool {
    find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

/// The pictures of a PDF, in the order in which they stand in it.
pub fn pictures(pdf: &[u8]) -> Vec<Embedded<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = find(&pdf[from..], b"stream").map(|at| from + at) {
        from = at + b"stream".len();
        // The end of the one before.
        if pdf[..at].ends_with(b"end") {
            continue;
        }
        let Some(described) = description(&pdf[..at]) else { continue };
        let rest = &pdf[from + line_end(&pdf[from..])..];
        let Some(bytes) = body(pdf, described, rest) else { break };
        from = pdf.len() - rest.len() + bytes.len();
        if let Some(picture) = picture(described, bytes) {
            found.push(picture);
            if found.len() == MOST {
                break;
            }
        }
    }
    found
}

/// What stands in a stream whose first byte these begin with. As long as it says, if its end is there; else up to where its end is found.
/// A browser inflates nothing that a line end follows.
fn body<'p>(pdf: &[u8], described: &[u8], rest: &'p [u8]) -> Option<&'p [u8]> {
    const END: &[u8] = b"endstream";
    let ends = |length: &usize| rest.get(*length..).is_some_and(|after| after.trim_ascii_start().starts_with(END));
    if let Some(length) = stated_length(pdf, described).filter(ends) {
        return rest.get(..length);
    }
    let found = &rest[..find(rest, END)?];
    Some([&b"\r\n"[..], b"\n", b"\r"].into_iter().find_map(|end| found.strip_suffix(end)).unwrap_or(found))
}

/// The length that a stream says it has, itself or in an object of its own (`12 0 R`).
fn stated_length(pdf: &[u8], described: &[u8]) -> Option<usize> {
    let stated = std::str::from_utf8(value(described, b"/Length")?).ok()?.trim();
    let Some(object) = stated.strip_suffix(" 0 R") else { return stated.parse().ok() };
    let object = format!("\n{object} 0 obj");
    let number = pdf[find(pdf, object.as_bytes())? + object.len()..].trim_ascii_start();
    let digits = number.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&number[..digits]).ok()?.parse().ok()
}

/// How many bytes the end of the line takes after `stream`.
fn line_end(rest: &[u8]) -> usize {
    match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}

/// The `<< … >>` that these bytes end with.
fn description(before: &[u8]) -> Option<&[u8]> {
    /// A description that is longer is none of a picture.
    const LONGEST: usize = 4_096;
    let before = before.trim_ascii_end();
    let (mut depth, mut at) = (0_usize, before.len());
    if !before.ends_with(b">>") {
        return None;
    }
    let least = before.len().saturating_sub(LONGEST);
    while at >= least + 2 {
        match &before[at - 2..at] {
            b">>" => (depth, at) = (depth + 1, at - 2),
            b"<<" => {
                (depth, at) = (depth.checked_sub(1)?, at - 2);
                if depth == 0 {
                    return Some(&before[at..]);
                }
            }
            _ => at -= 1,
        }
    }
    None
}

fn picture<'p>(described: &[u8], bytes: &'p [u8]) -> Option<Embedded<'p>> {
    if !is_named(described, b"/Subtype", b"/Image") {
        return None;
    }
    let filters = value(described, b"/Filter").unwrap_or_default();
    let packing = match (has(filters, b"DCTDecode"), has(filters, b"FlateDecode"), filters.is_empty()) {
        // A photo that was deflated as well is rare; whoever did so gains nothing.
        (true, false, _) => Packing::Jpeg,
        (false, true, _) => Packing::Deflate,
        (false, false, true) => Packing::Plain,
        _ => return None,
    };
    // A stencil has one bit and does not say so.
    let bits = if is_named(described, b"/ImageMask", b"true") { 1 } else { number(described, b"/BitsPerComponent").unwrap_or(8) };
    Some(Embedded {
        packing,
        bytes,
        width: number(described, b"/Width")?,
        height: number(described, b"/Height")?,
        bits,
        differences: number(described, b"/Predictor").is_some_and(|predictor| predictor >= 10),
    })
}

/// What stands after a name, up to the next name that is no part of it.
fn value<'d>(described: &'d [u8], name: &[u8]) -> Option<&'d [u8]> {
    let mut from = 0;
    loop {
        let at = from + find(&described[from..], name)?;
        let rest = &described[at + name.len()..];
        // `/Width` is not `/Widths`.
        if rest.first().is_none_or(|next| !next.is_ascii_alphanumeric()) {
            let rest = rest.trim_ascii_start();
            let end = match rest.first()? {
                b'[' => rest.iter().position(|byte| *byte == b']')? + 1,
                _ => 1 + rest[1..].iter().position(|byte| b"/>[<\r\n".contains(byte)).unwrap_or(rest.len() - 1),
            };
            return Some(&rest[..end]);
        }
        from = at + name.len();
    }
}

fn is_named(described: &[u8], name: &[u8], wanted: &[u8]) -> bool {
    value(described, name).is_some_and(|value| value.trim_ascii_end() == wanted)
}

fn number(described: &[u8], name: &[u8]) -> Option<usize> {
    let value = value(described, name)?.trim_ascii();
    // Another object's number is no number of ours: `12 0 R`.
    std::str::from_utf8(value).ok()?.parse().ok()
}

fn has(value: &[u8], word: &[u8]) -> bool {
    find(value, word).is_some()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(description: &str, bytes: &[u8]) -> Vec<u8> {
        [format!("4 0 obj\n<<{description}>>\nstream\n").as_bytes(), bytes, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn a_scan_is_found_among_everything_else() {
        let text = object("/Length 5", b"BT ET");
        let photo =
            object("/Type/XObject/Subtype/Image/Width 20/Height 30/ColorSpace/DeviceRGB/Filter/DCTDecode/Length 8", b"\xff\xd8photo");
        let rows = object(
            "/Subtype /Image /Width 9 /Height 2 /BitsPerComponent 1 /Filter [/FlateDecode]\n/DecodeParms << /Predictor 15 /Columns 9 >> /Length 12 0 R ",
            b"rows",
        );
        let fax = object("/Subtype/Image/Width 9/Height 2/Filter/CCITTFaxDecode", b"fax");
        let pdf = [b"%PDF-1.7\n".to_vec(), text, photo, rows, fax].concat();
        assert!(is_pdf(&pdf));
        let found = pictures(&pdf);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!((found[0].packing, found[0].width, found[0].height, found[0].bits), (Packing::Jpeg, 20, 30, 8));
        assert!(found[0].bytes.starts_with(b"\xff\xd8photo"));
        assert_eq!((found[1].packing, found[1].width, found[1].bits, found[1].differences), (Packing::Deflate, 9, 1, true));
    }

    #[test]
    fn a_stream_is_as_long_as_it_says_if_it_ends_there() {
        let one = |length: &str, bytes: &[u8]| object(&format!("/Subtype/Image/Width 9/Height 2/Length {length}"), bytes);
        let after = b"12 0 obj\n6\nendobj\n".to_vec();
        for (length, bytes) in
            [("6", &b"rows\r\n"[..]), ("12 0 R", b"rows\r\n"), ("99", b"rows"), ("13 0 R", b"rows"), ("20", b"an endstream in it..")]
        {
            let pdf = [b"%PDF-1.7\n".to_vec(), one(length, bytes), after.clone()].concat();
            assert_eq!(pictures(&pdf).first().map(|picture| picture.bytes), Some(bytes), "{length}");
        }
    }

    #[test]
    fn nothing_of_a_broken_file_is_believed() {
        assert!(pictures(b"stream").is_empty());
        assert!(pictures(b">>stream\nendstream").is_empty());
        assert!(pictures(b"<</Subtype/Image/Width 1>>stream\n").is_empty());
        assert!(pictures(&b"<<".repeat(9_000)).is_empty());
        assert!(pictures(b"<</Subtype/Image/Width 12 0 R/Height 5>>stream\n endstream").is_empty(), "a length that stands elsewhere");
        assert!(!is_pdf(b"\x89PNG"));
    }
}
