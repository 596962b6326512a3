//! The one task that writes: it takes what waits, commits it together, then answers every waiter.
//!
//! One fsync serves a whole batch, so many submissions cost little more than one.

use std::sync::Arc;

use futures::future::BoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

use super::super::submissions::NewSubmission;
use super::{LedgerFault, fault, submissions};
use domain::submission::Receipt;

/// How many may wait to write before new ones are sent away.
const WAITING: usize = 1024;
/// How many are committed together at most.
const BATCH: usize = 256;

/// The door to the writing task.
#[derive(Clone)]
pub(super) struct Writer {
    door: mpsc::Sender<Work>,
    task: Arc<Mutex<Option<JoinHandle<()>>>>,
}

/// A submission, and where its receipt goes.
type Waiter = (NewSubmission, oneshot::Sender<Result<Receipt, LedgerFault>>);
/// Any other work, run inside the batch's transaction.
type Other = Box<dyn for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Answer> + Send>;

/// Something to write. Submissions are many and alike, so a batch of them is one statement.
enum Work {
    Keep(Waiter),
    Other(Other),
    Close,
}

/// What a waiter will hear once the batch is committed, or why it was not.
struct Answer {
    fault: Option<LedgerFault>,
    tell: Box<dyn FnOnce(Result<(), LedgerFault>) + Send>,
}

impl Writer {
    pub(super) fn start(connection: SqliteConnection, options: SqliteConnectOptions, city: &str) -> Writer {
        let (door, work) = mpsc::channel(WAITING);
        let task = tokio::spawn(write_all(connection, options, city.to_owned(), work));
        Writer { door, task: Arc::new(Mutex::new(Some(task))) }
    }

    /// Stores a submission.
    pub(super) async fn keep(&self, new: NewSubmission) -> Result<Receipt, LedgerFault> {
        let (tell, hear) = oneshot::channel();
        self.send(Work::Keep((new, tell)))?;
        hear.await.map_err(|_| LedgerFault::Overloaded)?
    }

    /// Runs `work` in the next batch and gives its outcome once that is on the disk.
    ///
    /// Work that writes more than one statement opens a savepoint of its own, so that a refusal half-way leaves nothing behind.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, LedgerFault>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T, LedgerFault>> + Send + 'static,
    {
        let (tell, hear) = oneshot::channel();
        self.send(Work::Other(Box::new(move |connection| {
            Box::pin(async move {
                let outcome = work(connection).await;
                let fault = outcome.as_ref().err().cloned();
                // A waiter that went away needs no answer.
                Answer { fault, tell: Box::new(move |committed| drop(tell.send(committed.and(outcome)))) }
            })
        })))?;
        hear.await.map_err(|_| LedgerFault::Overloaded)?
    }

    /// Writes what waits, then ends the task.
    pub(super) async fn close(&self) {
        if self.door.send(Work::Close).await.is_ok()
            && let Some(task) = self.task.lock().await.take()
        {
            task.await.unwrap_or_else(|trouble| tracing::error!(%trouble, "the writer ended badly"));
        }
    }

    fn send(&self, work: Work) -> Result<(), LedgerFault> {
        self.door.try_send(work).map_err(|_| LedgerFault::Overloaded)
    }
}

async fn write_all(mut connection: SqliteConnection, options: SqliteConnectOptions, city: String, mut waiting: mpsc::Receiver<Work>) {
    let mut batch = Vec::with_capacity(BATCH);
    let mut open = true;
    while open && waiting.recv_many(&mut batch, BATCH).await > 0 {
        let mut submissions = Vec::new();
        let mut others = Vec::new();
        for work in batch.drain(..) {
            match work {
                Work::Keep(waiter) => submissions.push(waiter),
                Work::Other(work) => others.push(work),
                Work::Close => open = false,
            }
        }
        if commit(&mut connection, &city, submissions, others).await.is_err() {
            // SQLite may have rolled back behind our back; a fresh connection knows where it stands.
            match options.connect().await {
                Ok(fresh) => connection = fresh,
                Err(trouble) => tracing::error!(%trouble, "the ledger could not be opened anew"),
            }
        }
    }
}

/// Writes one batch in one transaction and answers everybody in it.
async fn commit(connection: &mut SqliteConnection, city: &str, submissions: Vec<Waiter>, others: Vec<Other>) -> Result<(), LedgerFault> {
    let (new, tell): (Vec<_>, Vec<_>) = submissions.into_iter().unzip();
    let mut answers = Vec::with_capacity(others.len());
    let outcome = async {
        if others.is_empty() {
            // One statement is a transaction by itself, and needs no journal of its own as it would inside another.
            return submissions::keep_all(connection, city, &new).await;
        }
        let mut batch = connection.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
        let receipts = submissions::keep_all(&mut batch, city, &new).await?;
        for work in others {
            let answer = work(&mut batch).await;
            // After a full disk nothing of this batch may be acknowledged.
            let ruined = answer.fault.clone().filter(|f| matches!(f, LedgerFault::DiskFull | LedgerFault::Broken(_)));
            answers.push(answer);
            if let Some(fault) = ruined {
                return Err(fault);
            }
        }
        batch.commit().await.map_err(fault)?;
        Ok(receipts)
    }
    .await;
    let committed = outcome.as_ref().map(drop).map_err(Clone::clone);
    answers.into_iter().for_each(|answer| (answer.tell)(committed.clone()));
    match outcome {
        Ok(receipts) => tell.into_iter().zip(receipts).for_each(|(tell, receipt)| drop(tell.send(receipt))),
        Err(fault) => tell.into_iter().for_each(|tell| drop(tell.send(Err(fault.clone())))),
    }
    committed
}
