//! Which question comes next.
