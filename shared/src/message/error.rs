//! Words for failures and notices.

use crate::error::{ErrorCode, NoticeCode};
use crate::language::Language;
use crate::policy::Denied;

/// What went wrong, and what to do.
#[must_use]
pub const fn error(code: ErrorCode, language: Language) -> &'static str {
    match language {
        Language::Id => indonesian(code),
        Language::En => english(code),
    }
}

/// The words for a refusal by the policy.
#[must_use]
pub const fn denied(denied: Denied, language: Language) -> &'static str {
    error(denied.code(), language)
}

const fn indonesian(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::InvalidQuery => "Permintaan ini tidak dapat dibaca oleh layanan.",
        ErrorCode::Unauthenticated => "Silakan masuk dulu, lalu lanjutkan.",
        ErrorCode::Forbidden => "Akun Anda belum memiliki izin untuk ini.",
        ErrorCode::NotFound => "Yang Anda cari tidak ada di sini.",
        ErrorCode::ValidationFailed => {
            "Ada isian yang perlu diperbaiki. Lihat petunjuknya di bawah tiap isian."
        }
        ErrorCode::NotEligible => {
            "Ada syarat pelatihan ini yang belum terpenuhi. Lihat rinciannya."
        }
        ErrorCode::InvalidTransition => {
            "Langkah ini tidak tersedia untuk keadaan pendaftaran sekarang. Muat ulang halaman untuk melihat keadaan terbaru."
        }
        ErrorCode::SeatsExhausted => "Semua kursi sudah terisi.",
        ErrorCode::DeadlinePassed => "Batas waktunya sudah lewat.",
        ErrorCode::Conflict => {
            "Ini sudah tercatat sebelumnya, atau sedang diproses. Muat ulang halaman untuk melihatnya."
        }
        ErrorCode::RateLimited => "Percobaannya terlalu sering. Tunggu sebentar, lalu coba lagi.",
        ErrorCode::QueryTooComplex => {
            "Permintaan ini terlalu besar. Minta lebih sedikit data sekaligus."
        }
        ErrorCode::Unavailable => "Layanan sedang sibuk. Data Anda aman. Coba lagi sebentar lagi.",
        ErrorCode::Internal => {
            "Ada gangguan di pihak kami. Coba lagi; bila masih terjadi, sebutkan nomor permintaan ini kepada petugas."
        }
    }
}

const fn english(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::InvalidQuery => "The service can't read this request.",
        ErrorCode::Unauthenticated => "Please sign in first, then go on.",
        ErrorCode::Forbidden => "Your account doesn't have permission for this.",
        ErrorCode::NotFound => "What you are looking for isn't here.",
        ErrorCode::ValidationFailed => "Some fields need another look. See the hint at each.",
        ErrorCode::NotEligible => "A condition of this training isn't met yet. See the details.",
        ErrorCode::InvalidTransition => {
            "That step isn't available in the application's present state. Reload the page to see the latest."
        }
        ErrorCode::SeatsExhausted => "All seats are taken.",
        ErrorCode::DeadlinePassed => "The time for this is over.",
        ErrorCode::Conflict => {
            "This is on record already, or still being handled. Reload the page to see it."
        }
        ErrorCode::RateLimited => "That was too often. Wait a moment, then try again.",
        ErrorCode::QueryTooComplex => "This request is too large. Ask for less at once.",
        ErrorCode::Unavailable => "The service is busy. Your data is safe. Try again in a moment.",
        ErrorCode::Internal => {
            "Something failed on our side. Try again; if it persists, tell the staff this request's number."
        }
    }
}

/// A remark on an input that was accepted.
#[must_use]
pub const fn notice(code: NoticeCode, language: Language) -> &'static str {
    match code {
        NoticeCode::UnknownNikRegion => language.pick(
            "Kode wilayah pada NIK ini belum ada di daftar kami. Cocokkan sekali lagi dengan KTP Anda; bila sudah sama, lanjutkan saja.",
            "This NIK's region code isn't on our list yet. Compare it with your card once more; if they agree, just go on.",
        ),
    }
}
