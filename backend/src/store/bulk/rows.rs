//! Rows of the tables, from the domain's values.
//!
//! What is sealed is sealed at the same place as by the nouns' own modules, which read it.

use balai_shared::time::Instant;
use sea_orm::Set;

use super::{NewApplication, NewBenefit, NewCertificate, NewGrant, NewProgram, NewSession};
use crate::{
    auth::vault::Vault,
    error::Result,
    model::{
        account::{Applicant, NewAccount},
        application::{Event, Notification},
        benefit::{NewAnswer, Posting},
    },
    store::{
        convert::uuid,
        entity::{
            account, applicant, application, application_event, application_text, benefit,
            certificate, event_note, ledger_posting, notification, program, role_grant, session,
            survey_answer,
        },
        payout_account,
    },
};

/// Where all stand that is there before anybody can have read: given here, it costs no trigger.
const FIRST: i64 = 1;

pub(super) fn program(new: &NewProgram) -> program::ActiveModel {
    let NewProgram { program: new, at, .. } = new;
    let needs = &new.requirements;
    let age = |age: Option<u32>| age.and_then(|age| i32::try_from(age).ok());
    program::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        vocation_code: Set(new.vocation.bare().to_owned()),
        title: Set(new.title.clone()),
        description: Set(new.description.clone()),
        sector: Set(new.sector.map(|word| word.as_str().to_owned())),
        skkni_scheme: Set(new.skkni_scheme.clone()),
        kkni_level: Set(new.kkni_level),
        hours: Set(new.hours),
        price: Set(new.price.amount()),
        minimum_education: Set(needs.minimum_education.map(|word| word.as_str().to_owned())),
        minimum_age: Set(age(needs.minimum_age)),
        maximum_age: Set(age(needs.maximum_age)),
        created_at: Set(at.as_millis()),
    }
}

pub(super) fn session(new: &NewSession) -> session::ActiveModel {
    session::ActiveModel {
        waitlist_last: Set(new.waitlist_last),
        change: Set(FIRST),
        changed_at: Set(new.session.changed_at.as_millis()),
        ..crate::store::session::active(&new.session, new.at)
    }
}

pub(super) fn account(vault: &Vault, new: &NewAccount) -> Result<account::ActiveModel> {
    let phone = new.phone.as_ref().map(|phone| phone.as_str().as_bytes());
    let (phone_cipher, phone_index) =
        seal(vault, "accounts.phone", &format!("accounts.phone/{}", new.id), phone)?;
    Ok(account::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        name: Set(new.name.clone()),
        email: Set(new.email.as_ref().map(|email| email.as_str().to_owned())),
        email_normal: Set(new.email.as_ref().map(balai_shared::contact::EmailAddress::normal)),
        phone_cipher: Set(phone_cipher),
        phone_index: Set(phone_index),
        password_hash: Set(new.password_hash.clone()),
        created_at: Set(new.created_at.as_millis()),
        email_confirmed_at: Set(crate::store::account::confirmed(new, new.email.is_some())),
        phone_confirmed_at: Set(crate::store::account::confirmed(new, new.phone.is_some())),
        phone_vouched_at: Set(None),
        deleted_at: Set(None),
    })
}

pub(super) fn applicant(
    vault: &Vault,
    new: &Applicant,
    at: Instant,
) -> Result<applicant::ActiveModel> {
    let nik = new.nik.as_ref().map(|nik| nik.as_str().as_bytes());
    let kk = new.kk.as_ref().map(|kk| kk.as_str().as_bytes());
    let (nik_cipher, nik_index) =
        seal(vault, "applicants.nik", &format!("applicants.nik/{}", new.id), nik)?;
    let (kk_cipher, kk_index) =
        seal(vault, "applicants.kk", &format!("applicants.kk/{}", new.id), kk)?;
    Ok(applicant::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        account_id: Set(uuid(new.account.as_u128())),
        nik_cipher: Set(nik_cipher),
        nik_index: Set(nik_index),
        kk_cipher: Set(kk_cipher),
        kk_index: Set(kk_index),
        birth_date: Set(new.birth_date.map(|date| date.to_string())),
        sex: Set(new.sex.map(|word| word.as_str().to_owned())),
        education: Set(new.education.map(|word| word.as_str().to_owned())),
        occupation: Set(new.occupation.map(|word| word.as_str().to_owned())),
        region_code: Set(new.region.as_ref().map(ToString::to_string)),
        disability: Set(new.disability),
        version: Set(new.version),
        updated_at: Set(at.as_millis()),
    })
}

pub(super) fn grant(new: &NewGrant) -> role_grant::ActiveModel {
    role_grant::ActiveModel {
        id: Set(uuid(new.id)),
        account_id: Set(uuid(new.account.as_u128())),
        role: Set(new.grant.role.as_str().to_owned()),
        institution_id: Set(new.grant.institution.map(|id| uuid(id.as_u128()))),
        region_code: Set(new.grant.region.as_ref().map(ToString::to_string)),
        created_at: Set(new.at.as_millis()),
    }
}

pub(super) fn application(new: &NewApplication) -> application::ActiveModel {
    let new = &new.application;
    application::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        session_id: Set(uuid(new.session.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        applicant_id: Set(uuid(new.applicant.as_u128())),
        state: Set(new.state.as_str().to_owned()),
        waitlist_order: Set(new.waitlist_order),
        offer_expires_at: Set(new.offer_expires_at.map(Instant::as_millis)),
        reason_code: Set(new.reason.map(|reason| reason.as_str().to_owned())),
        submitted_at: Set(new.submitted_at.map(Instant::as_millis)),
        version: Set(new.version),
        draft_step: Set(new.draft_step.map(|step| step.as_str().to_owned())),
        created_at: Set(new.submitted_at.unwrap_or(new.changed_at).as_millis()),
        changed_at: Set(new.changed_at.as_millis()),
        change: Set(FIRST),
    }
}

pub(super) fn text(new: &NewApplication) -> Option<application_text::ActiveModel> {
    new.motivation.as_ref().map(|motivation| application_text::ActiveModel {
        application_id: Set(uuid(new.application.id.as_u128())),
        motivation: Set(motivation.clone()),
    })
}

pub(super) fn event(new: &Event, actor: Option<u128>) -> application_event::ActiveModel {
    application_event::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        application_id: Set(uuid(new.application.as_u128())),
        version: Set(new.version),
        at: Set(new.at.as_millis()),
        actor_kind: Set(new.actor.as_str().to_owned()),
        actor_id: Set(actor.map(uuid)),
        action: Set(new.action.as_str().to_owned()),
        from_state: Set(new.from.map(|state| state.as_str().to_owned())),
        to_state: Set(new.to.as_str().to_owned()),
        reason_code: Set(new.reason.map(|reason| reason.as_str().to_owned())),
    }
}

pub(super) fn note(new: &Event) -> Option<event_note::ActiveModel> {
    new.note.as_ref().map(|note| event_note::ActiveModel {
        event_id: Set(uuid(new.id.as_u128())),
        note: Set(note.clone()),
    })
}

pub(super) fn certificate(new: &NewCertificate) -> certificate::ActiveModel {
    certificate::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        number: Set(new.number.clone()),
        application_id: Set(uuid(new.application.as_u128())),
        issued_on: Set(new.issued_on.to_string()),
        revoked_at: Set(None),
        ..Default::default()
    }
}

pub(super) fn notification(new: &Notification) -> notification::ActiveModel {
    notification::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        account_id: Set(uuid(new.account.as_u128())),
        application_id: Set(new.about.application().map(|id| uuid(id.as_u128()))),
        benefit_id: Set(new.about.benefit().map(|id| uuid(id.as_u128()))),
        session_id: Set(new.about.session().map(|id| uuid(id.as_u128()))),
        kind: Set(new.kind.as_str().to_owned()),
        created_at: Set(new.created_at.as_millis()),
        read_at: Set(new.read_at.map(Instant::as_millis)),
    }
}

pub(super) fn benefit(vault: &Vault, new: &NewBenefit) -> Result<benefit::ActiveModel> {
    let NewBenefit { benefit: new, dates, payout } = new;
    let (payout_cipher, payout_index) = match payout {
        None => (None, None),
        Some((provider, number)) => {
            let index = payout_account::indexed(*provider, number);
            let index = vault.fingerprint("benefits.payout", index.as_bytes()).to_vec();
            let place = payout_account::place(new.id);
            (Some(vault.seal(&place, number.as_str().as_bytes())?), Some(index))
        }
    };
    let checked_at = dates.payout_verified_at.map(Instant::as_millis);
    Ok(benefit::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        applicant_id: Set(uuid(new.applicant.as_u128())),
        scheme_id: Set(uuid(new.scheme_id.as_u128())),
        wave: Set(new.wave),
        accepted_at: Set(new.accepted_at.as_millis()),
        first_purchase_at: Set(new.facts.first_purchase_at.map(Instant::as_millis)),
        training_completed_at: Set(new.facts.training_completed_at.map(Instant::as_millis)),
        next_purchase_at: Set(new.facts.next_purchase_at.map(Instant::as_millis)),
        certificate_at: Set(dates.certificate_at.map(Instant::as_millis)),
        rated_at: Set(dates.rated_at.map(Instant::as_millis)),
        payout_provider: Set(payout.as_ref().map(|(provider, _)| provider.as_str().to_owned())),
        payout_cipher: Set(payout_cipher),
        payout_index: Set(payout_index),
        payout_verified_at: Set(checked_at),
        revoked_at: Set(dates.revoked_at.map(Instant::as_millis)),
        version: Set(1),
        payout_check_id: Set(None),
        payout_registered_at: Set(checked_at),
        payout_checked_at: Set(checked_at),
        payout_refusal: Set(None),
        payout_tries: Set(0),
        payout_next_check_at: Set(None),
        reminded_at: Set(None),
    })
}

pub(super) fn answer(new: &NewAnswer) -> survey_answer::ActiveModel {
    survey_answer::ActiveModel {
        benefit_id: Set(uuid(new.benefit.as_u128())),
        number: Set(i32::from(new.number)),
        employment: Set(new.employment.as_str().to_owned()),
        uses_skill: Set(new.uses_skill.as_str().to_owned()),
        income_band: Set(new.income_band.map(|band| band.as_str().to_owned())),
        answered_at: Set(new.at.as_millis()),
    }
}

pub(super) fn posting(new: &Posting) -> ledger_posting::ActiveModel {
    let (from, to) = new.kind.route();
    ledger_posting::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        benefit_id: Set(uuid(new.benefit.as_u128())),
        kind: Set(new.kind.as_str().to_owned()),
        from_account: Set(from.as_str().to_owned()),
        to_account: Set(to.as_str().to_owned()),
        amount: Set(new.amount.amount()),
        reference: Set(new.reference.clone()),
        at: Set(new.at.as_millis()),
    }
}

/// The sealed bytes and the blind index.
type Sealed = (Option<Vec<u8>>, Option<Vec<u8>>);

fn seal(vault: &Vault, column: &str, place: &str, plain: Option<&[u8]>) -> Result<Sealed> {
    let Some(plain) = plain else { return Ok((None, None)) };
    let index = vault.fingerprint(column, plain).to_vec();
    Ok((Some(vault.seal(place, plain)?), Some(index)))
}
