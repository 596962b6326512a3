//! `madoguchi staff`: what the operator can do where no session is needed, since they hold the ledger's file.

use clap::Subcommand;

use crate::Trouble;
use crate::ledger::{Ledger, LedgerFault};
use crate::staff::StaffDesk;

/// What to do about the staff (職員).
#[derive(Subcommand, Clone, Debug)]
pub enum StaffCommand {
    /// Show who works here.
    List,
    /// Make a one-time code for somebody new, or for somebody who was removed because they forgot their passphrase.
    Invite,
    /// Take somebody's access away at once. What they did stays in the log; their name becomes free.
    Remove {
        /// The name they sign in with.
        name: String,
    },
}

/// Does it, and says in words what was done.
///
/// # Errors
/// If the ledger cannot be read or written, or nobody of this name works here.
pub async fn run(command: &StaffCommand, desk: &StaffDesk, ledger: &dyn Ledger) -> Result<String, Trouble> {
    let unwilling = |fault: LedgerFault| Trouble::new(format!("職員の台帳を使えません（{fault}）。"));
    match command {
        StaffCommand::List => {
            let staff = ledger.staff().await.map_err(unwilling)?;
            Ok(staff.iter().map(|who| format!("{:>6}  {}\n", who.id, who.name)).collect())
        }
        StaffCommand::Invite => {
            let invitation = desk.operators_invitation().await.map_err(unwilling)?;
            Ok(format!("招待コード  {}  （{}まで・1回だけ使えます）\n", invitation.code, invitation.until.words()))
        }
        StaffCommand::Remove { name } => match desk.dismiss(name).await {
            Ok(()) => Ok(format!("「{name}」はサインインできなくなりました。これまでの操作は記録に残っています。\n")),
            Err(LedgerFault::Missing) => Err(Trouble::new(format!(
                "「{name}」という職員はいません。madoguchi staff list で、サインインに使う名前を確かめてください。"
            ))),
            Err(fault) => Err(unwilling(fault)),
        },
    }
}
