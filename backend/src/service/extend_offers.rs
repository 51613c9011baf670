//! Letting offers stand longer, never past the session's start.

use balai_shared::{
    application::ApplicationAction,
    error::{ErrorCode, FieldCode, FieldError},
    policy::Actor,
    time::Instant,
};

use super::{
    Services,
    bulk::{self, Deed, Row},
    create_session::MOST_OFFER_HOURS,
    decide_applications::LONGEST_NOTE,
    text,
    transition::{By, Step},
};
use crate::{
    error::{Error, Result},
    model::catalogue::Session,
};

/// Which offers, how much longer, and why.
#[derive(Debug, Clone)]
pub struct Input {
    /// `app_…`, in the order in which they are extended.
    pub ids: Vec<String>,
    /// So many hours after the present deadline; this or `until`.
    pub hours: Option<i32>,
    /// RFC 3339; this or `hours`.
    pub until: Option<String>,
    /// What the applicant will read.
    pub note: String,
}

/// How much longer.
#[derive(Debug, Clone, Copy)]
pub(super) enum More {
    /// So many hours after the present deadline.
    Hours(i32),
    /// Until then.
    Until(Instant),
}

/// Gives each offer that stands more time. One result an id, in the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` for who decides nothing; `VALIDATION_FAILED` for an empty
/// selection, too many rows, no note, and for neither or both of hours and moment. A row's own:
/// `INVALID_TRANSITION` without an offer or for a deadline that isn't later, `DEADLINE_PASSED` for a
/// lapsed one.
pub async fn extend(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Row>> {
    bulk::may_begin(actor)?;
    let mut fields = Vec::new();
    bulk::check(&input.ids, &mut fields);
    let note = text::required("note", &input.note, LONGEST_NOTE, &mut fields);
    let more = more(&input, &mut fields);
    let (Some(more), true) = (more, fields.is_empty()) else { return Err(Error::invalid(fields)) };
    let step = Step { note: Some(note), ..Step::new(ApplicationAction::Extend, By::centre(actor)) };
    bulk::each(services, actor, input.ids, Deed::Extend(more, step)).await
}

fn more(input: &Input, fields: &mut Vec<FieldError>) -> Option<More> {
    match (input.hours, input.until.as_deref()) {
        (Some(hours), None) if (1..=MOST_OFFER_HOURS).contains(&hours) => Some(More::Hours(hours)),
        (Some(_), None) => {
            fields.push(FieldError::new("hours", FieldCode::OutOfRange));
            None
        }
        (None, Some(text)) => {
            let until = Instant::parse(text).ok();
            if until.is_none() {
                fields.push(FieldError::new("until", FieldCode::InvalidFormat));
            }
            until.map(More::Until)
        }
        (None, None) => {
            fields.push(FieldError::new("hours", FieldCode::Required));
            None
        }
        (Some(_), Some(_)) => {
            fields.push(FieldError::new("until", FieldCode::NotAllowed));
            None
        }
    }
}

/// The new end of an offer that stands until `present`: no offer outlives the session's start
/// (DOMAIN, rule 4).
///
/// # Errors
/// `INVALID_TRANSITION` where that would not be later.
pub(super) fn until(session: &Session, present: Instant, more: More) -> Result<Instant> {
    let wanted = match more {
        More::Hours(hours) => present.plus_hours(i64::from(hours)),
        More::Until(moment) => moment,
    };
    let until = wanted.min(session.starts_at);
    if until > present {
        Ok(until)
    } else {
        Err(Error::at(ErrorCode::InvalidTransition, "until", FieldCode::MustBeAfter))
    }
}
