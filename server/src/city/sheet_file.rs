//! A file of the city's own paper: `sheets/ID.toml`, with the places where the answers to the form of this id go on the page of a PDF
//! that lies beside it.

use std::path::{Path, PathBuf};

use domain::form::Form;
use domain::form::sheet::overlay::{Align, Holds, Overlay, Spot};

use super::Mistakes;
use super::file::File;
use super::section::Section;

/// The largest type that a place may ask for and the smallest, in points, and what it has if it asks for none.
const SIZES: (f32, f32, f32) = (6.0, 36.0, 11.0);

/// What the file of a city's own paper says (用紙の欄の定義).
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The PDF.
    pub pdf: PathBuf,
    /// Where on it what is written.
    pub overlay: Overlay,
}

/// Reads the file of the paper for this form. `pages` reads a PDF: the widths and heights of its pages in millimetres, or what is wrong.
///
/// # Errors
/// Every mistake of the file at once, and what is wrong with the PDF.
pub fn load_sheet<P>(path: &Path, form: &Form, pages: P) -> Result<Marked, Mistakes>
where
    P: FnOnce(&Path) -> Result<Vec<(f32, f32)>, String>,
{
    File::read(path)?.understand(|_, top| {
        let edition = top.number("edition", 1..=63);
        if let Some(edition) = edition.filter(|edition| *edition != form.edition) {
            top.object(
                "edition",
                format!(
                    "「{}」の今の版は第{}版で、この用紙は第{edition}版のものです。欄を確かめて、「edition」を{}にしてください。",
                    form.id, form.edition, form.edition
                ),
            );
        }
        let name = top.text_if("pdf").unwrap_or_else(|| format!("{}.pdf", form.id));
        let pdf = path.parent().unwrap_or(Path::new(".")).join(&name);
        let pages = pages(&pdf).map_err(|why| top.object("pdf", format!("{} は使えません（{why}）。", pdf.display()))).ok();
        let sections = top.sections("slot");
        if sections.is_empty() {
            top.object("slot", "欄がありません。[[slot]] を一つ以上書いてください。");
        }
        let spots: Vec<Option<Spot>> = sections.iter().map(|section| spot(section, form, pages.as_deref())).collect();
        for (section, spot) in sections.iter().zip(&spots) {
            keep_free(section, spot.as_ref(), &spots);
        }
        let spots = spots.into_iter().collect::<Option<Vec<_>>>()?;
        pages.map(|_| Marked { pdf, overlay: Overlay { spots } })
    })
}

/// One place; its mistakes are noted.
fn spot(section: &Section, form: &Form, pages: Option<&[(f32, f32)]>) -> Option<Spot> {
    let holds = holds(section, form);
    let page = section.number_or("page", 1..=99, 1);
    let side = 0.0..=2000.0;
    let (x, y) = (section.decimal("x", side.clone()), section.decimal("y", side.clone()));
    let (w, h) = (section.decimal("w", 1.0..=2000.0), section.decimal("h", 1.0..=2000.0));
    let size = section.decimal_or("size", SIZES.0..=SIZES.1, SIZES.2);
    let align = match section.text_if("align").as_deref() {
        None | Some("left") => Some(Align::Left),
        Some("center") => Some(Align::Center),
        Some("right") => Some(Align::Right),
        Some(other) => {
            section.object("align", format!("「{other}」という寄せ方はありません。left、center、right のどれかを書いてください。"));
            None
        }
    };
    section.finish();
    let spot = Spot { page: page?, x: x?, y: y?, w: w?, h: h?, size: size?, align: align?, holds: holds? };
    if let Some(pages) = pages {
        lies_on(section, &spot, pages)?;
    }
    Some(spot)
}

/// Notes a place that leaves its page, or has none.
fn lies_on(section: &Section, spot: &Spot, pages: &[(f32, f32)]) -> Option<()> {
    let Some((width, height)) = pages.get(spot.page - 1) else {
        section.object("page", format!("PDFは{}ページまでです。「page」を直してください。", pages.len()));
        return None;
    };
    // Paper is cut to a tenth of a millimetre.
    for (key, end, side, words) in [("x", spot.x + spot.w, width, "右"), ("y", spot.y + spot.h, height, "下")] {
        if end > side + 0.1 {
            let reason = format!(
                "欄が用紙の{words}に{:.1}ミリ出ます。用紙は{width:.0}×{height:.0}ミリです。「{key}」か大きさを直してください。",
                end - side
            );
            section.object(key, reason);
            return None;
        }
    }
    Some(())
}

/// What a place holds: `of` for an answer, `of` and `is` for a tick, `what` for all else.
fn holds(section: &Section, form: &Form) -> Option<Holds> {
    let (of, is, what) = (section.text_if("of"), section.text_if("is"), section.text_if("what"));
    let holds = match (of, is, what.as_deref()) {
        (Some(of), None, None) => Holds::Answer(of),
        (Some(of), Some(is), None) => Holds::Tick { of, is },
        (None, None, Some("addressee")) => Holds::Addressee,
        (None, None, Some("created")) => Holds::Created,
        (None, None, Some("reference")) => Holds::Reference,
        (None, None, Some("stamp")) => Holds::Stamp,
        (None, None, Some("identity")) => Holds::Identity,
        (None, None, Some("fee")) => Holds::Fee,
        (None, None, Some("staff")) => Holds::By,
        (None, None, Some("free")) => Holds::Free,
        (None, None, Some(other)) => {
            let reason = format!(
                "「{other}」というものはありません。addressee、created、reference、stamp、identity、fee、staff、free のどれかを書いてください。"
            );
            section.object("what", reason);
            return None;
        }
        _ => {
            section.object(
                "of",
                "何を入れる欄か分かりません。答えなら「of」、選択肢に印を付けるなら「of」と「is」、ほかのものなら「what」だけを書いてください。",
            );
            return None;
        }
    };
    if let Some(reason) = form.objection_to(&holds) {
        section.object(if matches!(holds, Holds::Tick { .. }) && reason.contains("選択肢") { "is" } else { "of" }, reason);
        return None;
    }
    Some(holds)
}

/// Notes a place that lies over one that is left free for a hand.
fn keep_free(section: &Section, spot: Option<&Spot>, all: &[Option<Spot>]) {
    let Some(spot) = spot.filter(|spot| spot.holds != Holds::Free) else { return };
    if all.iter().flatten().any(|other| other.holds == Holds::Free && other.overlaps(spot)) {
        section.object("x", "手書きのために空けておく欄（free）に重なります。位置を直してください。");
    }
}
