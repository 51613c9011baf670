//! What a session's people are judged by, and the seats kept for groups.

use std::collections::HashMap;

use balai_shared::{
    error::{FieldCode, FieldError},
    id::SessionId,
    policy::Actor,
    ranking::{self, Mark, Points, Quota},
    session::SelectionMethod,
};

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

/// A plan as staff enter it.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session: String,
    /// In the order in which they are shown.
    pub criteria: Vec<CriterionInput>,
    /// Seats kept for groups.
    pub quotas: Vec<Quota>,
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
    let plan = parse(&input, &listing.session)?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let session = held_open(tx, id).await?;
                // The seats may have changed since.
                let rules = rules(&plan.criteria);
                refuse(ranking::plan::faults(&rules, &plan.quotas, session.seats.capacity))?;
                let before = store::selection::plan(tx.conn(), id).await?;
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
    let allowed = match session.selection_method {
        SelectionMethod::FirstCome => {
            return Err(Error::refused(balai_shared::error::ErrorCode::InvalidTransition));
        }
        SelectionMethod::Lottery => input.criteria.is_empty(),
        SelectionMethod::Merit => true,
    };
    if !allowed {
        errors.push(FieldError::new("criteria", FieldCode::NotAllowed));
    }
    let mut criteria = Vec::with_capacity(input.criteria.len());
    for (index, given) in input.criteria.iter().enumerate() {
        criteria.push(criterion(given, index, &mut errors));
    }
    if errors.is_empty() {
        let capacity = session.seats.capacity;
        errors = ranking::plan::faults(&rules(&criteria), &input.quotas, capacity);
    }
    refuse(errors)?;
    Ok(Plan { criteria, quotas: input.quotas.clone() })
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
