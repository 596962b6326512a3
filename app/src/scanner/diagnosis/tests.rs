use super::*;
use crate::scanner::heard::Keystroke;

fn key(place: &str, written: &str, at: f64) -> Keystroke {
    Keystroke { place: place.into(), written: written.into(), control: false, at }
}

/// A scanner that types these characters with this gap, and Enter.
fn typed(text: &str, gap: f64) -> Heard {
    let mut keys: Vec<_> = text
        .chars()
        .enumerate()
        .map(|(nth, c)| {
            let place = match c {
                '0'..='9' => format!("Digit{c}"),
                'a'..='z' | 'A'..='Z' => format!("Key{}", c.to_ascii_uppercase()),
                _ => "Semicolon".into(),
            };
            key(&place, &c.to_string(), gap * nth as f64)
        })
        .collect();
    keys.push(key("Enter", "Enter", gap * keys.len() as f64));
    Heard { keys, text: text.into() }
}

fn check(heard: &Heard, findings: &[Finding]) {
    let diagnosis = diagnose(heard);
    assert_eq!(diagnosis.findings, findings);
    assert_eq!(diagnosis.is_usable(), findings.iter().all(|finding| !finding.is_harmful()));
}

#[test]
fn a_scanner_that_is_set_well_is_told_so() {
    for code in ALL {
        let diagnosis = diagnose(&typed(&code.text(), 5.0));
        assert_eq!((diagnosis.code.map(|code| code.text()), diagnosis.findings), (Some(code.text()), Vec::new()));
    }
}

#[test]
fn what_does_harm_is_named() {
    let text = ALL[1].text();
    check(&typed(&format!("]Q1{text}"), 5.0), &[Finding::Prefix("??1".into())]);
    check(&typed(&format!("{text}##"), 5.0), &[Finding::Suffix("??".into())]);
    check(&typed(&[&text[..50], &text[53..200], &text[201..]].concat(), 5.0), &[Finding::Dropped(4)]);
    check(&typed(&[&text[..50], "7777", &text[50..]].concat(), 5.0), &[Finding::Extra(4)]);
    check(&typed(&text, 80.0), &[Finding::Slow(80)]);
    let mut controlled = typed(&text, 5.0);
    controlled.keys.insert(20, Keystroke { control: true, ..key("KeyP", "p", 97.0) });
    check(&controlled, &[Finding::Control(1)]);
    check(&typed("4901234567894", 5.0), &[Finding::Unknown("4901234567894".into())]);
    check(&Heard { keys: Vec::new(), text: "九四弐〇".into() }, &[Finding::Converted("九四弐〇".into())]);
}

#[test]
fn what_does_no_harm_is_said_to_do_none() {
    let text = ALL[0].text();
    let mut unended = typed(&text, 5.0);
    unended.keys.pop();
    check(&unended, &[Finding::Unended]);
    let mut composing = typed(&text, 5.0);
    composing.keys.iter_mut().filter(|key| !key.ends()).for_each(|key| key.written = "Process".into());
    composing.text = digits_full_width(&text);
    check(&composing, &[Finding::InputMethod, Finding::FullWidth]);
    check(&Heard { keys: Vec::new(), text: format!("{text}\n") }, &[Finding::NoKeys]);
    let mut pad = typed(&text, 5.0);
    for key in pad.keys.iter_mut().filter(|key| !key.ends()) {
        (key.place, key.written) = (key.place.replace("Digit", "Numpad"), "End".into());
    }
    check(&pad, &[Finding::NumLockOff]);
    let letters = ALL[6].text();
    check(&typed(&letters.replace(':', "+").replace('\'', ":"), 5.0), &[Finding::Layout]);
    check(&typed(&letters.to_uppercase(), 5.0), &[Finding::Case]);
}

fn digits_full_width(text: &str) -> String {
    text.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect()
}
