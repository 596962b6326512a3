//! Reads a code by camera: its picture, a frame to aim at, what to do while nothing can be read, its lamp, another camera.

use leptos::html;
use leptos::prelude::*;

use crate::device::camera::NoCamera;
use crate::device::camera::watching::{Hint, Stage, Taken, Watching};

/// A camera that looks for a code as long as it is on the screen (カメラでの読取).
#[component]
pub fn CameraReader(
    /// What becomes of a code that was read.
    read: Callback<String, Taken>,
    /// The person has enough, or nobody is there any more.
    leave: Callback<()>,
) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let watching = Watching::begin(video, read, leave);
    let stopped = move || match watching.stage() {
        Stage::Stopped(why) => Some(view! { <p class="fault" role="alert">{no_camera_words(why)}</p> }),
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
            <div class="camera-view" hidden=is_stopped>
                <video class="camera-picture" node_ref=video autoplay playsinline prop:muted=true aria-label="カメラの映像"></video>
                <span class="camera-aim" aria-hidden="true"></span>
            </div>
            <p class="camera-hint" role="status">{hint}</p>
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

/// Why there is no picture, and the ways that stay open.
fn no_camera_words(why: NoCamera) -> &'static str {
    match why {
        NoCamera::Insecure => {
            "このページはHTTPSで開かれていないため、カメラを使えません。https:// で始まるアドレスで開き直してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Denied => {
            "カメラの使用が許可されていません。アドレス欄の横にある印を押してカメラを「許可」にし、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Absent => {
            "カメラが見つかりません。つながっているか確かめて、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Busy => {
            "カメラを、ほかのプログラムが使っています。ビデオ会議などを閉じてから、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
        NoCamera::Gone => {
            "カメラが外れたか、使えなくなりました。つなぎ直してから、もう一度「カメラで読む」を押してください。読取機・画像・貼り付けは、このまま使えます。"
        }
    }
}
