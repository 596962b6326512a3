//! The country's holidays, as far as `data/holidays.txt` of the folder `public` knows them.

use std::path::Path;

use chrono::NaiveDate;

use super::{Mistake, Mistakes};

/// Reads the holidays (祝日); none, if there is no such file.
///
/// # Errors
/// Every line that is no day with its name, or does not follow the day before it.
pub fn load(public: &Path) -> Result<Vec<NaiveDate>, Mistakes> {
    let file = public.join("data/holidays.txt");
    let Ok(text) = std::fs::read_to_string(&file) else { return Ok(Vec::new()) };
    let (mut days, mut mistakes): (Vec<NaiveDate>, _) = (Vec::new(), Vec::new());
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#') && !line.is_empty()) {
        match understood(line) {
            Some(day) if days.last().is_none_or(|last| *last < day) => days.push(day),
            found => {
                let reason = match found {
                    Some(_) => "祝日は、日付の順に1日ずつ書いてください。",
                    None => "祝日は「2026-11-23 勤労感謝の日」のように、日付と名前を書いてください。",
                };
                mistakes.push(Mistake { file: file.clone(), line: Some(number), reason: reason.into() });
            }
        }
    }
    if mistakes.is_empty() { Ok(days) } else { Err(Mistakes(mistakes)) }
}

fn understood(line: &str) -> Option<NaiveDate> {
    let (day, name) = line.split_once(' ')?;
    let day = day.parse::<NaiveDate>().ok().filter(|read| read.to_string() == day)?;
    (!name.trim().is_empty()).then_some(day)
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;

    fn read(text: &str) -> Result<Vec<NaiveDate>, Mistakes> {
        let public = tempfile::tempdir().unwrap();
        std::fs::create_dir(public.path().join("data")).unwrap();
        std::fs::write(public.path().join("data/holidays.txt"), text).unwrap();
        load(public.path())
    }

    #[test]
    fn a_day_a_line_is_read_with_its_name() {
        let days = read("# 出典\n2026-11-03 文化の日\n2026-11-23 勤労感謝の日\n").unwrap();
        assert_eq!(days.iter().map(NaiveDate::to_string).collect::<Vec<_>>(), ["2026-11-03", "2026-11-23"]);
        assert_eq!(load(Path::new("/nowhere")).unwrap(), []);
    }

    #[test]
    fn a_line_that_says_nothing_is_told_by_its_number() {
        let lines = |text: &str| read(text).unwrap_err().0.into_iter().map(|mistake| mistake.line.unwrap()).collect::<Vec<_>>();
        assert_eq!(lines("2026-11-03\n2026-11-23 勤労感謝の日\n2026-11-31 なし\n"), [1, 3]);
        assert_eq!(lines("2026-11-23 勤労感謝の日\n2026-11-03 文化の日\n"), [2], "out of order");
        assert_eq!(lines("2026-1-1 元日\n"), [1]);
    }

    #[test]
    fn the_years_that_come_with_the_program_have_theirs() {
        let days = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../public")).unwrap();
        for year in 2026..=2028 {
            // 16 holidays a year, and what lies on a Sunday is made up for.
            let in_year = days.iter().filter(|day| day.year() == year).count();
            assert!((16..=20).contains(&in_year), "{in_year} holidays in {year}");
        }
        let is_one = |day: &str| days.contains(&day.parse().unwrap());
        assert!(is_one("2026-11-23") && is_one("2027-01-01") && is_one("2027-03-22") && !is_one("2026-11-24"));
    }
}
