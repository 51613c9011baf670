//! `GET /data-saya.json`: all that is kept of the person who asks, to take along.

mod application;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, header},
    response::Response,
};
use balai_shared::{identity::Identity, policy::Actor};
use serde_json::{Value, json};

use super::{
    Server,
    caller::{self, Speaks},
    cookies, local, status,
};
use crate::{
    error::Error,
    model::account::{AccountEvent, Device},
    model::desk::DeskView,
    model::document::{Document, Reading},
    model::export::Taken,
    model::identity::IdentityChange,
    model::saved_search::SavedSearch,
    model::staff::Invitation,
    service::own_data::{self, OwnBenefit, OwnData},
};

/// The handler. Whoever isn't signed in is led there and back to the profile.
pub(crate) async fn get(State(server): State<Server>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Cookie);
    let context = match caller::identify(&server, &parts.headers, &visitor).await {
        Ok(context) => context,
        Err(error) => return refused(&error),
    };
    if context.actor == Actor::Visitor {
        return local::see_other("/masuk?next=/profil");
    }
    let mut response = match own_data::own(&server.app.services, &context.actor).await {
        Ok(data) => download(&to_json(&data)),
        Err(error) => refused(&error),
    };
    for (name, value) in cookies::changes(&context.take_change(), server.transport()) {
        response.headers_mut().append(name, value);
    }
    response
}

fn download(data: &Value) -> Response {
    let mut response = Response::new(Body::from(format!("{data:#}\n")));
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"data-saya.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refused(error: &Error) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status::of(error.code());
    response
}

fn to_json(data: &OwnData) -> Value {
    let profile = data.profile.as_ref().map(|profile| {
        json!({
            "nik": profile.nik.as_ref().map(|nik| nik.as_str()),
            "kk": profile.kk.as_ref().map(|kk| kk.as_str()),
            "birthDate": profile.birth_date.map(|day| day.to_string()),
            "sex": profile.sex.map(|word| word.as_str()),
            "education": profile.education.map(|word| word.as_str()),
            "occupation": profile.occupation.map(|word| word.as_str()),
            "regionCode": profile.region.as_ref().map(ToString::to_string),
            "disability": profile.disability,
        })
    });
    let benefits = data.benefits.iter().map(benefit);
    let notifications = data.notifications.iter().map(|notification| {
        json!({
            "at": notification.created_at.to_string(),
            "kind": notification.kind.as_str(),
            "applicationId": notification.about.application().map(|id| id.to_string()),
            "benefitId": notification.about.benefit().map(|id| id.to_string()),
            "sessionId": notification.about.session().map(|id| id.to_string()),
            "readAt": notification.read_at.map(|at| at.to_string()),
        })
    });
    json!({
        "account": account(data),
        "devices": devices(data),
        "knownDevices": data.known_devices.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "numberAskedForAtCounter": data.recovery.as_ref().map(|waiting| json!({
            "phone": waiting.phone.as_str(),
            "institutionId": waiting.institution.to_string(),
            "askedAt": waiting.asked_at.to_string(),
        })),
        "accountEvents": account_events(data),
        "listsTakenAlong": data.exports.iter().map(export).collect::<Vec<_>>(),
        "profile": profile,
        "identityChanges": data.identity_changes.iter().map(identity_change).collect::<Vec<_>>(),
        "applications": data.applications.iter().map(application::to_json).collect::<Vec<_>>(),
        "benefits": benefits.collect::<Vec<_>>(),
        "documents": documents(data),
        "documentsOpened": readings(data),
        "notifications": notifications.collect::<Vec<_>>(),
        "staffInvitations": data.invitations.iter().map(invitation).collect::<Vec<_>>(),
        "deskViews": data.desk_views.iter().map(desk_view).collect::<Vec<_>>(),
        "savedSearches": data.saved_searches.iter().map(saved_search).collect::<Vec<_>>(),
    })
}

fn invitation(waiting: &Invitation) -> Value {
    json!({
        "institutionId": waiting.institution.to_string(),
        "role": waiting.role.as_str(),
        "askedAt": waiting.asked_at.to_string(),
        "expiresAt": waiting.expires_at.to_string(),
    })
}

fn saved_search(kept: &SavedSearch) -> Value {
    let asked = &kept.criteria;
    json!({
        "search": asked.words,
        "programId": asked.program.map(|id| id.to_string()),
        "institutionId": asked.institution.map(|id| id.to_string()),
        "vocationId": asked.vocation.as_ref().map(ToString::to_string),
        "regionCode": asked.region.as_ref().map(ToString::to_string),
        "mode": asked.mode.map(|word| word.as_str()),
        "funding": asked.funding.map(|word| word.as_str()),
        "createdAt": kept.created_at.to_string(),
        "toldAt": kept.told_at.map(|at| at.to_string()),
    })
}

fn desk_view(kept: &DeskView) -> Value {
    json!({
        "institutionId": kept.institution.to_string(),
        "name": kept.name,
        "shared": kept.shared,
        "states": kept.states.iter().map(|state| state.as_str()).collect::<Vec<_>>(),
        "submittedFrom": kept.submitted_from.map(|day| day.to_string()),
        "submittedUntil": kept.submitted_until.map(|day| day.to_string()),
        "columns": kept.columns.iter().map(|column| column.as_str()).collect::<Vec<_>>(),
        "sort": kept.sort.as_str(),
        "savedAt": kept.saved_at.to_string(),
    })
}

fn account(data: &OwnData) -> Value {
    let account = &data.account;
    json!({
        "id": account.id.to_string(),
        "name": account.name,
        "email": account.email,
        "emailConfirmedAt": account.email_confirmed_at.map(|at| at.to_string()),
        "phone": account.phone.as_ref().map(|phone| phone.as_str()),
        "phoneConfirmedAt": account.phone_confirmed_at.map(|at| at.to_string()),
        "phoneChangedAtCounterAt": account.phone_vouched_at.map(|at| at.to_string()),
        "language": data.preferences.language.as_str(),
        "newsByEmail": data.preferences.email,
        "newsBySms": data.preferences.sms,
        "newsOfNewSessions": data.preferences.new_sessions,
    })
}

fn devices(data: &OwnData) -> Vec<Value> {
    let device = |device: &Device| {
        json!({
            "browser": device.label.browser.as_str(),
            "system": device.label.system.as_str(),
            "signedInAt": device.signed_in_at.to_string(),
            "lastSeenAt": device.last_seen_at.to_string(),
        })
    };
    data.devices.iter().map(device).collect()
}

fn account_events(data: &OwnData) -> Vec<Value> {
    let event = |event: &AccountEvent| {
        json!({
            "at": event.at.to_string(),
            "kind": event.kind.as_str(),
            "actorId": event.actor.map(|id| id.to_string()),
            "institutionId": event.institution.map(|id| id.to_string()),
        })
    };
    data.events.iter().map(event).collect()
}

/// A change of who the person is: by the person, or at a counter.
fn identity_change(change: &IdentityChange) -> Value {
    let values = |of: &Identity| {
        json!({
            "name": Some(&of.name).filter(|name| !name.is_empty()),
            "nik": of.nik.as_ref().map(|nik| nik.as_str()),
            "birthDate": of.birth_date.map(|day| day.to_string()),
            "sex": of.sex.map(|word| word.as_str()),
        })
    };
    json!({
        "at": change.at.to_string(),
        "institutionId": change.counter.map(|(institution, _)| institution.to_string()),
        "fields": change.fields.iter().map(|field| field.path()).collect::<Vec<_>>(),
        "before": change.before.as_ref().map(values),
        "after": change.after.as_ref().map(values),
        "reason": change.reason,
    })
}

/// A list that the person took along, as staff of a centre.
fn export(taken: &Taken) -> Value {
    json!({
        "at": taken.begun_at.to_string(),
        "institutionId": taken.institution.to_string(),
        "sessionId": taken.session.map(|id| id.to_string()),
        "list": taken.list.as_str(),
        "format": taken.format.as_str(),
        "rows": taken.rows,
    })
}

/// What is known of the documents; their bytes are at the address.
fn documents(data: &OwnData) -> Vec<Value> {
    let document = |document: &Document| {
        json!({
            "id": document.id.to_string(),
            "kind": document.kind.as_str(),
            "mediaType": document.media.as_str(),
            "size": document.size,
            "createdAt": document.created_at.to_string(),
            "url": format!("/dokumen/{}", document.id),
        })
    };
    data.documents.iter().map(document).collect()
}

/// When somebody of a centre opened which.
fn readings(data: &OwnData) -> Vec<Value> {
    let reading = |reading: &Reading| {
        json!({
            "at": reading.at.to_string(),
            "kind": reading.kind.as_str(),
            "by": reading.actor.as_str(),
        })
    };
    data.readings.iter().map(reading).collect()
}

fn benefit(own: &OwnBenefit) -> Value {
    let benefit = &own.benefit;
    let entries = own.postings.iter().map(|posting| {
        json!({
            "at": posting.at.to_string(),
            "kind": posting.kind.as_str(),
            "amount": posting.amount.0,
        })
    });
    let payments = own.payouts.iter().map(|payout| {
        json!({
            "kind": payout.kind.as_str(),
            "reference": payout.reference,
            "amount": payout.amount.0,
            "state": payout.state.as_str(),
            "dueBy": payout.due_by.to_string(),
            "refusal": payout.refusal.map(|reason| reason.as_str()),
            "paidAt": payout.paid_at.map(|at| at.to_string()),
        })
    });
    let surveys = own.surveys.iter().map(|(number, at, [employment, skill, income, note])| {
        json!({
            "number": number,
            "answeredAt": at.to_string(),
            "employment": employment,
            "usesSkill": skill,
            "incomeBand": income,
            "note": note,
        })
    });
    json!({
        "id": benefit.id.to_string(),
        "scheme": benefit.scheme.name,
        "wave": benefit.wave,
        "acceptedAt": benefit.accepted_at.to_string(),
        "payoutAccount": own.account.as_ref().map(|account| json!({
            "provider": account.provider.as_str(),
            "number": account.number.as_str(),
            "state": account.state.as_str(),
        })),
        "balance": {
            "available": own.balances.training_available.0,
            "reserved": own.balances.training_reserved.0,
            "spent": own.balances.training_spent.0,
        },
        "payments": payments.collect::<Vec<_>>(),
        "surveys": surveys.collect::<Vec<_>>(),
        "entries": entries.collect::<Vec<_>>(),
    })
}
