//! Views of the queue that staff keep: filters, order and columns under a name.

use balai_shared::{
    application::ApplicationState,
    desk::{DeskColumn, LONGEST_VIEW_NAME, MOST_VIEWS, QueueSort},
    error::{ErrorCode, FieldCode, FieldError},
    id::{AccountId, DeskViewId, InstitutionId},
    policy::{Action, Actor, Resource, allow},
    time::Date,
};

use super::{Services, text};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::desk::DeskView,
    store,
};

/// A view to be kept.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ins_…`
    pub institution: String,
    /// What it is called.
    pub name: String,
    /// Whether everybody of the centre sees it.
    pub shared: bool,
    /// In these states; none means all.
    pub states: Vec<ApplicationState>,
    /// Sent on this day or later.
    pub submitted_from: Option<Date>,
    /// Sent on this day or before.
    pub submitted_until: Option<Date>,
    /// The columns shown.
    pub columns: Vec<DeskColumn>,
    /// The order.
    pub sort: QueueSort,
}

/// Keeps a view for the member of staff who asks; the own one of that name is replaced.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who doesn't work there; `VALIDATION_FAILED` with every bad
/// field; `CONFLICT` with `TOO_MANY` at `name` for one more than [`MOST_VIEWS`].
pub async fn save(services: &Services, actor: &Actor, input: Input) -> Result<DeskView> {
    let (institution, owner) = works_there(actor, &input.institution)?;
    let mut errors = Vec::new();
    let name = text::line("name", &input.name, LONGEST_VIEW_NAME, &mut errors);
    if input.submitted_from.zip(input.submitted_until).is_some_and(|(from, until)| until < from) {
        errors.push(FieldError::new("submittedUntil", FieldCode::MustBeAfter));
    }
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                // So that two devices of one person don't add the last place twice.
                store::account::lock(tx, owner).await?;
                let known = store::desk_view::named(tx.conn(), institution, owner, &name).await?;
                let now = tx.now().await?;
                let id = match &known {
                    Some(known) => known.id,
                    None => DeskViewId::from_u128(new_id(now)?),
                };
                let view = DeskView {
                    id,
                    institution,
                    owner,
                    name,
                    shared: input.shared,
                    states: without_doubles(input.states),
                    submitted_from: input.submitted_from,
                    submitted_until: input.submitted_until,
                    columns: without_doubles(input.columns),
                    sort: input.sort,
                    saved_at: now,
                };
                if known.is_some() {
                    store::desk_view::update(tx, &view).await?;
                } else {
                    let kept = store::desk_view::count(tx.conn(), institution, owner).await?;
                    if kept >= MOST_VIEWS {
                        return Err(Error::taken("name", FieldCode::TooMany));
                    }
                    store::desk_view::insert(tx, &view).await?;
                }
                Ok(view)
            })
        })
        .await
}

fn without_doubles<T: PartialEq>(words: Vec<T>) -> Vec<T> {
    let mut once = Vec::with_capacity(words.len());
    for word in words {
        if !once.contains(&word) {
            once.push(word);
        }
    }
    once
}

/// Forgets a view: one's own, or as an admin one that is shared. One that is gone already is no error,
/// nor is one that the caller can't see, which stays.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for a partner's software, and for a colleague's shared view.
pub async fn delete(services: &Services, actor: &Actor, id: &str) -> Result<DeskViewId> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    let account = person(actor)?;
    let id: DeskViewId = id.parse()?;
    let found = store::desk_view::by_id(services.store.read(), id).await?;
    let Some(view) = found.filter(|view| sees(actor, account, view)) else { return Ok(id) };
    if view.owner != account {
        allow(actor, Action::ManagePrograms, &Resource::Institution(view.institution))?;
    }
    let remove = services
        .store
        .write(move |tx| Box::pin(async move { store::desk_view::remove(tx, id).await }));
    remove.await?;
    Ok(id)
}

fn sees(actor: &Actor, account: AccountId, view: &DeskView) -> bool {
    let there = Resource::Institution(view.institution);
    let works_there = allow(actor, Action::ListApplications, &there).is_ok();
    works_there && (view.shared || view.owner == account)
}

/// The own views and those shared at a centre, by name.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who doesn't work there.
pub async fn list(
    services: &Services,
    actor: &Actor,
    institution: &str,
) -> Result<(AccountId, Vec<DeskView>)> {
    let (institution, account) = works_there(actor, institution)?;
    let views = store::desk_view::visible(services.store.read(), institution, account).await?;
    Ok((account, views))
}

/// The centre, and the member of its staff who asks.
fn works_there(actor: &Actor, institution: &str) -> Result<(InstitutionId, AccountId)> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    let institution: InstitutionId = institution.parse()?;
    allow(actor, Action::ListApplications, &Resource::Institution(institution))?;
    Ok((institution, person(actor)?))
}

/// Views are a person's: a program of a partner's keeps none.
pub(super) fn person(actor: &Actor) -> Result<AccountId> {
    match actor {
        Actor::Person { account, .. } => Ok(*account),
        Actor::Visitor => Err(Error::refused(ErrorCode::Unauthenticated)),
        Actor::Partner { .. } | Actor::System => Err(Error::refused(ErrorCode::Forbidden)),
    }
}
