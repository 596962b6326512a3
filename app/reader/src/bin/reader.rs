//! The worker that reads pictures: a program of its own beside the page, so that looking never holds the page up.
//!
//! It is asked one thing at a time: `{ frame }` (an `ImageBitmap` of the camera) or `{ file }` (a `Blob`). It answers
//! `{ text, advice, trouble }`: what the code says (the pages of a code in several pictures each on a line), or else what to do, or why the
//! file cannot be looked at.

use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use reader::embedded::{self, Embedded, Packing};
use reader::grey::Grey;
use reader::ladder;
use reader::sight::Sight;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, ImageBitmap, ImageData, MessageEvent, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d,
};

/// A file is looked at this large first, on its longer side: a code that fills a good part of a photo is read at once.
const COARSE: u32 = 1_400;

/// And then this large: a small code on a scanned page.
const FINE: u32 = 3_200;

/// What a page of a code in several pictures begins with.
const PAGE: char = '3';

/// The largest file that is looked at, in bytes.
const LARGEST: f64 = 60_000_000.0;

/// Why a file cannot be looked at.
#[derive(Clone, Copy)]
enum Trouble {
    /// It is too large.
    Large,
    /// It is no picture that this browser opens.
    NoPicture,
    /// It is a PDF without a picture in it that we can take out.
    NoPictureInside,
}

impl Trouble {
    fn name(self) -> &'static str {
        match self {
            Trouble::Large => "large",
            Trouble::NoPicture => "no-picture",
            Trouble::NoPictureInside => "no-picture-inside",
        }
    }
}

fn main() {
    let page: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let asked = {
        let page = page.clone();
        Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            let page = page.clone();
            spawn_local(async move {
                let answer = answer(&page, &message.data()).await;
                // The page that asked has gone, and this worker with it, if nobody takes it.
                let _ = page.post_message(&answer);
            });
        })
    };
    page.set_onmessage(Some(asked.as_ref().unchecked_ref()));
    asked.forget();
    let _ = page.post_message(&"ready".into());
}

async fn answer(scope: &DedicatedWorkerGlobalScope, question: &JsValue) -> JsValue {
    let sight = match (get(question, "frame").dyn_into::<ImageBitmap>(), get(question, "file").dyn_into::<Blob>()) {
        (Ok(frame), _) => {
            let picture = drawn(&frame, u32::MAX);
            // The next one comes soon, and the browser clears up when it likes.
            frame.close();
            picture.map(|picture| ladder::look(&picture)).ok_or(Trouble::NoPicture)
        }
        (_, Ok(file)) => look_into(scope, &file).await,
        _ => Err(Trouble::NoPicture),
    };
    let answer = Object::new();
    let put = |name: &str, value: Option<&str>| {
        // A plain object takes every property.
        let _ = Reflect::set(&answer, &name.into(), &value.map_or(JsValue::NULL, Into::into));
    };
    put("text", sight.as_ref().ok().and_then(|sight| sight.text.as_deref()));
    put("advice", sight.as_ref().ok().and_then(Sight::advice).map(|advice| advice.name()));
    put("trouble", sight.as_ref().err().map(|trouble| trouble.name()));
    answer.into()
}

/// Looks into a file: a picture, or a PDF with pictures in it.
async fn look_into(scope: &DedicatedWorkerGlobalScope, file: &Blob) -> Result<Sight, Trouble> {
    if file.size() > LARGEST {
        return Err(Trouble::Large);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| Trouble::NoPicture)?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    if !embedded::is_pdf(&bytes) {
        let bitmap = opened(scope, file).await.ok_or(Trouble::NoPicture)?;
        return closer(&bitmap).ok_or(Trouble::NoPicture);
    }
    let (mut best, mut pages) = (None::<Sight>, Vec::new());
    for inside in embedded::pictures(&bytes) {
        let Some(sight) = look_at(scope, &inside).await else { continue };
        match &sight.text {
            // A code in pages has several pictures.
            Some(text) if text.starts_with(PAGE) => pages.push(text.clone()),
            Some(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => return Ok(sight),
            _ => {}
        }
        let is_better = |best: &Sight| best.text.is_none() && (sight.text.is_some() || best.finders < sight.finders);
        if best.as_ref().is_none_or(is_better) {
            best = Some(sight);
        }
    }
    let mut best = best.ok_or(Trouble::NoPictureInside)?;
    if !pages.is_empty() {
        best.text = Some(pages.join("\n"));
    }
    Ok(best)
}

/// Looks at a picture of a PDF.
async fn look_at(scope: &DedicatedWorkerGlobalScope, inside: &Embedded<'_>) -> Option<Sight> {
    if inside.packing == Packing::Jpeg {
        let photo = BlobPropertyBag::new();
        photo.set_type("image/jpeg");
        let parts = js_sys::Array::of1(&Uint8Array::from(inside.bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &photo).ok()?;
        return closer(&opened(scope, &blob).await?);
    }
    let rows = match inside.packing {
        Packing::Deflate => inflated(inside.bytes, inside.most_bytes()).await?,
        _ => inside.bytes.to_vec(),
    };
    let picture = inside.picture(&rows)?;
    let sight = ladder::look(&picture);
    // A stencil or a palette may say that black is white.
    Some(if sight.text.is_some() {
        sight
    } else {
        Some(ladder::look(&picture.inverted())).filter(|seen| seen.text.is_some()).unwrap_or(sight)
    })
}

/// Looks at a picture from afar, then closely.
fn closer(bitmap: &ImageBitmap) -> Option<Sight> {
    let longer = bitmap.width().max(bitmap.height());
    let coarse = ladder::look(&drawn(bitmap, COARSE)?);
    if coarse.text.is_some() || longer <= COARSE {
        return Some(coarse);
    }
    let fine = ladder::look(&drawn(bitmap, FINE)?);
    Some(if fine.text.is_some() || fine.finders >= coarse.finders { fine } else { coarse })
}

/// The shades of a bitmap, made smaller so that its longer side is at most this long.
fn drawn(bitmap: &ImageBitmap, longest: u32) -> Option<Grey> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (f64::from(longest) / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas = OffscreenCanvas::new(width as u32, height as u32).ok()?;
    let wanted = Object::new();
    Reflect::set(&wanted, &"willReadFrequently".into(), &true.into()).ok()?;
    let context = canvas.get_context_with_context_options("2d", &wanted).ok()??;
    let pen: OffscreenCanvasRenderingContext2d = context.dyn_into().ok()?;
    pen.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height).ok()?;
    let pixels: ImageData = pen.get_image_data(0.0, 0.0, width, height).ok()?;
    Grey::of_rgba(pixels.width() as usize, pixels.height() as usize, &pixels.data())
}

/// A picture file as the browser opens it.
async fn opened(scope: &DedicatedWorkerGlobalScope, file: &Blob) -> Option<ImageBitmap> {
    let open: Function = get(scope, "createImageBitmap").dyn_into().ok()?;
    let opening: Promise = open.call1(scope, file).ok()?.dyn_into().ok()?;
    JsFuture::from(opening).await.ok()?.dyn_into().ok()
}

/// Inflates with what the browser has, up to so many bytes; what is broken at its end is taken as far as it goes.
async fn inflated(bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    let stream = |name: &str| get(&js_sys::global(), name).dyn_into::<Function>().ok();
    let pressed = Blob::new_with_u8_array_sequence(&js_sys::Array::of1(&Uint8Array::from(bytes))).ok()?;
    let inflater = Reflect::construct(&stream("DecompressionStream")?, &js_sys::Array::of1(&"deflate".into())).ok()?;
    let source = call(&pressed, "stream", &[])?;
    let reader = call(&call(&source, "pipeThrough", &[&inflater])?, "getReader", &[])?;
    let mut rows = Vec::new();
    while rows.len() < most {
        let reading: Promise = call(&reader, "read", &[])?.dyn_into().ok()?;
        let Ok(read) = JsFuture::from(reading).await else { break };
        let Ok(chunk) = get(&read, "value").dyn_into::<Uint8Array>() else { break };
        rows.extend(chunk.to_vec());
    }
    if let Some(Ok(cancelling)) = call(&reader, "cancel", &[]).map(JsCast::dyn_into::<Promise>) {
        // Whether the rest could be given up is of no matter.
        let _ = JsFuture::from(cancelling).await;
    }
    rows.truncate(most);
    Some(rows)
}

fn get(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(of: &JsValue, name: &str, with: &[&JsValue]) -> Option<JsValue> {
    let function: Function = get(of, name).dyn_into().ok()?;
    function.apply(of, &with.iter().copied().collect()).ok()
}
