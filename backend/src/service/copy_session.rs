//! Planning a session like an earlier one: last year's, on other days.

use balai_shared::{
    link::WebLink,
    policy::{Action, Actor},
};

use super::{
    Services,
    create_session::{self, Input as Plan},
    session_history,
};
use crate::{error::Result, model::catalogue::Listing};

/// Which session is copied, and what is new.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session_id: String,
    /// RFC 3339.
    pub registration_opens_at: String,
    /// RFC 3339.
    pub registration_closes_at: String,
    /// `2026-02-14`.
    pub starts_on: String,
    /// `2026-02-28`.
    pub ends_on: String,
    /// The last day on which a free seat is offered again; the day before the start by default.
    pub replacement_until: Option<String>,
    /// Seats in all; as many as before by default.
    pub capacity: Option<i32>,
}

/// Makes a draft with all that the earlier session had but its days.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's; `FORBIDDEN` for who may not plan;
/// `VALIDATION_FAILED` with every bad field.
pub async fn copy(services: &Services, actor: &Actor, input: Input) -> Result<Listing> {
    let of = session_history::permitted(services, actor, &input.session_id, Action::PublishSession)
        .await?
        .session;
    let capacity = i32::try_from(of.seats.capacity).unwrap_or(i32::MAX);
    let plan = Plan {
        program_id: of.program.to_string(),
        mode: of.mode,
        funding: of.funding,
        selection_method: of.selection_method,
        capacity: input.capacity.unwrap_or(capacity),
        registration_opens_at: input.registration_opens_at,
        registration_closes_at: input.registration_closes_at,
        starts_on: input.starts_on,
        ends_on: input.ends_on,
        address: of.address,
        // One from before links were looked at isn't taken along.
        meeting_link: of.meeting_link.filter(|link| WebLink::parse(link).is_ok()),
        boarding: of.boarding,
        timetable: of.timetable,
        offer_hours: Some(of.offer_hours),
        replacement_until: input.replacement_until,
        like_session: None,
    };
    create_session::like(services, actor, plan, Some(of.id)).await
}
