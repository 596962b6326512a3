//! How each form comes out of the printer, filled in and blank, slot by slot. `PRINT=1 cargo test -p tests printer` writes the files anew,
//! to be looked through before they are kept.

use super::*;

/// The slots of every page, a line each: place and size in millimetres, type in points, what it is for, what is in it.
fn slots(sheet: &Sheet) -> String {
    let mut lines = String::new();
    for (page, nth) in sheet.pages.iter().zip(1..) {
        lines += &format!("-- {nth}\n");
        for slot in page {
            let text = slot.text.replace('\n', "⏎");
            let label = if slot.role == Role::Blank { format!("[{}]", slot.label) } else { String::new() };
            let place = format!("{:.1},{:.1} {:.1}x{:.1} {}pt {:?}", slot.x, slot.y, slot.w, slot.h, slot.size, slot.role);
            lines += format!("{place} {label}{text}").trim_end();
            lines += "\n";
        }
    }
    lines
}

#[test]
fn every_form_comes_out_of_the_printer_as_it_did() {
    for form in library().current() {
        let filled = slots(&printed(form, &understood(form)));
        let text = format!("{filled}== blank\n{}", slots(&form.blank_sheet("さくら野市長")));
        let file = folder("tests/stories/forms/printed").join(format!("{}.txt", form.id));
        if std::env::var_os("PRINT").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &text).unwrap();
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        let differs = text.lines().zip(kept.lines()).find(|(now, before)| now != before);
        assert!(text == kept, "{} is printed otherwise: {differs:?}. If that is meant, write the files anew with PRINT=1.", form.id);
    }
}
