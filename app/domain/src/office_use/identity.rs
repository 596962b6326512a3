//! Which papers show who somebody is, and whether they are enough.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::form::facts::{AtCounter, By, Identity, IdentityPapers};
use crate::form::{Entries, Form};

/// A paper with a photograph (顔写真のある本人確認書類). What counts as one the city decides; these are named on the forms of this house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhotoPaper {
    /// マイナンバーカード.
    MyNumberCard,
    /// 運転免許証.
    DrivingLicence,
    /// パスポート.
    Passport,
    /// 在留カード, 特別永住者証明書.
    ResidenceCard,
    /// Another one.
    Other,
}

impl PhotoPaper {
    /// All of them, the most usual first.
    pub const ALL: [PhotoPaper; 5] =
        [PhotoPaper::MyNumberCard, PhotoPaper::DrivingLicence, PhotoPaper::Passport, PhotoPaper::ResidenceCard, PhotoPaper::Other];

    /// What stands beside its box and on the sheet.
    pub fn label(self) -> &'static str {
        match self {
            PhotoPaper::MyNumberCard => "マイナンバーカード",
            PhotoPaper::DrivingLicence => "運転免許証",
            PhotoPaper::Passport => "パスポート",
            PhotoPaper::ResidenceCard => "在留カード・特別永住者証明書",
            PhotoPaper::Other => "ほかの顔写真のある書類",
        }
    }

    /// The name of its box.
    pub fn id(self) -> &'static str {
        match self {
            PhotoPaper::MyNumberCard => "my-number-card",
            PhotoPaper::DrivingLicence => "driving-licence",
            PhotoPaper::Passport => "passport",
            PhotoPaper::ResidenceCard => "residence-card",
            PhotoPaper::Other => "other",
        }
    }
}

/// How it must be seen who somebody is (本人確認の決まり).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "asked")]
pub enum IdentityAsked {
    /// It need not.
    #[default]
    Nothing,
    /// By some paper; the form's file does not count them.
    Some,
    /// By a paper with a photograph.
    Photo,
    /// By so many papers with a photograph, or so many of whatever kind.
    Papers {
        /// With one.
        with_photo: u8,
        /// Without one.
        without_photo: u8,
    },
}

impl IdentityAsked {
    /// What a form asks for at the counter: the strictest of what its file says.
    pub(super) fn of(form: &Form, entries: &Entries, today: NaiveDate) -> IdentityAsked {
        let bring = form.to_bring(entries, today);
        let asks = |what: AtCounter| bring.iter().any(|thing| thing.at_counter == what);
        let by_way = form.facts.ways.iter().any(|way| matches!(way.by, By::Qr | By::Counter) && way.identity != Identity::None);
        match form.facts.identity_papers {
            _ if asks(AtCounter::PhotoIdentity) => IdentityAsked::Photo,
            Some(IdentityPapers { with_photo, without_photo }) => IdentityAsked::Papers { with_photo, without_photo },
            None if by_way || asks(AtCounter::Identity) => IdentityAsked::Some,
            None => IdentityAsked::Nothing,
        }
    }

    /// Whether so many papers are enough. One with a photograph counts among those of whatever kind.
    pub fn is_met(self, photo: u8, plain: u8) -> bool {
        let all = photo.saturating_add(plain);
        match self {
            IdentityAsked::Nothing => true,
            IdentityAsked::Some => all > 0,
            IdentityAsked::Photo => photo > 0,
            IdentityAsked::Papers { with_photo, without_photo } => photo >= with_photo || all >= without_photo,
        }
    }

    /// The rule in words.
    pub fn words(self) -> String {
        match self {
            IdentityAsked::Nothing => "この申請では、本人確認は要りません。".into(),
            IdentityAsked::Some => "本人確認書類が要ります（点数は、この様式に書かれていません）。".into(),
            IdentityAsked::Photo => "顔写真のある本人確認書類が要ります。".into(),
            IdentityAsked::Papers { with_photo, without_photo } => {
                format!("顔写真のあるものは{with_photo}点、ないものは{without_photo}点が要ります。")
            }
        }
    }

    /// What lacks if so many were shown.
    pub(super) fn lack(self, photo: u8, plain: u8) -> String {
        let shown = match (photo, plain) {
            (0, 0) => "まだ何も確かめていません".to_owned(),
            (0, plain) => format!("確かめたのは、顔写真のない書類{plain}点です"),
            (photo, plain) => format!("確かめたのは、顔写真のある書類{photo}点、ない書類{plain}点です"),
        };
        format!("本人確認が足りません。{shown}。{}", self.words())
    }
}
