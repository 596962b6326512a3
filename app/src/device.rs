//! The only door to the browser: nothing outside this room names `web_sys`, `js_sys` or `gloo`.

pub mod clock;
pub mod document;
pub mod storage;
pub mod tabs;
