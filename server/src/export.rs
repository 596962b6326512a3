//! `madoguchi export`: what the city holds of one form, as CSV (RFC 4180), for a person's spreadsheet or for a program.

use std::fmt::Write;
use std::io;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use csv::{Terminator, WriterBuilder};
use domain::city::City;
use encoding_rs::SHIFT_JIS;

use crate::audit::{Actor, Log};
use crate::city::{Library, recall_towns};
use crate::config::{Folders, Zone};
use crate::hall::slips::Slips;
use crate::hall::slips::table::Table;
use crate::ledger::Ledger;
use crate::{Clock, Trouble, keys};

/// What stands where Shift_JIS has no such character (げた), as printers have always done.
const GETA: char = '〓';
/// The column that says which character it was.
const RARE: &str = "外字";
/// What makes a spreadsheet take a text for a formula, in either width.
const BEGINS_A_FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\0'];

/// The settings of `madoguchi export`.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// The form's id, such as move-in.
    #[arg(long, value_name = "ID", env = "MADOGUCHI_FORM")]
    pub form: String,
    /// The first day on which the submissions came, such as 2026-11-01.
    #[arg(long, value_name = "DATE", env = "MADOGUCHI_SINCE")]
    pub since: Option<NaiveDate>,
    /// The last day.
    #[arg(long, value_name = "DATE", env = "MADOGUCHI_UNTIL")]
    pub until: Option<NaiveDate>,
    /// Who reads it.
    #[arg(long = "for", value_enum, env = "MADOGUCHI_FOR", default_value = "people")]
    pub reader: Reader,
    /// How characters are written.
    #[arg(long, value_enum, env = "MADOGUCHI_ENCODING", default_value = "utf-8")]
    pub encoding: Encoding,
    /// Where the ledger, the keys, the city and its forms lie; a running server does not mind.
    #[command(flatten)]
    pub folders: Folders,
}

/// Who reads it (読む相手).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reader {
    /// A person, in a spreadsheet: a text that it would take for a formula has an apostrophe before it.
    People,
    /// A program: every cell is exactly what was written.
    Programs,
}

/// How characters are written (文字コード).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// UTF-8, for people with the mark by which spreadsheets know it.
    #[value(name = "utf-8")]
    Utf8,
    /// Shift_JIS (CP932): a character that it does not have is 〓, and the last column says which one it is.
    ShiftJis,
}

/// Writes it to standard output; what could not be read is told beside it.
///
/// # Errors
/// If there is no such form, or something cannot be read or written.
pub async fn run(settings: &Export, mut city: City, forms: Library, ledger: Arc<dyn Ledger>, clock: Clock) -> Result<(), Trouble> {
    let (since, until) = (settings.since.unwrap_or(NaiveDate::MIN), settings.until.unwrap_or(NaiveDate::MAX));
    if since > until {
        return Err(Trouble::new("--since が --until より後の日です。"));
    }
    recall_towns(&mut city, &settings.folders.data)?;
    let keys = Arc::new(keys::ring(&settings.folders.data)?);
    let log = Log::new(Arc::clone(&ledger), clock.clone());
    let slips = Slips { city: Arc::new(city), forms, keys, zone: Zone::Hall, ledger, log, clock };
    let table = slips.table(Actor::House, &settings.form, since..=until).await;
    let table = table.map_err(|refused| Trouble::new(refused.sentence()))?;
    if !table.unread.is_empty() {
        let numbers: Vec<&str> = table.unread.iter().map(|reference| reference.0.as_str()).collect();
        eprintln!("madoguchi: 開けない申請が{}件あり、入っていません（{}）。", numbers.len(), numbers.join("、"));
    }
    let bytes = write(table, settings.reader, settings.encoding)?;
    io::Write::write_all(&mut io::stdout(), &bytes).map_err(|why| Trouble::new(format!("結果を書き出せません（{why}）。")))
}

/// The table as CSV: every cell in quotes, lines ended by CR LF, the names of the columns first.
fn write(table: Table, reader: Reader, encoding: Encoding) -> Result<Vec<u8>, Trouble> {
    let Table { mut columns, mut rows, .. } = table;
    if encoding == Encoding::ShiftJis {
        let rare: Vec<String> = rows.iter_mut().map(|cells| take_out_rare(&columns, cells)).collect();
        rows.iter_mut().zip(rare).for_each(|(cells, rare)| cells.push(rare));
        columns.push(RARE.into());
    }
    if reader == Reader::People {
        rows.iter_mut().flatten().for_each(make_inert);
    }
    let unwritten = |why: String| Trouble::new(format!("CSVにできません（{why}）。"));
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    for record in std::iter::once(columns).chain(rows) {
        csv.write_record(record).map_err(|why| unwritten(why.to_string()))?;
    }
    let text = csv.into_inner().map_err(|why| unwritten(why.to_string()))?;
    match encoding {
        Encoding::Utf8 if reader == Reader::People => Ok([b"\xef\xbb\xbf", &*text].concat()),
        Encoding::Utf8 => Ok(text),
        Encoding::ShiftJis => {
            let (bytes, _, is_lossy) = SHIFT_JIS.encode(std::str::from_utf8(&text).map_err(|why| unwritten(why.to_string()))?);
            // The names of columns are a form's own words, and nobody could tell which character was meant.
            if is_lossy {
                Err(unwritten("様式の言葉に、Shift_JISにない文字があります".into()))
            } else {
                Ok(bytes.into_owned())
            }
        }
    }
}

/// A spreadsheet shows it as it is, and computes nothing (OWASP ASVS 5.0, 1.2.10).
fn make_inert(cell: &mut String) {
    if cell.starts_with(BEGINS_A_FORMULA) {
        cell.insert(0, '\'');
    }
}

/// Puts 〓 where Shift_JIS has no such character; says which they were, by column: `氏名_氏=U+20BB7`.
fn take_out_rare(columns: &[String], cells: &mut [String]) -> String {
    let mut told = String::new();
    for (column, cell) in columns.iter().zip(cells) {
        let rare: Vec<char> = cell.chars().filter(|c| is_rare(*c)).collect();
        if rare.is_empty() {
            continue;
        }
        let blank = if told.is_empty() { "" } else { " " };
        let codes: Vec<String> = rare.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        // Writing to a text cannot fail.
        let _ = write!(told, "{blank}{column}={}", codes.join("+"));
        *cell = cell.chars().map(|c| if is_rare(c) { GETA } else { c }).collect();
    }
    told
}

fn is_rare(c: char) -> bool {
    SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], reader: Reader, encoding: Encoding, expected: &[&str]) {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let columns = (1..=cells.len()).map(|number| format!("列{number}")).collect();
        let bytes = write(Table { columns, rows: vec![texts(cells)], unread: Vec::new() }, reader, encoding).expect("it can be written");
        let text = match encoding {
            Encoding::Utf8 => String::from_utf8(bytes).expect("it is UTF-8"),
            Encoding::ShiftJis => SHIFT_JIS.decode(&bytes).0.into_owned(),
        };
        let mut read = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row = read.records().next().expect("there is a row").expect("it is CSV");
        assert_eq!(row.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_program_reads_exactly_what_was_written() {
        let cells = ["=1+1", "a\"b,c", "一行目\r\n二行目", "𠮷野", "", "0900"];
        check(&cells, Reader::Programs, Encoding::Utf8, &cells);
    }

    #[test]
    fn a_spreadsheet_computes_nothing() {
        check(&["=1+1", "＝A1", "\tx", "普通"], Reader::People, Encoding::Utf8, &["'=1+1", "'＝A1", "'\tx", "普通"]);
    }

    #[test]
    fn a_character_that_shift_jis_does_not_have_is_named() {
        let expected = ["〓野", "髙﨑", "〓〓", "列1=U+20BB7 列3=U+2000B+U+1F600"];
        check(&["𠮷野", "髙﨑", "𠀋😀"], Reader::Programs, Encoding::ShiftJis, &expected);
    }
}
