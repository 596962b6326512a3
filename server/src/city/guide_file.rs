//! A guide's file: `public/guides/ID.toml`.

mod condition;
mod procedure;

use std::path::Path;
use std::sync::Arc;

use domain::form::{Choice, Form};
use domain::guide::{Guide, Kind, Question, Thing};
use domain::open_days::OpenDays;

use super::file::File;
use super::section::Section;
use super::{Mistakes, form_file, kind, question};

/// Reads a guide's file. A procedure may name only `forms` that the city has.
///
/// # Errors
/// Every mistake of the file at once.
pub fn load_guide(path: &Path, forms: &[Arc<Form>]) -> Result<Guide, Mistakes> {
    File::read(path)?.understand(|file, top| {
        let id = file.id("案内", "moving");
        // Each part is read before any is missed, so that all mistakes are named in one go.
        let order = top.number("order", 1..=u8::MAX);
        let (title, summary, note) = (top.text("title"), top.text("summary"), top.text_if("note"));
        let source = form_file::source(top);
        let question_sections = top.sections("question");
        let questions = questions(&question_sections);
        let thing_sections = top.sections("thing");
        let things = things(&thing_sections, &questions);
        let procedure_sections = top.sections("procedure");
        let procedures = procedure::read_all(&procedure_sections, &questions, &things, forms);
        for (key, list) in [("question", &question_sections), ("procedure", &procedure_sections)] {
            if list.is_empty() {
                top.object(key, format!("[[{key}]] がありません。一つ以上書いてください。"));
            }
        }
        let guide = Guide {
            id: id?,
            order: order?,
            title: title?,
            summary: summary?,
            note,
            questions: questions?,
            things: things?,
            procedures: procedures?,
            source: source?,
            open_days: OpenDays::default(),
        };
        // What nothing depends on is only seen once everything is understood.
        if file.is_right() {
            judge_use(&guide, &question_sections, &thing_sections);
        }
        Some(guide)
    })
}

/// Reads the questions; `None` if any of them could not be understood. A condition looks only at questions before its own.
fn questions(sections: &[Section]) -> Option<Vec<Question>> {
    let (mut all, mut whole): (Vec<Question>, bool) = (Vec::new(), true);
    for section in sections {
        match read_question(section, &all, whole) {
            Some(question) if all.iter().any(|other| other.id == question.id) => refuse_twin(section, &question.id, "質問"),
            Some(question) => all.push(question),
            None => whole = false,
        }
    }
    whole.then_some(all)
}

/// `whole` says whether all questions before were understood: otherwise a condition may name one that is only not known here.
fn read_question(section: &Section, before: &[Question], whole: bool) -> Option<Question> {
    let id = section.text("id").filter(|id| question::accepts_id(section, id));
    let (label, help) = (section.text("label"), section.text_if("help"));
    let when = condition::read_all(section, whole.then_some(before));
    let kind = section.text("kind").and_then(|kind| match kind.as_str() {
        "yes-no" => Some(Kind::YesNo),
        "choice" => Some(Kind::Choice { options: kind::options(section)? }),
        "several" => Some(Kind::Several { options: several(section)? }),
        "date" => Some(Kind::Date { noun: section.text("noun")? }),
        _ => {
            section.object("kind", format!("「{kind}」という種類はありません。yes-no、choice、several、date のどれかを書いてください。"));
            None
        }
    });
    section.finish();
    Some(Question { id: id?, label: label?, help, when: when?, kind: kind? })
}

/// The options of which several may be ticked.
fn several(section: &Section) -> Option<Vec<Choice>> {
    let options = kind::options(section)?;
    if options.iter().all(|option| option.id != "none") {
        section.object("options", "どれにも当てはまらない人のための選択肢がありません。id が \"none\" の選択肢を加えてください。");
    }
    Some(options)
}

fn things(sections: &[Section], questions: &Option<Vec<Question>>) -> Option<Vec<Thing>> {
    let (mut all, mut whole): (Vec<Thing>, bool) = (Vec::new(), true);
    for section in sections {
        let id = section.text("id").filter(|id| question::accepts_id(section, id));
        let (name, help) = (section.text("name"), section.text_if("help"));
        let when = condition::read_all(section, questions.as_deref());
        section.finish();
        match (id, name, when) {
            (Some(id), ..) if all.iter().any(|other| other.id == id) => refuse_twin(section, &id, "持ち物"),
            (Some(id), Some(name), Some(when)) => all.push(Thing { id, name, help, when }),
            _ => whole = false,
        }
    }
    whole.then_some(all)
}

fn refuse_twin(section: &Section, id: &str, what: &str) {
    section.object("id", format!("「{id}」という{what}がもうあります。別のidを付けてください。"));
}

/// A question that nothing depends on wastes people's time; a thing that no procedure needs is forgotten somewhere.
fn judge_use(guide: &Guide, questions: &[Section], things: &[Section]) {
    let conditions = guide.questions.iter().flat_map(|question| &question.when);
    let conditions = conditions.chain(guide.things.iter().flat_map(|thing| &thing.when));
    let conditions = conditions.chain(guide.procedures.iter().flat_map(|procedure| &procedure.when));
    let deadlines = guide.procedures.iter().filter_map(|procedure| procedure.deadline.as_ref());
    let used: Vec<&str> = conditions.map(|when| when.question.as_str()).chain(deadlines.map(|deadline| deadline.of.as_str())).collect();
    for (section, question) in questions.iter().zip(&guide.questions).filter(|(_, question)| !used.contains(&question.id.as_str())) {
        let reason = format!(
            "質問「{}」の答えは、どの手続にも持ち物にも使われていません。「when」か「deadline」で使うか、消してください。",
            question.id
        );
        section.object("id", reason);
    }
    let brought = |thing: &Thing| guide.procedures.iter().any(|procedure| procedure.bring.contains(&thing.id));
    for (section, thing) in things.iter().zip(&guide.things).filter(|(_, thing)| !brought(thing)) {
        section.object("id", format!("持ち物「{}」は、どの手続の「bring」にもありません。加えるか、消してください。", thing.id));
    }
}
