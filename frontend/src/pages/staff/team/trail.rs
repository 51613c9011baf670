//! What staff of a centre did: filters and pages, all in the address.

use std::str::FromStr;

use balai_shared::application::ApplicationAction;
use balai_shared::completion::{AttendanceStatus, UnitResult};
use balai_shared::document::{DocumentKind, DocumentState};
use balai_shared::export::ExportList;
use balai_shared::format;
use balai_shared::message;
use balai_shared::policy::Role;
use balai_shared::session::SessionStep;
use balai_shared::staff::StaffActionKind;
use balai_shared::time::{Date, TimeZone};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

use super::table;
use crate::api::{
    InstitutionRef, StaffActionFilter, Team, TeamNode, TrailAction, TrailPage, TrailVariables,
    Typed, Word,
};
use crate::components::{Choice, empty, next_link, notice, options, skeleton_page};
use crate::i18n::{fill, team_words};
use crate::load::{fetch, loaded_either};
use crate::pages::staff::gate::{query_of_address, refused};
use crate::visit::language;

/// How many stand on a page.
const ROWS: i32 = 50;

/// What is chosen, as in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Choices {
    /// `balai`.
    centre: Option<String>,
    /// `siapa`: by whom.
    who: Option<String>,
    /// `apa`: of which kind.
    what: Option<StaffActionKind>,
    /// `dari`: the first day.
    from: Option<Date>,
    /// `sampai`: the last day.
    until: Option<Date>,
    /// `after`: the cursor behind which the page begins.
    after: Option<String>,
}

impl Choices {
    fn read(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).filter(|text| !text.is_empty());
        let day = |name: &str| text(name).and_then(|text| Date::parse(&text).ok());
        Self {
            centre: text("balai"),
            who: text("siapa"),
            what: text("apa").and_then(|word| word.parse().ok()),
            from: day("dari"),
            until: day("sampai"),
            after: text("after"),
        }
    }

    fn address(&self) -> String {
        let pairs = [
            ("balai", self.centre.clone()),
            ("siapa", self.who.clone()),
            ("apa", self.what.map(|kind| kind.as_str().to_owned())),
            ("dari", self.from.map(|day| day.to_string())),
            ("sampai", self.until.map(|day| day.to_string())),
            ("after", self.after.clone()),
        ];
        let set = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
        let parts: Vec<String> =
            set.map(|(name, value)| format!("{name}={}", Url::escape(&value))).collect();
        format!("/petugas/jejak?{}", parts.join("&"))
    }

    /// As the API is asked; the days are those of the place where the centre stands.
    fn filter(&self) -> StaffActionFilter {
        StaffActionFilter {
            account_id: self.who.clone().map(cynic::Id::new),
            kinds: self.what.map(|kind| vec![Word(kind)]),
            since: self.from.map(|day| day.to_string()),
            until: self.until.map(|day| day.to_string()),
        }
    }
}

/// `/petugas/jejak`, of one of the centres whose admin the viewer is.
pub(in crate::pages::staff) fn trail(led: Vec<InstitutionRef>) -> AnyView {
    let w = team_words();
    let Some(first) = led.first().map(|centre| centre.id.inner().to_owned()) else {
        return notice("wait", "○", w.only_admins);
    };
    let query = query_of_address();
    let choices = Memo::new(move |_| {
        let read = Choices::read(&query.get());
        let known = |id: &String| led.iter().any(|centre| centre.id.inner() == id);
        let centre = read.centre.clone().filter(known).unwrap_or_else(|| first.clone());
        Choices { centre: Some(centre), ..read }
    });
    let page = fetch(move || {
        let choices = choices.get();
        Typed::<TrailPage>::new(TrailVariables {
            id: cynic::Id::new(choices.centre.clone().unwrap_or_default()),
            filter: choices.filter(),
            first: ROWS,
            after: choices.after.clone(),
        })
    });
    view! {
        <article class="class team">
            <a class="back" href="/petugas/tim"><span aria-hidden="true">"‹ "</span>{w.to_team}</a>
            <h1>{w.trail}</h1>
            <p>{w.trail_explained}</p>
            {loaded_either::<TrailPage>(page, skeleton_page, move |answer| match answer {
                Ok(TrailPage { node: Some(TeamNode::Institution(team)), staff_actions: trail }) => {
                    let now = choices.get_untracked();
                    view! {
                        {filters(&now, &team)}
                        {list(&team, trail.nodes)}
                        {next_link(&trail.page_info, |cursor| {
                            Choices { after: Some(cursor.to_owned()), ..now.clone() }.address()
                        })}
                    }
                    .into_any()
                }
                Ok(TrailPage { node: Some(TeamNode::Other) | None, .. }) => {
                    notice("wait", "○", team_words().only_admins)
                }
                Err(error) => refused(&error, move || page.refetch()),
            })}
        </article>
    }
    .into_any()
}

/// Who, what, and from when to when.
fn filters(now: &Choices, team: &Team) -> AnyView {
    let (w, language) = (team_words(), language());
    let next = RwSignal::new(Choices { after: None, ..now.clone() });
    let mut people = vec![Choice { value: String::new(), label: String::from(w.everybody) }];
    for member in team.staff.iter().flatten() {
        let value = member.account_id.inner().to_owned();
        if people.iter().all(|known| known.value != value) {
            people.push(Choice { value, label: member.name.clone() });
        }
    }
    let mut kinds = vec![Choice { value: String::new(), label: String::from(w.everything) }];
    kinds.extend(StaffActionKind::ALL.iter().map(|kind| Choice {
        value: String::from(kind.as_str()),
        label: String::from(message::staff_action(*kind, language)),
    }));
    let who = options(people, now.who.as_deref().unwrap_or_default());
    let what = options(kinds, now.what.map(StaffActionKind::as_str).unwrap_or_default());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let navigate = use_navigate();
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        navigate(&next.get_untracked().address(), NavigateOptions::default());
    };
    view! {
        <form class="sieve" on:submit=go>
            <div class="field">
                <label for="who">{w.who}</label>
                <select id="who" on:change=move |event| next.update(|next| next.who = some(event_target_value(&event)))>{who}</select>
            </div>
            <div class="field">
                <label for="what">{w.what}</label>
                <select id="what" on:change=move |event| next.update(|next| next.what = event_target_value(&event).parse().ok())>{what}</select>
            </div>
            <div class="field">
                <label for="from">{w.from_day}</label>
                <input id="from" type="date" value=now.from.map(|day| day.to_string()) on:input=move |event| next.update(|next| next.from = Date::parse(&event_target_value(&event)).ok())/>
            </div>
            <div class="field">
                <label for="until">{w.to_day}</label>
                <input id="until" type="date" value=now.until.map(|day| day.to_string()) on:input=move |event| next.update(|next| next.until = Date::parse(&event_target_value(&event)).ok())/>
            </div>
            <button type="submit" class="main">{w.show}</button>
        </form>
    }
    .into_any()
}

fn list(team: &Team, actions: Vec<TrailAction>) -> AnyView {
    let w = team_words();
    if actions.is_empty() {
        return empty(w.nothing, w.nothing_hint, None);
    }
    let zone: TimeZone = team.region.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let rows: Vec<AnyView> = actions.iter().map(|action| row(action, zone)).collect();
    table(w.trail, &[w.when, w.who, w.what, w.about], rows)
}

fn row(action: &TrailAction, zone: TimeZone) -> AnyView {
    let (w, language) = (team_words(), language());
    // Of an issued certificate the day alone is known.
    let when = if action.kind.0 == StaffActionKind::CertificateIssued {
        format::date(zone.date_of(action.at), language)
    } else {
        format::date_time_in_zone(action.at, zone, language)
    };
    let who = match &action.actor {
        Some(actor) => actor.name.clone().unwrap_or_else(|| erased(actor.account_id.inner())),
        None => String::from(w.operator),
    };
    let what = message::staff_action(action.kind.0, language);
    let detail = action.detail.as_deref().map(|word| said(action.kind.0, word));
    let detail = detail.map(|words| view! { <br/><span class="quiet">{words}</span> });
    view! {
        <tr>
            <td>{when}</td>
            <td>{who}</td>
            <td>{what}{detail}</td>
            <td>{about(action)}</td>
        </tr>
    }
    .into_any()
}

/// Of who was erased the id alone is left.
fn erased(id: &str) -> String {
    format!("{} ({id})", team_words().erased)
}

fn about(action: &TrailAction) -> String {
    let (w, language) = (team_words(), language());
    let applicant = action.application.as_ref().map(|one| one.applicant.name.clone());
    let person = action.person.as_ref();
    let person = person
        .map(|person| person.name.clone().unwrap_or_else(|| erased(person.account_id.inner())));
    let session = action.session.as_ref().map(|session| {
        format!("{}, {}", session.program.title, format::date_short(session.starts_on, language))
    });
    let people = action.people.map(|people| fill(w.people, &[&people.to_string()]));
    let parts: Vec<String> = [applicant, person, session, people].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Which fields were corrected.
fn corrected(fields: &str) -> String {
    let language = language();
    let names = fields.split(',').filter_map(|word| word.parse().ok());
    let names: Vec<&str> = names.map(|field| message::identity_field(field, language)).collect();
    names.join(", ")
}

/// The word that says more, in words.
fn said(kind: StaffActionKind, word: &str) -> String {
    let language = language();
    fn read<T: FromStr>(word: &str, say: impl Fn(T) -> &'static str) -> Option<String> {
        word.parse().ok().map(|known| String::from(say(known)))
    }
    let known = match kind {
        StaffActionKind::Application => {
            read(word, |action: ApplicationAction| message::application_action(action, language))
        }
        StaffActionKind::Session => {
            read(word, |step: SessionStep| message::session_step(step, language))
        }
        StaffActionKind::Attendance => {
            read(word, |status: AttendanceStatus| message::attendance_status(status, language))
        }
        StaffActionKind::Assessment => {
            read(word, |result: UnitResult| message::unit_result(result, language))
        }
        StaffActionKind::DocumentOpened => {
            read(word, |kind: DocumentKind| message::document_kind(kind, language))
        }
        StaffActionKind::DocumentChecked => word.split_once(' ').map(|(state, kind)| {
            let kind = read(kind, |kind: DocumentKind| message::document_kind(kind, language));
            let state =
                read(state, |state: DocumentState| message::document_state(state, language));
            format!("{}: {}", kind.unwrap_or_default(), state.unwrap_or_default())
        }),
        StaffActionKind::Exported => {
            read(word, |list: ExportList| message::export_list(list, language))
        }
        StaffActionKind::Invited
        | StaffActionKind::GrantApproved
        | StaffActionKind::InvitationRevoked
        | StaffActionKind::RoleAccepted
        | StaffActionKind::RoleEnded => read(word, |role: Role| message::role(role, language)),
        StaffActionKind::IdentityCorrected => Some(corrected(word)),
        StaffActionKind::Mark
        | StaffActionKind::CertificateIssued
        | StaffActionKind::CertificateRevoked
        | StaffActionKind::RecoveryAsked
        | StaffActionKind::RecoveryApproved
        | StaffActionKind::RecoveredAtCounter
        | StaffActionKind::AccountsJoined
        | StaffActionKind::GroupMessage => None,
    };
    known.unwrap_or_else(|| String::from(word))
}
