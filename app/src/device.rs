//! The only door to the browser: nothing outside this room names `web_sys`, `js_sys` or `gloo`.

pub mod document;
