//! A code as a picture among the person's own, or on somebody else's phone: with the words that stand beside it on the page.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, Element, File, FilePropertyBag, HtmlCanvasElement};

use super::file;
use crate::components::qr_code::Modules;

/// Pixels of the picture for each square of a code: sharp on any screen and on paper.
const PIXELS: u32 = 12;
/// The least width of the picture, for the words.
const WIDTH: u32 = 800;
/// The height of a line of words, and of the letters in it.
const LINE: f64 = 44.0;
const LETTERS: u32 = 28;
/// The fonts of the words, as the page has them.
const FONTS: &str = "\"Noto Sans JP\",\"Noto Sans CJK JP\",sans-serif";
/// What marks words of the page that belong into the picture; it says in which order.
const MARK: &str = "data-picture";

/// Saves codes as pictures among the person's downloads, a file each. No name of a person stands in the file's.
pub fn save(codes: &[Modules]) {
    for (nth, code) in codes.iter().enumerate() {
        // A browser that cannot draw shows no other pictures either; the code on the screen stays.
        if let Some(url) = draw(code).and_then(|canvas| canvas.to_data_url().ok()) {
            let _ = file::download(&url, &name(nth, codes.len()));
        }
    }
}

/// A code alone, as the address of a picture: printed into a PDF it stays a picture, and whoever gets the file can take it out and read it.
pub fn address_of(code: &Modules) -> Option<String> {
    let (canvas, pen) = canvas()?;
    let side = u32::try_from(code.width()).ok()? * PIXELS;
    canvas.set_width(side);
    canvas.set_height(side);
    paint(&pen, code, f64::from(side), f64::from(side));
    canvas.to_data_url().ok()
}

/// Whether this browser hands pictures on to other programs of the device.
pub fn may_share() -> bool {
    let pictures = empty().map(|file| shared(&[file]));
    let may = pictures.and_then(|pictures| call(&window().navigator(), "canShare", &pictures));
    may.is_some_and(|may| may.is_truthy())
}

/// Hands codes on as pictures to whatever the person chooses. `false` if that did not work; choosing nothing is no fault.
pub async fn share(codes: &[Modules]) -> bool {
    let mut files = Vec::new();
    for (nth, code) in codes.iter().enumerate() {
        let Some(file) = drawn(code, &name(nth, codes.len())).await else { return false };
        files.push(file);
    }
    let asked = call(&window().navigator(), "share", &shared(&files)).and_then(|asked| asked.dyn_into::<Promise>().ok());
    let Some(asked) = asked else { return false };
    match JsFuture::from(asked).await {
        Ok(_) => true,
        Err(why) => Reflect::get(&why, &"name".into()).is_ok_and(|name| name == "AbortError"),
    }
}

fn name(nth: usize, of: usize) -> String {
    if of == 1 { "madoguchi.png".into() } else { format!("madoguchi-{}.png", nth + 1) }
}

fn shared(files: &[File]) -> JsValue {
    let what = Object::new();
    // A fresh object takes any property.
    let _ = Reflect::set(&what, &"files".into(), &files.iter().collect::<Array>());
    what.into()
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()?.dyn_into::<Function>().ok()?.call1(object, argument).ok()
}

fn empty() -> Option<File> {
    as_file(&Array::new(), "madoguchi.png")
}

fn as_file(parts: &Array, name: &str) -> Option<File> {
    let bag = FilePropertyBag::new();
    bag.set_type("image/png");
    File::new_with_blob_sequence_and_options(parts, name, &bag).ok()
}

async fn drawn(code: &Modules, name: &str) -> Option<File> {
    let canvas = draw(code)?;
    let made = Promise::new(&mut |done, _| {
        // It fails only for a canvas that holds what is not ours.
        let _ = canvas.to_blob(&done);
    });
    let blob: Blob = JsFuture::from(made).await.ok()?.dyn_into().ok()?;
    as_file(&Array::of1(&blob), name)
}

fn canvas() -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let pen = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, pen))
}

/// Paints a code at the top, in the middle of white of this size.
fn paint(pen: &CanvasRenderingContext2d, code: &Modules, width: f64, height: f64) {
    let pixels = |squares: usize| squares as f64 * f64::from(PIXELS);
    pen.set_fill_style_str("#fff");
    pen.fill_rect(0.0, 0.0, width, height);
    pen.set_fill_style_str("#000");
    let left = ((width - pixels(code.width())) / 2.0).floor();
    for (x, y, length) in code.runs() {
        pen.fill_rect(left + pixels(x), pixels(y), pixels(length), f64::from(PIXELS));
    }
}

/// The code with the words of the page below it.
fn draw(code: &Modules) -> Option<HtmlCanvasElement> {
    let (canvas, pen) = canvas()?;
    let font = |bold: bool| format!("{}{LETTERS}px {FONTS}", if bold { "bold " } else { "" });
    let side = u32::try_from(code.width()).ok()? * PIXELS;
    let width = side.max(WIDTH);
    pen.set_font(&font(true));
    let room = f64::from(width) - LINE * 2.0;
    let words: Vec<Vec<String>> = words().iter().map(|text| lines(&pen, text, room)).collect();
    let n_lines: usize = words.iter().map(Vec::len).sum();
    canvas.set_width(width);
    canvas.set_height(side + (LINE * (n_lines as f64 + 2.0)) as u32);

    paint(&pen, code, f64::from(width), f64::from(canvas.height()));
    let mut y = f64::from(side) + LINE;
    for (nth, text) in words.iter().enumerate() {
        pen.set_font(&font(nth == 0));
        for line in text {
            // Text that cannot be drawn leaves the code as it is.
            let _ = pen.fill_text(line, LINE, y);
            y += LINE;
        }
    }
    Some(canvas)
}

/// What the page says beside the code, in its language and without the readings above kanji.
fn words() -> Vec<String> {
    let Ok(marked) = document().query_selector_all(&format!("[{MARK}]")) else { return Vec::new() };
    let element = |i| marked.item(i)?.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok();
    let text = |element: Element| {
        if let Ok(readings) = element.query_selector_all("rt,rp") {
            for reading in (0..readings.length()).filter_map(|i| readings.item(i)?.dyn_into::<Element>().ok()) {
                reading.remove();
            }
        }
        element.text_content().unwrap_or_default().trim().to_owned()
    };
    let mut elements: Vec<Element> = (0..marked.length()).filter_map(element).collect();
    elements.sort_by_key(|element| element.get_attribute(MARK));
    elements.into_iter().map(text).filter(|text| !text.is_empty()).collect()
}

/// A text in lines that are no wider than this; broken at a blank where there is one.
fn lines(pen: &CanvasRenderingContext2d, text: &str, room: f64) -> Vec<String> {
    let fits = |line: &str| pen.measure_text(line).is_ok_and(|size| size.width() <= room);
    let mut lines = vec![String::new()];
    for sign in text.chars() {
        let line = lines.last_mut().expect("there is always a last line");
        line.push(sign);
        if !fits(line) && line.chars().count() > 1 {
            let at = line.rfind(' ').map_or(line.len() - sign.len_utf8(), |blank| blank + 1);
            let rest = line.split_off(at);
            lines.push(rest);
        }
    }
    lines
}
