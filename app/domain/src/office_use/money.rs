//! The fee of one form: what is due, what was taken, and why the two differ. No amount is made up here: what is due follows from the form.

use serde::{Deserialize, Serialize};

use super::{Objection, reason_fault};
use crate::form::show::grouped;

/// The most that is taken for one form, in yen: more is a slip of the finger.
pub const MOST: u32 = 999_999;

/// Why another amount was taken than is due (免除・減額).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Of what kind.
    pub kind: WaiverKind,
    /// The reason in words.
    pub reason: String,
}

/// The kind of a waiver (減免の種類).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaiverKind {
    /// Nothing was taken.
    Exempt,
    /// Less was taken.
    Reduced,
    /// Something else is right than was worked out.
    Other,
}

impl WaiverKind {
    /// All of them.
    pub const ALL: [WaiverKind; 3] = [WaiverKind::Exempt, WaiverKind::Reduced, WaiverKind::Other];

    /// What stands on the screen and on the sheet.
    pub fn label(self) -> &'static str {
        match self {
            WaiverKind::Exempt => "免除",
            WaiverKind::Reduced => "減額",
            WaiverKind::Other => "訂正",
        }
    }

    /// Its name in a control and in the log.
    pub fn id(self) -> &'static str {
        match self {
            WaiverKind::Exempt => "exempt",
            WaiverKind::Reduced => "reduced",
            WaiverKind::Other => "other",
        }
    }
}

/// The amount that was taken, and why it is not what is due, if it is not.
pub(super) fn settle(due: Option<u32>, charged: Option<u32>, waiver: Option<Waiver>) -> Result<(Option<u32>, Option<Waiver>), Objection> {
    let object = |words: String| Err(Objection::Money(words));
    let Some(charged) = charged.or(due) else { return Ok((None, None)) };
    if charged > MOST {
        return object(format!("手数料は、0円から{}円までの数字にしてください。", grouped(MOST)));
    }
    let Some(due) = due.filter(|due| *due != charged) else { return Ok((Some(charged), None)) };
    let Some(Waiver { kind, reason }) = waiver else {
        return object(format!("計算した手数料は{}円です。違う額にするときは、種類と理由を書いてください。", grouped(due)));
    };
    match kind {
        WaiverKind::Exempt if charged > 0 => return object("免除のときは、手数料を0円にしてください。".into()),
        WaiverKind::Reduced if charged > due || charged == 0 => {
            return object(format!("減額のときは、手数料を1円から{}円までにしてください。", grouped(due.saturating_sub(1))));
        }
        _ => {}
    }
    let reason = reason.trim().to_owned();
    if reason.is_empty() {
        return object(format!("手数料を{}にする理由を書いてください。", kind.label()));
    }
    match reason_fault("手数料の理由", &reason) {
        Some(objection) => Err(objection),
        None => Ok((Some(charged), Some(Waiver { kind, reason }))),
    }
}

/// An amount as the sheet has it: `900円`, `免除（900円）`, `300円（減額、900円のうち）`.
pub fn words(due: Option<u32>, charged: Option<u32>, kind: Option<WaiverKind>) -> String {
    match (due, charged, kind) {
        (_, None, _) => String::new(),
        (Some(due), Some(_), Some(WaiverKind::Exempt)) => format!("免除（{}円）", grouped(due)),
        (Some(due), Some(charged), Some(kind)) => format!("{}円（{}、{}円のうち）", grouped(charged), kind.label(), grouped(due)),
        (Some(0), Some(0), None) => "無料".into(),
        (_, Some(charged), _) => format!("{}円", grouped(charged)),
    }
}
