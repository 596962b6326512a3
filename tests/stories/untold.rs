//! What this machine does not let a story tell.

/// Says loudly that a story was not told. Where everything is to be told, as the variable `CI` says, that is a failure.
pub fn not_told(why: &str) {
    eprintln!("NOT TOLD: {why}");
    let everything = std::env::var("CI").is_ok_and(|ci| !["", "0", "false"].contains(&ci.as_str()));
    assert!(!everything, "a story could not be told: {why}");
}
