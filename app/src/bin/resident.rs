//! The phone at home: brings the drawn pages to life.

use std::sync::Arc;

use app::device::{document, panic};
use app::resident;

fn main() {
    panic::show();
    let page = Arc::new(document::carried("page").expect("the server puts the page's JSON into every page it draws"));
    document::begin(move || resident::come_alive(&page));
}
