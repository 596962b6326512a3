//! The country's banks and their branches, parted into what a phone loads at a time: the banks, and the branches of one bank.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Mistake, Mistakes};

/// Digits of a bank's code, and of a branch's.
const DIGITS: (usize, usize) = (4, 3);

/// Banks and their branches (金融機関と支店).
#[derive(Clone, Debug, Default)]
pub struct Banks {
    /// By its code: its name and kana, and its branches, a line each.
    banks: BTreeMap<String, Bank>,
}

#[derive(Clone, Debug, Default)]
struct Bank {
    words: String,
    branches: String,
    /// Whether the city has named it: then phones keep its branches for the time without a network.
    is_own: bool,
}

impl Banks {
    /// Reads `data/banks.txt` of the folder `public`, and what the city's folder adds to it.
    ///
    /// # Errors
    /// Where a line is neither a bank nor a branch.
    pub fn load(public: &Path, city_folder: &Path) -> Result<Banks, Mistakes> {
        let mut banks = Banks::default();
        for (file, is_own) in [(public.join("data/banks.txt"), false), (city_folder.join("banks.txt"), true)] {
            if let Ok(text) = std::fs::read_to_string(&file) {
                banks.add(&text, is_own).map_err(|(line, reason)| Mistake { file: file.clone(), line: Some(line), reason })?;
            }
        }
        Ok(banks)
    }

    fn add(&mut self, text: &str, is_own: bool) -> Result<(), (usize, String)> {
        let mut bank: Option<&mut Bank> = None;
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.is_empty()) {
            let is_branch = line.starts_with(' ');
            let wanted = if is_branch { DIGITS.1 } else { DIGITS.0 };
            let words = line.strip_prefix(' ').unwrap_or(line).split_once(' ').filter(|(code, words)| {
                let is_code = code.len() == wanted && code.bytes().all(|byte| byte.is_ascii_digit());
                is_code && words.split(' ').filter(|word| !word.is_empty()).count() == 2
            });
            let Some((code, words)) = words else {
                let reason = "金融機関は「0001 名前 カナ」、支店は空白に続けて「001 名前 カナ」のように書いてください。";
                return Err((number, reason.into()));
            };
            match (is_branch, &mut bank) {
                (false, _) => {
                    let there = self.banks.entry(code.to_owned()).or_default();
                    words.clone_into(&mut there.words);
                    there.is_own |= is_own;
                    bank = Some(there);
                }
                (true, Some(bank)) => {
                    bank.branches.push_str(line.trim_start());
                    bank.branches.push('\n');
                }
                (true, None) => return Err((number, "支店の前に、金融機関の行が要ります。".into())),
            }
        }
        Ok(())
    }

    /// The files for the phone, by address, and whether a phone keeps each for the time without a network: the list of banks, and the
    /// branches of those that the city has named.
    pub fn files(self) -> impl Iterator<Item = (String, String, bool)> {
        let line = |(code, bank): (&String, &Bank)| format!("{code} {}\n", bank.words);
        let list = (!self.banks.is_empty()).then(|| ("/banks/list.txt".to_owned(), self.banks.iter().map(line).collect(), true));
        let branches = self.banks.into_iter().map(|(code, bank)| (format!("/banks/{code}.txt"), bank.branches, bank.is_own));
        branches.chain(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Banks, (usize, String)> {
        let mut banks = Banks::default();
        banks.add(text, false).map(|()| banks)
    }

    #[test]
    fn a_city_adds_the_banks_around_it_and_phones_keep_those() {
        let mut banks = read("# 出典\n0001 みずほ ミズホ\n 001 東京営業部 トウキヨウ\n").expect("right");
        banks.add("9990 さくら サクラ\n 001 本店 ホンテン\n 002 花里 ハナサト\n", true).expect("right");
        let files: Vec<_> = banks.files().collect();
        let file = |path: &str, text: &str, is_kept| (path.to_owned(), text.to_owned(), is_kept);
        assert_eq!(
            files,
            [
                file("/banks/0001.txt", "001 東京営業部 トウキヨウ\n", false),
                file("/banks/9990.txt", "001 本店 ホンテン\n002 花里 ハナサト\n", true),
                file("/banks/list.txt", "0001 みずほ ミズホ\n9990 さくら サクラ\n", true),
            ]
        );
    }

    #[test]
    fn a_line_that_says_nothing_is_told_by_its_number() {
        let line = |text: &str| read(text).err().map(|(line, _)| line);
        assert_eq!(line(" 001 本店 ホンテン\n"), Some(1));
        assert_eq!(line("0001 みずほ\n"), Some(1));
        assert_eq!(line("0001 みずほ ミズホ\n0001 本店 ホンテン x\n"), Some(2));
        assert_eq!(line("0001 みずほ ミズホ\n 01 本店 ホンテン\n"), Some(2));
    }
}
