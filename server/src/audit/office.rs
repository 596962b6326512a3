//! What the log says of what the office has filled in: numbers and kinds, and no reason in anybody's words.

use std::fmt;

use domain::office_use::{OfficeAsks, OfficeUse, WaiverKind};

/// What the office has filled in, in short (市処理欄の要約).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeLine {
    photo: u8,
    plain: u8,
    brought: usize,
    asked: usize,
    despite: bool,
    due: Option<u32>,
    charged: Option<u32>,
    waiver: Option<WaiverKind>,
}

impl OfficeLine {
    /// What of it may stand in the log.
    pub fn of(asks: &OfficeAsks, office: &OfficeUse) -> OfficeLine {
        OfficeLine {
            photo: office.n_photo(),
            plain: office.plain,
            brought: office.brought.len(),
            asked: asks.evidence.len(),
            despite: !office.despite.is_empty(),
            due: asks.due,
            charged: office.charged,
            waiver: office.waiver.as_ref().map(|waiver| waiver.kind),
        }
    }
}

impl fmt::Display for OfficeLine {
    /// Such as `identity 1+0 evidence 1/2 despite fee 300/900 reduced`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |yen: Option<u32>| yen.map_or_else(|| "?".to_owned(), |yen| yen.to_string());
        write!(f, "identity {}+{} evidence {}/{}", self.photo, self.plain, self.brought, self.asked)?;
        if self.despite {
            f.write_str(" despite")?;
        }
        write!(f, " fee {}/{}", number(self.charged), number(self.due))?;
        self.waiver.map_or(Ok(()), |kind| write!(f, " {}", kind.id()))
    }
}
