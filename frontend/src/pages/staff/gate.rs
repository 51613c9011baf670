//! Who may come to the desk: staff of a centre, signed in.

use balai_shared::error::ErrorCode;
use balai_shared::policy::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::params::ParamsMap;

use super::class::{class, classes};
use super::desk::desk;
use super::program_form::{edit_program, new_program};
use super::programs::programs;
use super::report::report;
use super::selection::selection;
use super::session_form::new_session;
use super::session_page::session_page;
use super::slots::slots;
use super::team::{accept, team, trail};
use super::timetable::timetable;
use crate::api::{ApiError, InstitutionRef, Typed, ViewerName, WhoIsHere};
use crate::components::{
    FormState, Sending, TextField, error_box, form_message, head, here, language_switch, notice,
    operation_form, password_field, skeleton_page, submit_button, text_field,
};
use crate::forms::{SIGN_IN, SIGN_OUT};
use crate::i18n::{
    class_words, planning_words, report_words, staff_words, team_words, timetable_words, words,
};
use crate::load::{fetch, loaded_either};

/// The desk behind its door.
#[component]
pub(super) fn Gate() -> impl IntoView {
    let w = staff_words();
    head(w.desk, "");
    let who = fetch(|| Typed::<WhoIsHere>::new(()));
    loaded_either::<WhoIsHere>(who, skeleton_page, move |answer| match answer {
        Ok(WhoIsHere { viewer: Some(viewer) }) => inside(&viewer),
        Ok(WhoIsHere { viewer: None }) => door(None),
        Err(error) if error.code == ErrorCode::Unauthenticated => door(None),
        Err(error) => framed(None, error_box(&error, move || who.refetch())),
    })
}

fn inside(viewer: &ViewerName) -> AnyView {
    let all = centres(viewer, AT_CENTRES);
    let content = rooms(all, centres(viewer, &[Role::Admin]));
    framed(Some(viewer), content)
}

/// What who has no role at any centre is told.
fn no_staff() -> AnyView {
    let w = staff_words();
    view! {
        <div class="reading">
            {notice("wait", "○", w.not_staff)}
            <p><a href="/petugas/undangan">{team_words().has_code}</a></p>
            <a class="button" href="/" rel="external">{w.to_site}</a>
        </div>
    }
    .into_any()
}

/// The roles of those who work at a centre.
const AT_CENTRES: &[Role] = &[Role::Admin, Role::Reviewer, Role::Instructor, Role::Counsellor];

/// The address's query. The router's own hook gives, where one route has many paths, that of the path
/// before.
pub(super) fn query_of_address() -> Memo<ParamsMap> {
    use_location().query
}

/// The room that the address names, for who works at a centre; the door for who is invited to one.
fn rooms(centres: Vec<InstitutionRef>, led: Vec<InstitutionRef>) -> AnyView {
    let path = use_location().pathname;
    let room = Memo::new(move |_| Room::at(&path.get()));
    let shown = move || {
        let room = room.get();
        if centres.is_empty() && room != Room::Invitation {
            return no_staff();
        }
        in_room(room, &centres, &led)
    };
    view! { {shown} }.into_any()
}

fn in_room(room: Room, centres: &[InstitutionRef], led: &[InstitutionRef]) -> AnyView {
    match room {
        Room::Invitation => accept(),
        Room::Team => team(led),
        Room::Trail => trail(led.to_vec()),
        Room::Desk => desk(centres.to_vec()),
        Room::Selection(id) => selection(id),
        Room::Classes => classes(centres),
        Room::Class(id) => class(id),
        Room::Report => report(centres),
        Room::Programs => programs(centres),
        Room::NewProgram => new_program(centres),
        Room::Program(id) => edit_program(id),
        Room::NewSession => new_session(),
        Room::Session(id) => session_page(id),
        Room::Slots(id) => slots(id),
        Room::Timetable => timetable(centres),
    }
}

/// What the address names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Room {
    Desk,
    Selection(String),
    Classes,
    Class(String),
    Report,
    Programs,
    NewProgram,
    Program(String),
    NewSession,
    Session(String),
    Slots(String),
    Team,
    Trail,
    Invitation,
    Timetable,
}

impl Room {
    fn at(path: &str) -> Self {
        let mut parts =
            path.strip_prefix("/petugas").unwrap_or_default().trim_matches('/').split('/');
        match (parts.next(), parts.next()) {
            (Some("seleksi"), Some(id)) => Self::Selection(id.to_owned()),
            (Some("laporan"), None) => Self::Report,
            (Some("program"), None) => Self::Programs,
            (Some("program"), Some("baru")) => Self::NewProgram,
            (Some("program"), Some(id)) => Self::Program(id.to_owned()),
            (Some("sesi"), Some("baru")) => Self::NewSession,
            (Some("sesi"), Some(id)) => Self::Session(id.to_owned()),
            (Some("jadwal"), None) => Self::Timetable,
            (Some("tes"), Some(id)) => Self::Slots(id.to_owned()),
            (Some("tim"), None) => Self::Team,
            (Some("jejak"), None) => Self::Trail,
            (Some("undangan"), None) => Self::Invitation,
            (Some("kelas"), None) => Self::Classes,
            (Some("kelas"), Some(id)) => Self::Class(id.to_owned()),
            (_, _) => Self::Desk,
        }
    }
}

/// The centres at which the viewer has one of these roles, each once.
fn centres(viewer: &ViewerName, roles: &[Role]) -> Vec<InstitutionRef> {
    let mut centres: Vec<InstitutionRef> = Vec::new();
    for held in &viewer.roles {
        let at_centre = roles.contains(&held.role.0);
        let Some(centre) = held.institution.as_ref().filter(|_| at_centre) else { continue };
        if !centres.iter().any(|known| known.id == centre.id) {
            centres.push(centre.clone());
        }
    }
    centres
}

/// What is shown when the sign-in has run out in the middle of the work, or another refusal.
pub(super) fn refused(error: &ApiError, retry: impl Fn() + Send + Sync + 'static) -> AnyView {
    if error.code == ErrorCode::Unauthenticated {
        sign_in(Some(staff_words().expired))
    } else {
        error_box(error, retry)
    }
}

fn door(remark: Option<&'static str>) -> AnyView {
    framed(None, sign_in(remark))
}

/// The sign-in form that leads back to where one is.
fn sign_in(remark: Option<&'static str>) -> AnyView {
    let w = words();
    let form = FormState::new(&SIGN_IN);
    let identifier = TextField {
        name: "identifier",
        label: w.identifier,
        autocomplete: "username",
        ..TextField::default()
    };
    let remark = remark.map(|remark| notice("wait", "○", remark));
    let fields = view! {
        {form_message(form)}
        {text_field(form, identifier, |_| {})}
        {password_field(form, None, "current-password")}
        {submit_button(form, w.sign_in, "main")}
    }
    .into_any();
    view! {
        <div class="door">
            <h1>{staff_words().desk}</h1>
            {remark}
            {operation_form(form, Sending { back: here(), next: Some(here()) }, fields)}
        </div>
    }
    .into_any()
}

fn framed(viewer: Option<&ViewerName>, content: AnyView) -> AnyView {
    let (w, common) = (staff_words(), words());
    let person = viewer.map(|viewer| {
        let sign_out = operation_form(
            FormState::new(&SIGN_OUT),
            Sending { back: here(), next: Some(String::from("/petugas")) },
            view! { <button class="link" type="submit">{common.sign_out}</button> }.into_any(),
        );
        view! { <span class="person">{viewer.name.clone()}</span> {sign_out} }
    });
    view! {
        <header class="top">
            <a class="brand" href="/petugas">"balai "<span class="quiet">{w.desk}</span></a>
            {viewer.map(ways)}
            {language_switch()}
            {person}
        </header>
        <main id="content" class="console">{content}</main>
    }
    .into_any()
}

/// The ways to the rooms; the team's for who leads a centre.
fn ways(viewer: &ViewerName) -> AnyView {
    let path = use_location().pathname;
    let way = |href: &'static str, name: &'static str| {
        let current = move || path.with(|path| path.starts_with(href).then_some("page"));
        view! { <a href=href aria-current=current>{name}</a> }.into_any()
    };
    let leads = !centres(viewer, &[Role::Admin]).is_empty();
    view! {
        <nav class="ways" aria-label=staff_words().rooms>
            {way("/petugas/kelas", class_words().classes)}
            {way("/petugas/program", planning_words().programs)}
            {way("/petugas/jadwal", timetable_words().link)}
            {way("/petugas/laporan", report_words().report)}
            {leads.then(|| way("/petugas/tim", team_words().team))}
        </nav>
    }
    .into_any()
}
