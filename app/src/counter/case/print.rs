//! From the desk to the printer, and what to do where no paper came out: a browser does not tell whether it did.

use std::time::Duration;

use api::Refused;
use domain::submission::ReferenceNumber;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Case;
use crate::device::clock;
use crate::device::paper::{self, Drawn};
use crate::device::printer;

impl Case {
    /// The city hall is told first: a sheet that nobody knows of must not exist.
    pub(super) fn printing(self, references: Vec<ReferenceNumber>) {
        let Some(first) = references.first().cloned() else { return self.done(Err("受理すると印刷できます。".to_owned())) };
        let (count, sent) = (references.len(), references.clone());
        self.ask(to_printer(references), move |answer| {
            let answer = answer.map(|(repeated, drawn)| {
                self.repeated.set(repeated.clone());
                self.sent.set(sent);
                match drawn {
                    Some(drawn) => drawn.print(),
                    None => spawn_local(async move {
                        // The page takes the marks of a repeated print first.
                        clock::pause(Duration::from_millis(50)).await;
                        printer::print(&first.0);
                    }),
                }
                repeated
            });
            let words = |repeated: usize| match (count, repeated) {
                (1, 0) => "印刷しました。".to_owned(),
                (1, _) => "再印刷しました。用紙に「再印刷」と入ります。".to_owned(),
                (count, 0) => format!("{count}件を印刷しました。"),
                (count, repeated) => format!("{count}件を印刷しました。うち{repeated}件の用紙に「再印刷」と入ります。"),
            };
            self.done(answer.map(|repeated| words(repeated.len())).map_err(|refused| refused.sentence()));
        });
    }

    /// What was sent to the printer came to nothing.
    pub(super) fn taking_back(self) {
        let sent = self.sent.get_untracked();
        if sent.is_empty() {
            return self.nothing_to_do();
        }
        self.ask(api::no_paper(sent), move |answer| {
            if answer.is_ok() {
                self.sent.set(Vec::new());
            }
            let words = "印刷の記録を取り消しました。プリンターの電源・用紙・接続を確かめて、もう一度印刷してください。";
            self.done(answer.map(|()| words.to_owned()).map_err(|refused| refused.sentence()));
        });
    }
}

/// Notes these as printed, and has the city hall draw their sheets. Where it has no fonts, or the browser shows no PDF, the page prints
/// them itself. Says which were printed before.
async fn to_printer(references: Vec<ReferenceNumber>) -> Result<(Vec<ReferenceNumber>, Option<Drawn>), Refused> {
    if paper::is_shown_here() {
        match paper::draw(&references).await {
            Err(Refused::NoFonts { .. }) => {}
            answer => return answer.map(|drawn| (drawn.repeated.clone(), Some(drawn))),
        }
    }
    let mut repeated = Vec::new();
    for reference in references {
        if api::printed(reference.clone()).await? {
            repeated.push(reference);
        }
    }
    Ok((repeated, None))
}
