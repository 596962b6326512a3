//! The only door to the browser: nothing outside this room names `web_sys`, `js_sys` or `gloo`.

pub mod address;
pub mod attention;
pub mod chime;
pub mod clock;
pub mod dice;
pub mod document;
pub mod focus;
pub mod form_marks;
pub mod form_page;
pub mod history;
pub mod install;
pub mod json;
pub mod keys;
pub mod line;
pub mod live;
pub mod network;
pub mod notice;
pub mod outbox;
pub mod panic;
pub mod picture;
pub mod post;
pub mod printer;
pub mod quiet;
pub mod reader;
pub mod storage;
pub mod tabs;
