//! Dates: near the day on which the slip is made, any other, and such of which something is unknown.

use super::*;

/// How likely a date lies near the day the slip is made, further away, or outside of the days that are counted.
const DATE: [u8; 3] = [24, 39, 1];

/// A near date is counted from this many days before the slip was made.
const NEAR_BEFORE: i32 = 192;
/// How many days are near.
const NEAR_DAYS: u32 = 256;
/// 1868-01-25, from which other dates are counted, as a day of the common era.
const MEIJI: i32 = 681_932;
/// How many days are counted from there: until 2226.
const COUNTED_DAYS: u32 = 131_072;

impl Walker<'_> {
    /// A date, whole or as far as it is known; what is not whole has the third of the ways.
    pub(super) fn date(&mut self, given: PartialDate) -> Result<PartialDate, Misfit> {
        let whole = matches!(given, PartialDate::Day(_));
        let day = given.first_day().num_days_from_ce();
        let (near, counted) = (day - self.made + NEAR_BEFORE, day - MEIJI);
        let fits = |places: i32, limit: u32| whole && u32::try_from(places).is_ok_and(|places| places < limit);
        let kind = if fits(near, NEAR_DAYS) { 0 } else { 2 - usize::from(fits(counted, COUNTED_DAYS)) };
        self.tape.next_is("kind of date");
        let kind = self.tape.pick(&DATE, kind)?;
        self.tape.next_is("day");
        let date = match kind {
            0 => NaiveDate::from_num_days_from_ce_opt(self.made - NEAR_BEFORE + self.tape.uniform(NEAR_DAYS, near as u32)? as i32),
            1 => NaiveDate::from_num_days_from_ce_opt(MEIJI + self.tape.uniform(COUNTED_DAYS, counted as u32)? as i32),
            _ => return self.date_in_parts(given),
        };
        date.map(PartialDate::Day).ok_or(Misfit)
    }

    /// The year, then the month and the day, each after whether it is there.
    fn date_in_parts(&mut self, given: PartialDate) -> Result<PartialDate, Misfit> {
        self.tape.next_is("year");
        let year = self.tape.uniform(10_000, given.year() as u32)? as i32;
        self.tape.next_is("more?");
        if !self.tape.bit(!matches!(given, PartialDate::Year(_)))? {
            return if self.tape.bit(false)? { Err(Misfit) } else { Ok(PartialDate::Year(year)) };
        }
        let first = given.first_day();
        self.tape.next_is("month");
        let month = 1 + self.tape.uniform(12, first.month0())?;
        self.tape.next_is("more?");
        match self.tape.bit(matches!(given, PartialDate::Day(_)))? {
            false => Ok(PartialDate::Month(year, month)),
            true => {
                self.tape.next_is("day");
                let day = 1 + self.tape.uniform(31, first.day0())?;
                NaiveDate::from_ymd_opt(year, month, day).map(PartialDate::Day).ok_or(Misfit)
            }
        }
    }
}
