//! The day's totals: what was taken for how many forms, to be compared with the money in the till.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// What was filled in by one member of staff for one form on one day (収納集計の行). What is changed on another day counts on that day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The form's title.
    pub form: String,
    /// Who took it.
    pub by: String,
    /// How many forms were accepted.
    pub count: u32,
    /// How many copies were asked for in them.
    pub copies: i64,
    /// What was taken, in yen; less than nothing, if more was given back.
    pub charged: i64,
    /// What was due and not taken, in yen.
    pub waived: i64,
    /// For how many of them no amount is written down.
    pub open: u32,
}

/// The money in the till as somebody counted it (実査).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// In yen.
    pub yen: u32,
    /// Who counted.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// The totals of a day (収納集計).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayTotals {
    /// Which day, in Japan.
    pub day: NaiveDate,
    /// A row for each form and member of staff, in the order of the forms.
    pub rows: Vec<Taken>,
    /// What was counted, oldest first.
    pub counted: Vec<Counted>,
}

impl Taken {
    fn add(&mut self, other: &Taken) {
        self.count += other.count;
        self.copies += other.copies;
        self.charged += other.charged;
        self.waived += other.waived;
        self.open += other.open;
    }
}

impl DayTotals {
    /// A row for each form.
    pub fn by_form(&self) -> Vec<Taken> {
        self.grouped(|row| Taken { form: row.form.clone(), ..Taken::default() })
    }

    /// A row for each member of staff.
    pub fn by_staff(&self) -> Vec<Taken> {
        self.grouped(|row| Taken { by: row.by.clone(), ..Taken::default() })
    }

    /// Everything of the day.
    pub fn all(&self) -> Taken {
        self.grouped(|_| Taken::default()).pop().unwrap_or_default()
    }

    /// How much more lies in the till than was taken, in yen; less than nothing, if it is less. Nothing before anybody counted.
    pub fn difference(&self) -> Option<i64> {
        self.counted.last().map(|counted| i64::from(counted.yen) - self.all().charged)
    }

    /// The day as a table for a spreadsheet: a line for each form and member of staff, one for all, and what was counted.
    pub fn csv(&self) -> String {
        let day = self.day.to_string();
        let row = |kind: &str, taken: &Taken| {
            let Taken { form, by, count, copies, charged, waived, open } = taken;
            let numbers = [i64::from(*count), *copies, *charged, *waived, i64::from(*open)].map(|number| number.to_string());
            let texts = [kind, &day, form, by].map(quoted);
            line(texts.into_iter().chain(numbers))
        };
        let head = ["区分", "日付", "様式", "担当", "件数", "通数", "収納額", "減免額", "額の記入なし"].map(String::from);
        let mut lines = vec![line(head)];
        lines.extend(self.rows.iter().map(|taken| row("内訳", taken)));
        lines.push(row("合計", &self.all()));
        if let (Some(counted), Some(difference)) = (self.counted.last(), self.difference()) {
            let money = |kind: &str, yen: i64| {
                line([
                    quoted(kind),
                    quoted(&day),
                    String::new(),
                    quoted(&counted.by),
                    String::new(),
                    String::new(),
                    yen.to_string(),
                    String::new(),
                    String::new(),
                ])
            };
            lines.extend([money("現金の実査", counted.yen.into()), money("差額", difference)]);
        }
        lines.concat()
    }

    fn grouped(&self, key: impl Fn(&Taken) -> Taken) -> Vec<Taken> {
        let mut groups: BTreeMap<(String, String), Taken> = BTreeMap::new();
        for row in &self.rows {
            let first = key(row);
            groups.entry((first.form.clone(), first.by.clone())).or_insert(first).add(row);
        }
        groups.into_values().collect()
    }
}

/// One line, as RFC 4180 ends it.
fn line(cells: impl IntoIterator<Item = String>) -> String {
    format!("{}\r\n", cells.into_iter().collect::<Vec<_>>().join(","))
}

/// A text that no spreadsheet takes for a formula.
fn quoted(text: &str) -> String {
    let mark = if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\0']) { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(form: &str, by: &str, count: u32, charged: i64, waived: i64) -> Taken {
        Taken { form: form.into(), by: by.into(), count, copies: i64::from(count), charged, waived, open: 0 }
    }

    fn day() -> DayTotals {
        let rows = vec![
            taken("印鑑登録証明書交付申請書", "佐倉", 2, 600, 0),
            taken("住民票の写し等交付請求書", "佐倉", 3, 900, 300),
            taken("住民票の写し等交付請求書", "=花田", 1, -300, 0),
        ];
        DayTotals { day: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), rows, counted: Vec::new() }
    }

    #[test]
    fn a_day_is_added_up_by_form_by_person_and_as_a_whole() {
        let short = |rows: Vec<Taken>| {
            rows.into_iter().map(|row| format!("{}{} {} {} {}", row.form, row.by, row.count, row.charged, row.waived)).collect::<Vec<_>>()
        };
        assert_eq!(short(day().by_form()), ["住民票の写し等交付請求書 4 600 300", "印鑑登録証明書交付申請書 2 600 0"]);
        assert_eq!(short(day().by_staff()), ["=花田 1 -300 0", "佐倉 5 1500 300"]);
        assert_eq!(short(vec![day().all()]), [" 6 1200 300"]);
    }

    #[test]
    fn the_till_is_compared_with_what_was_counted_last() {
        assert_eq!(day().difference(), None, "nobody has counted");
        let counted = |yen| Counted { yen, by: "佐倉".into(), at: Moment(0) };
        assert_eq!(DayTotals { counted: vec![counted(100), counted(1100)], ..day() }.difference(), Some(-100));
    }

    #[test]
    fn no_name_is_a_formula_in_a_spreadsheet() {
        let counted = vec![Counted { yen: 1200, by: "佐\"倉".into(), at: Moment(0) }];
        let csv = DayTotals { counted, ..day() }.csv();
        assert!(csv.contains("\"'=花田\",1,1,-300,0,0\r\n"), "{csv}");
        assert!(csv.ends_with("\"差額\",\"2026-11-23\",,\"佐\"\"倉\",,,0,,\r\n"), "{csv}");
        let cells: Vec<usize> = csv.lines().map(|line| line.split(',').count()).collect();
        assert!(cells.iter().all(|n| *n == 9), "{cells:?}");
    }

    #[test]
    fn an_empty_day_has_a_head_and_a_sum_of_nothing() {
        let empty = DayTotals { rows: Vec::new(), ..day() };
        assert_eq!(empty.csv().lines().count(), 2);
        assert_eq!(empty.all(), Taken::default());
    }
}
