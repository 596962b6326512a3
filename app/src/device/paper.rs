//! Sheets as the city hall has drawn them: a PDF that goes from here to the printer and is kept nowhere, neither in the history nor among
//! the downloads.

use std::cell::RefCell;

use api::{REPEATED, Refused};
use domain::submission::ReferenceNumber;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use leptos::prelude::*;
use reqwasm::http::Request;
use serde::Serialize;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlIFrameElement, RequestCredentials, Url};

/// For how long a sheet stays within reach of the printer after the desk was cleared, in milliseconds.
const STAYS: u32 = 10_000;

thread_local! {
    /// The frame with what was printed last. There is one desk on a page.
    static FRAME: RefCell<Option<Frame>> = const { RefCell::new(None) };
}

/// Sheets that the city hall has drawn and noted as printed (PDFの帳票).
pub struct Drawn {
    /// Those that were printed before; they are marked.
    pub repeated: Vec<ReferenceNumber>,
    url: String,
}

/// The arguments of `api::sheets`.
#[derive(Serialize)]
struct Wanted<'r> {
    references: &'r [ReferenceNumber],
}

/// The arguments of `api::print_code`.
#[derive(Serialize)]
struct Brought<'s> {
    slip: &'s str,
}

/// A frame that nobody sees, with a PDF in it; both are gone when it is dropped.
struct Frame {
    frame: HtmlIFrameElement,
    url: String,
    _printed: Closure<dyn FnMut()>,
}

/// Whether this browser shows PDF by itself, and so prints it.
pub fn is_shown_here() -> bool {
    Reflect::get(&window().navigator(), &"pdfViewerEnabled".into()).is_ok_and(|is| is.is_truthy())
}

/// Has the city hall draw the sheets of these submissions, which notes them as printed.
///
/// # Errors
/// What the city hall refuses, and [`Refused::Unreachable`].
pub async fn draw(references: &[ReferenceNumber]) -> Result<Drawn, Refused> {
    ask("/api/sheets", &Wanted { references }).await
}

/// Has the city hall draw the sheets of a code that a person brought.
///
/// # Errors
/// What the city hall refuses, and [`Refused::Unreachable`].
pub async fn draw_code(slip: &str) -> Result<Drawn, Refused> {
    ask("/api/print_code", &Brought { slip }).await
}

async fn ask(path: &str, wanted: &impl Serialize) -> Result<Drawn, Refused> {
    let asked = Request::post(path).credentials(RequestCredentials::SameOrigin).json(wanted);
    let answer = asked.map_err(|_| Refused::Broken)?.send().await.map_err(|_| Refused::Unreachable)?;
    if answer.status() != 200 {
        let said = answer.text().await.map_err(|_| Refused::Unreachable)?;
        return Err(serde_json::from_str(&said).unwrap_or(Refused::Broken));
    }
    let named = answer.headers().get(REPEATED).unwrap_or_default();
    let repeated = named.split(',').filter(|number| !number.is_empty()).map(|number| ReferenceNumber(number.to_owned())).collect();
    let bytes = answer.binary().await.map_err(|_| Refused::Unreachable)?;
    Ok(Drawn { repeated, url: address_of(&bytes).ok_or(Refused::Broken)? })
}

impl Drawn {
    /// Prints them, through the browser's own viewer; one that does not let itself be asked shows them in a window of its own, with its own
    /// button. What was printed before is put away.
    pub fn print(self) {
        self.print_or(|url| {
            let _ = window().open_with_url_and_target(url, "_blank");
        });
    }

    /// The same where a window of its own would stay for the next person: there it is `trouble`.
    pub fn print_here(self, trouble: impl Fn() + 'static) {
        self.print_or(move |_| trouble());
    }

    fn print_or(self, otherwise: impl Fn(&str) + 'static) {
        let frame = Frame::with(self.url, otherwise);
        FRAME.with_borrow_mut(|shown| *shown = frame);
    }
}

/// Takes away what was printed, at once.
pub fn take_away() {
    FRAME.with_borrow_mut(|shown| *shown = None);
}

/// Puts away what was printed, once the printer has surely taken it.
pub fn put_away() {
    let shown = FRAME.with_borrow(|shown| shown.as_ref().map(|frame| frame.url.clone()));
    let Some(url) = shown else { return };
    let away = move || FRAME.with_borrow_mut(|shown| drop(shown.take_if(|frame| frame.url == url)));
    Timeout::new(STAYS, away).forget();
}

/// An address by which this page alone reaches a PDF.
fn address_of(pdf: &[u8]) -> Option<String> {
    let parts = Array::of1(&Uint8Array::from(pdf));
    let kind = BlobPropertyBag::new();
    kind.set_type("application/pdf");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

impl Frame {
    fn with(url: String, otherwise: impl Fn(&str) + 'static) -> Option<Frame> {
        let frame: HtmlIFrameElement = document().create_element("iframe").ok()?.dyn_into().ok()?;
        frame.set_class_name("paper-frame");
        frame.set_title("印刷する帳票");
        let _ = frame.set_attribute("aria-hidden", "true");
        let _ = frame.set_attribute("tabindex", "-1");
        let shown = frame.clone();
        let printed = Closure::<dyn FnMut()>::new(move || {
            let asked = shown.content_window().map(|viewer| viewer.print());
            if !matches!(asked, Some(Ok(()))) {
                otherwise(&shown.src());
            }
        });
        frame.set_onload(Some(printed.as_ref().unchecked_ref()));
        frame.set_src(&url);
        let body: JsValue = document().body()?.into();
        let body: web_sys::Node = body.dyn_into().ok()?;
        body.append_child(&frame).ok()?;
        Some(Frame { frame, url, _printed: printed })
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.frame.set_onload(None);
        self.frame.remove();
        let _ = Url::revoke_object_url(&self.url);
    }
}
