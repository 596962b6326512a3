//! Opening the city hall in the morning: the folder, the city, the forms, the keys, the ledger, the rooms. Everything that can
//! be wrong with them is found here, before the doors open.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::Hall;
use super::lobby::Lobby;
use super::slips::Slips;
use crate::audit::Log;
use crate::city::{self, Library, Used};
use crate::config::{Serve, Zone};
use crate::device::Devices;
use crate::keys;
use crate::ledger::sqlite::Sqlite;
use crate::ledger::{Ledger, LedgerFault};
use crate::paper::Paper;
use crate::paper::own::OwnPapers;
use crate::staff::StaffDesk;
use crate::{Clock, Trouble};

impl Hall {
    /// Opens the city hall with these settings; its live streams end when `closing` is cancelled.
    ///
    /// # Errors
    /// What keeps it shut, in one sentence.
    pub async fn open(settings: &Serve, clock: Clock, closing: CancellationToken) -> Result<Hall, Trouble> {
        let folders = &settings.folders;
        make_writable(&folders.data)?;
        let mut city = city::load_city(&folders.public_folder()?, &folders.city_folder()?)?;
        let mut forms = Library::load(&folders.forms_folder()?, &folders.city_folder()?, &city, clock.now().date())?;
        let used = Used::read(&folders.data)?;
        used.judge(&mut forms);
        used.remember(&forms)?;
        city::recall_towns(&mut city, &folders.data)?;
        city::remember_towns(&city, &folders.data)?;
        let ledger = open_ledger(&folders.ledger(), &city.code).await?;
        let trouble = |fault| ledger_trouble(&folders.ledger(), &fault);
        if settings.zone == Zone::Public {
            ledger.number_apart().await.map_err(trouble)?;
        } else if keys::has_none(&folders.data)? && ledger.has_sealed().await.map_err(trouble)? {
            return Err(keys::lost(&folders.data));
        }
        let keys = keys::of_the_city(&folders.data, settings.zone)?;
        (city.key, city.key_until) = (keys.public, keys.until);

        let city = Arc::new(city);
        let log = Log::new(Arc::clone(&ledger), clock.clone());
        let slips = Slips {
            city: Arc::clone(&city),
            forms: forms.clone(),
            keys: keys.ring,
            zone: settings.zone,
            ledger: Arc::clone(&ledger),
            log: log.clone(),
            clock: clock.clone(),
        };
        // Only the hall prints.
        let own = if settings.zone.has_key() { OwnPapers::load(&folders.city_folder()?, &forms) } else { OwnPapers::default() };
        let paper = Arc::new(Paper::new(&settings.fonts, &folders.city_folder()?, own));
        let listeners = settings.limits.listeners;
        let lobby = Lobby::open(&city, Arc::clone(&ledger) as _, clock.clone(), listeners, closing);
        let lobby = lobby.await.map_err(|fault| ledger_trouble(&folders.ledger(), &fault))?;
        Ok(Hall {
            zone: settings.zone,
            desk: StaffDesk::new(Arc::clone(&ledger), clock.clone(), log.clone()),
            devices: Devices::new(Arc::clone(&ledger), clock, log),
            city,
            forms,
            ledger,
            slips,
            paper,
            lobby,
            data: folders.data.clone(),
        })
    }
}

/// Makes the data folder for this account's eyes only, and tries whether something can be written there.
fn make_writable(data: &Path) -> Result<(), Trouble> {
    let trouble = |why| Trouble::folder(data, &why);
    DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(trouble)?;
    let trial = data.join(".write-trial");
    std::fs::write(&trial, b"").and_then(|()| std::fs::remove_file(&trial)).map_err(trouble)
}

/// Opens the ledger of the city of this code.
///
/// # Errors
/// If its file cannot be made or read.
pub async fn open_ledger(file: &Path, city: &str) -> Result<Arc<dyn Ledger>, Trouble> {
    let ledger = Sqlite::open(file, city).await.map_err(|fault| ledger_trouble(file, &fault))?;
    Ok(Arc::new(ledger))
}

fn ledger_trouble(file: &Path, fault: &LedgerFault) -> Trouble {
    Trouble::new(format!(
        "台帳 {} を開けません（{fault}）。ファイルが壊れていないか、ディスクに空きがあるか確かめてください。",
        file.display()
    ))
}
