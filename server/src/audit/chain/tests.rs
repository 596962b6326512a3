use async_trait::async_trait;
use domain::moment::Moment;
use proptest::prelude::*;

use super::*;
use crate::ledger::log::{LogLine, StoredLogLine};

/// A log on paper.
struct Paper(Vec<StoredLogLine>);

#[async_trait]
impl LogLedger for Paper {
    async fn append_log(&self, _line: LogLine) -> Result<(), LedgerFault> {
        Err(LedgerFault::Broken("paper is only read here".into()))
    }

    async fn code_read_at(&self, _what: &str) -> Result<Option<Moment>, LedgerFault> {
        Ok(None)
    }

    async fn log_after(&self, seq: u64, at_most: u32) -> Result<Vec<StoredLogLine>, LedgerFault> {
        let after = self.0.iter().filter(|stored| stored.seq > seq);
        Ok(after.take(usize::try_from(at_most).expect("few")).cloned().collect())
    }
}

impl Paper {
    fn write(lines: Vec<(i64, String, String, String)>) -> Paper {
        let mut last = String::new();
        let chained = lines.into_iter().zip(1..).map(|((at, who, act, what), seq)| {
            let line = LogLine { at: Moment(at), who, act, what };
            last = line.chained_to(&last);
            StoredLogLine { seq, line, hash: last.clone() }
        });
        Paper(chained.collect())
    }

    fn verify(&self, noted: Option<(u64, &str)>) -> Verdict {
        futures::executor::block_on(verify(self, noted)).expect("paper can be read")
    }

    fn head(&self) -> (u64, String) {
        match self.verify(None) {
            Verdict::Unbroken(head) => (head.seq, head.hash),
            other => panic!("{other:?}"),
        }
    }
}

fn lines() -> impl Strategy<Value = Vec<(i64, String, String, String)>> {
    prop::collection::vec((any::<i64>(), "[a-z0-9 ]{0,8}", "[a-z]{0,5}", "[A-Z0-9 -]{0,9}"), 1..30)
}

proptest! {
    #[test]
    fn a_log_as_it_was_written_is_unbroken(lines in lines()) {
        let n = lines.len() as u64;
        let paper = Paper::write(lines);
        let (seq, hash) = paper.head();
        prop_assert_eq!(seq, n);
        prop_assert!(matches!(paper.verify(Some((seq, &hash))), Verdict::Unbroken(_)));
    }

    #[test]
    fn any_edit_is_found(lines in lines(), at in any::<prop::sample::Index>(), part in 0..4_u8, end in any::<bool>()) {
        let mut paper = Paper::write(lines);
        let place = at.index(paper.0.len());
        let line = &mut paper.0[place].line;
        // Letters moved from one field to the next are an edit too.
        match part {
            0 => line.at = Moment(line.at.0.wrapping_add(1)),
            1 => line.who.push('x'),
            2 if end => line.what.insert(0, 'x'),
            2 => line.act.push('x'),
            _ => {
                line.who = format!("{}{}|", line.who, line.act);
                line.act.clear();
            }
        }
        prop_assert_eq!(paper.verify(None), Verdict::Broken { seq: place as u64 + 1 });
    }

    #[test]
    fn a_line_taken_out_is_found(lines in lines(), at in any::<prop::sample::Index>()) {
        let mut paper = Paper::write(lines);
        let (seq, hash) = paper.head();
        let place = at.index(paper.0.len());
        let is_last = place + 1 == paper.0.len();
        paper.0.remove(place);
        if is_last {
            prop_assert_eq!(paper.verify(Some((seq, &hash))), Verdict::Missing { seq });
        } else {
            prop_assert_eq!(paper.verify(None), Verdict::Broken { seq: place as u64 + 2 });
        }
    }

    #[test]
    fn a_log_written_anew_is_found_by_whoever_noted_its_end(lines in lines(), other in lines()) {
        let (seq, hash) = Paper::write(lines.clone()).head();
        prop_assume!(other != lines);
        let starts_alike = other.starts_with(&lines);
        let verdict = Paper::write(other).verify(Some((seq, &hash)));
        prop_assert_eq!(matches!(verdict, Verdict::Missing { .. }), !starts_alike);
    }
}
