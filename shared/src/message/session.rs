//! Words for sessions: states, modes, money and the way seats are given.

use crate::application::Decision;
use crate::language::Language;
use crate::money::Rupiah;
use crate::session::{
    DeliveryMode, Funding, InstitutionKind, Sector, SelectionMethod, SessionState,
};

/// The state in a word or two.
#[must_use]
pub const fn session_state(state: SessionState, language: Language) -> &'static str {
    match state {
        SessionState::Draft => language.pick("Draf", "Draft"),
        SessionState::Published => {
            language.pick("Pendaftaran segera dibuka", "Registration opens soon")
        }
        SessionState::Open => language.pick("Pendaftaran dibuka", "Registration open"),
        SessionState::Closed => language.pick("Pendaftaran ditutup", "Registration closed"),
        SessionState::Running => language.pick("Sedang berjalan", "Under way"),
        SessionState::Completed => language.pick("Selesai", "Over"),
        SessionState::Cancelled => language.pick("Dibatalkan", "Called off"),
    }
}

/// Where the training takes place, in a word.
#[must_use]
pub const fn mode(mode: DeliveryMode, language: Language) -> &'static str {
    match mode {
        DeliveryMode::Luring => language.pick("Luring", "In person"),
        DeliveryMode::Daring => language.pick("Daring", "Online"),
        DeliveryMode::Hibrid => language.pick("Hibrid", "Hybrid"),
    }
}

/// The same with the term explained.
#[must_use]
pub const fn mode_explained(mode: DeliveryMode, language: Language) -> &'static str {
    match mode {
        DeliveryMode::Luring => {
            language.pick("Luring — tatap muka di tempat", "In person, at the centre (luring)")
        }
        DeliveryMode::Daring => language.pick("Daring — lewat internet", "Online (daring)"),
        DeliveryMode::Hibrid => language.pick(
            "Hibrid — sebagian tatap muka, sebagian lewat internet",
            "Partly in person, partly online (hibrid)",
        ),
    }
}

/// Who pays, in a word.
#[must_use]
pub const fn funding(funding: Funding, language: Language) -> &'static str {
    match funding {
        Funding::Public => language.pick("Gratis", "Free"),
        Funding::Prakerja => "Prakerja",
        Funding::SelfPaid => language.pick("Biaya sendiri", "Paid by yourself"),
    }
}

/// Who pays, in a sentence.
#[must_use]
pub const fn funding_explained(funding: Funding, language: Language) -> &'static str {
    match funding {
        Funding::Public => language.pick("Gratis, dibiayai negara.", "Free, paid by the state."),
        Funding::Prakerja => language.pick(
            "Dibayar dari saldo pelatihan Prakerja Anda.",
            "Paid from your Prakerja training balance.",
        ),
        Funding::SelfPaid => language.pick("Anda membayar sendiri.", "You pay for it yourself."),
    }
}

/// What it costs and who pays, in a few words: `Gratis`, `Prakerja, Rp3.500.000`, `Rp1.250.000`.
#[must_use]
pub fn cost(payer: Funding, price: Rupiah, language: Language) -> String {
    let name = funding(payer, language);
    match payer {
        Funding::Public => name.to_owned(),
        Funding::Prakerja => format!("{name}, {price}"),
        Funding::SelfPaid if price.amount() == 0 => language.pick("Gratis", "Free").to_owned(),
        Funding::SelfPaid => price.to_string(),
    }
}

/// How seats are given, in a word or two.
#[must_use]
pub const fn selection_method(method: SelectionMethod, language: Language) -> &'static str {
    match method {
        SelectionMethod::FirstCome => language.pick("Siapa cepat", "First come"),
        SelectionMethod::Merit => language.pick("Nilai tes", "By score"),
        SelectionMethod::Lottery => language.pick("Undian", "Draw"),
    }
}

/// How seats are given, for "Cara memilih".
#[must_use]
pub const fn selection_explained(method: SelectionMethod, language: Language) -> &'static str {
    match method {
        SelectionMethod::FirstCome => language.pick(
            "Siapa yang lebih dulu mendaftar dan memenuhi syarat langsung ditawari kursi selama masih ada. Setelah penuh, pendaftar masuk daftar tunggu menurut urutan.",
            "Who applies first and meets the conditions is offered a seat at once while seats last. After that, the waiting list keeps the order.",
        ),
        SelectionMethod::Merit => language.pick(
            "Balai menilai tes dan wawancara. Kursi ditawarkan mulai dari nilai tertinggi; yang lain masuk daftar tunggu menurut nilai.",
            "The centre scores a test and an interview. Seats go to the highest scores; the waiting list follows the scores.",
        ),
        SelectionMethod::Lottery => language.pick(
            "Kursi diundi setelah pendaftaran ditutup. Siapa pun dapat memeriksa undiannya.",
            "Seats are drawn after registration closes. Anyone can check the draw.",
        ),
    }
}

/// What kind of institution it is.
#[must_use]
pub const fn institution_kind(kind: InstitutionKind, language: Language) -> &'static str {
    match kind {
        InstitutionKind::Uptp => {
            language.pick("Balai latihan kerja pusat", "National training centre")
        }
        InstitutionKind::Uptd => {
            language.pick("Balai latihan kerja daerah", "Regional training centre")
        }
        InstitutionKind::Blkk => language.pick("BLK Komunitas", "Community training centre"),
        InstitutionKind::Lpk => {
            language.pick("Lembaga pelatihan swasta", "Private training institution")
        }
    }
}

/// A sector's name.
#[must_use]
pub const fn sector(sector: Sector, language: Language) -> &'static str {
    match sector {
        Sector::Manufacturing => language.pick("Manufaktur", "Manufacturing"),
        Sector::Tourism => language.pick("Pariwisata", "Tourism"),
        Sector::Agriculture => language.pick("Pertanian", "Agriculture"),
        Sector::Digital => "Digital",
        Sector::Construction => language.pick("Konstruksi", "Construction"),
        Sector::Services => language.pick("Jasa", "Services"),
    }
}

/// A decision, as on its button.
#[must_use]
pub const fn decision(decision: Decision, language: Language) -> &'static str {
    super::application_action(decision.action(), language)
}
