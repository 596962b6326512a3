//! Signing in, and joining with a one-time code.

use std::sync::Arc;

use api::{Refused, StaffMember};
use domain::city::City;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session::session;
use crate::device::line::Line;

/// The sign-in page (サインイン).
#[component]
pub fn SignIn(
    /// The city.
    city: Arc<City>,
) -> impl IntoView {
    let session = session();
    let joins = RwSignal::new(false);
    let farewell = move || session.farewell().map(|why| view! { <p class="note" role="status">{why}</p> });
    view! {
        <main class="sign-in" id="main">
            <p class="sign-in-city">{city.name.clone()}</p>
            <h1>"窓口"</h1>
            {farewell}
            {move || if joins.get() { view! { <JoinForm/> }.into_any() } else { view! { <SignInForm/> }.into_any() }}
            <button type="button" class="button plain" on:click=move |_| joins.update(|joins| *joins = !*joins)>
                {move || if joins.get() { "登録済みの方はサインインへ" } else { "はじめての方は招待コードで登録" }}
            </button>
        </main>
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let (name, passphrase) = (Line::first(), Line::new());
    let send = move |done: Done| {
        spawn_local(async move { done.with(api::sign_in(name.text(), passphrase.text()).await) });
    };
    view! {
        <Sheet title="サインイン" button="サインイン" send=send>
            <Field label="名前" kind="text" autocomplete="username" line=name/>
            <Field label="合言葉" kind="password" autocomplete="current-password" line=passphrase/>
        </Sheet>
    }
}

#[component]
fn JoinForm() -> impl IntoView {
    let (code, name, passphrase) = (Line::first(), Line::new(), Line::new());
    let send = move |done: Done| {
        spawn_local(async move {
            done.with(api::join(code.text(), name.text(), passphrase.text()).await);
        });
    };
    view! {
        <Sheet title="招待コードで登録" button="登録してサインイン" send=send>
            <Field label="招待コード" kind="text" autocomplete="one-time-code" line=code/>
            <Field label="名前" hint="申請書を扱った記録に残ります。氏名を入力してください。" kind="text" autocomplete="username" line=name/>
            <Field label="合言葉" hint="12文字以上で、ほかで使っていないものにしてください。次からのサインインに使います。" kind="password" autocomplete="new-password" line=passphrase/>
        </Sheet>
    }
}

/// What a form does with the city hall's answer.
#[derive(Clone, Copy)]
struct Done {
    busy: RwSignal<bool>,
    refused: RwSignal<Option<String>>,
    session: super::session::Session,
}

impl Done {
    fn with(self, answer: Result<StaffMember, Refused>) {
        self.busy.set(false);
        match answer {
            Ok(who) => self.session.enter(who),
            Err(refused) => self.refused.set(Some(refused.sentence())),
        }
    }
}

/// A small form: its title, its lines, its one button, and what was wrong.
#[component]
fn Sheet(title: &'static str, button: &'static str, send: impl Fn(Done) + 'static, children: Children) -> impl IntoView {
    let done = Done { busy: RwSignal::new(false), refused: RwSignal::new(None), session: session() };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !done.busy.get_untracked() {
            done.busy.set(true);
            done.refused.set(None);
            send(done);
        }
    };
    view! {
        <form class="sign-in-form" aria-label=title on:submit=submit>
            <h2>{title}</h2>
            <p class="fault" role="alert">{move || done.refused.get()}</p>
            {children()}
            <button type="submit" class="button" aria-disabled=move || done.busy.get().to_string()>{button}</button>
        </form>
    }
}

/// A labelled line to type into.
#[component]
fn Field(
    label: &'static str,
    #[prop(default = "")] hint: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    line: Line,
) -> impl IntoView {
    let hint = (!hint.is_empty()).then(|| view! { <small class="field-hint">{hint}</small> });
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            {hint}
            <input class="input" type=kind autocomplete=autocomplete required node_ref=line.node()/>
        </label>
    }
}
