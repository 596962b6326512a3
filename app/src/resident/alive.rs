//! What happens when the page that the server drew comes to life: what was typed is adopted, then the draft comes.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filling::Filling;
use crate::device::form_page::Reach;
use crate::device::storage::{self, Hold};
use crate::device::{clock, history};

impl Filling {
    /// Takes the page over, once it is there. Nothing of it happens while the page is drawn.
    pub fn come_alive(self) {
        Effect::new(move || {
            if self.page.get().is_none() {
                return;
            }
            // Before the next key: what was typed while the program was still on its way.
            self.adopt_all();
            self.today.set(Some(clock::now().date()));
            let wish = storage::wish();
            history::watch(move || self.arrive(), move || self.settle_in());
            self.arrive();
            spawn_local(self.take_draft(wish));
        });
        self.follow_screens();
        self.keep_draft();
        self.show_what_another_tab_wrote();
    }

    /// Brings back what was written before, into empty controls only.
    async fn take_draft(self, wish: storage::Wish) {
        let form = self.form();
        let entries = self.draft.open(&form, wish).await;
        self.resumed.set(!entries.0.is_empty());
        self.write(entries, Reach::Empty).await;
        self.draft.change(self.entries.get_untracked());
        // The screen of the address may be one that only the draft has.
        self.arrive();
    }

    /// Every change goes to the device's disk.
    fn keep_draft(self) {
        Effect::new(move |before: Option<()>| {
            let entries = self.entries.get();
            if before.is_some() {
                self.draft.change(entries);
            }
        });
    }

    /// While another tab writes this draft, this one shows what it wrote.
    fn show_what_another_tab_wrote(self) {
        Effect::new(move || {
            let Some(entries) = self.draft.fresh.get() else { return };
            if self.draft.hold.get_untracked() != Hold::Apart {
                spawn_local(async move {
                    self.write(entries, Reach::Below("")).await;
                    self.draft.fresh.set(None);
                });
            }
        });
    }
}
