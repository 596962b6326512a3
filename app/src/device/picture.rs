//! A code as a picture among the person's own.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::file;
use crate::components::qr_code::Modules;

/// Pixels of the saved picture for each square of a code: sharp on any screen and on paper.
const PIXELS: u32 = 12;

/// Saves a code as a picture among the person's downloads.
pub fn save(modules: &Modules) {
    // A browser that cannot draw shows no other pictures either; the code on the screen stays.
    if let Some(url) = draw(modules) {
        let _ = file::download(&url, "madoguchi.png");
    }
}

fn draw(modules: &Modules) -> Option<String> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let side = u32::try_from(modules.width()).ok()? * PIXELS;
    canvas.set_width(side);
    canvas.set_height(side);
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    pen.set_fill_style_str("#fff");
    pen.fill_rect(0.0, 0.0, f64::from(side), f64::from(side));
    pen.set_fill_style_str("#000");
    let pixels = |squares: usize| squares as f64 * f64::from(PIXELS);
    for (x, y, length) in modules.runs() {
        pen.fill_rect(pixels(x), pixels(y), pixels(length), f64::from(PIXELS));
    }
    canvas.to_data_url().ok()
}
