//! Before an interview is given up: what was written is lost, so it is asked.

use leptos::html;
use leptos::prelude::*;

use super::{Interview, Stage, back_to_the_beginning};
use crate::device::focus;
use crate::resident::screen::Screen;

/// Whether to give up what was written (聞き取りをやめる確認).
#[component]
pub fn Leave() -> impl IntoView {
    let interview = Interview::here();
    move || interview.leaving.get().then(|| view! { <Question interview=interview/> })
}

#[component]
fn Question(interview: Interview) -> impl IntoView {
    let stay = focus::on_arrival::<html::Button>();
    let go_on = move |_| {
        interview.leaving.set(false);
        if let Some(filling) = interview.filling.get_value() {
            // Whoever went back before the first question stands there again; everybody else where they were.
            if filling.here.get_untracked() == Screen::Start { filling.next() } else { filling.put_focus() }
        }
    };
    let another = move |_| interview.go(Stage::Forms);
    let stop = move |_| {
        interview.go(Stage::Off);
        back_to_the_beginning();
    };
    view! {
        <section class="interview-leave" role="alertdialog" aria-labelledby="leave-title" aria-describedby="leave-why">
            <h3 class="interview-title" id="leave-title">"聞き取りをやめますか"</h3>
            <p id="leave-why">"ここまでに書いた内容は消えます。"</p>
            <div class="ends">
                <button type="button" class="button" node_ref=stay on:click=go_on>"記入を続ける"</button>
                <button type="button" class="button quiet" on:click=another>"消して、様式を選び直す"</button>
                <button type="button" class="button quiet" on:click=stop>"消して、やめる"</button>
            </div>
        </section>
    }
}
