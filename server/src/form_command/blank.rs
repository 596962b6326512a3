//! `form blank`: a form to print and fill in by hand, as one HTML page that needs nothing else.

use domain::form::Form;
use domain::form::sheet::{LINE, MARGIN, Role, Slot};

/// The blank form addressed to a city, A4, each slot where the filled-in sheet has it.
pub fn blank(form: &Form, city: &str) -> String {
    let pages: String = form.blank_sheet(&format!("{city}長")).pages.iter().map(|page| one_page(page)).collect();
    let title = escaped(&form.title);
    format!(
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n{pages}</body>\n</html>\n"
    )
}

/// Ruled as the sheet of the counter is.
const STYLE: &str = "\
@page{size:A4 portrait;margin:0}\
body{margin:0;color:#000;background:#fff;font-family:'BIZ UDPGothic','Noto Sans JP','Hiragino Sans',sans-serif}\
.page{position:relative;width:210mm;height:297mm;overflow:hidden;break-after:page}\
.page:last-child{break-after:auto}\
.slot{position:absolute;box-sizing:border-box;display:flex;align-items:center;overflow:hidden;word-break:break-all;\
line-break:anywhere;white-space:pre-wrap}\
.label,.answer,.blank{border:.2mm solid #000}\
.label{background:#eee;print-color-adjust:exact}\
.title{justify-content:center;font-weight:700}\
.corner{position:absolute;left:1mm;top:.5mm;font-size:7pt}";

fn one_page(slots: &[Slot]) -> String {
    let slots: String = slots.iter().map(one_slot).collect();
    format!("<section class=\"page\">\n{slots}</section>\n")
}

fn one_slot(slot: &Slot) -> String {
    let class = match slot.role {
        Role::Title => "title",
        Role::Note => "note",
        Role::Label => "label",
        Role::Answer => "answer",
        Role::Blank => "blank",
    };
    let corner = if slot.role == Role::Blank { format!("<span class=\"corner\">{}</span>", escaped(&slot.label)) } else { String::new() };
    let Slot { x, y, w, h, size, .. } = slot;
    format!(
        "<div class=\"slot {class}\" style=\"left:{x}mm;top:{y}mm;width:{w}mm;height:{h}mm;font-size:{size}pt;line-height:{LINE};\
         padding:0 {MARGIN}mm\">{corner}{}</div>\n",
        escaped(&slot.text)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
