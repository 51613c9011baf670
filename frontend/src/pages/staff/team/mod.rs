//! The team of a centre: who works there, invitations, approvals, the end of a role.

mod accept;
mod asked;
mod invite;
mod reach;
mod trail;

use balai_shared::format;
use balai_shared::message;
use balai_shared::policy::Role;
use balai_shared::staff::InvitationState;
use balai_shared::time::{Instant, TimeZone};
use leptos::prelude::*;

pub(super) use accept::accept;
pub(super) use asked::password_field;
pub(super) use trail::trail;

use self::asked::Asked;
use self::invite::Typing;
use super::gate::refused;
use crate::api::{
    InstitutionRef, NodeVariables, Team, TeamInvitation, TeamMember, TeamNode, TeamPage, Typed,
};
use crate::components::{notice, skeleton_page};
use crate::i18n::{fill, team_words};
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// What all parts of a centre's team share.
#[derive(Clone, Copy)]
struct Room {
    page: Fetched,
    busy: RwSignal<bool>,
    /// What is asked just now.
    asking: RwSignal<Option<Asked>>,
    /// What came of the last step: its tone and words.
    told: RwSignal<Option<(&'static str, String)>>,
    /// What is typed to invite somebody.
    typing: Typing,
}

impl Room {
    /// Tells what came of a step, and looks at the team anew.
    fn done(self, words: &str) {
        self.told.set(Some(("good", String::from(words))));
        self.asking.set(None);
        self.page.refetch();
    }
}

/// `/petugas/tim`, of the centres whose admin the viewer is.
pub(super) fn team(centres: &[InstitutionRef]) -> AnyView {
    let w = team_words();
    let none = centres.is_empty().then(|| notice("wait", "○", w.only_admins));
    let lists: Vec<AnyView> = centres.iter().map(of_centre).collect();
    view! {
        <article class="class team">
            <a class="back" href="/petugas"><span aria-hidden="true">"‹ "</span>{w.to_desk}</a>
            <h1>{w.team}</h1>
            {none}
            {lists}
        </article>
    }
    .into_any()
}

fn of_centre(centre: &InstitutionRef) -> AnyView {
    let id = centre.id.clone();
    let asked = id.clone();
    let page = fetch(move || Typed::<TeamPage>::new(NodeVariables { id: asked.clone() }));
    let room = Room {
        page,
        busy: RwSignal::new(false),
        asking: RwSignal::new(None),
        told: RwSignal::new(None),
        typing: Typing::new(),
    };
    let told = move || room.told.get().map(|(tone, text)| notice(tone, icon(tone), text));
    let dialog_id = id.clone();
    let dialog = move || room.asking.get().map(|ask| asked::dialog(room, &dialog_id, ask));
    let trail = format!("/petugas/jejak?balai={}", id.inner());
    view! {
        <section aria-label=centre.name.clone()>
            <h2>{centre.name.clone()}</h2>
            <p><a href=trail>{team_words().trail}</a></p>
            <div role="status">{told}</div>
            {loaded_either::<TeamPage>(page, skeleton_page, move |answer| match answer {
                Ok(TeamPage { node: Some(TeamNode::Institution(team)) }) => show(room, *team),
                Ok(TeamPage { node: Some(TeamNode::Other) | None }) => {
                    notice("wait", "○", team_words().only_admins)
                }
                Err(error) => refused(&error, move || room.page.refetch()),
            })}
            {invite::form(room, id)}
            {dialog}
        </section>
    }
    .into_any()
}

fn icon(tone: &str) -> &'static str {
    match tone {
        "good" => "✓",
        "stop" => "×",
        _ => "!",
    }
}

fn show(room: Room, team: Team) -> AnyView {
    let zone: TimeZone = team.region.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let (Some(staff), Some(invitations)) = (team.staff.clone(), team.invitations.clone()) else {
        return notice("wait", "○", team_words().only_admins);
    };
    let reach = reach::form(room, &team);
    let admins = staff.iter().filter(|member| member.role.0 == Role::Admin).count();
    view! {
        {members(room, staff, zone)}
        {waiting(room, invitations, (zone, admins))}
        {reach}
    }
    .into_any()
}

fn day(at: Instant, zone: TimeZone) -> String {
    format::date(zone.date_of(at), language())
}

/// A table that scrolls by itself where it is wider than the page.
fn table(label: &'static str, head: &[&'static str], rows: Vec<AnyView>) -> AnyView {
    let head: Vec<AnyView> =
        head.iter().map(|word| view! { <th scope="col">{*word}</th> }.into_any()).collect();
    view! {
        <div class="grid" tabindex="0" role="region" aria-label=label>
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn members(room: Room, staff: Vec<TeamMember>, zone: TimeZone) -> AnyView {
    let w = team_words();
    let row = |member: TeamMember| {
        let you = member.is_viewer.then(|| view! { " "<span class="quiet">{w.you}</span> });
        let role = message::role(member.role.0, language());
        let (name, since) = (member.name.clone(), day(member.since, zone));
        let label = format!("{}: {}, {role}", w.end_role, member.name);
        let ask = move |_| room.asking.set(Some(Asked::End(member.clone())));
        view! {
            <tr>
                <th scope="row">{name}{you}</th>
                <td>{role}</td>
                <td>{since}</td>
                <td><button type="button" class="link" aria-label=label on:click=ask>{w.end_role}</button></td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = staff.into_iter().map(row).collect();
    view! {
        <h3>{w.members}</h3>
        {table(w.members, &[w.name, w.role, w.since, w.step], rows)}
    }
    .into_any()
}

fn waiting(
    room: Room,
    invitations: Vec<TeamInvitation>,
    (zone, admins): (TimeZone, usize),
) -> AnyView {
    let w = team_words();
    // Whoever asked can't approve, and there is nobody else.
    let alone = |one: &&TeamInvitation| one.state.0 == InvitationState::Pending && admins < 2;
    let numbers: Vec<AnyView> = invitations
        .iter()
        .filter(alone)
        .map(|one| view! { <code>{one.id.inner().to_owned()}</code>" " }.into_any())
        .collect();
    let operator = (!numbers.is_empty())
        .then(|| view! { <p class="notice wait">{w.only_one_admin}" "{numbers}</p> });
    let none = invitations.is_empty().then(|| view! { <p class="quiet">{w.no_invitations}</p> });
    let some = !invitations.is_empty();
    let rows: Vec<AnyView> =
        invitations.into_iter().map(|one| invitation(room, one, zone)).collect();
    let list = some.then(|| {
        let head = [w.sent_to, w.role, w.state, w.until, w.asked_by, w.step];
        table(w.invitations, &head, rows)
    });
    view! { <h3>{w.invitations}</h3>{none}{list}{operator} }.into_any()
}

fn invitation(room: Room, one: TeamInvitation, zone: TimeZone) -> AnyView {
    let (w, language) = (team_words(), language());
    let contact = one.contact.clone().unwrap_or_default();
    let approve = one.may_approve.then(|| {
        let (asked, label) = (one.clone(), format!("{}: {contact}", w.approve));
        let ask = move |_| room.asking.set(Some(Asked::Approve(asked.clone())));
        view! { <button type="button" class="main" aria-label=label on:click=ask>{w.approve}</button>" " }
    });
    let by = one.asked_by.name.clone().unwrap_or_else(|| String::from(w.erased));
    let role = message::role(one.role.0, language);
    let state = message::invitation_state(one.state.0, language);
    let (until, label) = (day(one.expires_at, zone), format!("{}: {contact}", w.revoke));
    let ask = move |_| room.asking.set(Some(Asked::Revoke(one.clone())));
    view! {
        <tr>
            <th scope="row">{contact}</th>
            <td>{role}</td>
            <td>{state}</td>
            <td>{until}</td>
            <td>{by}</td>
            <td>{approve}<button type="button" class="link" aria-label=label on:click=ask>{w.revoke}</button></td>
        </tr>
    }
    .into_any()
}

/// A text whose `{}` are filled, for a dialog.
fn filled(template: &str, values: &[&str]) -> AnyView {
    view! { <p>{fill(template, values)}</p> }.into_any()
}
