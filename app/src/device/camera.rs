//! The camera: its picture in a `<video>`, its lamp, and which one of several.

pub mod watching;

use gloo::events::EventListener;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use super::untyped::{call, elements, get, has, name_of, object, promised, set};

/// As wide as cameras on desks are; a code of 45 mm that fills half of the picture's height has five pixels a square then.
const WIDTH: u32 = 1280;
/// As high.
const HEIGHT: u32 = 720;

/// Why there is no picture (カメラが使えない理由).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCamera {
    /// The page did not come by HTTPS, so the browser has no camera for it.
    Insecure,
    /// Somebody, or the browser's settings, does not allow it.
    Denied,
    /// There is none.
    Absent,
    /// Another program has it.
    Busy,
    /// It was pulled out, or taken away, while it was running.
    Gone,
}

/// Which way a camera looks, as far as it tells (カメラの向き).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facing {
    /// Away from whoever sits before the screen: the code lies on the desk or is held out by somebody else.
    Away,
    /// To whoever stands before the screen and holds the code.
    Near,
}

/// A camera of this device (カメラの選択肢).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The browser's id for it.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// A camera that is running (動作中のカメラ); it stops with this value.
pub struct Camera {
    stream: JsValue,
    track: JsValue,
    _ended: EventListener,
}

impl Camera {
    /// Starts the camera of this id, or else one that looks this way, and shows its picture in a `<video>`.
    /// `gone` is called when it stops by itself.
    ///
    /// # Errors
    /// Why there is no picture.
    pub async fn start(id: Option<&str>, facing: Facing, video: &JsValue, gone: impl FnOnce() + 'static) -> Result<Camera, NoCamera> {
        let devices = get(&window().navigator(), "mediaDevices");
        if !has(&devices, "getUserMedia") {
            return Err(NoCamera::Insecure);
        }
        let ideally = |what: JsValue| object([("ideal", what)]);
        let which = match id {
            Some(id) => ("deviceId", object([("exact", id.into())])),
            None => ("facingMode", ideally(if facing == Facing::Near { "user" } else { "environment" }.into())),
        };
        let wanted = object([which, ("width", ideally(WIDTH.into())), ("height", ideally(HEIGHT.into()))]);
        let wanted = object([("video", wanted), ("audio", false.into())]);
        let stream = promised(&devices, "getUserMedia", &[&wanted]).await.map_err(|why| no_camera(&why))?;
        let track = call(&stream, "getVideoTracks", &[]).ok().and_then(|tracks| elements(&tracks).first().cloned());
        let track = track.ok_or(NoCamera::Absent)?;
        let ended = EventListener::once(track.unchecked_ref::<EventTarget>(), "ended", move |_| gone());
        let camera = Camera { stream, track, _ended: ended };
        set(video, "srcObject", &camera.stream);
        // A muted picture plays at once, or with the first frame that comes: whoever goes before that takes the camera with them.
        let video = video.clone();
        spawn_local(async move { drop(promised(&video, "play", &[]).await) });
        Ok(camera)
    }

    /// Its id, as far as the browser tells.
    pub fn id(&self) -> Option<String> {
        let settings = call(&self.track, "getSettings", &[]).ok()?;
        get(&settings, "deviceId").as_string()
    }

    /// Whether it has a lamp.
    pub fn has_lamp(&self) -> bool {
        call(&self.track, "getCapabilities", &[]).is_ok_and(|abilities| has(&abilities, "torch"))
    }

    /// Turns its lamp on or off; `false` if it does not obey.
    pub async fn light(&self, on: bool) -> bool {
        let advanced: js_sys::Array = std::iter::once(object([("torch", on.into())])).collect();
        promised(&self.track, "applyConstraints", &[&object([("advanced", advanced.into())])]).await.is_ok()
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        // A track that has ended stays so.
        let tracks = call(&self.stream, "getTracks", &[]).map(|tracks| elements(&tracks)).unwrap_or_default();
        tracks.iter().for_each(|track| drop(call(track, "stop", &[])));
    }
}

/// The cameras of this device. Before one was allowed, a browser names none.
pub async fn choices() -> Vec<Choice> {
    let devices = get(&window().navigator(), "mediaDevices");
    let Ok(all) = promised(&devices, "enumerateDevices", &[]).await else { return Vec::new() };
    let cameras = elements(&all).into_iter().filter(|device| get(device, "kind").as_string().as_deref() == Some("videoinput"));
    let text = |device: &JsValue, name| get(device, name).as_string().unwrap_or_default();
    let cameras = cameras.enumerate().map(|(nth, device)| {
        let name = text(&device, "label");
        Choice { id: text(&device, "deviceId"), name: if name.is_empty() { format!("カメラ{}", nth + 1) } else { name } }
    });
    cameras.filter(|camera| !camera.id.is_empty()).collect()
}

/// Calls this whenever somebody looks away from the page: another tab, another window in front, a dark screen.
pub fn on_leave(then: impl Fn() + 'static) -> EventListener {
    EventListener::new(&leptos::prelude::document(), "visibilitychange", move |_| {
        if leptos::prelude::document().hidden() {
            then();
        }
    })
}

fn no_camera(why: &JsValue) -> NoCamera {
    match name_of(why).as_str() {
        "NotAllowedError" | "SecurityError" => NoCamera::Denied,
        "NotReadableError" | "AbortError" => NoCamera::Busy,
        _ => NoCamera::Absent,
    }
}
