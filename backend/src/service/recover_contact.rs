//! A lost phone number, replaced at a centre's counter: staff see the KTP, type its NIK and the new
//! number, and never see or set a password.

use balai_shared::{
    account::{AccountEventKind, AccountNotice},
    contact::{Contact, PhoneNumber},
    error::{ErrorCode, FieldCode},
    id::{AccountId, ApplicantId, InstitutionId},
    nik::Nik,
    policy::{Action, Actor, Denied, Resource, allow},
    time::Instant,
};

use super::{
    Services, account_events,
    attempts::{self, Subject},
    limits, one_time, outbox, register,
};
use crate::{
    error::{Error, Result},
    model::account::Applicant,
    store::{self, Tx, one_time_code::Purpose},
};

/// What staff type.
#[derive(Debug, Clone)]
pub struct Input {
    /// `apc_…`.
    pub applicant: String,
    /// The number that the person has now.
    pub new_phone: String,
    /// From the KTP that lies on the counter.
    pub nik: String,
}

/// Puts the number in, sends a code for a new password there, signs every device out and tells the old
/// contacts.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for who has no live application at the caller's institution;
/// `FORBIDDEN` for other roles, for oneself, and for accounts with a role; `VALIDATION_FAILED` for a
/// NIK that isn't the one on record; `CONFLICT` where the number has an account; `RATE_LIMITED` after
/// too many tries.
pub async fn recover(services: &Services, actor: &Actor, input: Input) -> Result<Applicant> {
    let (staff, found, institution) = permitted(services, actor, &input.applicant).await?;
    let (phone, nik) = parse(&input)?;
    let vault = services.vault();
    let by = Subject::new(vault, &limits::RECOVER_STAFF, &staff.to_string());
    let of = Subject::new(vault, &limits::RECOVER_PERSON, &found.id.to_string());
    // Whatever becomes of it: that a number is taken tells something, too.
    let _kept = attempts::count(services, vec![by, of]).await?;
    if found.nik.as_ref() != Some(&nik) {
        return Err(Error::field("nik", FieldCode::Differs));
    }
    let code = one_time::draw()?;
    let (account, id) = (found.account, found.id);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let by = account_events::By { actor: Some(staff), institution: Some(institution) };
                replace(tx, account, (phone, code), by, now).await
            })
        })
        .await?;
    let read = store::applicant::by_ids(services.store.read(), vault, &[id]).await?;
    read.into_iter().next().ok_or_else(|| Error::refused(ErrorCode::NotFound))
}

/// The member of staff, the person, and the institution that brings both together.
async fn permitted(
    services: &Services,
    actor: &Actor,
    applicant: &str,
) -> Result<(AccountId, Applicant, InstitutionId)> {
    let staff = match actor {
        Actor::Visitor => return Err(Error::refused(ErrorCode::Unauthenticated)),
        Actor::Partner { .. } | Actor::System => return Err(Error::refused(ErrorCode::Forbidden)),
        Actor::Person { account, .. } => *account,
    };
    let id: ApplicantId = applicant.parse()?;
    let connection = services.store.read();
    let live = store::application_list::live(connection, id).await?;
    let mut refusal = Denied::Hidden;
    let mut at = None;
    for application in live {
        let institution = application.institution;
        let resource = Resource::Application { applicant: id, institution };
        match allow(actor, Action::RecoverContact, &resource) {
            Ok(()) => at = Some(institution),
            Err(Denied::Hidden) => {}
            Err(denied) => refusal = denied,
        }
    }
    let institution = at.ok_or(refusal)?;
    let found = store::applicant::by_ids(connection, services.vault(), &[id]).await?;
    let found = found.into_iter().next().ok_or(ErrorCode::NotFound)?;
    // The NIK proves that the card lies on the counter only for who hasn't read it elsewhere: somebody
    // else at the centre has to do it.
    if store::document::has_read_identity(connection, id, staff.as_u128()).await? {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    // Who decides about others must not come into the hands of a colleague.
    if !store::account::grants(connection, found.account).await?.is_empty() {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    Ok((staff, found, institution))
}

fn parse(input: &Input) -> Result<(PhoneNumber, Nik)> {
    let phone = PhoneNumber::parse(&input.new_phone).map_err(|error| error.field_error("newPhone"));
    let nik = Nik::parse(input.nik.trim()).map_err(|error| error.field_error("nik"));
    match (phone, nik) {
        (Ok(phone), Ok(nik)) => Ok((phone, nik)),
        (phone, nik) => {
            Err(Error::invalid([phone.err(), nik.err()].into_iter().flatten().collect()))
        }
    }
}

async fn replace(
    tx: &Tx,
    id: AccountId,
    (phone, code): (PhoneNumber, String),
    by: account_events::By,
    now: Instant,
) -> Result<()> {
    store::account::lock(tx, id).await?;
    let before = store::account::by_id(tx.conn(), tx.vault(), id).await?;
    let before = before.ok_or(ErrorCode::NotFound)?;
    if before.phone.as_ref() == Some(&phone) {
        return Err(Error::field("newPhone", FieldCode::NotAllowed));
    }
    if register::free(tx, None, Some(&phone), now).await?.is_some() {
        return Err(Error::taken("newPhone", FieldCode::PhoneTaken));
    }
    store::contact::vouch(tx, id, &phone, now).await?;
    store::refresh_token::revoke_account(tx, id, None, now).await?;
    let language = store::preference::of(tx.conn(), id).await?.language;
    for own in before.contacts() {
        if own.confirmed_at.is_some() {
            let notice = AccountNotice::RecoveredAtCounter;
            outbox::notify(tx, (id, language), &own.contact, notice, now).await?;
        }
    }
    account_events::note_by(tx, id, AccountEventKind::RecoveredAtCounter, by, now).await?;
    let whose = (id, Purpose::Password);
    one_time::send(tx, whose, (&Contact::Phone(phone), language), code, now).await
}
