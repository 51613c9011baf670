//! Who may come to the desk: staff of a centre, signed in.

use balai_shared::error::ErrorCode;
use balai_shared::policy::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::class::{class, classes};
use super::desk::desk;
use super::program_form::{edit_program, new_program};
use super::programs::programs;
use super::selection::selection;
use super::session_form::new_session;
use super::session_page::session_page;
use super::slots::slots;
use super::timetable::timetable;
use crate::api::{ApiError, InstitutionRef, Typed, ViewerName, WhoIsHere};
use crate::components::{
    FormState, Sending, TextField, error_box, form_message, head, here, language_switch, notice,
    operation_form, password_field, skeleton_page, submit_button, text_field,
};
use crate::forms::{SIGN_IN, SIGN_OUT};
use crate::i18n::{class_words, planning_words, staff_words, timetable_words, words};
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
    let w = staff_words();
    let centres = centres(viewer);
    let content = if centres.is_empty() {
        view! {
            <div class="reading">
                {notice("wait", "○", w.not_staff)}
                <a class="button" href="/" rel="external">{w.to_site}</a>
            </div>
        }
        .into_any()
    } else {
        rooms(centres)
    };
    framed(Some(viewer), content)
}

/// The desk, a session's selection, the list of classes, or one class, as the address says.
fn rooms(centres: Vec<InstitutionRef>) -> AnyView {
    let path = use_location().pathname;
    let room = Memo::new(move |_| Room::at(&path.get()));
    let shown = move || match room.get() {
        Room::Desk => desk(centres.clone()),
        Room::Selection(id) => selection(id),
        Room::Classes => classes(&centres),
        Room::Class(id) => class(id),
        Room::Programs => programs(&centres),
        Room::NewProgram => new_program(&centres),
        Room::Program(id) => edit_program(id),
        Room::NewSession => new_session(),
        Room::Session(id) => session_page(id),
        Room::Slots(id) => slots(id),
        Room::Timetable => timetable(&centres),
    };
    view! { {shown} }.into_any()
}

/// What the address names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Room {
    Desk,
    Selection(String),
    Classes,
    Class(String),
    Programs,
    NewProgram,
    Program(String),
    NewSession,
    Session(String),
    Slots(String),
    Timetable,
}

impl Room {
    fn at(path: &str) -> Self {
        let mut parts =
            path.strip_prefix("/petugas").unwrap_or_default().trim_matches('/').split('/');
        match (parts.next(), parts.next()) {
            (Some("seleksi"), Some(id)) => Self::Selection(id.to_owned()),
            (Some("kelas"), None) => Self::Classes,
            (Some("kelas"), Some(id)) => Self::Class(id.to_owned()),
            (Some("program"), None) => Self::Programs,
            (Some("program"), Some("baru")) => Self::NewProgram,
            (Some("program"), Some(id)) => Self::Program(id.to_owned()),
            (Some("sesi"), Some("baru")) => Self::NewSession,
            (Some("sesi"), Some(id)) => Self::Session(id.to_owned()),
            (Some("jadwal"), None) => Self::Timetable,
            (Some("tes"), Some(id)) => Self::Slots(id.to_owned()),
            (_, _) => Self::Desk,
        }
    }
}

/// The centres whose applications the viewer may see, each once.
fn centres(viewer: &ViewerName) -> Vec<InstitutionRef> {
    let mut centres: Vec<InstitutionRef> = Vec::new();
    for held in &viewer.roles {
        let at_centre = match held.role.0 {
            Role::Admin | Role::Reviewer | Role::Instructor | Role::Counsellor => true,
            Role::Pemda | Role::Ministry => false,
        };
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
    let classes_link = viewer
        .map(|_| view! { <a class="button" href="/petugas/kelas">{class_words().classes}</a> });
    let programs_link = viewer.map(
        |_| view! { <a class="button" href="/petugas/program">{planning_words().programs}</a> },
    );
    let timetable_link = viewer
        .map(|_| view! { <a class="button" href="/petugas/jadwal">{timetable_words().link}</a> });
    view! {
        <header class="top">
            <a class="brand" href="/petugas">"balai "<span class="quiet">{w.desk}</span></a>
            {classes_link}
            {programs_link}
            {timetable_link}
            {language_switch()}
            {person}
        </header>
        <main id="content" class="console">{content}</main>
    }
    .into_any()
}
