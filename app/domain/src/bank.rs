//! Banks (金融機関) and their branches, found by name, by kana or by code.
//!
//! A list is text, a line for each: its code, its name and its kana, parted by blanks. The country's banks are one list; the branches
//! of each are one of their own. Lists grow old: what stands in none of them may be right all the same.

use crate::kana::{digits, half_width, hiragana};

/// A bank or a branch of one (金融機関・支店), as a list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Four digits of a bank, three of a branch.
    pub code: String,
    /// Its name without 銀行 or 支店, as the list has it.
    pub name: String,
}

/// What people write behind the name of a bank or branch, and how the list writes it: shorter, or not at all.
const ENDINGS: [(&str, &str); 9] = [
    ("信用金庫", "信金"),
    ("信用組合", "信組"),
    ("労働金庫", "労金"),
    ("農業協同組合", "農協"),
    ("漁業協同組合", "漁協"),
    ("信用漁業協同組合連合会", "信漁連"),
    ("信用農業協同組合連合会", "信連"),
    ("銀行", ""),
    ("支店", ""),
];

impl Listed {
    /// How it is written into a form: `みずほ（0001）`. The code leaves no doubt which one is meant.
    pub fn written(&self) -> String {
        format!("{}（{}）", self.name, self.code)
    }
}

/// Those of a list that fit what was typed, the closest first: by the beginning of the code, by the name, by the kana, by a part of either.
pub fn fitting(list: &str, typed: &str) -> Vec<Listed> {
    let code = written_code(typed).map(str::to_owned).or_else(|| digits(typed).ok().filter(|code| !code.is_empty()));
    let mut found: Vec<(u8, Listed)> = match code {
        Some(code) => lines(list).filter(|line| line.code.starts_with(&code)).map(|line| (0, line.listed())).collect(),
        None => {
            let sought = plain(&shortened(typed));
            let fits = |line: Line| Some((closeness(&line, &sought)?, line.listed()));
            if sought.is_empty() { Vec::new() } else { lines(list).filter_map(fits).collect() }
        }
    };
    // In the order of the list where they are equally close.
    found.sort_by_key(|(closeness, _)| *closeness);
    found.into_iter().map(|(_, listed)| listed).collect()
}

/// The one of a list that is meant by what was written: by its code, or because nothing else is called so.
pub fn meant(list: &str, written: &str) -> Option<Listed> {
    let mut exact = fitting(list, written).into_iter().filter(|listed| {
        let code = written_code(written).map(str::to_owned).or_else(|| digits(written).ok());
        code.map_or_else(|| plain(&listed.name) == plain(&shortened(written)), |code| code == listed.code)
    });
    exact.next().filter(|_| exact.next().is_none())
}

/// How close a line is, 0 the closest; `None` if it does not fit.
fn closeness(line: &Line, sought: &str) -> Option<u8> {
    let (name, kana) = (plain(line.name), plain(line.kana));
    match () {
        () if name == sought || kana == sought => Some(0),
        () if name.starts_with(sought) => Some(1),
        () if kana.starts_with(sought) => Some(2),
        () if name.contains(sought) || kana.contains(sought) => Some(3),
        () => None,
    }
}

/// The code at the end of what [`Listed::written`] has written.
fn written_code(text: &str) -> Option<&str> {
    let code = text.trim().strip_suffix('）')?.rsplit_once('（')?.1;
    (code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

/// What was typed, as a list writes it; a name is never shortened to nothing.
fn shortened(typed: &str) -> String {
    let typed = typed.trim();
    let short = ENDINGS.iter().filter_map(|(long, short)| Some(format!("{}{short}", typed.strip_suffix(long)?)));
    short.filter(|short| !short.is_empty()).min_by_key(|short| short.chars().count()).unwrap_or_else(|| typed.to_owned())
}

/// A name for comparing: hiragana with every kana large, as banks write them, letters in one width and size, without blanks.
fn plain(name: &str) -> String {
    let large = |c: char| match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        // Whatever is drawn as a line stands for a long sound or parts two words.
        'ー' | '－' | '‐' | '−' => '-',
        _ => c,
    };
    hiragana(name).chars().filter(|c| !c.is_whitespace()).map(half_width).map(large).flat_map(char::to_lowercase).collect()
}

/// A line of a list.
#[derive(Clone, Copy)]
struct Line<'l> {
    code: &'l str,
    name: &'l str,
    kana: &'l str,
}

impl Line<'_> {
    fn listed(self) -> Listed {
        Listed { code: self.code.to_owned(), name: self.name.to_owned() }
    }
}

fn lines(list: &str) -> impl Iterator<Item = Line<'_>> {
    list.lines().filter_map(|line| {
        let (code, rest) = line.split_once(' ')?;
        let (name, kana) = rest.split_once(' ')?;
        Some(Line { code, name, kana })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANKS: &str = "0001 みずほ ミズホ\n0005 三菱ＵＦＪ ミツビシユ－エフジエイ\n1001 北海道信金 ホツカイドウシンキン\n\
        3001 北海道信連 ホツカイドウシンレン\n9990 さくら サクラ\n9991 さくら野 サクラノ\n";

    fn check(typed: &str, expected: &[&str]) {
        assert_eq!(fitting(BANKS, typed).iter().map(|listed| listed.code.as_str()).collect::<Vec<_>>(), expected, "{typed}");
    }

    #[test]
    fn a_bank_is_found_by_its_name_with_or_without_what_it_is() {
        check("みずほ", &["0001"]);
        check("みずほ銀行", &["0001"]);
        check("北海道信用金庫", &["1001"]);
        check("三菱ufj", &["0005"]);
        check("さくら", &["9990", "9991"]);
        check("銀行", &[]);
        check("", &[]);
    }

    #[test]
    fn a_bank_is_found_by_its_kana_large_or_small() {
        check("ほっかいどう", &["1001", "3001"]);
        check("ﾎｯｶｲﾄﾞｳｼﾝｷﾝ", &["1001"]);
        check("みつびしゆーえふ", &["0005"]);
        check("しんきん", &["1001"]);
    }

    #[test]
    fn a_bank_is_found_by_its_code_as_far_as_it_is_typed() {
        check("000", &["0001", "0005"]);
        check("０００１", &["0001"]);
        check("4321", &[]);
        check("さくら（9990）", &["9990"]);
    }

    #[test]
    fn only_what_leaves_no_doubt_is_meant() {
        let meant = |written| meant(BANKS, written).map(|listed| listed.code);
        for written in ["さくら（9990）", "9990", "さくら銀行", "さくら", "サクラ"] {
            assert_eq!(meant(written).as_deref(), Some("9990"), "{written}");
        }
        assert_eq!(meant("999"), None);
        assert_eq!(meant("さ"), None);
        assert_eq!(meant("もみじ（9990"), None);
    }

    #[test]
    fn whatever_is_listed_is_found_by_how_it_is_written() {
        for listed in fitting(BANKS, "さくら") {
            assert_eq!(meant(BANKS, &listed.written()), Some(listed));
        }
    }
}
