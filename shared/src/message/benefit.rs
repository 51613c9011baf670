//! Words for benefits: the path, its deadlines and the movements of money.

use crate::benefit::{
    BenefitDeadlineKind, BenefitStage, ChecklistCode, ChecklistState, LedgerKind, NextStep,
};
use crate::language::Language;

/// How far a benefit has come.
#[must_use]
pub const fn benefit_stage(stage: BenefitStage, language: Language) -> &'static str {
    match stage {
        BenefitStage::Granted => language.pick("Saldo diterima", "Balance granted"),
        BenefitStage::Purchased => language.pick("Pelatihan dibeli", "Training bought"),
        BenefitStage::Trained => language.pick("Pelatihan selesai", "Training finished"),
        BenefitStage::IncentiveScheduled => {
            language.pick("Insentif diproses", "Incentive on its way")
        }
        BenefitStage::IncentivePaid => language.pick("Insentif dibayar", "Incentive paid"),
        BenefitStage::Surveyed => language.pick("Survei diisi", "Survey answered"),
        BenefitStage::Revoked => language.pick("Kepesertaan dicabut", "Taken back"),
    }
}

/// A step of the checklist.
#[must_use]
pub const fn checklist(code: ChecklistCode, language: Language) -> &'static str {
    match code {
        ChecklistCode::TrainingPurchased => language.pick("Pelatihan dibeli", "Training bought"),
        ChecklistCode::TrainingCompleted => {
            language.pick("Pelatihan diikuti sampai selesai", "Training finished")
        }
        ChecklistCode::CertificateIssued => {
            language.pick("Sertifikat terbit", "Certificate issued")
        }
        ChecklistCode::RatingGiven => {
            language.pick("Penilaian dan ulasan diberikan", "Rating and review given")
        }
        ChecklistCode::PayoutAccountVerified => language.pick(
            "Rekening atau dompet digital terverifikasi atas NIK Anda",
            "Bank account or e-wallet verified for your NIK",
        ),
        ChecklistCode::IncentivePaid => language.pick("Insentif dibayar", "Incentive paid"),
        ChecklistCode::Survey1 => language.pick("Survei 1 diisi", "Survey 1 answered"),
        ChecklistCode::Survey2 => language.pick("Survei 2 diisi", "Survey 2 answered"),
        ChecklistCode::Survey3 => language.pick("Survei 3 diisi", "Survey 3 answered"),
    }
}

/// What to do, or to wait for.
#[must_use]
pub const fn next_step(step: NextStep, language: Language) -> &'static str {
    match step {
        NextStep::BuyTraining => language.pick(
            "Pilih pelatihan dan bayar dengan saldo pelatihan Anda.",
            "Choose a training and pay it from your training balance.",
        ),
        NextStep::FinishTraining => {
            language.pick("Ikuti pelatihan sampai selesai.", "Attend the training to its end.")
        }
        NextStep::WaitForCertificate => language.pick(
            "Tunggu sertifikat dari lembaga pelatihan. Bila lama, hubungi lembaganya.",
            "Wait for the institution's certificate. If it takes long, ask there.",
        ),
        NextStep::GiveRating => language
            .pick("Beri penilaian dan ulasan pelatihan Anda.", "Rate and review your training."),
        NextStep::VerifyPayoutAccount => language.pick(
            "Daftarkan rekening bank atau dompet digital atas NIK Anda sendiri.",
            "Add a bank account or e-wallet that bears your own NIK.",
        ),
        NextStep::WaitForAccountCheck => language.pick(
            "Rekening atau dompet digital Anda sedang diverifikasi. Tidak ada yang perlu Anda lakukan.",
            "Your bank account or e-wallet is being verified. Nothing to do for you.",
        ),
        NextStep::WaitForPayment => language.pick(
            "Tidak ada yang perlu Anda lakukan. Insentif dibayar paling lambat 5 hari kerja; hari libur dan cuti bersama tidak dihitung.",
            "Nothing to do for you. The incentive is paid within 5 working days; public holidays don't count.",
        ),
        NextStep::AnswerSurvey => language.pick("Isi survei ini.", "Answer this survey."),
        NextStep::EarlierStepsFirst => {
            language.pick("Selesaikan dulu langkah sebelumnya.", "Finish the earlier steps first.")
        }
    }
}

/// How a step stands, in a word or two: behind its name, where it can't be seen.
#[must_use]
pub const fn checklist_state(
    code: ChecklistCode,
    state: ChecklistState,
    language: Language,
) -> &'static str {
    match (state, code) {
        (ChecklistState::Met, _) => language.pick("sudah", "met"),
        (ChecklistState::Open, _) => language.pick("belum", "open"),
        (ChecklistState::UnderWay, ChecklistCode::PayoutAccountVerified) => {
            language.pick("sedang diverifikasi", "being verified")
        }
        (ChecklistState::UnderWay, _) => language.pick("sedang diproses", "on its way"),
    }
}

/// The words for an item's next step, if it has one.
#[must_use]
pub fn checklist_next_step(step: Option<NextStep>, language: Language) -> Option<&'static str> {
    step.map(|step| next_step(step, language))
}

/// What a deadline asks, with what follows.
#[must_use]
pub const fn deadline(kind: BenefitDeadlineKind, language: Language) -> &'static str {
    match kind {
        BenefitDeadlineKind::FirstPurchase => language.pick(
            "Beli pelatihan pertama paling lambat waktu ini. Setelah itu saldonya kembali ke negara.",
            "Buy the first training by this time. After it, the balance goes back to the state.",
        ),
        BenefitDeadlineKind::NextPurchase => language.pick(
            "Beli pelatihan berikutnya paling lambat waktu ini bila saldo masih ada.",
            "Buy the next training by this time if there is balance left.",
        ),
        BenefitDeadlineKind::IncentivePayment => language.pick(
            "Insentif dibayar paling lambat pada waktu ini.",
            "The incentive is paid by this time.",
        ),
    }
}

/// What is said beside the day of a payment in a year whose holidays aren't decreed yet.
#[must_use]
pub fn day_may_move(year: i32, language: Language) -> String {
    match language {
        Language::Id => {
            format!("Hari libur {year} belum diumumkan, jadi tanggal ini bisa bergeser.")
        }
        Language::En => {
            format!("The holidays of {year} aren't announced yet, so this day may move.")
        }
    }
}

/// A movement of money, as in a bank statement.
#[must_use]
pub const fn ledger_kind(kind: LedgerKind, language: Language) -> &'static str {
    match kind {
        LedgerKind::Grant => language.pick("Saldo pelatihan diterima", "Training balance granted"),
        LedgerKind::Reserve => {
            language.pick("Saldo ditahan untuk pelatihan", "Held for a training")
        }
        LedgerKind::Release => {
            language.pick("Saldo yang ditahan dikembalikan", "Held amount returned")
        }
        LedgerKind::Purchase => {
            language.pick("Pelatihan dibayar ke lembaga", "Training paid to the institution")
        }
        LedgerKind::Incentive => {
            language.pick("Insentif dibayar kepada Anda", "Incentive paid to you")
        }
        LedgerKind::Survey => {
            language.pick("Insentif survei dibayar kepada Anda", "Survey money paid to you")
        }
        LedgerKind::Revoke => {
            language.pick("Sisa saldo kembali ke negara", "Remaining balance returned to the state")
        }
    }
}
