//! What a session's people are judged by, and the seats kept for groups.

use std::collections::HashMap;

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::SessionId,
    policy::Actor,
    ranking::{self, Mark, Points, Quota},
    session::SelectionMethod,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::{held_open, marks, run_by};
use crate::{
    error::{Error, Result},
    model::selection::{Criterion, Marks, Plan},
    service::{Services, text},
    store,
};

/// The longest name of a criterion, in characters: it heads a column.
const LONGEST_NAME: usize = 40;

/// A criterion as staff enter it.
#[derive(Debug, Clone)]
pub struct CriterionInput {
    /// What staff call it.
    pub name: String,
    /// In percent.
    pub weight: i32,
    /// `100`, `87.5`.
    pub maximum: String,
    /// The same.
    pub minimum: Option<String>,
}

/// A plan as staff enter it; what is left out stays.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session: String,
    /// The revision of the plan that was seen; none where nobody compares.
    pub revision: Option<String>,
    /// In the order in which they are shown.
    pub criteria: Option<Vec<CriterionInput>>,
    /// Seats kept for groups.
    pub quotas: Option<Vec<Quota>>,
}

/// A plan in few letters: the same plan has the same revision, another one another.
#[must_use]
pub fn revision(plan: &Plan) -> String {
    let mut text = String::new();
    for Criterion { name, rule } in &plan.criteria {
        let minimum = rule.minimum.map(|points| points.to_string()).unwrap_or_default();
        // A name has no line break.
        text.push_str(&format!("{name}\n{}\n{}\n{minimum}\n", rule.weight, rule.maximum));
    }
    for quota in &plan.quotas {
        text.push_str(&format!("{} {}\n", quota.group.as_str(), quota.seats));
    }
    URL_SAFE_NO_PAD.encode(Sha256::digest(text).get(..9).unwrap_or_default())
}

/// What was planned for these sessions; criteria and quotas are public.
///
/// # Errors
/// The database's own.
pub async fn plans(
    services: &Services,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Plan>> {
    store::selection::plans(services.store.read(), sessions).await
}

/// Plans the selection anew. Once marks were entered, criteria can be named and weighed anew, but none
/// can be added, taken away or moved, nor have a most below what somebody reached.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` under FIRST_COME, and once
/// the selection is over; `CONFLICT` where marks or opened times stand against it; `VALIDATION_FAILED` with every bad field.
pub async fn set_plan(services: &Services, actor: &Actor, input: Input) -> Result<SessionId> {
    let listing = run_by(services, actor, &input.session).await?;
    let id = listing.session.id;
    // What stays is put in again in the transaction.
    let told = parse(&input, &listing.session)?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let session = held_open(tx, id).await?;
                let before = store::selection::plan(tx.conn(), id).await?;
                if input.revision.is_some_and(|seen| seen != revision(&before)) {
                    return Err(Error::refused(ErrorCode::Conflict));
                }
                let plan = Plan {
                    criteria: if input.criteria.is_some() {
                        told.criteria
                    } else {
                        before.criteria.clone()
                    },
                    quotas: input.quotas.unwrap_or_else(|| before.quotas.clone()),
                };
                // The seats may have changed since.
                let rules = rules(&plan.criteria);
                refuse(ranking::plan::faults(&rules, &plan.quotas, session.seats.capacity))?;
                let marks = store::selection::marks_of_session(tx.conn(), id).await?;
                keep_marks(&before, &plan, &marks)?;
                let slots = store::slot::of_sessions(tx.conn(), &[id]).await?;
                if slots.iter().any(|slot| slot.cancelled_at.is_none()) {
                    keep_places(&before, &plan)?;
                }
                store::selection::replace_plan(tx, id, &plan).await?;
                Ok(id)
            })
        })
        .await
}

fn parse(input: &Input, session: &crate::model::catalogue::Session) -> Result<Plan> {
    let mut errors = Vec::new();
    let given = input.criteria.as_deref().unwrap_or_default();
    let allowed = match session.selection_method {
        SelectionMethod::FirstCome => {
            return Err(Error::refused(ErrorCode::InvalidTransition));
        }
        SelectionMethod::Lottery => given.is_empty(),
        SelectionMethod::Merit => true,
    };
    if !allowed {
        errors.push(FieldError::new("criteria", FieldCode::NotAllowed));
    }
    let quotas = input.quotas.clone().unwrap_or_default();
    let mut criteria = Vec::with_capacity(given.len());
    for (index, given) in given.iter().enumerate() {
        criteria.push(criterion(given, index, &mut errors));
    }
    if errors.is_empty() {
        let capacity = session.seats.capacity;
        errors = ranking::plan::faults(&rules(&criteria), &quotas, capacity);
    }
    refuse(errors)?;
    Ok(Plan { criteria, quotas })
}

fn criterion(given: &CriterionInput, index: usize, errors: &mut Vec<FieldError>) -> Criterion {
    let path = |part: &str| format!("criteria.{index}.{part}");
    let name = text::line(&path("name"), &given.name, LONGEST_NAME, errors);
    let mut points = |part: &str, text: &str| {
        text.parse::<Points>().unwrap_or_else(|error| {
            errors.push(FieldError::new(&path(part), marks::field_code(error)));
            Points::ZERO
        })
    };
    let maximum = points("maximum", &given.maximum);
    let minimum = given.minimum.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let minimum = minimum.map(|text| points("minimum", text));
    // What is no percentage at all is told by the rule, like what is too much.
    let weight = u32::try_from(given.weight).unwrap_or(0);
    Criterion { name, rule: ranking::Criterion { weight, maximum, minimum } }
}

/// What was entered stays what it was: under its criterion, and within its most.
fn keep_marks(before: &Plan, after: &Plan, marks: &Marks) -> Result<()> {
    if marks.is_empty() {
        return Ok(());
    }
    keep_places(before, after)?;
    for (index, criterion) in after.criteria.iter().enumerate() {
        let above = |mark: &Mark| match mark {
            Mark::Given(points) => *points > criterion.rule.maximum,
            Mark::Missing | Mark::Absent => false,
        };
        if marks.values().filter_map(|own| own.get(&index)).any(above) {
            let path = format!("criteria.{index}.maximum");
            return Err(Error::taken(&path, FieldCode::OutOfRange));
        }
    }
    Ok(())
}

/// Marks and times belong to a criterion by its place.
fn keep_places(before: &Plan, after: &Plan) -> Result<()> {
    let place = |name: &str| before.criteria.iter().position(|one| one.name == name);
    let moved = |(index, one): (usize, &Criterion)| place(&one.name).is_some_and(|at| at != index);
    let as_many = before.criteria.len() == after.criteria.len();
    if !as_many || after.criteria.iter().enumerate().any(moved) {
        return Err(Error::taken("criteria", FieldCode::NotAllowed));
    }
    Ok(())
}

fn rules(criteria: &[Criterion]) -> Vec<ranking::Criterion> {
    criteria.iter().map(|criterion| criterion.rule.clone()).collect()
}

fn refuse(errors: Vec<FieldError>) -> Result<()> {
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}
