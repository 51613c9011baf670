//! The catalogue of messages: every code has words, and none blames.

use balai_shared::application::{
    ActorKind, ApplicationAction, ApplicationState, Decision, ReasonCode,
};
use balai_shared::benefit::{
    BenefitDeadlineKind, BenefitStage, ChecklistCode, LedgerKind, NextStep, PayoutRefusal,
};
use balai_shared::document::DocumentKind;
use balai_shared::eligibility::{
    Circumstances, EligibilityCode, Reason, ReasonParams, Requirements, SchemeRules, Verdict,
    assess,
};
use balai_shared::error::{ErrorCode, FieldCode, FieldError, NoticeCode};
use balai_shared::institution::InstitutionKind;
use balai_shared::language::Language::{self, En, Id};
use balai_shared::message;
use balai_shared::money::Rupiah;
use balai_shared::notification::NotificationKind;
use balai_shared::person::{Education, Occupation, Profile, ProfileField, Sex};
use balai_shared::policy::Role;
use balai_shared::ranking::{Group, sheet::SheetFault};
use balai_shared::session::{DeliveryMode, Funding, Sector, SelectionMethod, SessionState};
use balai_shared::time::Date;

const PATHS: &[&str] = &[
    "nik",
    "kk",
    "name",
    "phone",
    "email",
    "password",
    "KTP",
    "PHOTO",
    "birthDate",
    "funding",
    "ids",
    "reasonCode",
    "other",
];

fn say<T: Copy>(all: &mut Vec<String>, codes: &[T], words: impl Fn(T, Language) -> &'static str) {
    for code in codes {
        all.push(words(*code, Id).into());
        all.push(words(*code, En).into());
    }
}

/// Every message of the catalogue that is a sentence.
fn sentences() -> Vec<String> {
    let mut all = Vec::new();
    say(&mut all, ErrorCode::ALL, message::error);
    say(&mut all, NoticeCode::ALL, message::notice);
    say(&mut all, ApplicationState::ALL, message::application_state_explained);
    say(&mut all, ReasonCode::ALL, message::reason);
    say(&mut all, DocumentKind::ALL, message::document_hint);
    say(&mut all, SelectionMethod::ALL, message::selection_explained);
    say(&mut all, Funding::ALL, message::funding_explained);
    say(&mut all, NextStep::ALL, message::next_step);
    say(&mut all, SheetFault::ALL, message::sheet_fault);
    say(&mut all, PayoutRefusal::ALL, message::payout_refusal);
    say(&mut all, BenefitDeadlineKind::ALL, message::deadline);
    for language in [Id, En] {
        for kind in NotificationKind::ALL {
            all.push(message::notification(*kind, "Las Dasar", Some("Sabtu"), language));
        }
        for code in FieldCode::ALL {
            for path in PATHS {
                for given in [None, Some(3), Some(20)] {
                    let error = FieldError { path: (*path).into(), code: *code, given };
                    all.push(message::field(&error, language));
                }
            }
        }
        for reason in reasons() {
            all.push(message::eligibility_reason(&reason, language));
            all.extend(message::eligibility_remedy(&reason, language).map(String::from));
        }
    }
    all
}

fn reasons() -> Vec<Reason> {
    let mut all = Vec::new();
    for code in EligibilityCode::ALL {
        for verdict in Verdict::ALL {
            for params in [
                ReasonParams::Nothing,
                ReasonParams::Age {
                    limit: 18,
                    actual: Some(17),
                    on: Date::from_ymd(2027, 1, 4).unwrap(),
                },
                ReasonParams::Education { least: Education::Sma, actual: None },
                ReasonParams::Occupation { actual: Some(Occupation::Asn) },
                ReasonParams::People { limit: 2 },
                ReasonParams::Balance { needed: Rupiah(5), available: Some(Rupiah(3)) },
            ] {
                all.push(Reason { code: *code, verdict: *verdict, params });
            }
        }
    }
    all
}

/// Every message that is a label of a few words.
fn labels() -> Vec<String> {
    let mut all = Vec::new();
    say(&mut all, ApplicationState::ALL, message::application_state);
    say(&mut all, ApplicationAction::ALL, message::application_action);
    say(&mut all, SessionState::ALL, message::session_state);
    say(&mut all, DeliveryMode::ALL, message::mode);
    say(&mut all, DeliveryMode::ALL, message::mode_explained);
    say(&mut all, Funding::ALL, message::funding);
    say(&mut all, SelectionMethod::ALL, message::selection_method);
    say(&mut all, Group::ALL, message::group);
    say(&mut all, InstitutionKind::ALL, message::institution_kind);
    say(&mut all, Sector::ALL, message::sector);
    say(&mut all, Decision::ALL, message::decision);
    say(&mut all, Sex::ALL, message::sex);
    say(&mut all, Education::ALL, message::education);
    say(&mut all, Occupation::ALL, message::occupation);
    say(&mut all, ProfileField::ALL, message::profile_field);
    say(&mut all, Role::ALL, message::role);
    say(&mut all, ActorKind::ALL, message::actor_kind);
    say(&mut all, Verdict::ALL, message::verdict);
    say(&mut all, BenefitStage::ALL, message::benefit_stage);
    say(&mut all, ChecklistCode::ALL, message::checklist);
    say(&mut all, LedgerKind::ALL, message::ledger_kind);
    all
}

#[test]
fn every_sentence_is_whole() {
    for text in sentences() {
        assert!(text.ends_with(['.', '!']), "{text}");
        assert!(!text.contains("..") && !text.contains("  ") && text.trim() == text, "{text}");
    }
    for text in labels() {
        assert!(!text.is_empty() && !text.ends_with('.') && text.trim() == text, "{text}");
    }
}

#[test]
fn no_message_blames() {
    for text in sentences().into_iter().chain(labels()) {
        let plain = text.to_lowercase();
        for word in [
            "tidak valid",
            "salah",
            "gagal",
            "keliru mengisi",
            "invalid",
            "illegal",
            "incorrect",
            "your fault",
            "you failed",
            "kamu",
        ] {
            assert!(!plain.contains(word), "{text}");
        }
    }
}

#[test]
fn a_badge_names_one_state() {
    for language in [Id, En] {
        let mut names: Vec<_> = ApplicationState::ALL
            .iter()
            .map(|state| message::application_state(*state, language))
            .collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ApplicationState::ALL.len());
    }
}

#[test]
fn a_field_error_says_what_is_wanted_and_what_is_there() {
    let say = |path, code, given, language| {
        message::field(&FieldError { path: String::from(path), code, given }, language)
    };
    assert_eq!(
        say("nik", FieldCode::WrongLength, Some(15), Id),
        "NIK terdiri dari 16 angka. Yang Anda isi baru 15."
    );
    assert_eq!(
        say("nik", FieldCode::WrongLength, Some(17), Id),
        "NIK terdiri dari 16 angka. Yang Anda isi 17."
    );
    assert_eq!(
        say("input.nik", FieldCode::WrongLength, Some(15), En),
        "The NIK has 16 digits. You have entered 15 so far."
    );
    assert_eq!(
        say("password", FieldCode::TooShort, Some(6), Id),
        "Kata sandi paling sedikit 10 karakter. Yang Anda isi baru 6."
    );
    assert_eq!(say("birthDate", FieldCode::Required, None, Id), "Tanggal lahir belum diisi.");
    assert_eq!(
        say("ids", FieldCode::Required, None, Id),
        "Pilih dulu sedikitnya satu pendaftaran."
    );
    assert_eq!(
        say("ids.0", FieldCode::UnknownValue, None, En),
        "The selection isn't among the choices. Choose one from the list."
    );
}

#[test]
fn a_condition_is_told_with_its_figures() {
    let profile = Profile { birth_date: Date::from_ymd(2009, 2, 15), ..Profile::default() };
    let requirements =
        Requirements { minimum_education: Some(Education::Sma), ..Requirements::default() };
    let today = Date::from_ymd(2026, 2, 14).unwrap();
    let circumstances = Circumstances {
        price: Rupiah(1_250_000),
        balance: Some(Rupiah(750_000)),
        ..Circumstances::default()
    };
    let assessed =
        assess(&profile, &requirements, Some(&SchemeRules::prakerja()), today, &circumstances);
    let told = |code: EligibilityCode, language| {
        let reason = assessed.reasons.iter().find(|reason| reason.code == code).unwrap();
        message::eligibility_reason(reason, language)
    };
    assert_eq!(
        told(EligibilityCode::MinimumAge, Id),
        "Usia minimal 18 tahun pada 14 Feb 2026. Usia Anda 16 tahun."
    );
    assert_eq!(
        told(EligibilityCode::MinimumAge, En),
        "Minimum age: 18 years on 14 Feb 2026. You are 16."
    );
    assert_eq!(
        told(EligibilityCode::TrainingBalance, Id),
        "Harga pelatihan Rp1.250.000. Saldo tersedia Anda Rp750.000."
    );
    assert_eq!(told(EligibilityCode::MinimumEducation, Id), "Pendidikan minimal SMA / sederajat.");
}

#[test]
fn an_offer_tells_until_when() {
    let told = message::notification(
        NotificationKind::Offered,
        "Konversi Motor Listrik",
        Some("Sab 14 Feb, 09.00 WITA"),
        Id,
    );
    assert_eq!(
        told,
        "Konversi Motor Listrik: Anda ditawari kursi. Ambil paling lambat Sab 14 Feb, 09.00 WITA."
    );
}

#[test]
fn what_the_applicant_did_just_now_and_what_was_undone_is_not_news() {
    let silent: Vec<_> = ApplicationAction::ALL
        .iter()
        .filter(|action| NotificationKind::for_action(**action).is_none())
        .map(|action| action.as_str())
        .collect();
    assert_eq!(silent, ["DECLINE", "WITHDRAW", "FAIL", "UNDO"]);
}
