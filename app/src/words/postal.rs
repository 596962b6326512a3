//! What is said beside a postal code.

/// The address of a code was written in.
pub fn written(place: &str) -> String {
    format!("{place} を入れました。続きを書いてください。")
}

/// A code is another place's than what stands there.
pub fn other(place: &str) -> String {
    format!("この郵便番号の住所は {place} です。")
}

/// Writes the place of the code over what stands there.
pub const TAKE: &str = "この住所を入れる";
/// A code has several places.
pub const CHOOSE: &str = "どちらの住所ですか。";
/// Nobody has this code.
pub const UNKNOWN: &str = "この郵便番号の住所は見つかりませんでした。番号を確かめるか、住所をそのまま書いてください。";
/// No shard was to be had.
pub const UNREACHABLE: &str = "いまは郵便番号を調べられません。住所をそのまま書いてください。";
/// Looks the code of an address up.
pub const ASK: &str = "住所から郵便番号を調べる";
/// An address has several codes, or one that is near.
pub const WHICH: &str = "郵便番号を選んでください。";
/// An address has none.
pub const NO_CODE: &str = "この住所の郵便番号は見つかりませんでした。市区町村と町名を確かめてください。";

/// A code with its place, to choose.
pub fn code(code: &str, place: &str) -> String {
    let (first, last) = code.split_at(3.min(code.len()));
    format!("{first}-{last}　{place}")
}

/// A number in short.
pub const EITHER: &str = "書いたとおりに残します。住民票などに「番・号」や「番地」とあるときは、そのとおりに書いてください。";
/// A domicile that ends like an address.
pub const HOUSE_IN_DOMICILE: &str =
    "住所（住居表示の番・号）のように書かれています。本籍の番号は、住所とは違うことがあります。戸籍にあるとおりか、確かめてください。";
