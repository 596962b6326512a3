//! The offer to renew drafts when the profile says something else: on its own page for all of them, on a form's page for that one.

use domain::profile::Renewal;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::meeting::Meeting;
use super::renewing::{Renewing, Stale};
use crate::device::form_page::Reach;
use crate::device::storage::DraftId;
use crate::device::vault::remember;
use crate::follow::{part, press, whether, words as follow_words};
use crate::words::profile as own;
use crate::words::{UNDO, written_at};

/// The offer on the page of the profile (記入途中の申請書を直す提案); nothing, where no draft says what was said before.
#[component]
pub(super) fn RenewDrafts(renewing: Renewing) -> impl IntoView {
    let Renewing { stale, told, renewed, trouble, .. } = renewing;
    let offered = move || {
        let all = stale.get();
        if all.is_empty() { ().into_any() } else { view! { <Chooser renewing=renewing all=all/> }.into_any() }
    };
    let undo = move || {
        let way = |_| view! { <button class="button plain" type="button" on:click=press(move || renewing.undo())>{UNDO}</button> };
        renewed.get().map(way).into_any()
    };
    view! {
        {part(offered)}
        <div role="status">
            <p class="undo" hidden=whether(move || told.with(String::is_empty))>{follow_words(move || told.get())} {part(undo)}</p>
        </div>
        <p class="fault" role="alert">{move || trouble.get()}</p>
    }
}

/// Which drafts, and the buttons.
#[component]
fn Chooser(renewing: Renewing, all: Vec<Stale>) -> impl IntoView {
    let drafts = all.into_iter().map(|stale| view! { <Draft renewing=renewing stale=stale/> }).collect_view();
    view! {
        <section class="notice renew-offer" aria-labelledby="renew-title">
            <h2 class="notice-title" id="renew-title">{own::RENEW_TITLE}</h2>
            <p>{own::RENEW_LEAD}</p>
            {drafts}
            <p class="parcel-choices">
                <button class="button quiet" type="button" on:click=press(move || renewing.renew())>{own::RENEW}</button>
                <button class="button plain" type="button" on:click=press(move || renewing.leave())>{own::RENEW_NOT}</button>
            </p>
        </section>
    }
}

/// One of them: whether it is to be renewed, and what of it.
#[component]
fn Draft(renewing: Renewing, stale: Stale) -> impl IntoView {
    let Stale { draft, title, updated, renewals } = stale;
    let lines = format!("renew-{draft}");
    let is_ticked = renewing.unticked.with_untracked(|unticked| !unticked.contains(&draft));
    let change = move |event| {
        let is_ticked = event_target_checked(&event);
        renewing.unticked.update(|unticked| {
            if is_ticked {
                unticked.remove(&draft)
            } else {
                unticked.insert(draft.clone())
            };
        });
    };
    view! {
        <div class="renew-draft">
            <label class="tick">
                <input class="card-mark" type="checkbox" checked=is_ticked aria-describedby=lines.clone() on:change=change/>
                <span>{title} " " <span class="help">{written_at(&updated)}</span></span>
            </label>
            {list(lines, &renewals)}
        </div>
    }
}

fn list(id: String, renewals: &[Renewal]) -> impl IntoView + use<> {
    let line = |renewal| view! { <li>{own::renewal(renewal)}</li> };
    view! { <ul class="renewals" id=id>{renewals.iter().map(line).collect_view()}</ul> }
}

/// The offer on a form's page (この申請書を直す提案); nothing, where it does not say what was said before.
#[component]
pub(super) fn RenewThis(meeting: Meeting) -> impl IntoView {
    let renewed = RwSignal::new(None::<Vec<Renewal>>);
    let renewals = Memo::new(move |_| {
        let former = meeting.household.with(|household| household.as_ref().and_then(|household| household.former.clone()));
        let former = former.filter(|former| this_draft(meeting).is_none_or(|draft| !former.left.contains(&draft)));
        match former.filter(|_| meeting.may_write()) {
            Some(former) => meeting.ask(|now, form, entries, today| now.renewals(&former.profile, form, entries, today)),
            None => Vec::new(),
        }
    });
    let renew = move || {
        let all = renewals.get_untracked();
        write(meeting, &all);
        renewed.set(Some(all));
    };
    let undo = move || {
        if let Some(all) = renewed.get_untracked() {
            write(meeting, &all.iter().rev().map(Renewal::undone).collect::<Vec<_>>());
            renewed.set(None);
        }
    };
    let offered = move || {
        let all = renewals.get();
        if all.is_empty() {
            return ().into_any();
        }
        view! {
            <section class="notice renew-offer" aria-labelledby="renew-title">
                <h2 class="notice-title" id="renew-title">{own::RENEW_THIS_TITLE}</h2>
                <p>{own::RENEW_THIS_LEAD}</p>
                {list("renewals".into(), &all)}
                <p class="parcel-choices">
                    <button class="button quiet" type="button" on:click=press(renew)>{own::RENEW_THIS}</button>
                    <button class="button plain" type="button" on:click=press(move || leave(meeting))>{own::RENEW_THIS_NOT}</button>
                </p>
            </section>
        }
        .into_any()
    };
    // Where it is asked again, whatever was done before is over.
    let is_over = whether(move || renewed.with(Option::is_none) || renewals.with(|renewals| !renewals.is_empty()));
    view! {
        {part(offered)}
        <div role="status">
            <p class="undo" hidden=is_over>
                {own::RENEWED_THIS}
                <button class="button plain" type="button" on:click=press(undo)>{UNDO}</button>
            </p>
        </div>
    }
}

/// The draft in hand, once it is on the disk.
fn this_draft(meeting: Meeting) -> Option<DraftId> {
    meeting.filling.draft.kept().map(|kept| kept.id)
}

/// Writes renewals onto the page; the draft follows as with anything that is written there.
fn write(meeting: Meeting, renewals: &[Renewal]) {
    let mut entries = meeting.filling.entries.get_untracked();
    for renewal in renewals {
        renewal.write(&mut entries);
    }
    meeting.filling.write(&entries, Reach::Below(""));
}

/// This draft stays as it is for good.
fn leave(meeting: Meeting) {
    let former = meeting.household.with_untracked(|household| household.as_ref().and_then(|household| household.former.clone()));
    let Some((former, draft)) = former.zip(this_draft(meeting)) else { return };
    let left = former.leaving(draft);
    spawn_local(async move {
        // Where it cannot be kept the person is asked again another time.
        let _ = remember(&left).await;
        meeting.household.update(|household| {
            if let Some(household) = household {
                household.former = Some(left);
            }
        });
    });
}
