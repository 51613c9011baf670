//! Joining two accounts of one person who stands at the counter with the KTP (DOMAIN, Who may): the one
//! with the card's NIK stays, and a code that the other got shows that it is the person's, too.

use balai_shared::{
    account::{AccountEventKind, AccountNotice},
    application::ApplicationState,
    error::{ErrorCode, FieldCode, FieldError},
    id::{AccountId, ApplicantId, ApplicationId, InstitutionId, SessionId},
    join::{JoinHindrance, Likeness, Pair, look_alike, may_join},
    nik::Nik,
    one_time::OneTimeCode,
    policy::{Action, Actor, allow},
    staff::StaffActionKind,
    time::Instant,
};

use super::{
    Services, account_events, applications,
    attempts::{self, Counted, Subject},
    limits, one_time, outbox, staff_actions,
};
use crate::{
    error::{Error, Result},
    model::{
        account::{Account, Applicant, OwnContact},
        application::Application,
        join::Joined,
        staff::NewStaffAction,
    },
    store::{self, Tx, change::Change, one_time_code::Purpose},
};

/// What staff choose, and type from the KTP.
#[derive(Debug, Clone)]
pub struct Input {
    /// `app_…`: of the one account.
    pub one: String,
    /// `app_…`: of the other.
    pub other: String,
    /// As the KTP has it: of the account that stays.
    pub nik: String,
}

/// What will happen, once the person says the code.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who stays.
    pub keep: Applicant,
    /// Whose account is closed.
    pub close: Applicant,
    /// Where the code went, its middle hidden.
    pub sent_to: String,
    /// How many applications will move, those at other centres among them.
    pub applications: usize,
}

/// Who is concerned, before the transaction.
struct Request {
    staff: AccountId,
    institution: InstitutionId,
    one: Application,
    other: Application,
    nik: Nik,
    tried: Vec<Subject>,
}

/// Both as they are within the transaction, held.
struct Two {
    keep: (Account, Applicant),
    close: (Account, Applicant),
    /// What the one that is closed sent.
    sent: Vec<Application>,
}

/// What stopped it without being an error of the transaction: the try is kept.
type Stopped = FieldError;

/// Those who may be the same person as who sent this: others who applied to the institution, each with
/// the latest application there. Nothing for who may not join them.
///
/// # Errors
/// The database's own.
pub async fn lookalikes(
    services: &Services,
    actor: &Actor,
    application: &Application,
) -> Result<Vec<ApplicationId>> {
    if allow(actor, Action::JoinAccounts, &applications::resource(application)).is_err() {
        return Ok(Vec::new());
    }
    let read = services.store.read();
    let own = store::applicant::by_ids(read, services.vault(), &[application.applicant]).await?;
    let Some(own) = own.into_iter().next() else { return Ok(Vec::new()) };
    let found = store::join::lookalikes(read, application.institution, &own).await?;
    let alike = found.iter().filter(|one| look_alike(likeness(&own), one.likeness()));
    Ok(alike.map(|one| one.application).collect())
}

fn likeness(of: &Applicant) -> Likeness<'_> {
    Likeness { name: &of.name, birth_date: of.birth_date }
}

/// Looks whether the two can be joined, and sends the code.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's; `FORBIDDEN` for other roles and for
/// oneself; `VALIDATION_FAILED` for a NIK that isn't the one on record (counted), and for twice the same
/// person; `CONFLICT` at `otherApplicationId` with what stands against it; `RATE_LIMITED` after too many
/// tries.
pub async fn ask(services: &Services, actor: &Actor, input: Input) -> Result<Asked> {
    let request = request(services, actor, &input).await?;
    if request.one.applicant == request.other.applicant {
        return Err(Error::field("otherApplicationId", FieldCode::NotAllowed));
    }
    let code = one_time::draw()?;
    let counted = attempts::count(services, request.tried.clone()).await?;
    let asked = services.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            let two = match hold(tx, &request).await? {
                Ok(two) => two,
                Err(stopped) => return Ok(Err(stopped)),
            };
            let Two { keep: (_, keep), close: (account, close), sent } = two;
            let to = proved(&account).ok_or(ErrorCode::Conflict)?;
            let language = store::preference::of(tx.conn(), account.id).await?.language;
            let whose = (account.id, Purpose::Join);
            one_time::send(tx, whose, (&to.contact, language), code, now).await?;
            Ok(Ok(Asked { keep, close, sent_to: to.masked(), applications: sent.len() }))
        })
    });
    answer(services, counted, asked.await).await
}

/// What was stopped stays counted; anything else told nothing of a NIK or a code.
async fn answer<T>(
    services: &Services,
    counted: Counted,
    done: Result<std::result::Result<T, Stopped>>,
) -> Result<T> {
    match done {
        Ok(Err(stopped)) => Err(Error::invalid(vec![stopped])),
        Ok(Ok(done)) => counted.take_back(services).await.map(|()| done),
        Err(error) => {
            counted.take_back(services).await?;
            Err(error)
        }
    }
}

/// Joins them: what was sent by the one moves to the other, and the one is closed. Asked again after
/// that, it answers as before.
///
/// # Errors
/// As [`ask`]; `VALIDATION_FAILED` for a wrong code (counted).
pub async fn join(
    services: &Services,
    actor: &Actor,
    input: Input,
    code: &str,
) -> Result<Application> {
    let request = request(services, actor, &input).await?;
    let id = request.other.id;
    let read = services.store.read();
    if request.one.applicant == request.other.applicant {
        let both = [request.one.applicant];
        let known = store::applicant::by_ids(read, services.vault(), &both).await?;
        let kept = known.into_iter().next().ok_or(ErrorCode::NotFound)?;
        return if store::join::was_joined(read, kept.account, request.staff).await? {
            Ok(request.other)
        } else {
            Err(Error::field("otherApplicationId", FieldCode::NotAllowed))
        };
    }
    let code =
        OneTimeCode::parse(code).ok_or_else(|| Error::field("code", FieldCode::WrongCode))?;
    let counted = attempts::count(services, request.tried.clone()).await?;
    let joined = services.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            let two = match hold(tx, &request).await? {
                Ok(two) => two,
                Err(stopped) => return Ok(Err(stopped)),
            };
            if !is_right(tx, &two.close.0, &code, now).await? {
                return Ok(Err(FieldError::new("code", FieldCode::WrongCode)));
            }
            close(tx, &request, two, now).await.map(Ok)
        })
    });
    answer(services, counted, joined.await).await?;
    let moved = store::application::by_ids(services.store.read(), &[id]).await?;
    moved.into_iter().next().ok_or_else(|| Error::refused(ErrorCode::NotFound))
}

async fn request(services: &Services, actor: &Actor, input: &Input) -> Result<Request> {
    let staff = match actor {
        Actor::Visitor => return Err(Error::refused(ErrorCode::Unauthenticated)),
        Actor::Partner { .. } | Actor::System => return Err(Error::refused(ErrorCode::Forbidden)),
        Actor::Person { account, .. } => *account,
    };
    let ids: [ApplicationId; 2] = [input.one.parse()?, input.other.parse()?];
    let found = applications::by_ids(services, actor, &ids).await?;
    let permitted = |id: ApplicationId| {
        let sent = |one: &&Application| one.id == id && one.state != ApplicationState::Draft;
        let application = found.iter().find(sent).cloned().ok_or(ErrorCode::NotFound)?;
        allow(actor, Action::JoinAccounts, &applications::resource(&application))?;
        Ok::<_, Error>(application)
    };
    let (one, other) = (permitted(ids[0])?, permitted(ids[1])?);
    let nik = Nik::parse(input.nik.trim());
    let nik = nik.map_err(|error| Error::invalid(vec![error.field_error("nik")]))?;
    let vault = services.vault();
    let mut tried = vec![Subject::new(vault, &limits::JOIN_STAFF, &staff.to_string())];
    for application in [&one, &other] {
        let person = application.applicant.to_string();
        tried.push(Subject::new(vault, &limits::JOIN_PERSON, &person));
    }
    Ok(Request { staff, institution: one.institution, one, other, nik, tried })
}

/// Finds out by the NIK who stays, holds what both have in the order of all who hold these (the
/// applications, then the people), and looks at them.
async fn hold(tx: &Tx, request: &Request) -> Result<std::result::Result<Two, Stopped>> {
    let (conn, vault) = (tx.conn(), tx.vault());
    let both = [request.one.applicant, request.other.applicant];
    let people = store::applicant::by_ids(conn, vault, &both).await?;
    let has_nik = |person: &&Applicant| person.nik.as_ref() == Some(&request.nik);
    let Some(keep) = people.iter().find(has_nik).map(|person| person.id) else {
        // Who doesn't know the NIK learns nothing of the two.
        return Ok(Err(FieldError::new("nik", FieldCode::Differs)));
    };
    let close = if keep == both[0] { both[1] } else { both[0] };
    let before = store::join::sent(conn, close).await?;
    let ids: Vec<ApplicationId> = before.iter().map(|application| application.id).collect();
    store::application::hold(tx, &ids).await?;
    let mut accounts: Vec<AccountId> = people.iter().map(|person| person.account).collect();
    accounts.sort_unstable();
    for account in accounts {
        store::account::lock(tx, account).await?;
    }
    store::applicant::hold(tx, &both).await?;
    let (keep, close) = (person(tx, keep).await?, person(tx, close).await?);
    let sent = store::join::sent(conn, close.1.id).await?;
    if sent.len() != before.len() || keep.1.nik.as_ref() != Some(&request.nik) {
        // Something was sent or changed meanwhile.
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let two = Two { keep, close, sent };
    match may_join(pair(tx, &two).await?) {
        Ok(()) => Ok(Ok(two)),
        Err(hindrance) => {
            Err(Error::at(ErrorCode::Conflict, "otherApplicationId", code_of(hindrance)))
        }
    }
}

async fn person(tx: &Tx, id: ApplicantId) -> Result<(Account, Applicant)> {
    // Who has left has nothing to join any more.
    store::applicant::lock(tx, id).await.map_err(|_| Error::refused(ErrorCode::NotFound))?;
    let profile = store::applicant::by_ids(tx.conn(), tx.vault(), &[id]).await?;
    let profile = profile.into_iter().next().ok_or(ErrorCode::NotFound)?;
    let account = store::account::by_id(tx.conn(), tx.vault(), profile.account).await?;
    Ok((account.ok_or(ErrorCode::NotFound)?, profile))
}

async fn pair(tx: &Tx, two: &Two) -> Result<Pair> {
    let conn = tx.conn();
    let ((keeping, keep), (closing, close)) = (&two.keep, &two.close);
    let mut has_role = false;
    for account in [keeping.id, closing.id] {
        has_role |= !store::account::grants(conn, account).await?.is_empty();
    }
    let live = store::application_list::live(conn, keep.id).await?;
    let stands = two.sent.iter().filter(|application| application.state.is_live());
    let mut same_session = false;
    for application in stands {
        same_session |= live.iter().any(|own| own.session == application.session);
    }
    Ok(Pair {
        has_role,
        two_people: !look_alike(likeness(keep), likeness(close)),
        has_benefit: store::erasure::has_benefit(conn, close.id).await?,
        same_session,
        trainings_overlap: overlap(tx, two).await?,
        proved: proved(closing).is_some(),
    })
}

/// Whether both hold confirmed seats in trainings that share a day (DOMAIN, rule 2).
async fn overlap(tx: &Tx, two: &Two) -> Result<bool> {
    let keep = two.keep.1.id;
    let confirmed = two.sent.iter().filter(|sent| sent.state == ApplicationState::Confirmed);
    let mut sessions: Vec<SessionId> = confirmed.map(|sent| sent.session).collect();
    sessions.sort_unstable();
    for id in sessions {
        // Its days don't move meanwhile.
        let session = store::session_life::lock(tx, id).await?;
        let session =
            session.ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
        let days = (session.starts_on, session.ends_on);
        let conn = tx.conn();
        if store::application::has_confirmed_overlap(conn, keep, session.id, days).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

const fn code_of(hindrance: JoinHindrance) -> FieldCode {
    match hindrance {
        JoinHindrance::HasRole => FieldCode::HasRole,
        JoinHindrance::TwoPeople => FieldCode::TwoPeople,
        JoinHindrance::HasBenefit => FieldCode::HasBenefit,
        JoinHindrance::SameSession => FieldCode::SameSession,
        JoinHindrance::TrainingsOverlap => FieldCode::TrainingsOverlap,
        JoinHindrance::NoProvedContact => FieldCode::NoProvedContact,
    }
}

/// Where the code goes: the phone before the address, as it is at hand at a counter.
fn proved(account: &Account) -> Option<OwnContact> {
    account.contacts().into_iter().find(|own| own.confirmed_at.is_some())
}

async fn is_right(tx: &Tx, account: &Account, code: &str, now: Instant) -> Result<bool> {
    let own: Vec<_> = account.contacts().into_iter().map(|own| own.contact).collect();
    let used = one_time::take(tx, (account.id, Purpose::Join), &own, code, now).await?;
    Ok(used.is_some())
}

async fn close(tx: &Tx, request: &Request, two: Two, now: Instant) -> Result<()> {
    let Two { keep: (keep, kept), close: (close, closed), sent } = two;
    let language = store::preference::of(tx.conn(), close.id).await?.language;
    store::join::give(tx, (close.id, closed.id), (keep.id, kept.id)).await?;
    store::erasure::profile(tx, closed.id, now).await?;
    store::refresh_token::revoke_account(tx, close.id, None, now).await?;
    store::erasure::account(tx, close.id, now).await?;
    let (staff, institution) = (request.staff, request.institution);
    let joined = Joined { closed: close.id, kept: keep.id, institution, staff };
    store::join::insert(tx, &joined, now).await?;
    let by = account_events::By { actor: Some(staff), institution: Some(institution) };
    let (here, there) = (AccountEventKind::Joined, AccountEventKind::JoinedToAnother);
    account_events::note_by(tx, keep.id, here, by, now).await?;
    account_events::note_by(tx, close.id, there, by, now).await?;
    let kind = StaffActionKind::AccountsJoined;
    let action = NewStaffAction::new(institution, Some(staff), kind);
    let action = NewStaffAction { account: Some(keep.id), ..action };
    staff_actions::note(tx, &action, now).await?;
    account_events::tell(tx, &keep, AccountNotice::Joined, now).await?;
    for own in close.contacts() {
        store::invitation::revoke_for(tx, &own.contact, now).await?;
        if own.confirmed_at.is_some() {
            let whose = (close.id, language);
            outbox::notify(tx, whose, &own.contact, AccountNotice::Joined, now).await?;
        }
    }
    for application in sent {
        tx.tell(Change {
            application: application.id,
            applicant: kept.id,
            session: application.session,
            institution: application.institution,
        })
        .await?;
    }
    Ok(())
}
