//! All that is kept of a person, for that person: the right to a copy (UU 27/2022 on personal data,
//! article 7).

use std::collections::{HashMap, hash_map::Entry};

use balai_shared::{
    error::ErrorCode,
    id::ApplicantId,
    policy::{Action, Actor, Resource, Scope, allow},
    time::Instant,
};
use futures_util::{FutureExt, future::BoxFuture};

use super::{Services, applications, catalogue, documents, rate_training};
use crate::{
    error::{Error, Result},
    model::{
        account::{Account, AccountEvent, Applicant, Device},
        application::{Application, ApplicationQuery, Event, Notification, Thread},
        benefit::{Benefit, Posting, Rating},
        document::{Document, Reading},
        message::Preferences,
        page::{MOST, Page, Window},
        payout::{Payout, PayoutAccount},
        saved_search::SavedSearch,
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
    /// Every search that the person keeps, to be told what is new in it.
    pub saved_searches: Vec<SavedSearch>,
    /// How the person wants to be told.
    pub preferences: Preferences,
    /// Where the person is signed in.
    pub devices: Vec<Device>,
    /// What happened to the account, each time the identity numbers were shown among it.
    pub events: Vec<AccountEvent>,
}

/// A benefit with all that belongs to it.
#[derive(Debug)]
pub struct OwnBenefit {
    /// The benefit.
    pub benefit: Benefit,
    /// What was posted to it.
    pub postings: Vec<Posting>,
    /// Where it is paid to.
    pub account: Option<PayoutAccount>,
    /// What was paid to the person, or will be.
    pub payouts: Vec<Payout>,
    /// The surveys by number, with the time of the answer: what the person does, how it uses what it
    /// learned, what it earns, and what it added.
    pub surveys: Vec<(i32, Instant, [Option<String>; 4])>,
}

/// An application with all that belongs to it.
#[derive(Debug)]
pub struct OwnApplication {
    /// The application.
    pub application: Application,
    /// What it is for.
    pub title: String,
    /// What the person wrote.
    pub motivation: Option<String>,
    /// What happened to it.
    pub history: Vec<Event>,
    /// What the person said of the training.
    pub rating: Option<Rating>,
    /// What it went on from, and to.
    pub thread: Thread,
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
    let (applications, benefits, readings) = match applicant {
        Some(id) => (
            own_applications(services, actor, Scope::Applicant(*id)).await?,
            own_benefits(services, *id).await?,
            store::document::readings(connection, *id).await?,
        ),
        None => (Vec::new(), Vec::new(), Vec::new()),
    };
    Ok(OwnData {
        account: found,
        profile: store::applicant::by_account(connection, vault, *account).await?,
        applications,
        benefits,
        documents: documents::of_viewer(services, actor).await?,
        readings,
        notifications: all(|window| {
            async move { store::notification::list(connection, *account, now, &window).await }
                .boxed()
        })
        .await?,
        saved_searches: all(|window| {
            async move { store::saved_search::list(connection, *account, &window).await }.boxed()
        })
        .await?,
        preferences: store::preference::of(connection, *account).await?,
        devices: store::device::of_account(connection, *account).await?,
        events: store::account_event::newest(connection, *account, u64::MAX >> 1).await?,
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
            benefit,
            postings,
        });
    }
    Ok(all)
}

async fn own_applications(
    services: &Services,
    actor: &Actor,
    scope: Scope,
) -> Result<Vec<OwnApplication>> {
    let (connection, query) = (services.store.read(), &ApplicationQuery::default());
    let found = all(|window| {
        let scope = scope.clone();
        async move { store::application_list::list(connection, query, &scope, &window).await }
            .boxed()
    })
    .await?;
    let ids: Vec<_> = found.iter().map(|application| application.id).collect();
    let mut motivations = applications::motivations(services, &ids).await?;
    let mut histories = applications::histories(services, &ids).await?;
    let mut threads = store::deferral::threads(connection, &ids).await?;
    let mut ratings = rate_training::own(services, actor, &ids).await?;
    let mut titles = HashMap::new();
    for application in &found {
        if let Entry::Vacant(unknown) = titles.entry(application.session) {
            let listing = catalogue::session(services, actor, application.session).await?;
            unknown.insert(listing.map(|listing| listing.program.title).unwrap_or_default());
        }
    }
    Ok(found
        .into_iter()
        .map(|application| OwnApplication {
            title: titles.get(&application.session).cloned().unwrap_or_default(),
            motivation: motivations.remove(&application.id),
            history: histories.remove(&application.id).unwrap_or_default(),
            rating: ratings.remove(&application.id),
            thread: threads.remove(&application.id).unwrap_or_default(),
            application,
        })
        .collect())
}

/// A list from its beginning to its end.
async fn all<'a, T>(list: impl Fn(Window) -> BoxFuture<'a, Result<Page<T>>>) -> Result<Vec<T>> {
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
