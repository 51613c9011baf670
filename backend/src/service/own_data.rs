//! All that is kept of a person, for that person: the right to a copy (UU 27/2022 on personal data,
//! article 7).

use balai_shared::{
    benefit::Balances,
    error::ErrorCode,
    id::ApplicantId,
    policy::{Action, Actor, Resource, allow},
    time::Instant,
};
use futures_util::{FutureExt, future::BoxFuture};

use super::{
    Services, documents,
    own_applications::{self, OwnApplication},
    payment, staff_invitations,
};
use crate::{
    error::{Error, Result},
    model::{
        account::{Account, AccountEvent, Applicant, Device},
        application::Notification,
        benefit::{Benefit, Posting},
        desk::DeskView,
        document::{Document, Reading},
        export::Taken,
        identity::IdentityChange,
        message::Preferences,
        page::{MOST, Page, Window},
        payout::{Payout, PayoutAccount},
        recovery::Recovery,
        saved_search::SavedSearch,
        staff::Invitation,
    },
    store,
};

/// What is kept of a person. Nothing is masked: it is the person's own.
#[derive(Debug)]
pub struct OwnData {
    /// Name and contacts.
    pub account: Account,
    /// What the person told of itself.
    pub profile: Option<Applicant>,
    /// Every application.
    pub applications: Vec<OwnApplication>,
    /// Every benefit with its postings.
    pub benefits: Vec<OwnBenefit>,
    /// Every document, without its bytes.
    pub documents: Vec<Document>,
    /// When somebody of a centre opened one.
    pub readings: Vec<Reading>,
    /// Every message.
    pub notifications: Vec<Notification>,
    /// What was changed of who the person is, the latest first.
    pub identity_changes: Vec<IdentityChange>,
    /// Every search that the person keeps, to be told what is new in it.
    pub saved_searches: Vec<SavedSearch>,
    /// Every view of a centre's queue that the person keeps.
    pub desk_views: Vec<DeskView>,
    /// How the person wants to be told.
    pub preferences: Preferences,
    /// Invitations to a role that wait for the person.
    pub invitations: Vec<Invitation>,
    /// Where the person is signed in.
    pub devices: Vec<Device>,
    /// When somebody last signed in on each device that is known, though signed out.
    pub known_devices: Vec<Instant>,
    /// A new number that a centre's staff asked for, and that waits.
    pub recovery: Option<Recovery>,
    /// What happened to the account, each time the identity numbers were shown among it.
    pub events: Vec<AccountEvent>,
    /// Which lists the person took along, as staff of a centre.
    pub exports: Vec<Taken>,
}

/// A benefit with all that belongs to it.
#[derive(Debug)]
pub struct OwnBenefit {
    /// The benefit.
    pub benefit: Benefit,
    /// What was posted to it.
    pub postings: Vec<Posting>,
    /// What these add up to.
    pub balances: Balances,
    /// Where it is paid to.
    pub account: Option<PayoutAccount>,
    /// What was paid to the person, or will be.
    pub payouts: Vec<Payout>,
    /// The surveys by number, with the time of the answer: what the person does, how it uses what it
    /// learned, what it earns, and what it added.
    pub surveys: Vec<(i32, Instant, [Option<String>; 4])>,
}

/// The caller's own data.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for a partner's software.
pub async fn own(services: &Services, actor: &Actor) -> Result<OwnData> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let Actor::Person { account, applicant, .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    let (connection, vault) = (services.store.read(), services.vault());
    let now = services.clock().now();
    let found = store::account::by_id(connection, vault, *account).await?;
    let found = found.ok_or_else(|| Error::Internal("a person has no account".to_owned()))?;
    let (applications, benefits, readings, identity_changes) = match applicant {
        Some(id) => (
            own_applications::of(services, actor, *id).await?,
            own_benefits(services, *id).await?,
            store::document::readings(connection, *id).await?,
            store::identity::of_applicants(connection, vault, &[*id]).await?,
        ),
        None => (Vec::new(), Vec::new(), Vec::new(), Vec::new()),
    };
    let invitations = staff_invitations::waiting_for(services, &found, now).await?;
    Ok(OwnData {
        account: found,
        invitations,
        profile: store::applicant::by_account(connection, vault, *account).await?,
        applications,
        benefits,
        documents: documents::of_viewer(services, actor).await?,
        readings,
        identity_changes,
        notifications: all(|window| {
            async move { store::notification::list(connection, *account, now, &window).await }
                .boxed()
        })
        .await?,
        saved_searches: all(|window| {
            async move { store::saved_search::list(connection, *account, &window).await }.boxed()
        })
        .await?,
        desk_views: store::desk_view::of_account(connection, *account).await?,
        preferences: store::preference::of(connection, *account).await?,
        devices: store::device::of_account(connection, *account).await?,
        recovery: store::contact_recovery::of_account(connection, vault, *account).await?,
        known_devices: store::known_device::seen(connection, *account).await?,
        events: store::account_event::newest(connection, *account, u64::MAX >> 1).await?,
        exports: store::export::of_account(connection, *account).await?,
    })
}

async fn own_benefits(services: &Services, id: ApplicantId) -> Result<Vec<OwnBenefit>> {
    let (connection, vault) = (services.store.read(), services.vault());
    let mut all = Vec::new();
    for (benefit, postings) in store::benefit::of_applicant(connection, id).await? {
        let ids = [benefit.id];
        let accounts = store::payout_account::of_benefits(connection, vault, &ids).await?;
        all.push(OwnBenefit {
            account: accounts.into_iter().next(),
            payouts: store::payout::of_benefits(connection, &ids).await?,
            surveys: store::survey::whole(connection, benefit.id).await?,
            balances: payment::balances(&postings)?,
            benefit,
            postings,
        });
    }
    Ok(all)
}

/// A list from its beginning to its end.
pub(super) async fn all<'a, T>(
    list: impl Fn(Window) -> BoxFuture<'a, Result<Page<T>>>,
) -> Result<Vec<T>> {
    let (mut items, mut after) = (Vec::new(), None);
    loop {
        let page = list(Window { size: MOST, backwards: false, after, before: None }).await?;
        after = page.items.last().map(|(cursor, _)| cursor.clone());
        items.extend(page.items.into_iter().map(|(_, item)| item));
        if !page.has_next || after.is_none() {
            return Ok(items);
        }
    }
}
