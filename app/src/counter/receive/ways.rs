//! The other ways to a code than a scanner that types: a camera, a scanner on a serial line, a picture or a PDF.

use domain::slip::{CodeFault, SealedSlip};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::camera::CameraReader;
use crate::counter::case::Case;
use crate::device::brought::{self, Brought};
use crate::device::camera::watching::Taken;
use crate::device::chime::Chime;
use crate::device::eye::{Eye, Seen, Trouble};
use crate::device::keys;
use crate::device::reader::digits;
use crate::device::serial::{Line, Serial};
use crate::hall::Screen;
use crate::scanner::codes;

/// Everything beside the reading field (ほかの読み取り方).
#[component]
pub fn Ways(
    /// What lies on the desk.
    case: Case,
    /// The scanner on a serial line.
    serial: Serial,
) -> impl IntoView {
    let camera = RwSignal::new(false);
    // What came of the last file or of the camera: a sentence, good or bad.
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
    let read = Callback::new(move |text: String| match judged(&text) {
        Taken::Yes => {
            chime.beep();
            camera.set(false);
            said.set(Ok("カメラで読み取りました。"));
            case.read(digits(&text));
            Taken::Yes
        }
        other => other,
    });
    let leave = Callback::new(move |()| camera.set(false));
    let look_into = move |file: Brought| {
        said.set(Ok("ファイルを見ています…"));
        spawn_local(async move {
            match Eye::default().look_into(file.file()).await {
                Seen::Code(text) => {
                    said.set(Ok("ファイルから読み取りました。"));
                    case.read(digits(&text));
                }
                Seen::Nothing(advice) => said.set(Err(nothing_words(&advice))),
                Seen::Trouble(why) => said.set(Err(trouble_words(why))),
            }
        });
    };
    let over = brought::on_bring(look_into);
    let chosen = move |event: leptos::ev::Event| {
        if let Some(file) = brought::chosen(&event) {
            look_into(file);
        }
    };
    view! {
        <div class="ways" class:dropping=over role="group" aria-label="ほかの読み取り方">
            <button type="button" class="button quiet" aria-expanded=move || camera.get().to_string() aria-keyshortcuts="Alt+C" on:click=move |_| open()>
                "カメラで読む" <kbd aria-hidden="true">"Alt+C"</kbd>
            </button>
            <label class="button quiet ways-file">
                "画像・PDFから読む"
                <input type="file" accept="image/*,application/pdf,.pdf" on:change=chosen/>
            </label>
            <SerialWay serial=serial/>
            <a class="ways-test" href=Screen::Scanner.path() target="_blank" rel="noopener">"読取機のテスト"</a>
            <p class="ways-said" class:read=move || said.get().is_ok_and(|words| words.ends_with("読み取りました。")) role="status">{move || if over.get() { "ここで放すと、ファイルから読み取ります。" } else { said.get().unwrap_or_default() }}</p>
            <p class="fault" role="alert">{move || said.get().err()}</p>
        </div>
        {move || camera.get().then(|| view! { <CameraReader read=read leave=leave/> })}
    }
}

/// The scanner on a serial line: nothing, where the browser has no such lines.
#[component]
fn SerialWay(serial: Serial) -> impl IntoView {
    let button = move |words: &'static str| {
        view! { <button type="button" class="button quiet" on:click=move |_| serial.choose()>{words}</button> }
    };
    let said = move || match serial.line() {
        Line::Open => "シリアル接続の読取機を使っています。",
        Line::Unplugged => "シリアル接続の読取機が抜けています。差し直すと、自動でつながります。",
        Line::Busy => "シリアル接続の読取機を開けません。ほかのプログラムを閉じるか差し直してから、もう一度つないでください。",
        Line::Unsupported | Line::None => "",
    };
    view! {
        {move || match serial.line() {
            Line::None => Some(button("シリアル接続の読取機をつなぐ")),
            Line::Unplugged | Line::Busy => Some(button("もう一度つなぐ")),
            Line::Unsupported | Line::Open => None,
        }}
        <p class="ways-serial" role="status">{said}</p>
    }
}

/// What becomes of a code that the camera has read: it may see any code that lies on the desk.
fn judged(text: &str) -> Taken {
    let text = digits(text);
    match SealedSlip::parse(&text) {
        _ if codes::is_test(&text) => Taken::No("テスト用のコードを読み取れています。申請の画面のQRコードをかざしてください。"),
        Err(CodeFault::NotOurs) => Taken::No("申請書のコードではありません。申請の画面のQRコードをかざしてください。"),
        _ => Taken::Yes,
    }
}

/// Why a file could not be read.
fn nothing_words(advice: &str) -> &'static str {
    match advice {
        "aim" | "shade" => "この画像には、QRコードが見つかりません。コード全体が写っている画像を選んでください。",
        "nearer" => "QRコードが小さすぎて読めません。コードを大きく写した画像を選んでください。",
        _ => "QRコードはありますが、読み取れません。明るいところで、ぶれないように写した画像を選んでください。",
    }
}

/// Why a file could not be looked at.
fn trouble_words(why: Trouble) -> &'static str {
    match why {
        Trouble::Large => "ファイルが大きすぎます（60MBまで）。コードのところだけを画像にしてください。",
        Trouble::NoPicture => "画像として開けないファイルです。PNGかJPEGの画像、または画像の入ったPDFを選んでください。",
        Trouble::NoPictureInside => {
            "このPDFからは、コードを画像として取り出せません。PDFを大きく表示して読取機かカメラにかざすか、表示した画面を画像（PNG）にして選んでください。"
        }
        Trouble::NoReader => "読み取りの部品を読み込めません。ネットワークを確かめて、もう一度お試しください。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_takes_only_codes_of_ours() {
        assert_eq!(
            judged(&format!("2123456{}", "9".repeat(80))),
            Taken::Yes,
            "even a broken one: the city hall says what is wrong with it"
        );
        assert!(matches!(judged("https://example.jp/"), Taken::No(_)));
        assert!(matches!(judged("4901234567894"), Taken::No(_)));
        assert!(matches!(judged(&codes::ALL[0].text()), Taken::No(why) if why.contains("テスト")));
    }
}
