//! The other ways to a code than a scanner that types: a camera, a scanner on a serial line, a picture or a PDF.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::words;
use crate::counter::case::Case;
use crate::device::brought::{self, Brought};
use crate::device::camera::Facing;
use crate::device::camera::watching::Taken;
use crate::device::chime::Chime;
use crate::device::eye::{Eye, Seen};
use crate::device::keys;
use crate::device::reader::digits;
use crate::device::serial::Serial;
use crate::hall::Screen;
use crate::hall::camera::{CameraReader, NEXT_PAGE, stranger};
use crate::hall::serial_way::SerialWay;

/// Everything beside the reading field (ほかの読み取り方).
#[component]
pub fn Ways(
    /// What lies on the desk.
    case: Case,
    /// The scanner on a serial line.
    serial: Serial,
) -> impl IntoView {
    let camera = RwSignal::new(false);
    // What came of the last files or of the camera: a sentence, good or bad.
    let said = RwSignal::new(Ok::<&'static str, &'static str>(""));
    let chime = Chime::silent();
    let open = move || {
        chime.allow();
        said.set(Ok(""));
        camera.update(|camera| *camera = !*camera);
    };
    keys::on_key(move |key| {
        let is_ours = key == "Alt+KeyC";
        if is_ours {
            open();
        }
        is_ours
    });
    let read = Callback::new(move |text: String| {
        if let Some(why) = stranger(&text) {
            return Taken::No(why);
        }
        chime.beep();
        case.read(digits(&text));
        if case.awaits_page() {
            return Taken::More(NEXT_PAGE);
        }
        camera.set(false);
        said.set(Ok("カメラで読み取りました。"));
        Taken::Yes
    });
    let leave = Callback::new(move |()| camera.set(false));
    let look_into = move |files: Vec<Brought>| {
        said.set(Ok("ファイルを見ています…"));
        spawn_local(async move {
            let eye = Eye::default();
            for file in files {
                let seen = eye.look_into(file.file()).await;
                // Whoever has signed out meanwhile wants to see nothing any more.
                if said.is_disposed() {
                    return;
                }
                said.set(match seen {
                    Seen::Code(text) => {
                        // Of a PDF with the pages of a code in it, each stands on a line.
                        text.lines().for_each(|code| case.read(digits(code)));
                        Ok("ファイルから読み取りました。")
                    }
                    Seen::Nothing(advice) => Err(words::nothing(&advice)),
                    Seen::Trouble(why) => Err(words::trouble(why)),
                });
            }
        });
    };
    let over = brought::on_drop(look_into);
    brought::on_paste(look_into);
    let chosen = move |event: leptos::ev::Event| {
        let files = brought::chosen(&event);
        if !files.is_empty() {
            look_into(files);
        }
    };
    view! {
        <div class="ways" class:dropping=over role="group" aria-label="ほかの読み取り方">
            <button type="button" class="button quiet" aria-expanded=move || camera.get().to_string() aria-keyshortcuts="Alt+C" on:click=move |_| open()>
                "カメラで読む" <kbd aria-hidden="true">"Alt+C"</kbd>
            </button>
            <label class="button quiet ways-file">
                "画像・PDFから読む"
                <input type="file" accept="image/*,application/pdf,.pdf" multiple on:change=chosen/>
            </label>
            <SerialWay serial=serial/>
            <a class="ways-test" href=Screen::Scanner.path() target="_blank" rel="noopener">"読取機のテスト"</a>
            <p class="ways-said" class:read=move || said.get().is_ok_and(|words| words.ends_with("読み取りました。")) role="status">{move || if over.get() { "ここで放すと、ファイルから読み取ります。" } else { said.get().unwrap_or_default() }}</p>
            <p class="fault" role="alert">{move || said.get().err()}</p>
        </div>
        {move || camera.get().then(|| view! { <CameraReader facing=Facing::Away read=read leave=leave no_camera=words::no_camera/> })}
    }
}
