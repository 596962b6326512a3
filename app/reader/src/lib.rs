//! Finds and reads the QR code in a picture (画像からの読取): what a camera saw, a photo, a page of a PDF.
//!
//! Pure: [`grey`] holds a picture, [`ladder`] reads it, one rung after the other, [`sight`] says what to do where nothing could be read,
//! [`embedded`] finds the pictures inside a PDF. The browser's side of it is `bin/reader.rs`.

pub mod embedded;
pub mod grey;
pub mod ladder;
pub mod sight;
pub mod unpack;
