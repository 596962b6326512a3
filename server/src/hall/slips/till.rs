//! The day's totals, to be compared with the till.

use api::{Refused, StaffMember};
use chrono::NaiveDate;
use domain::form::show::grouped;
use domain::office_use::till::{Counted, DayTotals};

use super::Slips;
use crate::audit::{Act, Actor};

/// The most that lies in a till, in yen: more is a slip of the finger.
const MOST: u32 = 99_999_999;

impl Slips {
    /// The totals of a day. That they were looked at is written in the log.
    ///
    /// # Errors
    /// [`Refused::BadValue`] for a day to come, and the ledger's own.
    pub async fn totals(&self, who: StaffMember, day: NaiveDate) -> Result<DayTotals, Refused> {
        self.has_come(day)?;
        let totals = self.totals_of(day).await?;
        self.log.append(Actor::Staff(who.id), Act::Totals { day }).await?;
        Ok(totals)
    }

    /// Remembers what was counted in the till on a day; the totals with it.
    ///
    /// # Errors
    /// As [`Slips::totals`], and [`Refused::BadValue`] for an amount that no till holds.
    pub async fn count_till(&self, who: StaffMember, day: NaiveDate, yen: u32) -> Result<DayTotals, Refused> {
        self.has_come(day)?;
        if yen > MOST {
            return Err(Refused::BadValue { reason: format!("現金は{}円までの額を入力してください。", grouped(MOST)) });
        }
        let totals = self.totals_of(day).await?;
        self.ledger.count_till(day, Counted { yen, by: who.name.clone(), at: self.clock.now() }).await?;
        self.log.append(Actor::Staff(who.id), Act::CountTill { day, counted: yen, taken: totals.all().charged }).await?;
        Ok(DayTotals { counted: self.ledger.counted(day).await?, ..totals })
    }

    async fn totals_of(&self, day: NaiveDate) -> Result<DayTotals, Refused> {
        Ok(DayTotals { day, rows: self.ledger.taken(day).await?, counted: self.ledger.counted(day).await? })
    }

    fn has_come(&self, day: NaiveDate) -> Result<(), Refused> {
        if day > self.clock.now().date() {
            return Err(Refused::BadValue {
                reason: "これから来る日の集計はできません。今日か、それより前の日を選んでください。".into()
            });
        }
        Ok(())
    }
}
