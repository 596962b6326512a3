//! Kana and width.
