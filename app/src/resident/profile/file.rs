//! The profile as a file: written out, and read back.

use domain::profile::Profile;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use crate::device::vault::{FileFault, MOST_BYTES, open_file, save_file};
use crate::device::{clock, file};
use crate::follow::{part, press};
use crate::words::profile as own;

/// The least characters of a passphrase.
const LEAST: usize = 8;

/// Writes the profile out (書き出し).
#[component]
pub(super) fn Save(desk: Desk) -> impl IntoView {
    let passphrase = RwSignal::new(String::new());
    let told = RwSignal::new(Told::Nothing);
    let save = move || {
        if desk.profile().is_empty() {
            return told.set(Told::Wrong(own::FILE_OF_NOTHING));
        }
        if passphrase.with_untracked(|passphrase| passphrase.chars().count()) < LEAST {
            return told.set(Told::Wrong(own::PASSPHRASE_SHORT));
        }
        told.set(Told::Well(own::SEALING));
        spawn_local(async move {
            match save_file(&desk.profile(), &passphrase.get_untracked()).await {
                Ok(text) => {
                    file::save(&text, &format!("madoguchi-profile-{}.json", clock::now().date()));
                    told.set(Told::Well(own::FILE_SAVED));
                }
                Err(fault) => told.set(Told::Wrong(fault.sentence())),
            }
        });
    };
    view! {
        <section class="forget">
            <h2>{own::FILE_TITLE}</h2>
            <p>{own::FILE_LEAD}</p>
            <Passphrase id="save-passphrase" holds=passphrase hint=own::PASSPHRASE_HINT/>
            <button type="button" class="button quiet" on:click=press(save)>{own::SAVE_FILE}</button>
            <Words told=told/>
        </section>
    }
}

/// Reads a profile that was written out (読み込み). Whatever is wrong with the file, nothing is overwritten.
#[component]
pub(super) fn Read(desk: Desk) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let passphrase = RwSignal::new(String::new());
    let told = RwSignal::new(Told::Nothing);
    let opened = RwSignal::new(None::<Profile>);
    let take = move |profile: Profile| {
        opened.set(None);
        desk.taken.set(None);
        desk.keeping.replace(profile);
        told.set(Told::Well(own::FILE_READ));
    };
    let read = move || {
        opened.set(None);
        let Some(field) = field.get_untracked() else { return };
        told.set(Told::Well(own::OPENING));
        spawn_local(async move {
            let read = open(file::chosen(field, MOST_BYTES).await, passphrase.get_untracked()).await;
            match read {
                Ok(profile) if desk.profile().is_empty() => take(profile),
                Ok(profile) => {
                    told.set(Told::Nothing);
                    opened.set(Some(profile));
                }
                Err(sentence) => told.set(Told::Wrong(sentence)),
            }
        });
    };
    let sure = move || {
        let sure = |profile: Profile| {
            let replace = move || take(profile.clone());
            view! {
                <div role="group" aria-label="置き換えの確認">
                    <p>{own::REPLACE_SURE}</p>
                    <p class="parcel-choices">
                        <button type="button" class="button" on:click=press(replace)>{own::REPLACE}</button>
                        <button type="button" class="button quiet" on:click=press(move || opened.set(None))>{own::REPLACE_NOT}</button>
                    </p>
                </div>
            }
        };
        opened.get().map(sure).into_any()
    };
    view! {
        <section class="forget">
            <h2>{own::READ_TITLE}</h2>
            <div class="field">
                <label class="field-label" for="profile-file">{own::FILE}</label>
                <input class="input" id="profile-file" type="file" accept=".json,application/json" node_ref=field/>
            </div>
            <Passphrase id="read-passphrase" holds=passphrase hint=""/>
            <button type="button" class="button quiet" on:click=press(read)>{own::READ_FILE}</button>
            <Words told=told/>
            {part(sure)}
        </section>
    }
}

/// Opens the file that was chosen, or says what is missing or wrong.
async fn open(text: Option<String>, passphrase: String) -> Result<Profile, &'static str> {
    let text = text.ok_or(own::FILE_MISSING)?;
    if passphrase.is_empty() {
        return Err(own::PASSPHRASE_MISSING);
    }
    open_file(&text, &passphrase).await.map_err(FileFault::sentence)
}

/// The field for a passphrase (合言葉の入力欄). It is seen while it is written: a mistyped one opens nothing ever again.
#[component]
fn Passphrase(id: &'static str, holds: RwSignal<String>, hint: &'static str) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="field">
            <label class="field-label" for=id>{own::PASSPHRASE}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            <input
                class="input wide-16"
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-describedby=described
                on:input=move |event| holds.set(event_target_value(&event))
            />
        </div>
    }
}

/// What came of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    Well(&'static str),
    Wrong(&'static str),
}

#[component]
fn Words(told: RwSignal<Told>) -> impl IntoView {
    let well = move || if let Told::Well(words) = told.get() { words } else { "" };
    let wrong = move || if let Told::Wrong(words) = told.get() { words } else { "" };
    view! {
        <p role="status">{well}</p>
        <p class="fault" role="alert">{wrong}</p>
    }
}
