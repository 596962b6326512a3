//! A code in several pictures: the escape hatch for what would pass version 15 in one, whose squares a phone shows too small to be read.
//!
//! ```text
//! page = "3" i n set4 part    page i of n (each one digit, n from 2 on) of a code of another kind
//! set4 = CRC-32 of the whole code's digits mod 10^4, four digits: which pages belong together, and whether they came whole
//! part = the digits of the code that stand on this page; all parts in their order are the code
//! ```

use super::code::check::crc32;
use super::{CodeFault, SealedSlip};

/// The most digits that one picture shows: what a QR code of version 15 holds at level M.
pub const MOST_IN_ONE: usize = 991;
/// The digits of a page before its part.
const HEAD: usize = 7;
/// The kind of a page.
const KIND: char = '3';

/// A page of a code (コードのページ), as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Page {
    number: u8,
    of: u8,
    set: String,
    part: String,
}

/// The pages of a code that were read so far (読み取ったページ).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages(Vec<Page>);

impl SealedSlip {
    /// What its pictures show: its digits in one, or pages where one would pass version 15.
    pub fn pictures(&self) -> Vec<String> {
        let digits = self.digits();
        if digits.len() <= MOST_IN_ONE {
            return vec![digits.to_owned()];
        }
        let of = digits.len().div_ceil(MOST_IN_ONE - HEAD);
        let set = set(digits);
        // Pages of about the same length are of the same size to look at, and as easy to read.
        let cut = |number: usize| digits.len() * number / of;
        (0..of).map(|at| format!("{KIND}{}{of}{set}{}", at + 1, &digits[cut(at)..cut(at + 1)])).collect()
    }
}

impl Pages {
    /// Whether these digits say that they are a page.
    pub fn is_page(digits: &str) -> bool {
        digits.trim_ascii().starts_with(KIND)
    }

    /// Puts a page to those that were read before, in whatever order they come. Gives the digits of the code once all of them are there.
    ///
    /// # Errors
    /// [`CodeFault::PagesMissing`] while pages are missing; [`CodeFault::OtherPages`] for a page of another code, those that were read
    /// before stay; [`CodeFault::CheckFailed`] if they do not come to the code that they were cut from: all of them are forgotten.
    /// [`CodeFault::NotOurs`] and [`CodeFault::Truncated`] for what is no page.
    pub fn add(&mut self, digits: &str) -> Result<String, CodeFault> {
        let page = Page::parse(digits)?;
        if self.0.iter().any(|other| (other.of, &other.set) != (page.of, &page.set)) {
            return Err(CodeFault::OtherPages);
        }
        self.0.retain(|other| other.number != page.number);
        self.0.push(page);
        self.0.sort_by_key(|page| page.number);
        let (missing, of) = self.missing();
        if !missing.is_empty() {
            return Err(CodeFault::PagesMissing { missing, of });
        }
        let pages = std::mem::take(&mut self.0);
        let digits: String = pages.iter().map(|page| page.part.as_str()).collect();
        // A page of a page would be a code without an end.
        let is_whole = pages.iter().all(|page| page.set == set(&digits)) && !Pages::is_page(&digits);
        if is_whole { Ok(digits) } else { Err(CodeFault::CheckFailed) }
    }

    /// The numbers of the pages that are missing to what was read so far, and how many the code has; none of none before the first.
    pub fn missing(&self) -> (Vec<u8>, u8) {
        let of = self.0.first().map_or(0, |page| page.of);
        ((1..=of).filter(|number| self.0.iter().all(|page| page.number != *number)).collect(), of)
    }

    /// The digits of a code out of what was read: the code itself, or its pages in any order, parted by blanks or line ends.
    ///
    /// # Errors
    /// As [`Pages::add`]; [`CodeFault::NotOurs`] if there is anything beside the pages of one code.
    pub fn join(text: &str) -> Result<String, CodeFault> {
        let mut words = text.split_ascii_whitespace().peekable();
        if words.peek().is_none_or(|first| !Pages::is_page(first)) {
            return Ok(text.to_owned());
        }
        let (mut pages, mut joined) = (Pages::default(), Err(CodeFault::NotOurs));
        for word in words {
            joined = match joined {
                Ok(_) => return Err(CodeFault::OtherPages),
                Err(_) => pages.add(word),
            };
            if !matches!(joined, Ok(_) | Err(CodeFault::PagesMissing { .. })) {
                return joined;
            }
        }
        joined
    }
}

impl Page {
    fn parse(digits: &str) -> Result<Page, CodeFault> {
        let digits = digits.trim_ascii();
        let is_page = Pages::is_page(digits) && digits.len() <= HEAD + MOST_IN_ONE && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_page {
            return Err(CodeFault::NotOurs);
        }
        if digits.len() <= HEAD {
            return Err(CodeFault::Truncated);
        }
        let (head, part) = digits.split_at(HEAD);
        let (number, of) = (head.as_bytes()[1] - b'0', head.as_bytes()[2] - b'0');
        if of < 2 || !(1..=of).contains(&number) {
            return Err(CodeFault::NotOurs);
        }
        Ok(Page { number, of, set: head[3..].to_owned(), part: part.to_owned() })
    }
}

/// Four digits by which the pages of a code know each other.
fn set(digits: &str) -> String {
    format!("{:04}", crc32(digits.as_bytes()) % 10_000)
}
