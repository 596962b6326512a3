//! What the office fills in on the form that lies on the desk: who was seen to be whom, what was brought, what is paid. What lacks is said
//! before anything is accepted.

use std::sync::Arc;

use api::{Noted, Opened};
use domain::form::Entries;
use domain::form::show::grouped;
use domain::kana;
use domain::office_use::{Lack, OfficeAsks, OfficeUse, PhotoPaper, Waiver, WaiverKind, money};
use leptos::html;
use leptos::prelude::*;

use super::case::Case;
use super::laid::waits;
use super::session::session;
use crate::device::{focus, form_page, keys};

/// The key that leads to the boxes.
const TO_BOXES: &str = "F7";

/// The first box, and the field for the reason.
const FIRST: &str = "office-first";
pub const DESPITE: &str = "office-despite";

/// The office's own part (市処理欄): to be filled in until the form is accepted, and to be read and put right afterwards.
#[component]
pub fn Office(
    /// The form.
    opened: Arc<Opened>,
    /// What can be done with it.
    case: Case,
) -> impl IntoView {
    let editing = RwSignal::new(false);
    keys::on_key(move |key| key == TO_BOXES && focus::on(FIRST));
    let body = move || match (opened.noted.last(), waits(&opened)) {
        (Some(last), _) if !editing.get() => view! { <Filled opened=opened.clone() last=last.clone() editing=editing/> }.into_any(),
        (Some(last), _) => view! { <Mend opened=opened.clone() last=last.office.clone() editing=editing case=case/> }.into_any(),
        (None, true) => {
            let office = case.office();
            let form = NodeRef::<html::Form>::new();
            let now = RwSignal::new(office.clone());
            let changed = move || {
                let office = form.get_untracked().map(|form| read(&form_page::read(&form))).unwrap_or_default();
                case.fill_in(office.clone());
                now.set(office);
            };
            let asks = opened.asks.clone();
            view! {
                <form class="office-boxes" node_ref=form on:input=move |_| changed() on:submit=move |event| event.prevent_default()>
                    <Boxes asks=asks office=office now=now/>
                </form>
            }
            .into_any()
        }
        // It was accepted before the office's part was kept.
        (None, false) => view! { <p class="note">"記録がありません。"</p> }.into_any(),
    };
    view! {
        <section class="office" aria-labelledby="office-title">
            <h4 class="office-title" id="office-title">"市処理欄" <kbd aria-hidden="true">{TO_BOXES}</kbd></h4>
            {body}
        </section>
    }
}

/// The boxes and fields. `now` is what stands in them.
#[component]
fn Boxes(asks: OfficeAsks, office: OfficeUse, now: RwSignal<OfficeUse>) -> impl IntoView {
    let rule = asks.identity.words();
    let papers = PhotoPaper::ALL.into_iter().enumerate().map(|(nth, paper)| {
        let (name, ticked) = (format!("photo.{}", paper.id()), office.photo.contains(&paper));
        let id = (nth == 0).then_some(FIRST);
        view! { <label class="office-tick"><input type="checkbox" id=id name=name value="yes" checked=ticked/> {paper.label()}</label> }
    });
    let plain = if office.plain > 0 { office.plain.to_string() } else { String::new() };
    let identity = view! {
        <fieldset class="office-group">
            <legend>"本人確認"</legend>
            <p class="note">{rule}</p>
            {papers.collect_view()}
            <label class="office-line">"顔写真のない書類"
                <input class="input" type="number" name="plain" min="0" max="9" inputmode="numeric" autocomplete="off" value=plain/> "点"
            </label>
        </fieldset>
    };
    let things = asks.evidence.iter().map(|thing| {
        let ticked = office.brought.contains(&thing.text);
        let mark = thing.required.then(|| view! { <b class="office-required">"ないと受理できません"</b> });
        let name = format!("brought.{}", thing.text);
        view! { <label class="office-tick"><input type="checkbox" name=name value="yes" checked=ticked/> <span>{thing.text.clone()} {mark}</span></label> }
    });
    let things = things.collect_view();
    let evidence =
        (!asks.evidence.is_empty()).then(|| view! { <fieldset class="office-group"><legend>"確かめる書類"</legend>{things}</fieldset> });
    let lacking = {
        let asks = asks.clone();
        Memo::new(move |_| now.with(|office| asks.lacks(office).iter().map(Lack::sentence).collect::<Vec<_>>()))
    };
    let complete = move || lacking.with(Vec::is_empty);
    view! {
        <div class="office-groups">{identity} {evidence} <Fee asks=asks.clone() office=office.clone() now=now/></div>
        <div class="office-lacks" role="status">
            {move || (!complete()).then(|| view! {
                <p><b>"まだのもの"</b></p>
                <ul>{lacking.get().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
            })}
        </div>
        <label class="field office-despite" hidden=complete>
            <span class="field-label">"足りないまま受理する理由"</span>
            <input class="input" type="text" id=DESPITE name="despite" autocomplete="off" maxlength="100" value=office.despite.clone()/>
        </label>
    }
}

/// The fee: what follows from the form, and why something else is taken.
#[component]
fn Fee(asks: OfficeAsks, office: OfficeUse, now: RwSignal<OfficeUse>) -> impl IntoView {
    let due = asks.due;
    let rule = match (due, asks.copies) {
        (Some(0), _) => "この手続は無料です。".to_owned(),
        (Some(due), Some(copies)) => format!("計算した額は{}円です（{copies}通）。", grouped(due)),
        (Some(due), None) => format!("計算した額は{}円です。", grouped(due)),
        (None, _) => "額は、この様式からは計算できません。いただいた額を入力してください。".to_owned(),
    };
    let charged = office.charged.or(due).map(|yen| yen.to_string()).unwrap_or_default();
    let usual = move || due.is_none_or(|due| now.with(|office| office.charged.is_none_or(|charged| charged == due)));
    let waiver = office.waiver.clone();
    let chosen = waiver.as_ref().map(|waiver| waiver.kind);
    let kinds =
        WaiverKind::ALL.into_iter().map(|kind| view! { <option value=kind.id() selected=chosen == Some(kind)>{kind.label()}</option> });
    view! {
        <fieldset class="office-group">
            <legend>"手数料"</legend>
            <p class="note">{rule}</p>
            <label class="office-line">"いただく額"
                <input class="input" type="text" name="charged" inputmode="numeric" autocomplete="off" size="8" value=charged/> "円"
            </label>
            <div hidden=usual>
                <label class="office-line">"種類"
                    <select class="input" name="waiver"><option value="">"選んでください"</option>{kinds.collect_view()}</select>
                </label>
                <label class="office-line office-wide">"違う額にする理由"
                    <input class="input" type="text" name="waiver-reason" autocomplete="off" maxlength="100"
                        value=waiver.map(|waiver| waiver.reason).unwrap_or_default()/>
                </label>
            </div>
        </fieldset>
    }
}

/// What was filled in, with what stood there before.
#[component]
fn Filled(opened: Arc<Opened>, last: Noted, editing: RwSignal<bool>) -> impl IntoView {
    let rows = rows(&last);
    let rows = rows.into_iter().map(|(label, text)| view! { <dt>{label}</dt><dd>{text}</dd> }).collect_view();
    let former = opened.noted.iter().rev().skip(1).map(|noted| {
        let words: Vec<String> = self::rows(noted).into_iter().map(|(label, text)| format!("{label} {text}")).collect();
        view! { <li class="correction">{format!("訂正前（{} {}）：{}", noted.by, noted.at.words(), words.join("、"))}</li> }
    });
    let former = former.collect_view();
    let former = (opened.noted.len() > 1).then(|| view! { <ul class="office-former">{former}</ul> });
    let moved = (opened.asks.due != last.due).then(|| {
        let due = opened.asks.due.map_or_else(|| "計算できません".to_owned(), |due| format!("{}円", grouped(due)));
        view! { <p class="notice warn">{format!("補正により、計算した手数料が変わりました（{due}）。手数料を確かめてください。")}</p> }
    });
    view! {
        {moved}
        <dl class="office-filled">{rows}</dl>
        {former}
        <button type="button" class="button plain" aria-label="市処理欄を直す" id=FIRST on:click=move |_| editing.set(true)>"直す"</button>
    }
}

/// What was filled in, row by row.
fn rows(noted: &Noted) -> Vec<(&'static str, String)> {
    let office = &noted.office;
    let or_none = |text: String| if text.is_empty() { "（記入なし）".to_owned() } else { text };
    let kind = office.waiver.as_ref().map(|waiver| waiver.kind);
    let mut fee = or_none(money::words(noted.due, office.charged, kind));
    if let Some(waiver) = &office.waiver {
        fee = format!("{fee}　理由：{}", waiver.reason);
    }
    let brought = office.brought.iter().cloned().collect::<Vec<_>>().join("、");
    let mut rows = vec![("本人確認", or_none(office.identity_words()))];
    rows.extend((!brought.is_empty()).then_some(("確かめた書類", brought)));
    rows.extend((!office.despite.is_empty()).then(|| ("受理した理由", office.despite.clone())));
    rows.extend([("手数料", fee), ("記入", format!("{} {}", noted.by, noted.at.words()))]);
    rows
}

/// Putting right what was filled in.
#[component]
fn Mend(opened: Arc<Opened>, last: OfficeUse, editing: RwSignal<bool>, case: Case) -> impl IntoView {
    let session = session();
    let wrong = RwSignal::new(None::<String>);
    let form = focus::on_first_field::<html::Form>();
    let now = RwSignal::new(last.clone());
    let typed = move || form.get_untracked().map(|form| read(&form_page::read(&form))).unwrap_or_default();
    let asks = opened.asks.clone();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let office = typed();
        if let Err(objections) = opened.asks.judge(office.clone()) {
            return wrong.set(Some(objections.iter().map(|objection| objection.sentence()).collect()));
        }
        let Some(stored) = &opened.stored else { return };
        session.ask(api::note(stored.reference.clone(), office), move |answer| match answer {
            Ok(opened) => {
                editing.set(false);
                case.corrected(opened);
            }
            Err(refused) => wrong.set(Some(refused.sentence())),
        });
    };
    view! {
        <form class="office-boxes" aria-label="市処理欄の訂正" novalidate node_ref=form on:input=move |_| now.set(typed()) on:submit=save>
            <Boxes asks=asks office=last now=now/>
            <p class="fault" role="alert">{move || wrong.get()}</p>
            <button type="submit" class="button">"訂正を保存"</button>
            <button type="button" class="button quiet" on:click=move |_| editing.set(false)>"やめる"</button>
        </form>
    }
}

/// What stands in the boxes and fields.
fn read(typed: &Entries) -> OfficeUse {
    let ticked = |name: &str| typed.get(name) == "yes";
    let amount = typed.get("charged").trim();
    let charged = (!amount.is_empty()).then(|| {
        let plain = amount.replace([',', '，'], "");
        // What is no number is refused with the largest one, in words.
        kana::digits(&plain).ok().and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX)
    });
    let kind = WaiverKind::ALL.into_iter().find(|kind| kind.id() == typed.get("waiver"));
    let brought = typed.0.iter().filter(|(_, text)| *text == "yes").filter_map(|(name, _)| name.strip_prefix("brought."));
    OfficeUse {
        photo: PhotoPaper::ALL.into_iter().filter(|paper| ticked(&format!("photo.{}", paper.id()))).collect(),
        plain: kana::digits(typed.get("plain")).ok().and_then(|digits| digits.parse().ok()).unwrap_or_default(),
        brought: brought.map(str::to_owned).collect(),
        despite: typed.get("despite").to_owned(),
        charged,
        waiver: kind.map(|kind| Waiver { kind, reason: typed.get("waiver-reason").to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_and_typed_is_what_the_office_fills_in() {
        let typed = [
            ("photo.passport", "yes"),
            ("plain", "１"),
            ("brought.委任状", "yes"),
            ("charged", "1,200"),
            ("waiver", "other"),
            ("waiver-reason", "再計算"),
        ];
        let office = read(&typed.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect());
        assert_eq!((office.identity_words().as_str(), office.charged), ("パスポート、顔写真のない書類1点", Some(1200)));
        assert!(office.brought.contains("委任状"));
        assert_eq!(office.waiver.map(|waiver| waiver.kind), Some(WaiverKind::Other));
        let charged = |text: &str| read(&[("charged".to_owned(), text.to_owned())].into_iter().collect()).charged;
        assert_eq!((charged(""), charged(" "), charged("無料")), (None, None, Some(u32::MAX)));
    }
}
