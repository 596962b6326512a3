//! Bank accounts. Names of banks and branches are kept as typed; numbers and the holder are brought to what a transfer needs.

use super::{Asked, Fault, Judge, Part};
use crate::form::AccountType;
use crate::form::answer::Account;
use crate::kana;

/// How many digits the number of an account has; shorter ones are filled with zeros in front.
const NUMBER: usize = 7;

impl Judge<'_> {
    pub(super) fn account(&mut self, asked: &Asked) -> Option<Account> {
        if asked.question.optional && Part::ACCOUNT.iter().all(|part| self.written(asked, Some(*part)).is_empty()) {
            return None;
        }
        let bank = self.name_or_code(asked, Part::Bank, ("金融機関コード", 4));
        let branch = self.name_or_code(asked, Part::Branch, ("支店コード（店番）", 3));
        let account_type = self.account_type(asked);
        let number = self.account_number(asked);
        let holder = self.holder(asked);
        Some(Account { bank: bank?, branch: branch?, account_type: account_type?, number: number?, holder: holder? })
    }

    /// A name, or a code if it is nothing but digits.
    fn name_or_code(&mut self, asked: &Asked, part: Part, (of, wanted): (&str, u8)) -> Option<String> {
        let text = self.part(asked, part)?;
        match kana::digits(text) {
            Ok(code) if code.len() == usize::from(wanted) => Some(code),
            Ok(code) => {
                let found = u16::try_from(code.len()).unwrap_or(u16::MAX);
                self.object(asked, Some(part), Fault::DigitCount { of: of.into(), wanted, found });
                None
            }
            Err(_) => self.allowed(asked, Some(part), text, part.max(), false).then(|| text.to_owned()),
        }
    }

    fn account_type(&mut self, asked: &Asked) -> Option<AccountType> {
        let text = self.written(asked, Some(Part::AccountType));
        let found = AccountType::ALL.into_iter().find(|one| one.id() == text);
        if found.is_none() {
            let fault = if text.is_empty() { Fault::NotChosen } else { Fault::UnknownOption { found: text.into() } };
            self.object(asked, Some(Part::AccountType), fault);
        }
        found
    }

    fn account_number(&mut self, asked: &Asked) -> Option<String> {
        let part = Part::AccountNumber;
        let fault = match kana::digits(self.part(asked, part)?) {
            Ok(digits) if (1..=NUMBER).contains(&digits.len()) => return Some(format!("{digits:0>NUMBER$}")),
            Ok(digits) => {
                let found = u16::try_from(digits.len()).unwrap_or(u16::MAX);
                Fault::DigitCount { of: part.label().into(), wanted: NUMBER as u8, found }
            }
            Err(found) => Fault::NotDigits { found },
        };
        self.object(asked, Some(part), fault);
        None
    }

    /// The holder as the bank writes it: kana, and for foreigners and companies Latin capitals, digits and a few signs.
    fn holder(&mut self, asked: &Asked) -> Option<String> {
        let part = Part::Holder;
        let text = self.part(asked, part)?;
        let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '.' | '/' | ',' | '&');
        let (mut holder, mut kana) = (String::new(), String::new());
        for c in text.chars().chain(['\0']) {
            let half = kana::half_width(c);
            if is_latin(half) || c == '\0' {
                match kana::katakana(&std::mem::take(&mut kana)) {
                    Ok(read) => holder += &read,
                    Err(found) => {
                        // An unseen character has its own sentence.
                        if self.allowed(asked, Some(part), text, part.max(), false) {
                            self.object(asked, Some(part), Fault::NotKana { found });
                        }
                        return None;
                    }
                }
                holder.extend(Some(half.to_ascii_uppercase()).filter(|_| c != '\0'));
            } else {
                kana.push(c);
            }
        }
        self.allowed(asked, Some(part), &holder, part.max(), false).then_some(holder)
    }
}
