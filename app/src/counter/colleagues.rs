//! Inviting a colleague.

use api::Invitation;
use leptos::prelude::*;

use super::session::session;

/// A one-time code (招待コード), shown large enough to be copied by hand.
#[component]
pub fn Colleagues() -> impl IntoView {
    let session = session();
    let invited = RwSignal::new(None::<Result<Invitation, String>>);
    let invite = move |_| session.ask(api::invite(), move |answer| invited.set(Some(answer.map_err(|refused| refused.sentence()))));
    let shown = move || match invited.get() {
        None => ().into_any(),
        Some(Ok(invitation)) => view! {
            <p class="big-code">{invitation.code}</p>
            <p>{format!("{}まで、一度だけ使えます。", invitation.until.words())}</p>
        }
        .into_any(),
        Some(Err(sentence)) => view! { <p class="fault" role="alert">{sentence}</p> }.into_any(),
    };
    view! {
        <section class="panel">
            <h1>"職員を招待"</h1>
            <p>"コードを受け取った方は、サインインの画面で「はじめての方は招待コードで登録」を押し、名前と合言葉を決めます。"</p>
            <button type="button" class="button" on:click=invite>"招待コードを発行"</button>
            <div role="status">{shown}</div>
        </section>
    }
}
