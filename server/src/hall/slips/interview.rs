//! A form that staff write down for somebody who has no phone: the same check, the same slip, sealed to the city's key like any other. It is
//! looked over and accepted as if it had been read from a code.

use api::{Refused, StaffMember};
use domain::draft::Draft;
use domain::form::Entries;
use domain::slip::SealedSlip;

use super::{Slips, bad_code};
use crate::audit::{Act, Actor};
use crate::secret;

impl Slips {
    /// The digits of a slip with these answers to this edition of a form. Who wrote it down is in the log; nothing is stored yet.
    ///
    /// # Errors
    /// [`Refused::NotFound`] if there is no such form or edition; [`Refused::BadAnswers`] if the answers do not pass the check;
    /// [`Refused::BadCode`] if they are too long for any code.
    pub async fn write_down(&self, who: StaffMember, form: String, edition: u8, entries: Entries) -> Result<String, Refused> {
        let found = self.forms.edition(&form, edition).ok_or_else(|| Refused::NotFound { what: "この版の様式".into() })?;
        let draft = Draft { form, edition, entries };
        let slip = draft.finish(found, self.clock.now()).map_err(|problems| Refused::BadAnswers { problems })?;
        let shelf = || self.forms.every().map(|form| &**form);
        let digits = match &self.city.key {
            Some(key) => {
                let mut fresh = [0; 32];
                secret::fill(&mut fresh);
                slip.seal(shelf(), self.city.municipality(), key, fresh).map(SealedSlip::into_digits)
            }
            None => slip.digits(shelf(), self.city.municipality()),
        };
        let digits = digits.map_err(bad_code)?;
        let digest = self.envelope(&digits)?.digest();
        self.log.append(Actor::Staff(who.id), Act::WriteDown { digest }).await?;
        Ok(digits)
    }
}
