//! The command for those who write guides: `guide check`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use domain::guide::Guide;
use domain::procedure::Procedure;

use crate::city::{Library, Mistakes, load_guide};
use crate::form_command::Judgement;
use crate::tally::{self, Tally, Written};

/// Looks at each file like a careful colleague: every mistake with its line, or what the guide is. `forms` are those of the city.
pub fn check(files: &[PathBuf], forms: &Library) -> Judgement {
    let mut lines = Vec::new();
    let (mut right, mut tallies) = (Vec::new(), Vec::new());
    let named = forms.named();
    for file in files {
        match load_guide(file, &named).and_then(|guide| Ok((words(&guide, file)?, guide))) {
            Ok(((of_guide, remarks), guide)) => {
                lines.push(format!("{}: {}", file.display(), praise(&guide)));
                lines.extend(remarks.into_iter().map(|remark| format!("  気づいたこと: {remark}")));
                tallies.extend(of_guide);
                right.push(guide);
            }
            Err(mistakes) => lines.push(mistakes.to_string()),
        }
    }
    let wrong = match files.len() - right.len() {
        0 => "どれも使えます。".to_owned(),
        n => format!("{n}個は直してください。"),
    };
    let procedures: Vec<&Procedure> = right.iter().flat_map(|guide| &guide.procedures).collect();
    lines.push(format!(
        "{}個の案内を調べました。{wrong}手続は{}個で、うち市で確認中は{}個です。{}",
        files.len(),
        procedures.len(),
        unconfirmed(&procedures),
        tally::count(&tallies)
    ));
    Judgement { words: lines.join("\n"), right: files.len() == right.len() }
}

/// What its words in other languages are like.
fn words(guide: &Guide, file: &Path) -> Result<(Vec<Tally>, Vec<String>), Mistakes> {
    let texts = guide.texts();
    let texts = texts.iter().map(Cow::as_ref).collect();
    tally::of_file(&Written { what: "案内", folder: "guides", id: &guide.id, texts, also: Vec::new() }, file, None)
}

/// What a guide that is right consists of, and what is left to do for it.
fn praise(guide: &Guide) -> String {
    let procedures: Vec<&Procedure> = guide.procedures.iter().collect();
    let with_deadline = procedures.iter().filter(|procedure| procedure.deadline.is_some()).count();
    format!(
        "「{}」。質問は{}個、手続は{}個（うち期限つき{with_deadline}個、市で確認中{}個）、持ち物は{}個。",
        guide.title,
        guide.questions.len(),
        procedures.len(),
        unconfirmed(&procedures),
        guide.things.len()
    )
}

fn unconfirmed(procedures: &[&Procedure]) -> usize {
    procedures.iter().filter(|procedure| !procedure.confirmed).count()
}
