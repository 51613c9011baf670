//! What the file says of an application.

use balai_shared::{
    ranking::{Mark, Tie},
    time::{Date, Instant},
};
use serde_json::{Value, json};

use crate::{
    model::{
        desk::Remark,
        document::Check,
        selection::{Outcome, Standing},
        slot::Slot,
        training::{self, Finish, Printed, UnitOutcome},
    },
    service::own_applications::OwnApplication,
};

pub(super) fn to_json(own: &OwnApplication) -> Value {
    let history = own.history.iter().map(|event| {
        json!({
            "at": event.at.to_string(),
            "actor": event.actor.as_str(),
            "action": event.action.as_str(),
            "to": event.to.as_str(),
            "reason": event.reason.map(|reason| reason.as_str()),
            "note": event.note,
        })
    });
    let (selection, training) = (&own.selection, &own.training);
    json!({
        "id": own.application.id.to_string(),
        "sessionId": own.application.session.to_string(),
        "program": own.title,
        "state": own.application.state.as_str(),
        "draftStep": own.application.draft_step.map(|step| step.as_str()),
        "submittedAt": own.application.submitted_at.map(|at| at.to_string()),
        "deferredFrom": own.thread.from.map(|id| id.to_string()),
        "deferredTo": own.thread.to.map(|id| id.to_string()),
        "motivation": own.motivation,
        "history": history.collect::<Vec<_>>(),
        "selectionMarks": selection.marks.iter().map(selection_mark).collect::<Vec<_>>(),
        "selectionStanding": selection.standing.as_ref().map(standing),
        "appointments": selection.appointments.iter().map(appointment).collect::<Vec<_>>(),
        "attendance": training.attendance.iter().map(attendance).collect::<Vec<_>>(),
        "units": training.outcomes.iter().map(unit).collect::<Vec<_>>(),
        "completion": training.finish.as_ref().map(completion),
        "certificates": training.certificates.iter().map(certificate).collect::<Vec<_>>(),
        "calls": own.remarks.iter().filter(|one| one.outcome.is_some()).map(call).collect::<Vec<_>>(),
        "staffNotes": own.remarks.iter().filter(|one| one.outcome.is_none()).map(note).collect::<Vec<_>>(),
        "documentChecks": own.checks.iter().map(check).collect::<Vec<_>>(),
        "rating": own.rating.as_ref().map(|rating| json!({
            "stars": rating.stars,
            "review": rating.review,
            "ratedAt": rating.rated_at.to_string(),
        })),
    })
}

fn call(remark: &Remark) -> Value {
    json!({
        "at": remark.at.to_string(),
        "outcome": remark.outcome.map(|outcome| outcome.as_str()),
        "note": remark.text,
    })
}

fn note(remark: &Remark) -> Value {
    json!({ "at": remark.at.to_string(), "note": remark.text })
}

fn check(check: &Check) -> Value {
    json!({
        "at": check.said_at.to_string(),
        "kind": check.kind.as_str(),
        "state": check.state.as_str(),
        "dueAt": check.due_at.map(|at| at.to_string()),
        "note": check.note,
    })
}

fn selection_mark((criterion, mark): &(String, Mark)) -> Value {
    let (points, absent) = match mark {
        Mark::Given(points) => (Some(points.to_string()), false),
        Mark::Absent => (None, true),
        Mark::Missing => (None, false),
    };
    json!({ "criterion": criterion, "points": points, "absent": absent })
}

fn standing(standing: &Standing) -> Value {
    let outcome = match standing.outcome {
        Outcome::ByPlace => "BY_PLACE",
        Outcome::Reserved => "RESERVED",
        Outcome::Waits => "WAITS",
        Outcome::BelowMinimum(_) => "BELOW_MINIMUM",
        Outcome::Absent(_) => "ABSENT",
    };
    let tie = standing.tie.map(|tie| match tie {
        Tie::Criterion(_) => "CRITERION",
        Tie::Submission => "SUBMISSION",
    });
    json!({
        "place": standing.place,
        "meritPlace": standing.merit_place,
        "total": standing.total.map(|total| total.to_string()),
        "outcome": outcome,
        "tie": tie,
    })
}

fn appointment((name, slot, since): &(String, Slot, Instant)) -> Value {
    json!({
        "criterion": name,
        "startsAt": slot.starts_at.to_string(),
        "endsAt": slot.ends_at.to_string(),
        "place": slot.place,
        "chosenAt": since.to_string(),
    })
}

fn attendance((day, mark): &(Date, training::Mark)) -> Value {
    json!({
        "day": day.to_string(),
        "status": mark.status.as_str(),
        "minutes": mark.minutes,
        "markedAt": mark.marked_at.to_string(),
    })
}

fn unit(outcome: &UnitOutcome) -> Value {
    json!({
        "code": outcome.unit.code,
        "title": outcome.unit.title,
        "result": outcome.result.as_str(),
    })
}

fn completion(finish: &Finish) -> Value {
    json!({
        "at": finish.at.to_string(),
        "verdict": finish.verdict.as_str(),
        "decidedOtherwise": finish.overridden,
        "heldMinutes": finish.held_minutes,
        "attendedMinutes": finish.attended_minutes,
        "certificateKind": finish.certificate.as_str(),
    })
}

fn certificate(printed: &Printed) -> Value {
    let Printed { issued, says } = printed;
    json!({
        "number": issued.number,
        "kind": issued.kind.map(|kind| kind.as_str()),
        "name": says.name,
        "program": says.program,
        "hours": says.hours,
        "startsOn": says.starts_on.to_string(),
        "endsOn": says.ends_on.to_string(),
        "institution": says.institution,
        "place": says.place,
        "units": says.outcomes.iter().map(unit).collect::<Vec<_>>(),
        "issuedOn": issued.issued_on.to_string(),
        "revoked": issued.revoked,
    })
}
