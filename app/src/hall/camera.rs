//! Reads a code by camera: its picture, a frame to aim at, what to do while nothing can be read, its lamp, another camera.

use domain::slip::{CodeFault, SealedSlip};
use leptos::html;
use leptos::prelude::*;

use crate::device::camera::watching::{Hint, Stage, Taken, Watching};
use crate::device::camera::{Facing, NoCamera};
use crate::device::reader::digits;
use crate::scanner::codes;

/// What is said once a page of a code in several pictures was read.
pub const NEXT_PAGE: &str = "ページを読み取りました。次のページをかざしてください。";

/// A camera that looks for a code as long as it is on the screen (カメラでの読取).
#[component]
pub fn CameraReader(
    /// Which camera is tried first, where there are several.
    facing: Facing,
    /// What becomes of a code that was read.
    read: Callback<String, Taken>,
    /// The person has enough, or nobody is there any more.
    leave: Callback<()>,
    /// Why there is no picture, in words that name the ways that stay open.
    no_camera: fn(NoCamera) -> &'static str,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let watching = Watching::begin(video, facing, read, leave);
    let stopped = move || match watching.stage() {
        Stage::Stopped(why) => Some(view! { <p class="fault" role="alert">{no_camera(why)}</p> }),
        Stage::Starting | Stage::Watching => None,
    };
    let is_stopped = move || matches!(watching.stage(), Stage::Stopped(_));
    let hint = move || match watching.stage() {
        Stage::Starting => "カメラを準備しています。ブラウザーが尋ねたら「許可」を押してください。",
        Stage::Watching => hint_words(&watching.hint()),
        Stage::Stopped(_) => "",
    };
    view! {
        <div class="camera">
            {stopped}
            <p class="camera-hint" role="status">{hint}</p>
            <div class="camera-view" hidden=is_stopped>
                <video class="camera-picture" node_ref=video autoplay playsinline prop:muted=true aria-label="カメラの映像"></video>
                <span class="camera-aim" aria-hidden="true"></span>
            </div>
            <div class="camera-tools">
                <Cameras watching=watching/>
                {move || watching.lamp().map(|on| view! {
                    <button type="button" class="button quiet" aria-pressed=on.to_string() on:click=move |_| watching.switch_lamp()>"ライト"</button>
                })}
                <button type="button" class="button quiet" on:click=move |_| leave.run(())>"カメラを閉じる"</button>
            </div>
        </div>
    }
}

/// Which camera, where there are several.
#[component]
fn Cameras(watching: Watching) -> impl IntoView {
    move || {
        let cameras = watching.cameras();
        let running = watching.running();
        (cameras.len() > 1).then(|| {
            let options = cameras.into_iter().map(|camera| {
                let is_running = running.as_ref() == Some(&camera.id);
                view! { <option value=camera.id selected=is_running>{camera.name}</option> }
            });
            view! {
                <label class="camera-choice">
                    <span>"カメラ"</span>
                    <select class="input" on:change:target=move |event| watching.choose(event.target().value())>{options.collect_view()}</select>
                </label>
            }
        })
    }
}

/// What to do while nothing can be read.
fn hint_words(hint: &Hint) -> &'static str {
    match hint {
        Hint::Said(words) => words,
        Hint::NoReader => "読み取りの部品を読み込めません。ネットワークを確かめて、カメラを開き直してください。",
        Hint::Advice(name) => match name.as_str() {
            "whole" => "コード全体を枠に入れてください。",
            "nearer" => "もう少し近づけてください。",
            "lighter" => "暗くて読めません。明るいところで、画面も明るくしてかざしてください。",
            "shade" => "光が強すぎます。反射を避けて、少し傾けてください。",
            "steady" => "枠に合わせて、動かさずにまっすぐかざしてください。",
            _ => "申請の画面のQRコードを、枠の中にかざしてください。",
        },
    }
}

/// What becomes of a code that is none of ours: a camera may see any code that lies about. Nothing, if it is one, be it a broken one: the
/// city hall says what is wrong with it.
pub fn stranger(text: &str) -> Option<&'static str> {
    let text = digits(text);
    match SealedSlip::parse(&text) {
        _ if codes::is_test(&text) => Some("テスト用のコードを読み取れています。申請の画面のQRコードをかざしてください。"),
        Err(CodeFault::NotOurs) => Some("申請書のコードではありません。申請の画面のQRコードをかざしてください。"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_takes_only_codes_of_ours() {
        assert_eq!(stranger(&format!("2123456{}", "9".repeat(80))), None, "a broken one");
        assert_eq!(stranger(&format!("3120042{}", "9".repeat(600))), None, "a page of one");
        assert!(stranger("https://example.jp/").is_some());
        assert!(stranger("4901234567894").is_some());
        assert!(stranger(&codes::ALL[0].text()).is_some_and(|why| why.contains("テスト")));
    }
}
