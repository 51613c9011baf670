//! What people and centres do, as scripts: when an application comes into a state, what follows.

use balai_shared::application::{
    ActorRole::{self, Applicant, Centre, System},
    ApplicationAction::{
        self, Complete, Confirm, Decline, Drop, Fail, Offer, Reinstate, Reject, Revoke, Shortlist,
        Waitlist, Withdraw,
    },
    ApplicationState::{self, Confirmed, Offered, Rejected, Shortlisted, Submitted, Waitlisted},
    ReasonCode,
};

/// When a step is taken; never before its state was reached.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) enum When {
    /// So many minutes after the state was reached.
    After(i64),
    /// So many minutes before the demonstration's day.
    BeforeToday(i64),
    /// So many hours after registration closed.
    AfterClosing(i64),
    /// So many hours after the last day.
    AfterEnd(i64),
}

/// One step that somebody has in mind.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Intent {
    /// In which state.
    pub on: ApplicationState,
    /// When.
    pub when: When,
    /// What.
    pub action: ApplicationAction,
    /// Who.
    pub by: ActorRole,
    /// Why, as a code.
    pub reason: Option<ReasonCode>,
    /// Why, in words.
    pub note: Option<&'static str>,
}

/// All that one application meets.
pub(in crate::demo) type Script = &'static [Intent];

const fn step(
    on: ApplicationState,
    when: When,
    action: ApplicationAction,
    by: ActorRole,
) -> Intent {
    Intent { on, when, action, by, reason: None, note: None }
}

const fn refuse(
    on: ApplicationState,
    when: When,
    reason: ReasonCode,
    note: &'static str,
) -> Intent {
    Intent { on, when, action: Reject, by: Centre, reason: Some(reason), note: Some(note) }
}

use When::{After, AfterClosing, AfterEnd, BeforeToday};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

const CONFIRM: Intent = step(Offered, After(5 * HOUR), Confirm, Applicant);
const OFFER_BY_RANK: Intent = step(Shortlisted, AfterClosing(6), Offer, Centre);
const TO_SHORTLIST: Intent = step(Submitted, After(DAY), Shortlist, Centre);

/// Who waits for what comes.
pub(in crate::demo) const WAITS: Script = &[];
/// Who takes the seat and stays.
pub(in crate::demo) const CONFIRMS: Script = &[CONFIRM];

/// First come, first served, before the start.
pub(in crate::demo) const FIRST_COME: &[Script] = &[
    CONFIRMS,
    CONFIRMS,
    &[
        CONFIRM,
        Intent {
            note: Some("Ditunda: saya ikut angkatan berikutnya karena ibu dirawat."),
            ..step(Confirmed, BeforeToday(25 * HOUR), Withdraw, Applicant)
        },
    ],
    CONFIRMS,
    &[step(Offered, After(7 * HOUR), Decline, Applicant)],
    CONFIRMS,
    &[CONFIRM, step(Waitlisted, After(2 * DAY), Withdraw, Applicant)],
    WAITS,
    CONFIRMS,
];

/// A selection that staff are at work on: one of each.
pub(in crate::demo) const WORKING: &[Script] = &[
    WAITS,
    WAITS,
    &[TO_SHORTLIST],
    &[TO_SHORTLIST, step(Shortlisted, After(DAY), Offer, Centre), CONFIRM],
    &[refuse(
        Submitted,
        After(DAY),
        ReasonCode::NotEligible,
        "Pelatihan ini untuk yang belum pernah mengikuti kelas yang sama dalam setahun terakhir.",
    )],
    &[step(Submitted, BeforeToday(15 * HOUR), Offer, Centre)],
    &[step(Submitted, After(2 * DAY), Waitlist, Centre)],
    &[Intent {
        note: Some("Saya sudah mendapat pekerjaan, terima kasih."),
        ..step(Submitted, After(2 * DAY), Withdraw, Applicant)
    }],
    &[refuse(
        Submitted,
        After(DAY),
        ReasonCode::IncompleteDocuments,
        "Foto ijazah belum terbaca. Silakan unggah ulang dan daftar kembali.",
    )],
    &[
        step(Submitted, After(DAY), Offer, Centre),
        step(Offered, After(9 * HOUR), Decline, Applicant),
    ],
    &[
        step(Submitted, After(DAY), Offer, Centre),
        Intent {
            on: Offered,
            when: After(DAY),
            action: Revoke,
            by: Centre,
            reason: Some(ReasonCode::OfferRevoked),
            note: Some("Tempat praktik sedang diperbaiki sehingga kapasitas kami kurangi."),
        },
    ],
    &[
        TO_SHORTLIST,
        refuse(Shortlisted, After(DAY), ReasonCode::LowScore, "Nilai tes Anda 58, batas lulus 70."),
    ],
    &[
        TO_SHORTLIST,
        refuse(
            Shortlisted,
            After(DAY),
            ReasonCode::NoShow,
            "Anda tidak hadir pada wawancara hari Selasa pukul 09.00.",
        ),
    ],
    &[refuse(
        Submitted,
        After(3 * HOUR),
        ReasonCode::Duplicate,
        "Pendaftaran yang sama sudah kami terima lewat loket.",
    )],
    &[refuse(
        Submitted,
        After(DAY),
        ReasonCode::Other,
        "Anda meminta jadwal malam, sedangkan kelas ini pagi.",
    )],
    &[
        refuse(
            Submitted,
            After(5 * HOUR),
            ReasonCode::IncompleteDocuments,
            "Kartu keluarga belum terlampir.",
        ),
        step(Rejected, After(DAY), Reinstate, Centre),
    ],
];

/// Those who got a seat in a session that is over, or whose selection is.
pub(in crate::demo) const CHOSEN: &[Script] = &[
    &[TO_SHORTLIST, OFFER_BY_RANK, CONFIRM, step(Confirmed, AfterEnd(9), Complete, Centre)],
    &[TO_SHORTLIST, OFFER_BY_RANK, CONFIRM, step(Confirmed, AfterEnd(10), Complete, Centre)],
    &[TO_SHORTLIST, OFFER_BY_RANK, CONFIRM, step(Confirmed, AfterEnd(9), Complete, Centre)],
    &[TO_SHORTLIST, OFFER_BY_RANK, CONFIRM, step(Confirmed, AfterEnd(9), Complete, Centre)],
    &[TO_SHORTLIST, OFFER_BY_RANK],
    &[TO_SHORTLIST, OFFER_BY_RANK, CONFIRM, step(Confirmed, AfterEnd(9), Complete, Centre)],
    &[
        TO_SHORTLIST,
        OFFER_BY_RANK,
        CONFIRM,
        Intent {
            note: Some("Kehadiran di bawah 80 persen."),
            ..step(Confirmed, AfterEnd(11), Fail, Centre)
        },
    ],
    &[TO_SHORTLIST, OFFER_BY_RANK, CONFIRM, step(Confirmed, AfterEnd(9), Complete, Centre)],
    &[
        TO_SHORTLIST,
        OFFER_BY_RANK,
        CONFIRM,
        Intent {
            note: Some("Berkas asli tidak dibawa saat daftar ulang."),
            ..step(Confirmed, After(DAY), Drop, Centre)
        },
    ],
];

/// Those who got none.
pub(in crate::demo) const NOT_CHOSEN: &[Script] = &[
    &[
        TO_SHORTLIST,
        refuse(
            Shortlisted,
            AfterClosing(8),
            ReasonCode::LowScore,
            "Nilai tes Anda 64, batas lulus 72.",
        ),
    ],
    &[TO_SHORTLIST, step(Shortlisted, AfterClosing(8), Waitlist, Centre), CONFIRM],
    &[
        TO_SHORTLIST,
        refuse(
            Shortlisted,
            AfterClosing(8),
            ReasonCode::NoShow,
            "Anda tidak hadir pada tes tertulis.",
        ),
    ],
    WAITS,
];

/// A draw: the first of the list got a seat.
pub(in crate::demo) const DRAWN: Script = &[
    step(Submitted, AfterClosing(2), Offer, System),
    CONFIRM,
    step(Confirmed, AfterEnd(9), Complete, Centre),
];
/// The others wait in the order that was drawn.
pub(in crate::demo) const NOT_DRAWN: Script =
    &[step(Submitted, AfterClosing(2), Waitlist, System), CONFIRM];

/// A course paid by Prakerja that was finished.
pub(in crate::demo) const FINISHES: Script =
    &[CONFIRM, step(Confirmed, AfterEnd(9), Complete, Centre)];
/// One that was not.
pub(in crate::demo) const FAILS: Script = &[
    CONFIRM,
    Intent {
        note: Some("Tidak mengikuti ujian akhir."),
        ..step(Confirmed, AfterEnd(9), Fail, Centre)
    },
];
/// One that was given back before it began.
pub(in crate::demo) const GIVES_BACK: Script =
    &[CONFIRM, step(Confirmed, BeforeToday(2 * DAY), Withdraw, Applicant)];
