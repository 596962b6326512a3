//! The copy of the keys on paper: what it is, how it is brought back, the text in lines that can be typed, and the same as a QR code.

use domain::moment::Moment;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::keys::backup;
use crate::pages::shell::escape;

/// How wide and high the code is on the paper, in millimetres.
const CODE: u32 = 70;

const STYLE: &str = "@page{size:A4 portrait;margin:18mm}body{font:10.5pt/1.6 sans-serif;max-width:174mm;margin:0 auto}\
    h1{font-size:16pt}pre{font:9.5pt/1.7 monospace;border:0.3mm solid;padding:4mm}dt{font-weight:bold}dd{margin:0 0 2mm}";

/// The sheet as a page of its own, for A4.
pub fn html(sealed: &str, city: &str, ids: &[String], now: Moment) -> String {
    let lines = backup::lines(sealed).join("\n");
    // The code holds the text of the file, which is ASCII; beyond what a code can hold, the lines remain.
    let code = QrCode::with_error_correction_level(sealed.as_bytes(), EcLevel::M).map(|code| {
        let drawn = code.render::<svg::Color>().min_dimensions(200, 200).build();
        let from = drawn.find("<svg").unwrap_or_default();
        format!("<p style=\"width:{CODE}mm\">{}</p>", &drawn[from..])
    });
    format!(
        "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>鍵の控え</title><style>{STYLE}</style></head><body>\
         <h1>{city}　申請書を開く鍵の控え</h1>\
         <dl><dt>鍵の番号</dt><dd>{ids}</dd><dt>作った日時</dt><dd>{made}</dd></dl>\
         <p>住民の申請書を開くための鍵が、合言葉で封をして書いてあります。合言葉は書いてありません。この用紙は、合言葉とは別の、鍵のかかる場所に保管してください。</p>\
         <h2>戻し方</h2>\
         <ol><li>下の行を、行番号から右端の4桁の数字まで、そのままファイルに打ち込みます。QRコードを読み取った文字でもかまいません。</li>\
         <li>サーバーで「madoguchi key restore ファイル名 --data データフォルダー」とし、合言葉を入れます。</li>\
         <li>打ち間違えた行があれば、その行の番号が表示されます。</li></ol>\
         <pre>{lines}</pre>{code}</body></html>\n",
        city = escape(city),
        ids = ids.join("、"),
        made = now.words(),
        lines = escape(&lines),
        code = code.unwrap_or_default(),
    )
}
