//! Correcting who an applicant is, at a centre's counter: staff see the KTP and type what it says. What
//! hangs on it is judged anew, and nothing is turned down by itself.

use balai_shared::{
    account::{AccountEventKind, AccountNotice},
    application::ApplicationState,
    eligibility::{Circumstances, Eligibility, Requirements, SchemeRules, Verdict, assess},
    error::ErrorCode,
    id::{AccountId, ApplicationId, PayoutId},
    identity::IdentityField,
    money::Rupiah,
    policy::{Action, Actor, allow},
    time::{Instant, TimeZone},
};

use super::{
    Services, account_events, applications,
    attempts::{self, Subject},
    catalogue, eligibility, identity, limits, text, update_profile,
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{account::Applicant, application::Application},
    store::{self, Tx, change::Change},
};

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// What staff type from the KTP; what is left out stays.
#[derive(Debug, Clone)]
pub struct Input {
    /// `app_…`: what the person sent to the caller's institution.
    pub application: String,
    /// Name, NIK, birth date and sex; nothing else is looked at.
    pub typed: update_profile::Input,
    /// Why; the person reads it.
    pub reason: String,
}

/// The person after the correction, and what is worth a second look by it.
#[derive(Debug, Clone)]
pub struct Output {
    /// The person.
    pub applicant: Applicant,
    /// By the right of which application.
    pub application: Application,
    /// Open applications to the caller's institution whose conditions aren't met any more.
    pub not_eligible: Vec<Application>,
    /// Whether the person could have been given the benefit, where there is one.
    pub benefit: Option<Eligibility>,
}

/// Corrects it, with the history, and tells the person. Typed again, it changes nothing.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's application; `FORBIDDEN` for other roles,
/// for oneself, and for accounts with a role; `VALIDATION_FAILED` with every bad field; `CONFLICT` where
/// the NIK has another account, without telling whose; `RATE_LIMITED` after too many.
pub async fn correct(services: &Services, actor: &Actor, input: Input) -> Result<Output> {
    let (staff, application) = permitted(services, actor, &input.application).await?;
    let mut fields = Vec::new();
    let reason = text::required("reason", &input.reason, LONGEST_REASON, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    count(services, staff, &application).await?;
    let correction =
        Correction { staff, application: application.clone(), typed: input.typed, reason };
    let applicant = services
        .store
        .write(move |tx| Box::pin(async move { write(tx, correction).await }))
        .await?;
    Ok(Output {
        not_eligible: not_eligible(services, actor, &applicant, &application).await?,
        benefit: benefit(services, &applicant).await?,
        applicant,
        application,
    })
}

struct Correction {
    staff: AccountId,
    application: Application,
    typed: update_profile::Input,
    reason: String,
}

async fn permitted(
    services: &Services,
    actor: &Actor,
    application: &str,
) -> Result<(AccountId, Application)> {
    let staff = match actor {
        Actor::Visitor => return Err(Error::refused(ErrorCode::Unauthenticated)),
        Actor::Partner { .. } | Actor::System => return Err(Error::refused(ErrorCode::Forbidden)),
        Actor::Person { account, .. } => *account,
    };
    let id: ApplicationId = application.parse()?;
    let found = applications::by_ids(services, actor, &[id]).await?;
    let sent = |one: &Application| one.state != ApplicationState::Draft;
    let found = found.into_iter().find(sent).ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::CorrectIdentity, &applications::resource(&found))?;
    Ok((staff, found))
}

/// Each call counts: who types NIKs to learn which have an account gets no further.
async fn count(services: &Services, staff: AccountId, of: &Application) -> Result<()> {
    let vault = services.vault();
    let by = Subject::new(vault, &limits::CORRECT_STAFF, &staff.to_string());
    let whose = Subject::new(vault, &limits::CORRECT_PERSON, &of.applicant.to_string());
    let _kept = attempts::count(services, vec![by, whose]).await?;
    Ok(())
}

async fn write(tx: &Tx, correction: Correction) -> Result<Applicant> {
    let Correction { staff, application, typed, reason } = correction;
    let now = tx.now().await?;
    let whose = store::applicant::by_ids(tx.conn(), tx.vault(), &[application.applicant]).await?;
    let account = whose.into_iter().next().ok_or(ErrorCode::NotFound)?.account;
    // Who decides about others must not be named anew by a colleague.
    if !store::account::grants(tx.conn(), account).await?.is_empty() {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    let held = identity::hold(tx, account, application.applicant).await;
    let held = held.map_err(|error| {
        // To others, who has left isn't there.
        let left = error.code() == ErrorCode::Unauthenticated;
        if left { Error::refused(ErrorCode::NotFound) } else { error }
    })?;
    let before = held.profile;
    let after = update_profile::corrected(&before, &typed, TimeZone::Jayapura.date_of(now))?;
    let (was, is) = (before.identity(), after.identity());
    let changed = was.changed_to(&is);
    if changed.is_empty() {
        return Ok(before);
    }
    store::account::update(tx, account, Some(&after.name), None, None).await?;
    if !store::applicant::update(tx, &after, now).await? {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let counter = Some((application.institution, application.id));
    let by = identity::By { actor: staff, counter, reason: Some(reason) };
    identity::record(tx, after.id, (&was, &is), by, now).await?;
    tell(tx, account, (staff, &application), now).await?;
    let of_bank = [IdentityField::Name, IdentityField::Nik];
    if changed.iter().any(|field| of_bank.contains(field)) {
        check_accounts(tx, &after, now).await?;
    }
    for application in held.sent.iter().filter(|application| application.state.is_live()) {
        tx.tell(Change {
            application: application.id,
            applicant: application.applicant,
            session: application.session,
            institution: application.institution,
        })
        .await?;
    }
    Ok(Applicant { version: after.version + 1, ..after })
}

async fn tell(
    tx: &Tx,
    account: AccountId,
    (staff, application): (AccountId, &Application),
    now: Instant,
) -> Result<()> {
    let by = account_events::By { actor: Some(staff), institution: Some(application.institution) };
    account_events::note_by(tx, account, AccountEventKind::IdentityCorrected, by, now).await?;
    let known = store::account::by_id(tx.conn(), tx.vault(), account).await?;
    let known = known.ok_or(ErrorCode::NotFound)?;
    account_events::tell(tx, &known, AccountNotice::IdentityCorrected, now).await
}

/// The bank said that these accounts bear the old name and NIK: it is asked once more, and until it has
/// answered nothing more is sent to them.
async fn check_accounts(tx: &Tx, of: &Applicant, now: Instant) -> Result<()> {
    for (benefit, _) in store::benefit::lock_all(tx, of.id).await? {
        let check = PayoutId::from_u128(new_id(now)?);
        store::payout_account::check_anew(tx, benefit.id, check, now).await?;
    }
    Ok(())
}

/// Open applications to the institution of `at` whose conditions the person doesn't meet, by what is
/// known now.
async fn not_eligible(
    services: &Services,
    actor: &Actor,
    applicant: &Applicant,
    at: &Application,
) -> Result<Vec<Application>> {
    let live = store::application_list::live(services.store.read(), applicant.id).await?;
    let here = live.into_iter().filter(|one| one.institution == at.institution);
    let mut found = Vec::new();
    for application in here.filter(|one| one.state.is_open()) {
        let listing = catalogue::session(services, actor, application.session).await?;
        let Some(listing) = listing else { continue };
        let judged = eligibility::of_application(services, applicant, &listing).await?;
        if judged.verdict != Verdict::Eligible {
            found.push(application);
        }
    }
    Ok(found)
}

/// Whether the person met the scheme's conditions on the day of the (oldest) benefit.
async fn benefit(services: &Services, of: &Applicant) -> Result<Option<Eligibility>> {
    let benefits = store::benefit::of_applicant(services.store.read(), of.id).await?;
    let given = benefits.iter().map(|(benefit, _)| benefit.accepted_at).min();
    let Some(given) = given else { return Ok(None) };
    let zone = store::applicant::zone_of(services.store.read(), of.id).await?;
    // Balance and family don't hang on what was corrected.
    let known = Circumstances {
        family_members_in_scheme: Some(0),
        balance: Some(Rupiah(0)),
        ..Circumstances::default()
    };
    let (asked, rules) = (Requirements::default(), SchemeRules::prakerja());
    let day = zone.date_of(given);
    Ok(Some(assess(&of.profile(), &asked, Some(&rules), day, &known)))
}
