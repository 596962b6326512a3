//! How the number of a place is written: by house (住居表示, 2番3号) or by lot (地番, 123番地4). Towns have the one or the other, papers may
//! have both; whatever is written is kept as it is.

use crate::kana::{half_width, is_hyphen};

/// How the number of a place is written (番地・号の書き方).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// By block and house (住居表示): 2番3号.
    House,
    /// By lot (地番): 123番地4, 123番4.
    Lot,
    /// In short, so that it may be either: 2-3.
    Either,
}

/// How this number is written; nothing where it is written in another way or not at all.
pub fn numbering(typed: &str) -> Option<Numbering> {
    let text: String = typed.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    if !text.starts_with(is_digit) {
        return None;
    }
    if text.contains("番地") {
        return Some(Numbering::Lot);
    }
    if let Some((block, rest)) = text.split_once('番') {
        let rest = rest.strip_prefix(['の', 'ノ']).unwrap_or(rest);
        let number = rest.trim_start_matches(is_digit);
        return match (block.chars().all(is_digit), rest.starts_with(is_digit), number.chars().next()) {
            (true, true, Some('号')) => Some(Numbering::House),
            (true, true, None) => Some(Numbering::Lot),
            (true, _, _) => Some(Numbering::Either),
            (false, _, _) => None,
        };
    }
    text.chars().all(|c| is_digit(c) || is_hyphen(c) || matches!(c, 'の' | 'ノ')).then_some(Numbering::Either)
}

/// Whether a domicile (本籍) is written as houses are numbered, with a 号 at its end.
pub fn ends_with_house(typed: &str) -> bool {
    let text: String = typed.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    text.strip_suffix('号').is_some_and(|rest| rest.ends_with(is_digit) && rest.contains('番'))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九十百千".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &[&str], expected: Option<Numbering>) {
        typed.iter().for_each(|typed| assert_eq!(numbering(typed), expected, "{typed}"));
    }

    #[test]
    fn houses_and_lots_are_told_apart() {
        check(&["2番3号", "２番３号", "二番三号", "12番3号405", "2番 3号"], Some(Numbering::House));
        check(&["123番地4", "123番4", "１２３番地", "45番地の2", "123番の4"], Some(Numbering::Lot));
        check(&["2-3", "２－３", "2ー3-405", "123", "2番", "2の3"], Some(Numbering::Either));
    }

    #[test]
    fn what_is_written_in_another_way_is_let_be() {
        check(&["", "無番地", "イ12", "桜町2番3号", "甲1番地"], None);
    }

    #[test]
    fn a_domicile_with_the_number_of_a_house_is_noticed() {
        assert!(ends_with_house("さくら県さくら野市桜町一丁目2番3号"));
        assert!(ends_with_house("さくら県さくら野市桜町一丁目２番３号 "));
        assert!(!ends_with_house("もみじ県もみじ川市川岸町45番地"));
        assert!(!ends_with_house("さくら県さくら野市桜町一丁目2番"));
    }
}
