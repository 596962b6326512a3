//! `madoguchi slip`: seals answers as a phone does, and opens codes as the hall does, for other programs to use.

use std::fmt::Display;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, Subcommand};
use domain::city::City;
use domain::draft::Draft;
use domain::form::{Entries, Form, Problem};
use domain::moment::Moment;
use domain::slip::{CityKey, CodeFault, Explained, KeyRing, Leaf, MOST_LEAVES, Pages, SealedSlip, Slip, Step};
use serde::Serialize;

use crate::city::{Library, Used, load_city, recall_towns};
use crate::config::{Folders, Zone};
use crate::{Clock, Trouble, keys};

/// Longer input is neither answers nor a code.
const MOST_BYTES: u64 = 64 * 1024;

/// What to do with a slip (申請書).
#[derive(Subcommand, Clone, Debug)]
pub enum SlipCommand {
    /// Check answers and seal them to the city: JSON from standard input, digits to standard output.
    ///
    /// The answers are what the controls of the page hold, as `madoguchi form sample ID` shows them. Several forms go into one
    /// code: name each with `--form`, and give a JSON list of their answers in the same order.
    Seal {
        /// The form's id, such as move-in.
        #[arg(long = "form", value_name = "ID", env = "MADOGUCHI_FORM", value_delimiter = ',', required = true)]
        forms: Vec<String>,
        /// Write a plain code, which anybody can read: for a city without a key. Not together with --key.
        #[arg(long, env = "MADOGUCHI_PLAIN", value_parser = BoolishValueParser::new())]
        plain: bool,
        /// Write what each picture shows, a line each: where one QR code would pass version 15, the pages of the code.
        #[arg(long, env = "MADOGUCHI_PAGES", value_parser = BoolishValueParser::new())]
        pages: bool,
        /// Where the key is.
        #[command(flatten)]
        place: Place,
    },
    /// Tell what stands in a code, symbol by symbol: digits from standard input, a line for each symbol with what it says, its value and
    /// its bits, and what they come to.
    ///
    /// What is sealed is told where the key is. Of a code in pages all are wanted, in any order, parted by blanks or line ends.
    Explain {
        /// Where the keys are.
        #[command(flatten)]
        place: Place,
    },
    /// Open a code: digits from standard input, JSON with form, edition, created and answers to standard output.
    ///
    /// A code of several forms gives a JSON list of such, in their order. Of a code in pages all are wanted, in any order, parted by
    /// blanks or line ends.
    Open {
        /// Where the keys are.
        #[command(flatten)]
        place: Place,
    },
}

/// Where keys, city and forms lie.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// One key instead: to seal a public or private one, to open a private one.
    #[arg(long, value_name = "FILE", env = "MADOGUCHI_KEY")]
    key: Option<PathBuf>,
    /// Where the keys, the city and its forms lie.
    #[command(flatten)]
    folders: Folders,
}

/// One form of an opened slip, for programs.
#[derive(Serialize)]
struct Opened {
    form: String,
    edition: u8,
    created: String,
    answers: Entries,
}

/// Does it, from standard input to standard output.
///
/// # Errors
/// One sentence that says what is wrong.
pub fn run(command: &SlipCommand, clock: &Clock) -> Result<(), Trouble> {
    let mut input = String::new();
    let unreadable = |why| Trouble::new(format!("標準入力を読めません（{why}）。"));
    io::stdin().take(MOST_BYTES + 1).read_to_string(&mut input).map_err(unreadable)?;
    if input.len() as u64 > MOST_BYTES {
        return Err(Trouble::new("標準入力が長すぎます。記入内容のJSONか、コードの数字だけを渡してください。"));
    }
    let output = answer(command, &input, clock.now())?;
    writeln!(io::stdout(), "{output}").map_err(|why| Trouble::new(format!("結果を書き出せません（{why}）。")))
}

/// As [`run`], with the input and the time given.
///
/// # Errors
/// One sentence that says what is wrong.
pub fn answer(command: &SlipCommand, input: &str, now: Moment) -> Result<String, Trouble> {
    match command {
        SlipCommand::Seal { plain: true, place: Place { key: Some(_), .. }, .. } => {
            Err(Trouble::new("--plain と --key は一緒に使えません。封をするなら --plain を外してください。"))
        }
        SlipCommand::Seal { forms, plain, pages, place } => {
            let key = if *plain { None } else { Some(place.city_key()?) };
            let sealed = place.seal(forms, key.as_ref(), input, now)?;
            Ok(if *pages { sealed.pictures().join("\n") } else { sealed.into_digits() })
        }
        SlipCommand::Open { place } => place.open(input, now),
        SlipCommand::Explain { place } => place.explain(input, now),
    }
}

impl Place {
    fn seal(&self, ids: &[String], key: Option<&CityKey>, input: &str, now: Moment) -> Result<SealedSlip, Trouble> {
        let (city, library) = self.city_and_forms(now)?;
        let mut slips = Vec::new();
        for (id, entries) in ids.iter().zip(answers_to(ids, input)?) {
            slips.push(finish(&library, id, entries, now)?);
        }
        let bound = Slip::bind(slips);
        let slip = bound.ok_or_else(|| Trouble::new(format!("1つのコードに入るのは、{MOST_LEAVES}件までです。")))?;
        let shelf = library.current().iter().map(|form| &**form);
        let sealed = match key {
            Some(key) => {
                let mut fresh = [0; 32];
                getrandom::fill(&mut fresh).map_err(|why| Trouble::new(format!("封をするための乱数が得られません（{why}）。")))?;
                slip.seal(shelf, city.municipality(), key, fresh)
            }
            None => slip.digits(shelf, city.municipality()).and_then(|digits| SealedSlip::parse(&digits)),
        };
        sealed.map_err(|fault| Trouble::new(fault.sentence()))
    }

    fn open(&self, input: &str, now: Moment) -> Result<String, Trouble> {
        let sentence = |fault: CodeFault| Trouble::new(fault.sentence());
        let sealed = Pages::join(input).and_then(|digits| SealedSlip::parse(&digits)).map_err(sentence)?;
        let (city, library) = self.city_and_forms(now)?;
        let slip = sealed.open(&self.ring()?, library.every().map(|form| &**form), city.municipality(), now);
        let slip = slip.map_err(|fault| sentence(library.explain(fault)))?;
        let created = slip.created().rfc3339();
        let leaf = |leaf: &Leaf| Opened {
            form: leaf.form().to_owned(),
            edition: leaf.edition(),
            created: created.clone(),
            answers: leaf.answers().entries(),
        };
        let opened: Vec<Opened> = slip.leaves().iter().map(leaf).collect();
        let json = match &*opened {
            [only] => serde_json::to_string_pretty(only),
            all => serde_json::to_string_pretty(all),
        };
        Ok(json.expect("an opened slip is made of plain words"))
    }

    fn explain(&self, input: &str, now: Moment) -> Result<String, Trouble> {
        let sentence = |fault: CodeFault| Trouble::new(fault.sentence());
        let sealed = Pages::join(input).and_then(|digits| SealedSlip::parse(&digits)).map_err(sentence)?;
        let (city, library) = self.city_and_forms(now)?;
        let shelf = library.every().map(|form| &**form);
        let explained = sealed.explain(&self.ring()?, shelf, city.municipality(), now).map_err(sentence)?;
        Ok(explanation(&sealed, &explained))
    }

    fn city_key(&self) -> Result<CityKey, Trouble> {
        match &self.key {
            Some(file) => keys::read_public(file),
            None => keys::of_the_city(&self.folders.data, Zone::All)?.public.ok_or_else(|| Trouble::new("市の鍵がありません。")),
        }
    }

    fn ring(&self) -> Result<KeyRing, Trouble> {
        match &self.key {
            Some(file) => Ok([keys::read_private(file)?].into_iter().collect()),
            None => keys::ring(&self.folders.data),
        }
    }

    fn city_and_forms(&self, now: Moment) -> Result<(City, Library), Trouble> {
        let folder = self.folders.city_folder()?;
        let mut city = load_city(&self.folders.public_folder()?, &folder)?;
        recall_towns(&mut city, &self.folders.data)?;
        let mut library = Library::load(&self.folders.forms_folder()?, &folder, &city, now.date())?;
        // What the hall would not read is not read here either.
        Used::read(&self.folders.data)?.judge(&mut library);
        Ok((city, library))
    }
}

/// A code in words: what stands outside, a line for each symbol, and what they come to.
fn explanation(sealed: &SealedSlip, explained: &Explained) -> String {
    let digits = sealed.digits();
    let mut lines = vec![match sealed.key_id() {
        Some(key) => format!("kind {}  sealed to the key {key}  {} digits", &digits[..1], digits.len()),
        None => format!("kind {}  plain, check digits {}  {} digits", &digits[..1], &digits[1..7], digits.len()),
    }];
    lines.push(format!("{:>8} {:>7}  {:<28} {:<26} value", "of", "bits", "question", "symbol"));
    for step in &explained.steps {
        let (bits, what) = (step.bits(), step.what);
        let value = if step.meaning.is_empty() { step.value.to_string() } else { format!("{} {}", step.value, step.meaning) };
        lines.push(format!("{:>8} {bits:>7.2}  {:<28} {what:<26} {value}", step.total, step.place));
    }
    let bits: f64 = explained.steps.iter().map(Step::bits).sum();
    lines.push(format!("{} symbols, {bits:.2} bits", explained.steps.len()));
    if let Err(fault) = &explained.slip {
        lines.push(format!("ここまでで読めなくなりました。{}", fault.sentence()));
    }
    lines.join("\n")
}

/// The answers to each of these forms: of one form as they are, of several as a list.
fn answers_to(ids: &[String], input: &str) -> Result<Vec<Entries>, Trouble> {
    let trouble = |shape: &str, why: &dyn Display| Trouble::new(format!("記入内容は {shape} の形のJSONで渡してください（{why}）。"));
    if ids.len() == 1 {
        let entries = serde_json::from_str(input).map_err(|why| trouble("{\"項目\": \"文字\"}", &why))?;
        return Ok(vec![entries]);
    }
    let shape = "[{\"項目\": \"文字\"}, …]";
    let all: Vec<Entries> = serde_json::from_str(input).map_err(|why| trouble(shape, &why))?;
    if all.len() == ids.len() {
        Ok(all)
    } else {
        Err(trouble(shape, &format!("様式は{}件、記入内容は{}件です", ids.len(), all.len())))
    }
}

/// A form with these answers, checked.
fn finish(library: &Library, id: &str, entries: Entries, now: Moment) -> Result<Slip, Trouble> {
    let form = library.form(id).ok_or_else(|| {
        let ids: Vec<&str> = library.current().iter().map(|form| &*form.id).collect();
        Trouble::new(format!("様式「{id}」はありません。あるのは {} です。", ids.join("、")))
    })?;
    let draft = Draft { form: form.id.clone(), edition: form.edition, entries };
    draft.finish(form, now).map_err(|problems| to_correct(form, &problems))
}

/// Everything to correct, control by control.
fn to_correct(form: &Form, problems: &[Problem]) -> Trouble {
    let each: Vec<String> = problems.iter().map(|problem| format!("{}: {}", problem.control, problem.sentence())).collect();
    Trouble::new(format!("「{}」の記入内容に直すところがあります。{}", form.title, each.join(" ")))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::config::{Command, CommandLine};

    /// 2026-11-22 10:42 in Japan.
    const NOW: Moment = Moment(1_795_311_720);

    /// A data folder, and what is typed after `madoguchi slip`.
    struct Desk(tempfile::TempDir);

    impl Desk {
        fn run(&self, words: &str, input: &str) -> Result<String, String> {
            let repository = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
            let data = self.0.path().display().to_string();
            let words = words.replace("DATA", &data);
            let app = ["--app", repository];
            let line = ["madoguchi", "slip"].into_iter().chain(words.split(' ')).chain(app);
            match CommandLine::try_parse_from(line).map_err(|e| e.to_string())?.command {
                Command::Slip(command) => answer(&command, input, NOW).map_err(|trouble| trouble.to_string()),
                _ => unreachable!("the second word is `slip`"),
            }
        }
    }

    fn sample() -> String {
        let today = NOW.date();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/forms/water-start.toml");
        serde_json::to_string(&crate::city::load_form(file.as_ref(), today, &domain::open_days::OpenDays::default()).unwrap().sample)
            .unwrap()
    }

    #[test]
    fn a_program_seals_and_the_hall_opens() {
        let desk = Desk(tempfile::tempdir().unwrap());
        for seal in ["seal --form water-start --data DATA", "seal --form water-start --plain"] {
            let digits = desk.run(seal, &sample()).unwrap();
            assert!(digits.bytes().all(|byte| byte.is_ascii_digit()));
            let opened = desk.run("open --data DATA", &format!("{digits}\n")).unwrap();
            let opened: serde_json::Value = serde_json::from_str(&opened).unwrap();
            assert_eq!(opened["form"], "water-start");
            assert_eq!(opened["created"], "2026-11-22T10:30:00+09:00");
            assert_eq!(opened["answers"].as_object().unwrap().len(), serde_json::from_str::<Entries>(&sample()).unwrap().0.len());
        }
    }

    #[test]
    fn several_forms_go_into_one_code() {
        let desk = Desk(tempfile::tempdir().unwrap());
        let seal = "seal --form water-start --form water-start --data DATA";
        let digits = desk.run(seal, &format!("[{}, {}]", sample(), sample())).unwrap();
        let opened: serde_json::Value = serde_json::from_str(&desk.run("open --data DATA", &digits).unwrap()).unwrap();
        assert_eq!(opened.as_array().unwrap().len(), 2);
        assert_eq!(opened[1]["form"], "water-start");
        assert_eq!(opened[0]["answers"], opened[1]["answers"]);
        let refused = |input: &str| desk.run(seal, input).unwrap_err();
        assert!(refused(&sample()).contains("[{"), "one set of answers for two forms");
        assert!(refused(&format!("[{}]", sample())).contains("様式は2件、記入内容は1件"));
        assert!(refused(&format!("[{}, {{}}]", sample())).contains("user.family"));
        let seventeen = format!("seal --plain{}", " --form water-start".repeat(17));
        assert!(desk.run(&seventeen, &format!("[{}]", vec![sample(); 17].join(","))).unwrap_err().contains("16件"));
    }

    #[test]
    fn a_code_in_pages_opens_in_any_order_and_says_what_is_missing() {
        let desk = Desk(tempfile::tempdir().unwrap());
        let seal = |words: &str, count: usize| {
            let many = format!("seal --data DATA{words}{}", " --form water-start".repeat(count));
            let rare = |nth: u32| {
                let mut entries: Entries = serde_json::from_str(&sample()).unwrap();
                let long = |from: u32| (from..from + 60).filter_map(char::from_u32).collect::<String>();
                let texts: Vec<String> = entries.0.keys().filter(|control| control.ends_with(".building")).cloned().collect();
                (0..).zip(texts).for_each(|(at, control)| entries.set(control, long(0x5000 + nth * 0x400 + at * 0x80)));
                entries
            };
            desk.run(&many, &serde_json::to_string(&(0..count as u32).map(rare).collect::<Vec<_>>()).unwrap()).unwrap()
        };
        let whole = seal("", 8);
        assert!(whole.len() > 991 && !whole.contains('\n'), "{}", whole.len());
        let written = seal(" --pages", 8);
        let pages: Vec<&str> = written.lines().collect();
        assert!(pages.len() > 1 && pages.iter().all(|page| page.starts_with('3')));
        let backwards: Vec<&str> = pages.iter().rev().copied().collect();
        let opened: serde_json::Value = serde_json::from_str(&desk.run("open --data DATA", &backwards.join("\n")).unwrap()).unwrap();
        assert_eq!(opened.as_array().unwrap().len(), 8);
        assert!(desk.run("explain --data DATA", &backwards.join(" ")).unwrap().starts_with("kind 5"));
        let missing = desk.run("open --data DATA", pages[0]).unwrap_err();
        assert!(missing.contains("2枚目"), "{missing}");
        let mixed = desk.run("open --data DATA", &format!("{}\n{}", pages[0], seal(" --pages", 8).lines().nth(1).unwrap())).unwrap_err();
        assert!(mixed.contains("別の申請書のページ"), "{mixed}");
    }

    #[test]
    fn the_public_key_seals_and_only_the_private_one_opens() {
        let desk = Desk(tempfile::tempdir().unwrap());
        let keys = keys::of_the_city(desk.0.path(), Zone::All).unwrap();
        let id = keys.public.unwrap().id;
        let sealed = desk.run("seal --form water-start --key DATA/keys/city-key.json", &sample()).unwrap();
        assert!(desk.run(&format!("open --key DATA/keys/1-{id}.key"), &sealed).is_ok());
        assert!(desk.run("open --key DATA/keys/city-key.json", &sealed).unwrap_err().contains("公開鍵"));
        assert!(desk.run("open --data DATA/elsewhere", &sealed).unwrap_err().contains("鍵"));
    }

    #[test]
    fn a_code_is_told_symbol_by_symbol() {
        let desk = Desk(tempfile::tempdir().unwrap());
        for (seal, first) in
            [("seal --form water-start --data DATA", "kind 2  sealed to"), ("seal --form water-start --plain", "kind 1  plain")]
        {
            let digits = desk.run(seal, &sample()).unwrap();
            let told = desk.run("explain --data DATA", &digits).unwrap();
            assert!(told.starts_with(first), "{told}");
            let line = |symbol: &str| told.lines().find(|line| line.contains(symbol)).unwrap_or_else(|| panic!("no {symbol} in {told}"));
            assert!(line("municipality").ends_with("2040"), "{told}");
            assert!(line("quarter-hour").contains("6.58"), "{told}");
            assert!(line("row of the town table").contains("00000"), "{told}");
            assert!(told.lines().filter(|line| line.contains("user ") && line.contains("sign")).count() > 4, "{told}");
            assert!(!told.contains("読めなくなりました"));
        }
        let digits = desk.run("seal --form water-start --plain", &sample()).unwrap();
        let cut = desk.run("explain --data DATA", &digits[..digits.len() - 9]).unwrap();
        assert!(cut.contains("読めなくなりました"), "{cut}");
    }

    #[test]
    fn what_is_wrong_is_said_in_a_sentence() {
        let desk = Desk(tempfile::tempdir().unwrap());
        let sentence = |words: &str, input: &str| desk.run(words, input).unwrap_err();
        assert!(sentence("seal --form nothing --plain", "{}").contains("water-start"));
        assert!(sentence("seal --form water-start --plain", "[]").contains("JSON"));
        let blank = sentence("seal --form water-start --plain", "{}");
        assert!(blank.contains("user.family") && !blank.contains('\n'), "{blank}");
        assert!(sentence("open --data DATA", "こんにちは").contains("コードではありません"));
    }
}
