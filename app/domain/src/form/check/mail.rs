//! Mail addresses. Whether anybody reads what is sent there cannot be known; what could never be one is refused.

use super::{Asked, Fault, Judge};
use crate::kana;

/// The most characters of a mail address.
const MAX: u16 = 254;

impl Judge<'_> {
    pub(super) fn mail(&mut self, asked: &Asked) -> Option<String> {
        let text: String = self.required(asked)?.chars().map(kana::half_width).collect();
        if !is_mail(&text) {
            self.object(asked, None, Fault::NotAMail);
            return None;
        }
        self.allowed(asked, None, &text, MAX, false).then_some(text)
    }
}

/// Something before one `@`, and a domain of at least two words after it. Two dots in a row before the `@` break the
/// rules of mail, but some telephone companies have handed out such addresses.
fn is_mail(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
    let is_word = |word: &str| {
        let ends = word.bytes().next().zip(word.bytes().last()).is_some_and(|(first, last)| first != b'-' && last != b'-');
        ends && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    !name.is_empty() && name.bytes().all(is_name) && domain.contains('.') && domain.split('.').all(is_word)
}
