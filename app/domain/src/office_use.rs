//! What the office fills in on a form (市処理欄): who was seen to be whom, what was brought, what was paid. One rule judges it, for the
//! counter's screen and for the city hall.

pub mod identity;
pub mod money;
pub mod till;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::identity::{IdentityAsked, PhotoPaper};
pub use self::money::{Waiver, WaiverKind};
use crate::form::check::{Fault, my_number, objection};
use crate::form::facts::AtCounter;
use crate::form::{Entries, Form};
use crate::submission::Channel;

/// The most characters of a reason that staff write.
pub const REASON: u16 = 100;

/// What the office fills in (市処理欄). It holds kinds and numbers of papers, never what stands in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfficeUse {
    /// The papers with a photograph that were shown.
    pub photo: BTreeSet<PhotoPaper>,
    /// How many papers without one were shown.
    pub plain: u8,
    /// What was brought of what is asked for, in its words.
    pub brought: BTreeSet<String>,
    /// Why it is accepted although something lacks; empty if nothing does.
    pub despite: String,
    /// What was taken for it, in yen; what is due, if nothing is said.
    pub charged: Option<u32>,
    /// Why another amount was taken than is due.
    pub waiver: Option<Waiver>,
}

/// What the office asks for at one form (窓口で確かめること), as its file and its answers say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeAsks {
    /// How it must be seen who somebody is.
    pub identity: IdentityAsked,
    /// What is to be brought.
    pub evidence: Vec<EvidenceAsked>,
    /// The fee that follows from the answers, in yen; nothing if the form's file does not say how.
    pub due: Option<u32>,
    /// How many copies are asked for, where the form says which answer counts them.
    pub copies: Option<u32>,
}

/// Something that is to be brought (確かめる書類).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAsked {
    /// What it is, as the form says it.
    pub text: String,
    /// Whether nobody may go on without it.
    pub required: bool,
}

/// What lacks (足りないもの).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It is not seen who somebody is.
    Identity(IdentityAsked, u8, u8),
    /// Something was not brought.
    Evidence(EvidenceAsked),
}

/// Why a form cannot be accepted with this (受理できない理由).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// This lacks, and no reason is given.
    Lacks(Lack),
    /// Something cannot be written so.
    Writing(String),
    /// Something is said to be brought that is not asked for.
    NotAsked(String),
    /// The amount cannot be so.
    Money(String),
}

/// What the office has filled in, judged and complete (確定した市処理欄).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// It, with the amount that was taken.
    pub office: OfficeUse,
    /// What was due.
    pub due: Option<u32>,
    /// How many copies were asked for.
    pub copies: Option<u32>,
}

impl OfficeAsks {
    /// What is asked for at this form with these answers, by the way in which it came. What came from home was sent as the form's file lets
    /// it be sent: nobody stands at the counter with papers.
    pub fn of(form: &Form, entries: &Entries, today: NaiveDate, channel: Channel) -> OfficeAsks {
        let at_counter = channel == Channel::Counter;
        let bring = form.to_bring(entries, today).into_iter().filter(|_| at_counter);
        let evidence = bring.filter_map(|thing| match thing.at_counter {
            AtCounter::Tick => Some(EvidenceAsked { text: thing.text.clone(), required: false }),
            AtCounter::Required => Some(EvidenceAsked { text: thing.text.clone(), required: true }),
            AtCounter::Nothing | AtCounter::Identity | AtCounter::PhotoIdentity => None,
        });
        let evidence = evidence.collect();
        let identity = if at_counter { IdentityAsked::of(form, entries, today) } else { IdentityAsked::Nothing };
        let (due, copies) = form.due(entries, today);
        OfficeAsks { identity, evidence, due, copies }
    }

    /// What lacks.
    pub fn lacks(&self, office: &OfficeUse) -> Vec<Lack> {
        let (photo, plain) = (office.n_photo(), office.plain);
        let identity = (!self.identity.is_met(photo, plain)).then_some(Lack::Identity(self.identity, photo, plain));
        let evidence = self.evidence.iter().filter(|evidence| !office.brought.contains(&evidence.text)).cloned().map(Lack::Evidence);
        identity.into_iter().chain(evidence).collect()
    }

    /// Judges what the office has filled in.
    ///
    /// # Errors
    /// Every reason for which the form cannot be accepted so.
    pub fn judge(&self, mut office: OfficeUse) -> Result<Settled, Vec<Objection>> {
        office.despite = office.despite.trim().to_owned();
        let lacks = self.lacks(&office);
        let mut objections: Vec<Objection> = Vec::new();
        if office.plain > 9 {
            objections.push(Objection::Writing("顔写真のない書類は、0点から9点までにしてください。".into()));
        }
        objections.extend(reason_fault("受理する理由", &office.despite));
        if office.despite.is_empty() {
            objections.extend(lacks.iter().cloned().map(Objection::Lacks));
        } else if lacks.is_empty() {
            // A reason for what does not lack would only puzzle whoever reads it.
            office.despite.clear();
        } else {
            objections.extend(lacks.into_iter().filter(Lack::forbids).map(Objection::Lacks));
        }
        let is_asked = |text: &&String| self.evidence.iter().any(|evidence| evidence.text == **text);
        objections.extend(office.brought.iter().filter(|text| !is_asked(text)).cloned().map(Objection::NotAsked));
        match money::settle(self.due, office.charged, office.waiver.take()) {
            Ok((charged, waiver)) => (office.charged, office.waiver) = (charged, waiver),
            Err(objection) => objections.push(objection),
        }
        if objections.is_empty() { Ok(Settled { office, due: self.due, copies: self.copies }) } else { Err(objections) }
    }
}

impl OfficeUse {
    /// How many papers with a photograph were shown.
    pub fn n_photo(&self) -> u8 {
        u8::try_from(self.photo.len()).unwrap_or(u8::MAX)
    }

    /// What was shown, in the words of the sheet: `運転免許証、顔写真のない書類2点`.
    pub fn identity_words(&self) -> String {
        let plain = (self.plain > 0).then(|| format!("顔写真のない書類{}点", self.plain));
        self.photo.iter().map(|paper| paper.label().to_owned()).chain(plain).collect::<Vec<_>>().join("、")
    }
}

impl Lack {
    /// Whether nobody may go on.
    pub fn forbids(&self) -> bool {
        matches!(self, Lack::Evidence(EvidenceAsked { required: true, .. }))
    }

    /// What lacks, for staff.
    pub fn sentence(&self) -> String {
        match self {
            Lack::Identity(asked, photo, plain) => asked.lack(*photo, *plain),
            Lack::Evidence(EvidenceAsked { text, required: false }) => format!("「{text}」を確かめていません。"),
            Lack::Evidence(EvidenceAsked { text, required: true }) => format!("「{text}」を確かめていません。これがないと受理できません。"),
        }
    }
}

impl Objection {
    /// What is wrong, for staff.
    pub fn sentence(&self) -> String {
        match self {
            Objection::Lacks(lack) => lack.sentence(),
            Objection::NotAsked(text) => format!("「{text}」は、この申請で確かめるものではありません。画面を開き直してください。"),
            Objection::Writing(fault) | Objection::Money(fault) => fault.clone(),
        }
    }
}

/// What is wrong with a reason that staff have written.
fn reason_fault(label: &str, text: &str) -> Option<Objection> {
    let fault = objection(text, REASON, false).or_else(|| my_number::is_in(text).then_some(Fault::MyNumber))?;
    Some(Objection::Writing(fault.sentence(&format!("「{label}」"))))
}

#[cfg(test)]
mod tests;
