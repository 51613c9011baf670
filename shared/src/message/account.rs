//! Words for what happened to an account, and for who its owner is.

use crate::account::AccountEventKind;
use crate::identity::{IdentityField, IdentityLock};
use crate::language::Language;

/// Why a field that says who a person is can't be replaced by its owner, and the way out.
#[must_use]
pub const fn identity_lock(lock: IdentityLock, language: Language) -> &'static str {
    match lock {
        IdentityLock::Judged => language.pick(
            "Balai sudah menilai pendaftaran Anda, jadi data KTP ini tetap. Ada yang salah? Bawa KTP ke loket balai itu, dan petugas memperbaikinya.",
            "A centre has judged your application already, so this KTP data stays. Is something wrong? Take your KTP to that centre's counter, and its staff correct it.",
        ),
        IdentityLock::Waiting => language.pick(
            "Anda ada di daftar tunggu, jadi data KTP ini tetap. Ada yang salah? Bawa KTP ke loket balai itu, dan petugas memperbaikinya.",
            "You are on a waiting list, so this KTP data stays. Is something wrong? Take your KTP to that centre's counter, and its staff correct it.",
        ),
        IdentityLock::Seat => language.pick(
            "Ada kursi pelatihan atas nama Anda, jadi data KTP ini tetap. Ada yang salah? Bawa KTP ke loket balai itu, dan petugas memperbaikinya.",
            "A seat is in your name, so this KTP data stays. Is something wrong? Take your KTP to that centre's counter, and its staff correct it.",
        ),
        IdentityLock::Training => language.pick(
            "Sertifikat pelatihan memakai nama Anda, jadi data KTP ini tetap. Ada yang salah? Bawa KTP ke loket balai itu, dan petugas memperbaikinya.",
            "A training's certificate bears your name, so this KTP data stays. Is something wrong? Take your KTP to that centre's counter, and its staff correct it.",
        ),
        IdentityLock::Benefit => language.pick(
            "Manfaat Prakerja diberikan atas nama Anda, jadi data KTP ini tetap. Ada yang salah? Bawa KTP ke loket balai tempat Anda mendaftar, dan petugas memperbaikinya.",
            "A Prakerja benefit was given in your name, so this KTP data stays. Is something wrong? Take your KTP to the counter of a centre you applied to, and its staff correct it.",
        ),
    }
}

/// What happened, as the owner reads it.
#[must_use]
pub const fn account_event(kind: AccountEventKind, language: Language) -> &'static str {
    let (id, en) = match kind {
        AccountEventKind::PhoneConfirmed => {
            ("Nomor telepon terverifikasi milik Anda", "Phone number confirmed")
        }
        AccountEventKind::EmailConfirmed => {
            ("Alamat email terverifikasi milik Anda", "Email address confirmed")
        }
        AccountEventKind::PhoneChanged => ("Nomor telepon diganti", "Phone number changed"),
        AccountEventKind::EmailChanged => ("Alamat email diganti", "Email address changed"),
        AccountEventKind::PhoneReleased => (
            "Nomor telepon yang belum diverifikasi dilepas dari akun ini",
            "A phone number that wasn't confirmed was taken off this account",
        ),
        AccountEventKind::EmailReleased => (
            "Alamat email yang belum diverifikasi dilepas dari akun ini",
            "An email address that wasn't confirmed was taken off this account",
        ),
        AccountEventKind::PasswordChanged => ("Kata sandi diganti", "Password changed"),
        AccountEventKind::PasswordReset => {
            ("Kata sandi baru dibuat dengan kode", "New password made with a code")
        }
        AccountEventKind::IdentityShown => {
            ("NIK dan KK ditampilkan lengkap", "NIK and KK shown in full")
        }
        AccountEventKind::RecoveryStopped => (
            "Anda menghentikan penggantian nomor telepon",
            "You stopped the change of the phone number",
        ),
        AccountEventKind::IdentityChanged => {
            ("Nama atau data KTP diganti", "Name or KTP data changed")
        }
        AccountEventKind::Deleted => ("Akun dihapus", "Account deleted"),
        AccountEventKind::RecoveryAsked
        | AccountEventKind::RecoveryApproved
        | AccountEventKind::RecoveredAtCounter
        | AccountEventKind::AssistedAtCounter
        | AccountEventKind::IdentityCorrected
        | AccountEventKind::Joined
        | AccountEventKind::JoinedToAnother => at_the_counter(kind),
    };
    language.pick(id, en)
}

/// What staff did to an account, in both languages; nothing for what they don't do.
const fn at_the_counter(kind: AccountEventKind) -> (&'static str, &'static str) {
    match kind {
        AccountEventKind::RecoveryAsked => (
            "Petugas balai meminta nomor telepon baru untuk akun ini di loket",
            "A centre's staff asked for a new phone number for this account at the counter",
        ),
        AccountEventKind::RecoveryApproved => (
            "Petugas kedua menyetujui nomor telepon baru itu",
            "A second member of staff approved that new phone number",
        ),
        AccountEventKind::RecoveredAtCounter => (
            "Petugas balai mengganti nomor telepon di loket",
            "A centre's staff changed the phone number at the counter",
        ),
        AccountEventKind::AssistedAtCounter => (
            "Petugas balai mendaftarkan Anda di loket",
            "A centre's staff applied for you at the counter",
        ),
        AccountEventKind::IdentityCorrected => (
            "Petugas balai memperbaiki nama atau data KTP Anda di loket",
            "A centre's staff corrected your name or KTP data at the counter",
        ),
        AccountEventKind::Joined => (
            "Petugas balai menggabungkan akun Anda yang lain ke akun ini",
            "A centre's staff joined your other account to this one",
        ),
        AccountEventKind::JoinedToAnother => (
            "Petugas balai menggabungkan akun ini ke akun Anda yang lain",
            "A centre's staff joined this account to your other one",
        ),
        AccountEventKind::PhoneConfirmed
        | AccountEventKind::EmailConfirmed
        | AccountEventKind::PhoneChanged
        | AccountEventKind::EmailChanged
        | AccountEventKind::PhoneReleased
        | AccountEventKind::EmailReleased
        | AccountEventKind::PasswordChanged
        | AccountEventKind::PasswordReset
        | AccountEventKind::IdentityShown
        | AccountEventKind::RecoveryStopped
        | AccountEventKind::IdentityChanged
        | AccountEventKind::Deleted => ("", ""),
    }
}

/// A part of what says who a person is.
#[must_use]
pub const fn identity_field(field: IdentityField, language: Language) -> &'static str {
    match field {
        IdentityField::Name => language.pick("Nama", "Name"),
        IdentityField::Nik => "NIK",
        IdentityField::BirthDate => language.pick("Tanggal lahir", "Birth date"),
        IdentityField::Sex => language.pick("Jenis kelamin", "Sex"),
    }
}
