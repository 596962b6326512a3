//! Draws slots on a page: borders, shades and text, in the places and lines that the form's layout has given them.

use domain::form::sheet::overlay::{Align, Holds, Written};
use domain::form::sheet::{LINE, MARGIN, Role, Slot};
use krilla::color::luma;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::paint::{Fill, Stroke};
use krilla::pdf::PdfDocument;
use krilla::surface::Surface;

use super::glyphs::{Line, NoGlyph, Typesetter};

/// One millimetre in points.
pub(super) const MILLIMETRE: f32 = 72.0 / 25.4;

/// How thick a border is, in millimetres.
const BORDER: f32 = 0.2;

/// How thick the circle of a stamp is, in millimetres.
const STAMP: f32 = 0.35;

/// The grey of labels.
const SHADE: u8 = 0xEE;

/// How far the type goes above its line, in sizes of the type, as both fonts have it.
const ASCENT: f32 = 0.88;

/// The type of the small words in a corner, in points.
const SMALL: f32 = 7.0;

/// Where the mark of a page stands: from the right edge and from the upper one, in millimetres, and its type in points.
const MARK: (f32, f32, f32) = (15.0, 6.0, 9.0);

/// A pen (ペン) over one page.
pub(super) struct Pen<'p, 't, 'f> {
    surface: Surface<'p>,
    typesetter: &'t mut Typesetter<'f>,
}

/// Where a text stands: its rectangle in millimetres.
#[derive(Clone, Copy)]
struct Area {
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

/// How a text is set.
struct Setting<'t> {
    size: f32,
    align: Align,
    bold: bool,
    label: &'t str,
}

impl<'p, 't, 'f> Pen<'p, 't, 'f> {
    pub(super) fn new(surface: Surface<'p>, typesetter: &'t mut Typesetter<'f>) -> Pen<'p, 't, 'f> {
        Pen { surface, typesetter }
    }

    /// Ends the page.
    pub(super) fn lift(self) {
        self.surface.finish();
    }

    /// Puts a page of another PDF under everything.
    pub(super) fn foreign(&mut self, pdf: &PdfDocument, (width, height): (f32, f32), page: usize) {
        if let Some(size) = Size::from_wh(width, height) {
            self.surface.draw_pdf_page(pdf, size, page);
        }
    }

    /// Draws the slots of a page: first the shades, so that none covers half of a border.
    pub(super) fn slots(&mut self, slots: &[Slot]) -> Result<(), NoGlyph> {
        let shaded = slots.iter().filter(|slot| slot.role == Role::Label).filter_map(|slot| rectangle(area(slot)));
        self.fill(shaded, SHADE);
        let ruled = slots.iter().filter(|slot| matches!(slot.role, Role::Label | Role::Answer | Role::Blank));
        self.rule(ruled.filter_map(|slot| rectangle(area(slot))));
        slots.iter().try_for_each(|slot| self.slot(slot))
    }

    fn slot(&mut self, slot: &Slot) -> Result<(), NoGlyph> {
        let align = match slot.role {
            Role::Stamp => return self.stamp(&slot.text, area(slot), slot.size, &slot.label),
            Role::Title | Role::Blank => Align::Center,
            Role::Note | Role::Label | Role::Answer => Align::Left,
        };
        let label = if slot.label.is_empty() { &slot.text } else { &slot.label };
        if slot.role == Role::Blank {
            let corner = Area { x: slot.x, y: slot.y + 0.5, w: slot.w, h: SMALL * LINE / MILLIMETRE };
            self.text(&[&slot.label], corner, &Setting { size: SMALL, align: Align::Left, bold: false, label })?;
        }
        let setting = Setting { size: slot.size, align, bold: slot.role == Role::Title, label };
        self.text(&slot.lines(), area(slot), &setting)
    }

    /// Writes on the city's own page, which has its borders.
    pub(super) fn written<'w>(&mut self, mut all: impl Iterator<Item = &'w Written>) -> Result<(), NoGlyph> {
        all.try_for_each(|written| {
            let spot = &written.spot;
            let area = Area { x: spot.x, y: spot.y, w: spot.w, h: spot.h };
            if spot.holds == Holds::Stamp {
                return self.stamp(&written.text, area, written.size, &written.label);
            }
            let setting = Setting { size: written.size, align: spot.align, bold: false, label: &written.label };
            self.text(&written.lines(), area, &setting)
        })
    }

    /// A round stamp in the middle of an area: its lines under each other, with a stroke between them.
    fn stamp(&mut self, text: &str, area: Area, size: f32, label: &str) -> Result<(), NoGlyph> {
        let across = area.w.min(area.h);
        let (x, y) = (area.x + (area.w - across) / 2.0, area.y + (area.h - across) / 2.0);
        if let Some(path) = stamp(x, y, across) {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke { width: STAMP * MILLIMETRE, ..Stroke::default() }));
            self.surface.draw_path(&path);
        }
        for (line, nth) in text.lines().zip(0u8..) {
            let third = Area { x, y: y + across * f32::from(nth) / 3.0, w: across, h: across / 3.0 };
            // The upper and the lower line stand where the circle is wide.
            let third = Area { y: third.y + across * (1.0 - f32::from(nth)) * 0.04, ..third };
            self.text(&[line], third, &Setting { size, align: Align::Center, bold: false, label })?;
        }
        Ok(())
    }

    /// The mark in the upper right corner of a page of this width.
    pub(super) fn corner(&mut self, mark: &str, page_width: f32) -> Result<(), NoGlyph> {
        let (right, top, size) = MARK;
        let area = Area { x: right, y: top, w: page_width - 2.0 * right + MARGIN, h: size * LINE / MILLIMETRE };
        self.text(&[mark], area, &Setting { size, align: Align::Right, bold: false, label: mark })
    }

    /// Sets lines in the middle of an area's height. The layout has measured them with estimates that no common character passes; should
    /// the real type be wider all the same, it is made narrower until it fits.
    fn text(&mut self, lines: &[&str], area: Area, setting: &Setting) -> Result<(), NoGlyph> {
        let leading = setting.size * LINE / MILLIMETRE;
        let top = area.y + (area.h - leading * lines.len() as f32) / 2.0;
        let margin = MARGIN.min(area.w / 10.0);
        for (line, nth) in lines.iter().zip(0u16..) {
            let set = self.typesetter.set(line, setting.bold, setting.label)?;
            let (room, width) = (area.w - 2.0 * margin, set.width * setting.size / MILLIMETRE);
            let narrower = if width > room { room / width } else { 1.0 };
            let left = match setting.align {
                Align::Left => area.x + margin,
                Align::Center => area.x + (area.w - width * narrower) / 2.0,
                Align::Right => area.x + area.w - margin - width * narrower,
            };
            let baseline = top + leading * f32::from(nth) + setting.size * ((LINE - 1.0) / 2.0 + ASCENT) / MILLIMETRE;
            self.line(&set, (left, baseline), setting.size, narrower);
        }
        Ok(())
    }

    fn line(&mut self, line: &Line, (left, baseline): (f32, f32), size: f32, narrower: f32) {
        let (left, baseline) = (left * MILLIMETRE, baseline * MILLIMETRE);
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
        if narrower < 1.0 {
            self.surface.push_transform(&Transform::from_row(narrower, 0.0, 0.0, 1.0, left * (1.0 - narrower), 0.0));
        }
        let mut x = left;
        for run in &line.runs {
            if let Some(face) = self.typesetter.fonts().faces().get(run.face) {
                self.surface.draw_glyphs(Point::from_xy(x, baseline), &run.glyphs, face.font.clone(), &run.text, size, false);
            }
            x += run.width * size;
        }
        if narrower < 1.0 {
            self.surface.pop();
        }
    }

    fn fill(&mut self, rectangles: impl Iterator<Item = Rect>, grey: u8) {
        if let Some(path) = path(rectangles) {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(Fill { paint: luma::Color::new(grey).into(), ..Fill::default() }));
            self.surface.draw_path(&path);
        }
    }

    fn rule(&mut self, rectangles: impl Iterator<Item = Rect>) {
        if let Some(path) = path(rectangles) {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke { width: BORDER * MILLIMETRE, ..Stroke::default() }));
            self.surface.draw_path(&path);
        }
    }
}

fn area(slot: &Slot) -> Area {
    Area { x: slot.x, y: slot.y, w: slot.w, h: slot.h }
}

fn rectangle(Area { x, y, w, h }: Area) -> Option<Rect> {
    Rect::from_xywh(x * MILLIMETRE, y * MILLIMETRE, w * MILLIMETRE, h * MILLIMETRE)
}

/// A circle so wide, and the two strokes that part it in three.
fn stamp(x: f32, y: f32, across: f32) -> Option<Path> {
    /// How far the handles of a curve lie from its ends, for a quarter of a circle with the radius 1.
    const HANDLE: f32 = 0.552_284_8;
    let (radius, middle) = (across / 2.0, (x + across / 2.0, y + across / 2.0));
    let at = |dx: f32, dy: f32| ((middle.0 + dx * radius) * MILLIMETRE, (middle.1 + dy * radius) * MILLIMETRE);
    let mut builder = PathBuilder::new();
    let (left, top) = at(1.0, 0.0);
    builder.move_to(left, top);
    for (dx, dy) in [(1.0f32, 0.0f32), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
        // The next quarter ends a quarter of a turn further.
        let (ex, ey) = (-dy, dx);
        let ((ax, ay), (bx, by)) = (at(dx + ex * HANDLE, dy + ey * HANDLE), at(ex + dx * HANDLE, ey + dy * HANDLE));
        let (x, y) = at(ex, ey);
        builder.cubic_to(ax, ay, bx, by, x, y);
    }
    builder.close();
    for third in [-1.0f32, 1.0] {
        let (height, half) = (third / 3.0, (1.0f32 - 1.0 / 9.0).sqrt());
        let ((ax, ay), (bx, by)) = (at(-half, height), at(half, height));
        builder.move_to(ax, ay);
        builder.line_to(bx, by);
    }
    builder.finish()
}

/// One path for all of them; nothing if there are none.
fn path(rectangles: impl Iterator<Item = Rect>) -> Option<Path> {
    let mut builder = PathBuilder::new();
    rectangles.for_each(|rectangle| builder.push_rect(rectangle));
    builder.finish()
}
