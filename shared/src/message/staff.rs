//! Words for who works at an institution, and what staff did.

use super::{Letter, role};
use crate::language::Language;
use crate::policy::Role;
use crate::session::SessionStep;
use crate::staff::{INVITATION_DAYS, InvitationState, StaffActionKind};

/// How far an invitation is.
#[must_use]
pub const fn invitation_state(state: InvitationState, language: Language) -> &'static str {
    match state {
        InvitationState::Pending => {
            language.pick("Menunggu persetujuan admin lain", "Waits for another admin's approval")
        }
        InvitationState::Sent => language.pick("Terkirim, belum diterima", "Sent, not taken yet"),
        InvitationState::Accepted => language.pick("Diterima", "Taken"),
        InvitationState::Revoked => language.pick("Ditarik kembali", "Taken back"),
        InvitationState::Expired => language.pick("Sudah lewat waktu", "Its time is over"),
    }
}

/// What somebody with a role may do, in a sentence.
#[must_use]
pub const fn role_explained(of: Role, language: Language) -> &'static str {
    match of {
        Role::Admin => language.pick(
            "Mengatur program, jadwal, tim, dan sertifikat; juga semua yang boleh dilakukan penilai.",
            "Runs programs, sessions, the team and certificates, and does all that a reviewer may.",
        ),
        Role::Reviewer => language.pick(
            "Membaca dan memutuskan pendaftaran, menjalankan seleksi, mencatat hadir, dan menilai.",
            "Reads and decides applications, runs selections, marks attendance and assesses.",
        ),
        Role::Instructor => language.pick(
            "Mencatat hadir dan menilai peserta; tidak memutuskan pendaftaran.",
            "Marks attendance and assesses participants; decides no applications.",
        ),
        Role::Counsellor => language.pick(
            "Membaca data pendaftar dan membantu di loket; tidak memutuskan pendaftaran.",
            "Reads applicants' data and helps at the counter; decides no applications.",
        ),
        Role::Pemda => language.pick("Melihat angka wilayahnya.", "Sees the figures of a region."),
        Role::Ministry => language.pick("Melihat angka nasional.", "Sees the national figures."),
    }
}

/// What a member of staff did, by kind.
#[must_use]
pub const fn staff_action(kind: StaffActionKind, language: Language) -> &'static str {
    match kind {
        StaffActionKind::Application => language.pick("Pendaftaran", "Application"),
        StaffActionKind::Session => language.pick("Jadwal pelatihan", "Session"),
        StaffActionKind::Mark => language.pick("Mengisi nilai tes", "Entered a test's mark"),
        StaffActionKind::Attendance => language.pick("Mencatat kehadiran", "Marked attendance"),
        StaffActionKind::Assessment => language.pick("Menilai unit kompetensi", "Assessed a unit"),
        StaffActionKind::CertificateIssued => {
            language.pick("Menerbitkan sertifikat", "Issued a certificate")
        }
        StaffActionKind::CertificateRevoked => {
            language.pick("Mencabut sertifikat", "Took a certificate back")
        }
        StaffActionKind::DocumentOpened => language.pick("Membuka dokumen", "Opened a document"),
        StaffActionKind::RecoveryAsked => {
            language.pick("Meminta nomor baru di loket", "Asked for a new number at the counter")
        }
        StaffActionKind::RecoveryApproved => {
            language.pick("Menyetujui nomor baru", "Approved a new number")
        }
        StaffActionKind::RecoveredAtCounter => {
            language.pick("Nomor diganti di loket", "A number was changed at the counter")
        }
        StaffActionKind::IdentityCorrected => {
            language.pick("Memperbaiki data KTP di loket", "Corrected KTP data at the counter")
        }
        StaffActionKind::Exported => {
            language.pick("Mengunduh daftar", "Took a list along as a file")
        }
        StaffActionKind::AccountsJoined => {
            language.pick("Menggabungkan dua akun", "Joined two accounts")
        }
        StaffActionKind::GroupMessage => {
            language.pick("Mengirim pesan ke kelompok", "Wrote to a group")
        }
        StaffActionKind::Invited => language.pick("Mengundang ke tim", "Invited to the team"),
        StaffActionKind::GrantApproved => {
            language.pick("Menyetujui admin baru", "Approved a new admin")
        }
        StaffActionKind::InvitationRevoked => {
            language.pick("Menarik undangan", "Took an invitation back")
        }
        StaffActionKind::RoleAccepted => language.pick("Menerima peran", "Took a role"),
        StaffActionKind::RoleEnded => language.pick("Mengakhiri peran", "Ended a role"),
    }
}

/// A step of a session, as the trail of what staff did names it.
#[must_use]
pub const fn session_step(step: SessionStep, language: Language) -> &'static str {
    match step {
        SessionStep::Publish => language.pick("Menerbitkan jadwal", "Published the session"),
        SessionStep::Change => language.pick("Mengubah jadwal", "Changed the session"),
        SessionStep::CloseSelection => language.pick("Menutup seleksi", "Ended the choosing"),
        SessionStep::Cancel => language.pick("Membatalkan jadwal", "Called the session off"),
    }
}

/// What staff read aloud to whom they help at the counter, and what that person agrees to: the text of
/// [`crate::staff::CONSENT_VERSION`].
#[must_use]
pub const fn assist_consent(language: Language) -> &'static str {
    language.pick(
        "Saya setuju petugas balai mengisi data saya dari KTP dan mengirim pendaftaran ini atas nama saya. Saya tahu balai ini akan membaca data saya untuk pendaftaran ini, dan saya dapat menarik pendaftaran kapan saja.",
        "I agree that the centre's staff fill in my data from my KTP and send this application for me. I know that this centre will read my data for this application, and that I can withdraw it at any time.",
    )
}

/// The letter that invites somebody to a role; `page` is where the code is typed, where the server
/// knows its own address. The code comes first, where a phone shows it without being unlocked for more.
#[must_use]
pub fn staff_invitation(
    code: &str,
    (of, institution): (Role, &str),
    page: Option<&str>,
    language: Language,
) -> Letter {
    let mut subject = String::from(language.pick("Undangan ke tim ", "Invitation to the team of "));
    subject.push_str(institution);
    let mut text = String::from(code);
    text.push_str(
        language
            .pick(" adalah kode undangan Anda menjadi ", " is your invitation code, to become "),
    );
    text.push_str(role(of, language));
    text.push_str(language.pick(" di ", " at "));
    text.push_str(institution);
    text.push_str(language.pick(" dalam Balai. Berlaku ", " in Balai. It is good for "));
    text.push_str(&INVITATION_DAYS.to_string());
    text.push_str(language.pick(
        " hari. Masuk dengan kontak ini, lalu ketik kode di ",
        " days. Sign in with this contact, then type the code at ",
    ));
    text.push_str(page.unwrap_or("/petugas/undangan"));
    text.push_str(
        language
            .pick(". Tidak kenal balai ini? Abaikan.", ". Don't know this centre? Ignore this."),
    );
    Letter { subject, text }
}

/// What a centre wrote to a group, as it stands on each person's page of messages.
#[must_use]
pub fn centre_message(title: &str, (subject, text): (&str, &str)) -> String {
    let mut told = String::from(title);
    told.push_str(": ");
    told.push_str(subject);
    if !subject.ends_with(['.', '!', '?', ':']) {
        told.push('.');
    }
    told.push(' ');
    told.push_str(text);
    told
}

/// The same as a letter; from the institution with this name, about the program with this title.
#[must_use]
pub fn centre_letter(
    (institution, title): (&str, &str),
    (subject, text): (&str, &str),
    language: Language,
) -> Letter {
    let mut about = String::from(title);
    about.push_str(": ");
    about.push_str(subject);
    let mut words = String::from(institution);
    words.push_str(language.pick(" menulis: ", " writes: "));
    words.push_str(text);
    words.push_str(language.pick(" Lihat Pesan di Balai.", " See Messages at Balai."));
    Letter { subject: about, text: words }
}
