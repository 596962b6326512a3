//! What a form's file tells about the procedure: what to bring, by when, which ways there are, who signs.

use chrono::NaiveDate;
use domain::form::facts::{By, Identity, IdentityPapers, TimeLimit, Way};
use domain::form::{AtCounter, Channel, Charge, Deadline, Evidence, Facts, Kind, Signature};

use super::condition;
use super::question::{self, Seen};
use super::section::{Entry, Section};

/// What to bring: the papers that prove who one is, if the file counts them, and then each text, or table with the answers that make it
/// necessary.
pub(super) fn bring(top: &Section, questions: &[Seen], papers: Option<IdentityPapers>) -> Vec<Evidence> {
    let evidence = |section: &Section| {
        let text = section.text("text");
        let when = section.section("when").map(|when| condition::read(&when, &[], questions));
        let (form, at_counter) = (section.text_if("form"), at_counter(section));
        section.finish();
        Some(Evidence { text: text?, when: when.flatten(), form, at_counter })
    };
    let one = |entry: Entry| match entry {
        Entry::Text(text) => Some(Evidence { text, when: None, form: None, at_counter: AtCounter::Tick }),
        Entry::Section(section) => evidence(&section),
    };
    let papers = papers.map(|papers| Evidence { text: papers.words(), when: None, form: None, at_counter: AtCounter::Identity });
    papers.into_iter().chain(top.entries("bring").into_iter().filter_map(one)).collect()
}

/// What staff do about something to bring; they tick it if nothing is said.
fn at_counter(section: &Section) -> AtCounter {
    match section.text_if("at_counter").as_deref() {
        None => AtCounter::Tick,
        Some("required") => AtCounter::Required,
        Some("identity") => AtCounter::Identity,
        Some("photo-identity") => AtCounter::PhotoIdentity,
        Some("nothing") => AtCounter::Nothing,
        Some(other) => {
            let kinds = "required（ないと受理できない）、identity（本人確認書類）、photo-identity（顔写真のある本人確認書類）、nothing（確かめない）";
            section.object("at_counter", format!("「{other}」という確かめ方はありません。{kinds} のどれかを書いてください。"));
            AtCounter::Tick
        }
    }
}

/// What the fee follows from: a number of yen, or a table that names a total of the form.
fn charge(top: &Section, questions: &[Seen]) -> Option<Charge> {
    if !top.is_table("charge") {
        return top.has("charge").then(|| top.number("charge", 0..=999_999)).flatten().map(Charge::Fixed);
    }
    let section = top.section("charge")?;
    let (total, copies) = (section.text("total"), section.text_if("copies"));
    section.finish();
    let total = total?;
    match question::find(questions, &total).map(|question| &question.kind) {
        Some(Kind::Total { unit, .. }) if unit == "円" => {}
        _ => section
            .object("total", format!("「{total}」は、円の合計（total）の質問ではありません。手数料の合計の質問のidを書いてください。")),
    }
    if let Some(copies) = &copies
        && !matches!(question::find(questions, copies).map(|question| &question.kind), Some(Kind::Count { .. }))
    {
        section.object("copies", format!("「{copies}」は、数を聞く質問（count）ではありません。通数の質問のidを書いてください。"));
    }
    Some(Charge::Total { total, copies })
}

/// By when: a text, or a table that says how it follows from a date.
pub(super) fn deadline(top: &Section, questions: &[Seen]) -> Option<Deadline> {
    if !top.is_table("deadline") {
        return top.text_if("deadline").map(|text| Deadline { text, limit: None });
    }
    let section = top.section("deadline")?;
    let (text, days, after) = (section.text("text"), section.number("days", 1..=3650), section.text("after"));
    section.finish();
    let after = after?;
    match questions.iter().find(|seen| seen.id == after).map(|seen| &seen.question) {
        None => section.object("after", format!("「{after}」という質問はありません。日付を聞く質問のidを書いてください。")),
        Some(Some(question)) if !matches!(question.kind, Kind::Date(_)) => {
            section.object("after", format!("「{after}」は日付を聞く質問（date）ではありません。"));
        }
        Some(_) => {}
    }
    Some(Deadline { text: text?, limit: Some(TimeLimit { days: days?, after }) })
}

/// Who signs, and how; by hand at the counter if nothing is said.
pub(super) fn signature(top: &Section) -> Signature {
    match top.text_if("signature").as_deref() {
        None | Some("by-hand") => Signature::ByHand,
        Some("typed") => Signature::Typed,
        Some("with-seal") => Signature::WithSeal,
        Some("all-by-hand") => Signature::AllByHand,
        Some(other) => {
            let kinds = "by-hand（窓口で手書き）、with-seal（手書きと、登録する印鑑）、typed（記名でよい）、all-by-hand（全部手書き）";
            top.object("signature", format!("「{other}」という署名のしかたはありません。{kinds} のどれかを書いてください。"));
            Signature::ByHand
        }
    }
}

/// What is only told before one begins: who may apply, the ways to hand it in, the papers.
pub(super) fn facts(top: &Section, channels: &[Channel], questions: &[Seen]) -> Facts {
    let ways = top.sections("way").iter().filter_map(|section| way(section, channels)).collect();
    let identity_papers = top.section("identity_papers").and_then(|section| {
        let (with_photo, without_photo) = (section.number("with_photo", 1..=9), section.number("without_photo", 1..=9));
        section.finish();
        Some(IdentityPapers { with_photo: with_photo?, without_photo: without_photo? })
    });
    let counter_minutes = top.has("counter_minutes").then(|| top.number("counter_minutes", 1..=240)).flatten();
    let charge = charge(top, questions);
    Facts { who: top.text_if("who"), ways, identity_papers, counter_minutes, charge, effective: effective(top) }
}

/// From which day on an edition counts.
fn effective(top: &Section) -> Option<NaiveDate> {
    let text = top.text_if("effective")?;
    let day = text.parse().ok();
    if day.is_none() {
        top.object("effective", format!("「{text}」は日付ではありません。「2027-04-01」のように、引用符で囲んで書いてください。"));
    }
    day
}

fn way(section: &Section, channels: &[Channel]) -> Option<Way> {
    let by = section.text("by").and_then(|by| match by.as_str() {
        "qr" => Some(By::Qr),
        "counter" => Some(By::Counter),
        "online" => Some(By::Online),
        "post" => Some(By::Post),
        _ => {
            section.object("by", format!("「{by}」という提出先はありません。qr、counter、online、post のどれかを書いてください。"));
            None
        }
    });
    let identity = section.text("identity").and_then(|identity| match identity.as_str() {
        "none" => Some(Identity::None),
        "authenticated" => Some(Identity::Authenticated),
        "signed" => Some(Identity::Signed),
        _ => {
            let levels = "none（なし）、authenticated（認証）、signed（署名）";
            section.object("identity", format!("「{identity}」という本人確認はありません。{levels} のどれかを書いてください。"));
            None
        }
    });
    let text = section.text_if("text");
    section.finish();
    if (by, identity.is_some_and(|level| level != Identity::None)) == (Some(By::Online), true) && channels.contains(&Channel::Online) {
        let reason =
            "この画面からの送信では、本人を認証することも、署名を付けることもできません。「channels」から \"online\" を消してください。";
        section.object("identity", reason);
    }
    Some(Way { by: by?, identity: identity?, text })
}
