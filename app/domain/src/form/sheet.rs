//! Where each answer lies on the printed form.
