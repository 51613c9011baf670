//! Words for what happened to an account.

use crate::account::AccountEventKind;
use crate::language::Language;

/// What happened, as the owner reads it.
#[must_use]
pub const fn account_event(kind: AccountEventKind, language: Language) -> &'static str {
    match kind {
        AccountEventKind::PhoneConfirmed => {
            language.pick("Nomor telepon dipastikan milik Anda", "Phone number confirmed")
        }
        AccountEventKind::EmailConfirmed => {
            language.pick("Alamat email dipastikan milik Anda", "Email address confirmed")
        }
        AccountEventKind::PhoneChanged => {
            language.pick("Nomor telepon diganti", "Phone number changed")
        }
        AccountEventKind::EmailChanged => {
            language.pick("Alamat email diganti", "Email address changed")
        }
        AccountEventKind::PhoneReleased => language.pick(
            "Nomor telepon yang belum dipastikan dilepas dari akun ini",
            "A phone number that wasn't confirmed was taken off this account",
        ),
        AccountEventKind::EmailReleased => language.pick(
            "Alamat email yang belum dipastikan dilepas dari akun ini",
            "An email address that wasn't confirmed was taken off this account",
        ),
        AccountEventKind::PasswordChanged => {
            language.pick("Kata sandi diganti", "Password changed")
        }
        AccountEventKind::PasswordReset => {
            language.pick("Kata sandi baru dibuat dengan kode", "New password made with a code")
        }
        AccountEventKind::IdentityShown => {
            language.pick("NIK dan KK ditampilkan lengkap", "NIK and KK shown in full")
        }
        AccountEventKind::RecoveredAtCounter => language.pick(
            "Petugas balai mengganti nomor telepon di loket",
            "A centre's staff changed the phone number at the counter",
        ),
        AccountEventKind::AssistedAtCounter => language.pick(
            "Petugas balai melamarkan Anda di loket",
            "A centre's staff applied for you at the counter",
        ),
        AccountEventKind::Joined => language.pick(
            "Petugas balai menggabungkan akun Anda yang lain ke akun ini",
            "A centre's staff joined your other account to this one",
        ),
        AccountEventKind::JoinedToAnother => language.pick(
            "Petugas balai menggabungkan akun ini ke akun Anda yang lain",
            "A centre's staff joined this account to your other one",
        ),
        AccountEventKind::Deleted => language.pick("Akun dihapus", "Account deleted"),
    }
}
