//! The stories live in `stories/`; this package has no code of its own.
