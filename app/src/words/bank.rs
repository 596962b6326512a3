//! What is said beside the name of a bank or branch.

/// Those that fit what was typed.
pub const CHOOSE_BANK: &str = "金融機関を選んでください。";
/// The branches that fit.
pub const CHOOSE_BRANCH: &str = "支店を選んでください。";
/// Nothing in the list fits.
pub const NO_BANK: &str = "一覧に見当たりません。一覧が古いこともあるので、通帳のとおりなら、そのままでかまいません。";
/// The list was not to be had.
pub const UNREACHABLE: &str = "いまは一覧を調べられません。通帳のとおりに書いてください。";

/// More fit than are shown.
pub fn more(count: usize) -> String {
    format!("ほかに{count}件あります。もう少し書くと、絞り込めます。")
}
