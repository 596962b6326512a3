//! From settings to open doors: what `main` does, so that a story can do it too.

mod accept;
mod astray;
mod connection;
mod files;
mod socket;

use std::net::SocketAddr;
use std::sync::Arc;

use rustix::process::setpriority_process;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::city::{Catalogue, Library, Mistake, Used};
use crate::config::Serve;
use crate::hall::Hall;
use crate::http::{self, Doors};
use crate::pages::Pages;
use crate::pages::today::{Shown, Today};
use crate::tls::Tls;
use crate::{Clock, Trouble};
use accept::Entrance;
use connection::{Patience, Porch};

/// A city hall (開庁準備のできた市役所): everything that could fail has been tried, and the address is ours.
pub struct Ready {
    hall: Arc<Hall>,
    entrance: Entrance,
    tls: Tls,
    address: SocketAddr,
    left_out: Vec<Mistake>,
    shutdown: CancellationToken,
}

impl Ready {
    /// Gets a city hall ready to open. It is to close when `shutdown` is cancelled.
    ///
    /// # Errors
    /// What keeps it shut, in one sentence.
    pub async fn prepare(settings: Serve, clock: Clock, shutdown: CancellationToken) -> Result<Ready, Trouble> {
        settings.transport()?;
        let seats = files::raise_limit().min(settings.limits.connections);
        // First of all the address: a second server that was started by mistake must not touch the ledger.
        let listener = TcpListener::bind(settings.listen).await.map_err(|why| Trouble::address(settings.listen, &why))?;
        let address = listener.local_addr().map_err(|why| Trouble::address(settings.listen, &why))?;
        let tls = Tls::prepare(&settings, address, &clock)?;
        let hall = Arc::new(Hall::open(&settings, clock.clone(), shutdown.clone()).await?);
        let (shown, mistakes) = pages_with(&settings, &hall, hall.forms())?;
        let left_out = hall.forms().mistakes().chain(&hall.paper().own().mistakes).cloned().chain(mistakes).collect();
        let (again, of_hall) = (settings.clone(), Arc::clone(&hall));
        let make = move |today| {
            let forms = of_hall.forms().clone().on(today);
            Used::read(&again.folders.data)?.remember(&forms)?;
            Ok(pages_with(&again, &of_hall, &forms)?.0)
        };
        let pages = Arc::new(Today::new(clock, shown, Arc::new(make)));
        let doors = Doors::new(http::router(settings.clone(), Arc::clone(&hall), pages).merge(tls.routes())).for_proxies(settings);
        let entrance = Entrance::new(listener, seats, Porch::new(doors, tls.config.clone(), Patience::default()));
        Ok(Ready { hall, entrance, tls, address, left_out, shutdown })
    }

    /// Where it will be reached.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How it is reached, and how devices learn to trust it.
    pub fn tls(&self) -> &Tls {
        &self.tls
    }

    /// The city hall itself.
    pub fn hall(&self) -> &Arc<Hall> {
        &self.hall
    }

    /// What is wrong with the files that are left out of what the city offers.
    pub fn left_out(&self) -> &[Mistake] {
        &self.left_out
    }

    /// Opens the doors; returns when all is closed, with everything on the disk.
    pub async fn serve(self) {
        self.entrance.welcome_all(&self.shutdown).await;
        self.hall.close().await;
    }
}

/// The pages of a city hall with these forms, and what is wrong with the guides and chapters that are left out of them.
fn pages_with(settings: &Serve, hall: &Hall, forms: &Library) -> Result<(Shown, Vec<Mistake>), Trouble> {
    let folders = &settings.folders;
    let catalogue = Catalogue::load(&folders.public_folder()?, &folders.city_folder()?, forms)?;
    let mistakes = catalogue.mistakes.clone();
    let pages = Arc::new(Pages::new(hall.city(), forms.current(), catalogue, &folders.app_folder()?)?);
    // An unoptimised build would need some time for it, and keep a test waiting that is about something else.
    if settings.draw_ahead || !cfg!(debug_assertions) {
        draw_beside_the_serving(Arc::clone(&pages));
    }
    Ok((Shown { pages, until: forms.next_change() }, mistakes))
}

/// Draws the pages, and then has some seconds of work that nobody waits for, not even the end of the program: until it is done, pages are sent
/// as they are.
fn draw_beside_the_serving(pages: Arc<Pages>) {
    let work = move || {
        // On Linux this is the thread's own priority. If it cannot be lowered, requests are a little slower meanwhile.
        let _ = setpriority_process(None, 19);
        pages.draw();
        // An unoptimised build is tried out on the machine that it runs on: there is no line to spare.
        if !cfg!(debug_assertions) {
            pages.compress();
        }
    };
    if let Err(why) = std::thread::Builder::new().name("draw".into()).spawn(work) {
        tracing::warn!(%why, "the pages are drawn when somebody asks, and stay uncompressed");
    }
}
