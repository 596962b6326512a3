//! A blank form to print and fill in by hand, as one HTML page that needs nothing else: what `form blank` writes, and what the server shows
//! beside the page of the form.
//!
//! No element has a style of its own: where each slot lies stands in the one style sheet, so that a policy can name it.

use domain::city::addressee;
use domain::form::Form;
use domain::form::sheet::{LINE, MARGIN, Role, Slot};

/// The blank form addressed to a city, A4, each slot where the filled-in sheet has it.
pub fn blank(form: &Form, city: &str) -> String {
    Sheets::of(form, city).page("", "", "")
}

/// A blank form as a page of the server's (白紙のページ).
pub struct BlankPage {
    /// The page.
    pub html: String,
    /// Its one style.
    pub style: String,
    /// Its one script, which prints it.
    pub script: &'static str,
}

/// The blank form with a button that prints it and the way back to the form's page; neither is printed.
pub fn blank_page(form: &Form, city: &str) -> BlankPage {
    let sheets = Sheets::of(form, city);
    let back = escaped(&form.id);
    let tools = format!(
        "<header class=\"tools\"><button type=\"button\" id=\"print\">印刷する</button>\
         <a href=\"/forms/{back}\">この画面で書く</a></header>\n"
    );
    let icon = "<link rel=\"icon\" href=\"/icons/icon.svg\" type=\"image/svg+xml\">\n";
    BlankPage { html: sheets.page(icon, &tools, &format!("<script>{PRINT}</script>\n")), style: sheets.style, script: PRINT }
}

/// Without it the browser's own menu prints.
const PRINT: &str = "document.getElementById('print').addEventListener('click', () => print());";

/// Ruled as the sheet of the counter is.
const STYLE: &str = "\
@page{size:A4 portrait;margin:0}\
body{margin:0;color:#000;background:#fff;font-family:'BIZ UDPGothic','Noto Sans JP','Hiragino Sans',sans-serif}\
.page{position:relative;width:210mm;height:297mm;overflow:hidden;break-after:page}\
.page:last-of-type{break-after:auto}\
.slot{position:absolute;box-sizing:border-box;display:flex;align-items:center;overflow:hidden;word-break:break-all;\
line-break:anywhere;white-space:pre-wrap}\
.label,.answer,.blank{border:.2mm solid #000}\
.label{background:#eee;print-color-adjust:exact}\
.title{justify-content:center;font-weight:700}\
.corner{position:absolute;left:1mm;top:.5mm;font-size:7pt}\
.tools{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.5rem;padding:1rem}\
.tools button{min-height:3rem;padding:0 1.5rem;font:inherit}\
@media print{.tools{display:none}}\n";

/// The sheets of a form, and the style that lays them out.
struct Sheets {
    title: String,
    style: String,
    body: String,
}

impl Sheets {
    fn of(form: &Form, city: &str) -> Sheets {
        let mut sheets = Sheets { title: escaped(&form.title), style: STYLE.to_owned(), body: String::new() };
        sheets.style += &format!(".slot{{line-height:{LINE};padding:0 {MARGIN}mm}}\n");
        let mut number = 0;
        for page in &form.blank_sheet(&addressee(city)).pages {
            sheets.body += "<section class=\"page\">\n";
            for slot in page {
                number += 1;
                sheets.add(slot, number);
            }
            sheets.body += "</section>\n";
        }
        sheets
    }

    fn add(&mut self, slot: &Slot, number: usize) {
        let class = match slot.role {
            Role::Title => "title",
            Role::Note => "note",
            Role::Label => "label",
            Role::Answer => "answer",
            Role::Blank | Role::Stamp => "blank",
        };
        let corner = match slot.role {
            Role::Blank => format!("<span class=\"corner\">{}</span>", escaped(&slot.label)),
            _ => String::new(),
        };
        let Slot { x, y, w, h, size, .. } = slot;
        self.style += &format!("#s{number}{{left:{x}mm;top:{y}mm;width:{w}mm;height:{h}mm;font-size:{size}pt}}\n");
        self.body += &format!("<div class=\"slot {class}\" id=\"s{number}\">{corner}{}</div>\n", escaped(&slot.text));
    }

    fn page(&self, icon: &str, tools: &str, script: &str) -> String {
        let Sheets { title, style, body } = self;
        format!(
            "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{icon}<style>{style}</style>\n</head>\n\
             <body>\n{tools}<main>\n{body}</main>\n{script}</body>\n</html>\n"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
