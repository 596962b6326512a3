//! Sheets on their way to the printer: drawn first, then noted in the log, and only then handed over. A sheet that nobody knows of must
//! not exist, and a sheet that could not be drawn was not printed.

use std::collections::BTreeSet;
use std::sync::Arc;

use api::{PrintedSheets, Refused, StaffMember};
use domain::city::{CounterNumber, addressee};
use domain::form::Form;
use domain::form::sheet::Heading;
use domain::submission::ReferenceNumber;
use futures::stream;

use super::Slips;
use crate::audit::{Act, Actor};
use crate::paper::{Job, Paper};

/// The most sheets of one print job; one code holds fewer forms.
const AT_ONCE: usize = 50;

impl Slips {
    /// The sheets of these submissions as one PDF, in the order of the counters that take them.
    ///
    /// # Errors
    /// [`Refused::NotFound`]; [`Refused::BadCode`] if one cannot be opened; [`Refused::BadValue`] for none or too many of them;
    /// [`Refused::NoFonts`] and [`Refused::NoGlyph`], and then none counts as printed; the ledger's own.
    pub async fn sheets(&self, paper: &Arc<Paper>, who: StaffMember, references: Vec<ReferenceNumber>) -> Result<PrintedSheets, Refused> {
        few(&references)?;
        let mut jobs = Vec::new();
        for reference in references.into_iter().collect::<BTreeSet<_>>() {
            jobs.push(self.job(reference).await?);
        }
        jobs.sort_by_key(|(job, _)| self.counter(&job.form));
        let now = self.clock.now();
        let (mut jobs, numbers): (Vec<Job>, Vec<ReferenceNumber>) = jobs.into_iter().unzip();
        jobs.iter_mut().filter(|job| job.again.is_some()).for_each(|job| job.again = Some(now));
        let mut pdf = paper.print(jobs.clone(), now).await?;
        let mut late = false;
        for (job, reference) in jobs.iter_mut().zip(&numbers) {
            let again = self.ledger.printed(reference, now).await?.is_some();
            self.log.append(Actor::Staff(who.id), Act::Print { reference: reference.clone(), again }).await?;
            // Another window has printed it just now.
            late |= again != job.again.is_some();
            job.again = again.then_some(now);
        }
        if late {
            pdf = paper.print(jobs.clone(), now).await?;
        }
        let repeated = jobs.iter().zip(numbers).filter(|(job, _)| job.again.is_some()).map(|(_, number)| number).collect();
        Ok(PrintedSheets { length: pdf.len(), pdf: stream::iter([pdf]).into(), repeated })
    }

    /// Notes that the last print of these submissions brought no paper.
    ///
    /// # Errors
    /// [`Refused::NotFound`]; [`Refused::BadValue`] for none or too many of them; the ledger's own.
    pub async fn no_paper(&self, who: StaffMember, references: Vec<ReferenceNumber>) -> Result<(), Refused> {
        few(&references)?;
        for reference in references.into_iter().collect::<BTreeSet<_>>() {
            if self.stored(&reference).await?.printed_at.is_some() {
                self.ledger.no_paper(&reference).await?;
                self.log.append(Actor::Staff(who.id), Act::NoPaper { reference }).await?;
            }
        }
        Ok(())
    }

    /// What is printed of a submission: as it was corrected last.
    async fn job(&self, reference: ReferenceNumber) -> Result<(Job, ReferenceNumber), Refused> {
        let stored = self.stored(&reference).await?;
        let read = self.read_stored(&stored)?;
        let shown = self.with_corrections(&read, &stored)?;
        let checked = read.form.check(&shown.entries, shown.created.date());
        let answers = checked.map_err(|problems| Refused::BadAnswers { problems })?;
        let heading = Heading {
            addressee: addressee(&self.city.name),
            created: shown.created,
            reference: Some(reference.clone()),
            office: shown.marks(&self.city.name),
        };
        Ok((Job { form: read.form, answers, heading, again: stored.printed_at }, reference))
    }

    /// The first counter that takes this form; the last of all, if none does in particular.
    pub(super) fn counter(&self, form: &Form) -> CounterNumber {
        let counters = self.city.offices.iter().flat_map(|office| &office.counters);
        let takes = |queues: &[String]| form.queue.as_ref().is_some_and(|queue| queues.contains(queue));
        counters.filter(|counter| takes(&counter.queues)).map(|counter| counter.number).min().unwrap_or(CounterNumber(u8::MAX))
    }
}

/// Whether so many can be printed at once.
fn few(references: &[ReferenceNumber]) -> Result<(), Refused> {
    if references.is_empty() || references.len() > AT_ONCE {
        return Err(Refused::BadValue { reason: format!("一度に印刷できるのは、1件から{AT_ONCE}件までです。") });
    }
    Ok(())
}
