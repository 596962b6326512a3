//! Rows of slots flowing down the pages. Nothing overflows and nothing is lost: what does not fit goes on overleaf.

use super::fit::{self, Room};
use super::{Role, Slot};

/// The paper (A4) and its margins, in millimetres.
pub const PAGE: (f32, f32) = (210.0, 297.0);
pub(super) const LEFT: f32 = 15.0;
pub(super) const TOP: f32 = 15.0;
pub(super) const WIDTH: f32 = 180.0;
/// Where rows end; below is the foot of the page.
pub(super) const BOTTOM: f32 = 276.0;

/// One slot of a row that has no place yet.
pub(super) struct Cell {
    pub(super) width: f32,
    pub(super) role: Role,
    pub(super) path: String,
    pub(super) label: String,
    pub(super) text: String,
    pub(super) room: Room,
}

/// The pages so far and how far down the last one is filled.
pub(super) struct Flow {
    pages: Vec<Vec<Slot>>,
    y: f32,
}

/// The rest of a cell, in the size it keeps from its first page to its last.
struct Rest<'c> {
    cell: &'c Cell,
    size: f32,
    lines: Vec<&'c str>,
}

impl Flow {
    pub(super) fn new() -> Flow {
        Flow { pages: vec![Vec::new()], y: TOP }
    }

    /// The pages, finished.
    pub(super) fn pages(self) -> Vec<Vec<Slot>> {
        self.pages
    }

    /// Leaves some room free.
    pub(super) fn skip(&mut self, height: f32) {
        self.y = (self.y + height).min(BOTTOM);
    }

    /// Turns the page unless this height is left on it, so that what belongs together stays together.
    pub(super) fn keep(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.turn(&[]);
        }
    }

    /// Puts a row under what is there, at least as high as each of its cells' rooms.
    pub(super) fn row(&mut self, cells: &[Cell]) {
        self.row_below(&[], cells);
    }

    /// Puts a row of a table; on a new page the table's head is said again.
    pub(super) fn row_below(&mut self, head: &[Cell], cells: &[Cell]) {
        let mut rests: Vec<Rest> = cells.iter().map(Rest::whole).collect();
        let mut height = rests.iter().map(Rest::height).fold(0.0, f32::max);
        if self.y + height > BOTTOM && self.y > TOP {
            self.turn(head);
        }
        while self.y + height > BOTTOM {
            let room = BOTTOM - self.y;
            self.put(&mut rests, room);
            self.turn(head);
            height = rests.iter().map(Rest::height).fold(0.0, f32::max);
        }
        self.put(&mut rests, height);
    }

    /// Lays something over the first slot of a row of so many that was put last.
    pub(super) fn within_first_of_row(&mut self, n_cells: usize, put: impl FnOnce(&Slot) -> Slot) {
        let Some(page) = self.pages.last_mut() else { return };
        if let Some(over) = page.len().checked_sub(n_cells).and_then(|first| page.get(first)).map(put) {
            page.push(over);
        }
    }

    /// Puts as much of each cell as this height holds.
    fn put(&mut self, rests: &mut [Rest], height: f32) {
        let mut x = LEFT;
        for rest in rests {
            let n = fit::capacity(height, rest.size).max(1).min(rest.lines.len());
            let text = rest.lines.drain(..n).collect();
            let Cell { width, role, path, label, .. } = rest.cell;
            let (path, label) = (path.clone(), label.clone());
            self.slot(Slot { x, y: self.y, w: *width, h: height, role: *role, path, label, text, size: rest.size });
            x += width;
        }
        self.y += height;
    }

    fn slot(&mut self, slot: Slot) {
        if let Some(page) = self.pages.last_mut() {
            page.push(slot);
        }
    }

    fn turn(&mut self, head: &[Cell]) {
        self.pages.push(Vec::new());
        self.y = TOP;
        if !head.is_empty() {
            self.row(head);
        }
    }
}

impl<'c> Rest<'c> {
    fn whole(cell: &'c Cell) -> Rest<'c> {
        let size = fit::size(&cell.text, cell.width, cell.room);
        Rest { cell, size, lines: fit::lines(&cell.text, cell.width, size) }
    }

    fn height(&self) -> f32 {
        fit::height(self.lines.len(), self.size).max(self.cell.room.height)
    }
}
