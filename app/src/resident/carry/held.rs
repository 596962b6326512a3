//! The code over the whole screen: white to the edges, in whole pixels for each square, as large as there is room for.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::code::{Pages, label};
use crate::components::qr_code::Modules;
use crate::device::full_screen;
use crate::follow::{follow, part, press, whether};
use crate::words;

/// The dialog.
const DIALOG: &str = "HeldUp";
/// Where the code stands in it.
const ROOM: &str = "HeldRoom";
/// Below so many of the page's own pixels for a square no reader sees anything.
const LEAST: f64 = 2.0;

/// The code as it is held up (かざしているコード). Copy it freely; it is signals.
#[derive(Clone, Copy)]
pub struct Holding {
    /// Which of the pictures is shown.
    pub shown: RwSignal<usize>,
    pictures: StoredValue<Vec<Modules>>,
    size: RwSignal<Option<Size>>,
}

/// How large a code is drawn (大きさ), in the screen's own pixels for a square.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Size {
    now: u32,
    least: u32,
    most: u32,
    /// How many of the screen's pixels are one of the page's.
    ratio: f64,
}

impl Size {
    /// As large as this room allows, whole pixels of the screen for each of so many squares.
    fn in_room((width, height, ratio): (f64, f64, f64), squares: usize) -> Size {
        let most = ((width.min(height) * ratio / squares as f64) as u32).max(1);
        Size { now: most, least: ((LEAST * ratio) as u32).clamp(1, most), most, ratio }
    }

    /// Larger or smaller by so many pixels, within what there is room for.
    fn by(self, step: i32) -> Size {
        Size { now: self.now.saturating_add_signed(step).clamp(self.least, self.most), ..self }
    }

    /// Half as large, and as large as it goes again.
    fn other(self) -> Size {
        let half = self.most.div_ceil(2).max(self.least);
        Size { now: if self.now > half { half } else { self.most }, ..self }
    }

    /// The width of a code of so many squares, in the page's pixels.
    fn side(self, squares: usize) -> String {
        format!("{:.4}", f64::from(self.now) * squares as f64 / self.ratio)
    }
}

impl Holding {
    /// Of these pictures the first.
    pub fn new(pictures: Vec<Modules>) -> Holding {
        Holding { shown: RwSignal::new(0), pictures: StoredValue::new(pictures), size: RwSignal::new(None) }
    }

    /// Shows the code over the whole screen.
    pub fn hold_up(self) {
        full_screen::open(DIALOG, move || self.measure());
    }

    /// To the picture so many further on.
    pub fn turn(self, step: isize) {
        let to = self.shown.get_untracked().checked_add_signed(step).filter(|to| *to < self.pictures.with_value(Vec::len));
        if let Some(to) = to {
            self.shown.set(to);
        }
    }

    fn measure(self) {
        let squares = self.pictures.with_value(|all| all.iter().map(Modules::width).max().unwrap_or(1));
        self.size.try_set(full_screen::room(ROOM).map(|room| Size::in_room(room, squares)));
    }

    fn change(self, change: impl Fn(Size) -> Size) {
        self.size.update(|size| *size = size.map(&change));
    }

    fn key(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            // On a Japanese keyboard `;` is the key of `+`.
            "+" | ";" | "=" | "ArrowUp" => self.change(|size| size.by(1)),
            "-" | "ArrowDown" => self.change(|size| size.by(-1)),
            "ArrowRight" => self.turn(1),
            "ArrowLeft" => self.turn(-1),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The code over the whole screen (大きく表示したQRコード).
#[component]
pub fn HeldUp(
    /// What is held up.
    holding: Holding,
) -> impl IntoView {
    let of = holding.pictures.with_value(Vec::len);
    follow(move || {
        // Nothing is measured that is not seen.
        full_screen::watch(DIALOG, move || {
            if holding.size.with_untracked(Option::is_some) {
                holding.measure();
            }
        });
    });
    let code = part(move || {
        let (size, nth) = (holding.size.get(), holding.shown.get());
        match size.zip(holding.pictures.with_value(|all| all.get(nth).cloned())) {
            Some((size, modules)) => picture(&modules, size, label(nth, of)),
            None => ().into_any(),
        }
    });
    let over = move |_| {
        holding.size.set(None);
        full_screen::leave();
    };
    let is_at = move |end: fn(Size) -> u32| whether(move || holding.size.get().is_none_or(|size| size.now == end(size)));
    view! {
        <dialog class="held-up" id=DIALOG aria-label=words::code::HELD_UP on:close=over on:keydown=move |event| holding.key(&event)>
            <div class="held-room" id=ROOM on:click=move |_| holding.change(Size::other)>{code}</div>
            <div class="held-foot">
                <Pages holding=holding of=of/>
                <div class="keep">
                    <button class="button quiet" type="button" disabled=is_at(|size| size.least)
                        on:click=press(move || holding.change(|size| size.by(-1)))>{words::code::SMALLER}</button>
                    <button class="button quiet" type="button" disabled=is_at(|size| size.most)
                        on:click=press(move || holding.change(|size| size.by(1)))>{words::code::LARGER}</button>
                    <button class="button" type="button" on:click=press(|| full_screen::close(DIALOG))>{words::code::CLOSE}</button>
                </div>
                <p class="held-hint">{words::code::ZOOM}</p>
            </div>
        </dialog>
    }
}

fn picture(modules: &Modules, size: Size, label: String) -> AnyView {
    let squares = modules.width();
    let side = size.side(squares);
    view! {
        <svg viewBox=format!("0 0 {squares} {squares}") width=side.clone() height=side role="img" aria-label=label shape-rendering="crispEdges">
            <rect width=squares.to_string() height=squares.to_string() fill="#fff"></rect>
            <path d=modules.path() fill="#000"></path>
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_whole_pixels_of_the_screen() {
        // A phone of 390 × 844 with three pixels for each of the page's: version 8 with its border is 57 squares.
        let size = Size::in_room((390.0, 600.0, 3.0), 57);
        assert_eq!((size.now, size.least, size.most), (20, 6, 20));
        assert_eq!(size.side(57), "380.0000");
        assert_eq!(size.by(1), size, "there is no more room");
        assert_eq!(size.by(-1).now, 19);
        assert_eq!(size.other().now, 10);
        assert_eq!(size.other().other(), size);
    }

    #[test]
    fn a_window_without_room_shows_something_all_the_same() {
        let size = Size::in_room((40.0, 10.0, 1.0), 85);
        assert_eq!((size.now, size.least, size.most), (1, 1, 1));
        assert_eq!(size.other(), size);
    }
}
