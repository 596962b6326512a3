use super::*;

/// A sealed code, as its outside tells: `2`, six digits of a key, and a number whose first byte is 1.
fn sealed() -> String {
    // 2^(8·90) begins with the byte 1 and has 91 bytes.
    let mut digits = vec![1_u8];
    for _ in 0..8 * 90 {
        let mut carry = 0;
        for digit in &mut digits {
            let doubled = 2 * *digit + carry;
            (*digit, carry) = (doubled % 10, doubled / 10);
        }
        if carry > 0 {
            digits.push(carry);
        }
    }
    let number: String = digits.iter().rev().map(|digit| char::from(b'0' + digit)).collect();
    format!("2123456{number}")
}

fn stroke(key: char) -> Stroke {
    match key {
        '\n' => Stroke::End,
        '0'..='9' => Stroke::Digit(key),
        '\u{1b}' => Stroke::Control,
        _ => Stroke::Other,
    }
}

/// Strikes these keys with this gap; returns what was written elsewhere, and the code if one was read.
fn strike(keys: &str, gap: f64) -> (usize, Option<String>) {
    let mut burst = Burst::default();
    strike_at(&mut burst, 1_000.0, keys, gap)
}

fn strike_at(burst: &mut Burst, begin: f64, keys: &str, gap: f64) -> (usize, Option<String>) {
    let (mut elsewhere, mut code) = (0, None);
    for (place, key) in keys.chars().enumerate() {
        match burst.strike(stroke(key), begin + gap * place as f64) {
            Verdict::Pass => elsewhere += 1,
            Verdict::Caught => elsewhere = 0,
            Verdict::Swallow => {}
            Verdict::Complete(ended) => (elsewhere, code) = (0, Some(ended.code)),
        }
    }
    if code.is_none() {
        code = burst.end().map(|ended| ended.code);
        elsewhere = if code.is_some() { 0 } else { elsewhere };
    }
    (elsewhere, code)
}

#[test]
fn a_scanner_is_read_whole_and_writes_nowhere_else() {
    let code = "1234567890".repeat(40);
    assert_eq!(strike(&format!("{code}\n"), 8.0), (0, Some(code.clone())));
    assert_eq!(strike(&code, 8.0), (0, Some(code)), "without a terminator");
}

#[test]
fn a_person_is_left_alone() {
    let hours = "09012345678".repeat(4);
    assert_eq!(strike(&format!("{hours}\n"), 60.0), (45, None));
}

#[test]
fn another_barcode_presses_no_button() {
    assert_eq!(strike("4901234567894\n", 10.0).1.as_deref(), Some("4901234567894"));
    assert_eq!(strike("4901234567894", 10.0), (0, Some("4901234567894".into())), "nor does it stay in a field");
    assert_eq!(strike("https://x\n", 10.0).1.as_deref(), Some("?????????"));
    assert_eq!(strike("12345\n", 10.0), (6, None));
}

#[test]
fn only_the_beginning_of_a_code_is_worth_waiting_for() {
    assert!(cut_short(&format!("2123456{}", "9".repeat(80))));
    assert!(!cut_short("4901234567894"), "another barcode");
    assert!(!cut_short("?????????"));
    assert!(!cut_short(""));
    assert!(whole(&sealed()) && !whole(&sealed()[..100]) && !whole(&"1".repeat(80)));
}

#[test]
fn a_scanner_that_stutters_is_still_one() {
    let mut burst = Burst::default();
    for (place, at) in (0..30).zip([0.0, 40.0, 45.0, 90.0].into_iter().cycle()) {
        burst.strike(Stroke::Digit('7'), f64::from(place / 4) * 100.0 + at);
    }
    assert_eq!(burst.strike(Stroke::Digit('8'), 1_000.0), Verdict::Swallow);
    assert_eq!(burst.end().map(|ended| ended.code.len()), Some(31));
}

#[test]
fn a_scanner_that_pauses_for_three_seconds_is_read_whole_wherever_it_does() {
    let code = sealed();
    for place in [1, 3, 7, 12, 19, 20, 21, 60, code.len() - 2] {
        let mut burst = Burst::default();
        let (first, rest) = code.split_at(place);
        for (nth, key) in first.chars().enumerate() {
            burst.strike(stroke(key), 1_000.0 + 5.0 * nth as f64);
        }
        assert!(cut_short(first), "it is waited for: {place}");
        assert_eq!(strike_at(&mut burst, 4_200.0, &format!("{rest}\n"), 5.0).1, Some(code.clone()), "{place}");
    }
}

#[test]
fn the_rest_follows_a_beginning_that_looked_whole() {
    // A larger number than the least of its length: its other digits are free.
    let code = sealed().replacen("21234565", "21234566", 1);
    let place = (8..code.len()).find(|place| whole(&code[..*place])).expect("every eighth beginning looks so");
    // Whatever the rest begins with, be it the digit of a plain code.
    for digit in '0'..='9' {
        let code = format!("{}{digit}{}", &code[..place], &code[place + 1..]);
        let (first, rest) = code.split_at(place);
        let mut burst = Burst::default();
        assert_eq!(strike_at(&mut burst, 1_000.0, first, 5.0).1.as_deref(), Some(first), "silence ends it");
        assert_eq!(strike_at(&mut burst, 4_500.0, &format!("{rest}\n"), 5.0), (0, Some(code.clone())), "{digit}");
    }
    let (first, rest) = code.split_at(place);
    let mut burst = Burst::default();
    // Much later, these digits are a code of their own, or none.
    assert!(strike_at(&mut burst, 60_000.0, first, 5.0).1.is_some());
    assert_eq!(strike_at(&mut burst, 90_000.0, &format!("{rest}\n"), 5.0).1.as_deref(), Some(rest));
}

#[test]
fn what_a_person_typed_before_a_scan_stays() {
    let code = sealed();
    let mut burst = Burst::default();
    assert_eq!(burst.strike(Stroke::Digit('7'), 1_000.0), Verdict::Pass);
    for (nth, key) in code.chars().enumerate() {
        burst.strike(stroke(key), 3_000.0 + 5.0 * nth as f64);
    }
    let ended = Ended { code, with_head: false };
    assert_eq!(burst.strike(Stroke::End, 6_000.0), Verdict::Complete(ended));
}

#[test]
fn after_a_code_that_broke_off_the_same_held_up_again_is_read() {
    let code = sealed();
    let mut burst = Burst::default();
    for (nth, key) in code[..90].chars().enumerate() {
        burst.strike(stroke(key), 1_000.0 + 5.0 * nth as f64);
    }
    assert_eq!(strike_at(&mut burst, 3_000.0, &format!("{code}\n"), 5.0), (0, Some(code)));
}

#[test]
fn the_rest_of_a_code_that_ended_in_silence_presses_nothing_and_stays_nowhere() {
    let mut burst = Burst::default();
    assert!(strike_at(&mut burst, 1_000.0, &"9".repeat(60), 5.0).1.is_some());
    assert_eq!(strike_at(&mut burst, 4_000.0, "7\n", 5.0).0, 0, "a single digit and Enter");
    assert!(strike_at(&mut burst, 5_000.0, &"9".repeat(60), 5.0).1.is_some());
    assert_eq!(strike_at(&mut burst, 8_000.0, "777", 5.0).0, 0);
    assert_eq!(strike_at(&mut burst, 60_000.0, "77\n", 5.0), (3, None), "later it is a person again");
}

#[test]
fn no_shortcut_is_struck_in_the_middle_of_a_code() {
    let code = sealed();
    let (first, rest) = code.split_at(40);
    let (elsewhere, read) = strike(&format!("{first}\u{1b}{rest}\n"), 5.0);
    assert_eq!((elsewhere, read.map(|read| read.len())), (0, Some(code.len() + 1)), "and the code is none any more");
    assert_eq!(strike("\u{1b}", 5.0), (1, None), "a person's own has its effect");
}

#[test]
fn a_page_of_a_code_is_read_as_a_code_is() {
    let page = format!("3129042{}", "86".repeat(300));
    assert_eq!(strike(&format!("{page}\n"), 5.0), (0, Some(page.clone())));
    assert!(cut_short(&page[..300]) && !cut_short(&page));
    let mut burst = Burst::default();
    let (first, rest) = page.split_at(120);
    for (nth, key) in first.chars().enumerate() {
        burst.strike(stroke(key), 1_000.0 + 5.0 * nth as f64);
    }
    assert_eq!(strike_at(&mut burst, 4_200.0, &format!("{rest}\n"), 5.0).1, Some(page), "a pause of three seconds in it");
}
