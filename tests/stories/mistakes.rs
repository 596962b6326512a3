//! What a file with a mistake is told.

use server::city::Mistakes;

/// Expects exactly these refusals: `line: words that the reason holds`, one a line; what is missing in a file is told at line 1.
pub fn expect(mistakes: &Mistakes, expected: &str) {
    let shown: Vec<String> = mistakes.0.iter().map(|m| format!("{}: {}", m.line.expect("a line to go to"), m.reason)).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(shown.len(), expected.len(), "{shown:#?}");
    for (shown, expected) in shown.iter().zip(expected) {
        let (line, words) = expected.split_once(": ").unwrap();
        assert!(shown.starts_with(&format!("{line}: ")) && shown.contains(words), "{shown}\ndoes not say\n{expected}");
    }
}
