//! The kiosks and displays.

use api::{Device, DeviceId, DeviceRole};
use async_trait::async_trait;
use domain::moment::Moment;

use super::LedgerFault;

/// The part of the ledger that holds the devices (端末の台帳). Tokens come and stay as hashes.
#[async_trait]
pub trait DeviceLedger: Send + Sync {
    /// Stores a new device that waits under this code.
    ///
    /// # Errors
    /// [`LedgerFault::NameTaken`] if another one waits under it.
    async fn introduce(&self, token_hash: &str, code: &str, now: Moment) -> Result<DeviceId, LedgerFault>;
    /// The device of this token, unless revoked.
    async fn device(&self, token_hash: &str) -> Result<Option<Device>, LedgerFault>;
    /// Every device that is not revoked.
    async fn devices(&self) -> Result<Vec<Device>, LedgerFault>;
    /// Confirms the device that has waited under this code since `not_before` or later.
    ///
    /// # Errors
    /// [`LedgerFault::Missing`] if none does.
    async fn confirm_device(
        &self,
        code: &str,
        not_before: Moment,
        name: &str,
        office: &str,
        role: DeviceRole,
    ) -> Result<Device, LedgerFault>;
    /// Remembers when a device was heard of.
    async fn heard_of(&self, id: DeviceId, now: Moment) -> Result<(), LedgerFault>;
    /// Remembers whether a kiosk may open and print what a person brings.
    ///
    /// # Errors
    /// [`LedgerFault::Missing`] if there is no such kiosk.
    async fn permit_printing(&self, id: DeviceId, may: bool) -> Result<(), LedgerFault>;
    /// Revokes a device for ever.
    ///
    /// # Errors
    /// [`LedgerFault::Missing`] if there is none.
    async fn revoke_device(&self, id: DeviceId) -> Result<(), LedgerFault>;
    /// Forgets the devices that have waited since before `before` without being confirmed.
    async fn forget_waiting(&self, before: Moment) -> Result<(), LedgerFault>;
}
