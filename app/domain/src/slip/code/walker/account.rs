//! Accounts at banks, and amounts of yen.

use super::*;

impl Walker<'_> {
    pub(super) fn account(&mut self, given: &Account) -> Result<Account, Misfit> {
        if let Some(place) = self.again(SEEN, self.accounts.iter().position(|a| a == given), self.accounts.len())? {
            return Ok(self.accounts[place].clone());
        }
        let bank = self.name_or_code(4, &given.bank)?;
        let branch = self.name_or_code(3, &given.branch)?;
        let place = AccountType::ALL.iter().position(|one| *one == given.account_type).unwrap_or_default();
        self.tape.next_is("type of account");
        let account_type = AccountType::ALL[self.tape.uniform(AccountType::ALL.len() as u32, place as u32)? as usize];
        let number = self.digits(7, &given.number)?;
        let holder = self.text(Style::FamilyKana, &given.holder)?;
        let account = Account { bank, branch, account_type, number, holder };
        self.accounts.push(account.clone());
        Ok(account)
    }

    /// The name of a bank or branch, or its code of so many digits.
    fn name_or_code(&mut self, length: u8, given: &str) -> Result<String, Misfit> {
        let is_code = given.len() == usize::from(length) && given.bytes().all(|b| b.is_ascii_digit());
        self.tape.next_is("a code?");
        if self.tape.bit(is_code)? { self.digits(length, given) } else { self.free(given) }
    }

    /// How many digits, how many zeros at the end, then the digits before those: most amounts are round.
    pub(super) fn amount(&mut self, given: u32) -> Result<u32, Misfit> {
        let text = given.to_string();
        self.tape.next_is("how many digits");
        let length = 1 + self.tape.uniform(10, text.len() as u32 - 1)?;
        let zeros = if given == 0 { 0 } else { text.len() - text.trim_end_matches('0').len() };
        self.tape.next_is("zeros at the end");
        let zeros = self.tape.uniform(length, zeros as u32)?;
        let head = self.digits((length - zeros) as u8, &text)?;
        format!("{head}{}", "0".repeat(zeros as usize)).parse().map_err(|_| Misfit)
    }
}
