//! What a person brings to a kiosk: opened for their own eyes and printed, as they made it. Nothing is stored or handed in, and nothing is
//! shown of what the city hall knows besides: neither its number nor what staff corrected.

use std::sync::Arc;

use api::{Issuer, Opened, PrintedSheets, Refused};
use domain::city::addressee;
use domain::form::sheet::{Heading, OfficeMarks};
use domain::slip::SealedSlip;
use futures::stream;

use super::{Read, Slips, opened};
use crate::audit::{Act, Actor};
use crate::paper::{Job, Paper};

impl Slips {
    /// Opens a code for whoever holds it over a kiosk.
    ///
    /// # Errors
    /// [`Refused::BadCode`] if it cannot be opened, and the log's own.
    pub async fn look_over(&self, who: Issuer, slip: String) -> Result<Vec<Opened>, Refused> {
        let (sealed, leaves) = self.brought(&slip)?;
        self.log.append(actor(&who), Act::OpenCode { digest: sealed.digest() }).await?;
        Ok(leaves.iter().map(|read| opened(read, None)).collect())
    }

    /// The sheets of every form of a code as one PDF, in the order of the counters that take them.
    ///
    /// # Errors
    /// [`Refused::BadCode`] if it cannot be opened; [`Refused::NoFonts`] and [`Refused::NoGlyph`]; the log's own.
    pub async fn print_code(&self, paper: &Arc<Paper>, who: Issuer, slip: String) -> Result<PrintedSheets, Refused> {
        let (sealed, mut leaves) = self.brought(&slip)?;
        leaves.sort_by_key(|read| self.counter(&read.form));
        let mut jobs = Vec::new();
        for Read { form, created, entries } in leaves {
            let answers = form.check(&entries, created.date()).map_err(|problems| Refused::BadAnswers { problems })?;
            let heading = Heading { addressee: addressee(&self.city.name), created, reference: None, office: OfficeMarks::default() };
            jobs.push(Job { form, answers, heading, again: None });
        }
        let pdf = paper.print(jobs, self.clock.now()).await?;
        self.log.append(actor(&who), Act::PrintCode { digest: sealed.digest() }).await?;
        Ok(PrintedSheets { length: pdf.len(), pdf: stream::iter([pdf]).into(), repeated: Vec::new() })
    }

    fn brought(&self, slip: &str) -> Result<(SealedSlip, Vec<Read>), Refused> {
        let sealed = self.envelope(slip)?;
        let leaves = self.read(&sealed, self.clock.now())?;
        Ok((sealed, leaves))
    }
}

fn actor(who: &Issuer) -> Actor {
    match who {
        Issuer::Staff(staff) => Actor::Staff(staff.id),
        Issuer::Kiosk(device) => Actor::Device(*device),
    }
}
