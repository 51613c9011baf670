//! A lost phone number, replaced at a centre's counter: staff see the KTP, type its NIK and the new
//! number, and never see or set a password. One person alone only asks for it; what brings it about is
//! in [`contact_recovery`].

use balai_shared::{
    account::{AccountEventKind, RecoveryOutcome},
    contact::PhoneNumber,
    error::{ErrorCode, FieldCode},
    id::{AccountId, ApplicantId, InstitutionId, RecoveryId},
    nik::Nik,
    policy::{Action, Actor, Denied, Resource, allow},
    staff::InvitationCode,
};

use super::{
    Services, account_events,
    attempts::{self, Subject},
    contact_recovery, limits, outbox, register,
};
use crate::{
    auth::secret::{self, new_id},
    error::{Error, Result},
    model::{account::Applicant, message::Content, recovery::Recovery},
    store::{self, Tx},
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

/// Asks for the number to be put in: the old contacts are told and can stop it. Until somebody else
/// agrees, or a day is over, it opens nothing.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for who has no live application at the caller's institution;
/// `FORBIDDEN` for other roles, for oneself, and for accounts with a role; `VALIDATION_FAILED` for a
/// NIK that isn't the one on record; `CONFLICT` where the number has an account; `RATE_LIMITED` after
/// too many tries.
pub async fn recover(
    services: &Services,
    actor: &Actor,
    input: Input,
) -> Result<(Applicant, Recovery)> {
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
    let code = InvitationCode::from_bits(u64::from_be_bytes(secret::random()?));
    let account = found.account;
    let asked = services.store.write(move |tx| {
        Box::pin(async move {
            let asked_at = tx.now().await?;
            let id = RecoveryId::from_u128(new_id(asked_at)?);
            let new = Recovery { id, account, institution, asked_by: staff, asked_at, phone };
            ask(tx, &new, code).await?;
            Ok(new)
        })
    });
    Ok((found, asked.await?))
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
    // Neither does it for who has just put another NIK in.
    if store::identity::was_corrected_by(connection, id, staff).await? {
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

/// Asks for it: the old contacts are told, with a code that stops it, or has it at once.
async fn ask(tx: &Tx, new: &Recovery, code: String) -> Result<()> {
    let (id, now) = (new.account, new.asked_at);
    store::account::lock(tx, id).await?;
    let before = store::account::by_id(tx.conn(), tx.vault(), id).await?;
    let before = before.ok_or(ErrorCode::NotFound)?;
    if before.phone.as_ref() == Some(&new.phone) {
        return Err(Error::field("newPhone", FieldCode::NotAllowed));
    }
    if register::free(tx, None, Some(&new.phone), now).await?.is_some() {
        return Err(Error::taken("newPhone", FieldCode::PhoneTaken));
    }
    // Whoever stands at another counter isn't kept waiting by what was asked for before.
    store::contact_recovery::end(tx, id, RecoveryOutcome::Replaced, now).await?;
    store::contact_recovery::insert(tx, new, &code).await?;
    let language = store::preference::of(tx.conn(), id).await?.language;
    let until = new.effective_at();
    for contact in contact_recovery::owners(&before) {
        let to = outbox::To::exactly(id, &contact, language);
        outbox::queue(tx, to, Content::Recovery(code.clone()), (now, until)).await?;
    }
    let by = account_events::By { actor: Some(new.asked_by), institution: Some(new.institution) };
    account_events::note_by(tx, id, AccountEventKind::RecoveryAsked, by, now).await
}
