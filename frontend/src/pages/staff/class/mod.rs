//! A class: who came, what they learned, who has finished, and the certificates.

mod asking;
mod assessment;
mod attendance;
mod check_in;
mod finishing;
mod list;
mod notes;
mod plan;
mod post;
mod ratings;
mod unsent;

use std::collections::HashMap;

use balai_shared::format;
use leptos::prelude::*;

pub(super) use list::classes;

use super::export::{self, ExportList};
use super::gate::{query_of_address, refused};
use crate::api::{ApiError, ClassPage, ClassVariables, Typed};
use crate::components::{empty, notice, skeleton_page};
use crate::i18n::{class_words, note_words};
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// The parts of the page, as `bagian` in the address names them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Attendance,
    Assessment,
    Finishing,
    Notes,
}

impl Section {
    const ALL: [Self; 4] = [Self::Attendance, Self::Assessment, Self::Finishing, Self::Notes];

    const fn word(self) -> &'static str {
        match self {
            Self::Attendance => "kehadiran",
            Self::Assessment => "penilaian",
            Self::Finishing => "kelulusan",
            Self::Notes => "catatan",
        }
    }

    fn label(self) -> &'static str {
        let w = class_words();
        match self {
            Self::Attendance => w.attendance,
            Self::Assessment => w.assessment,
            Self::Finishing => w.finishing,
            Self::Notes => note_words().title,
        }
    }
}

/// What all parts of the page share.
#[derive(Clone, Copy)]
struct Room {
    page: Fetched,
    section: Memo<Section>,
    post: post::Post,
    busy: RwSignal<bool>,
    /// What came of the last step as a whole: its tone and words.
    told: RwSignal<Option<(&'static str, String)>>,
    /// Numbers of certificates that were issued a moment ago.
    issued: RwSignal<Vec<String>>,
    /// What came of it for each application: whether it was done, and why not.
    rows: RwSignal<HashMap<String, (bool, String)>>,
}

impl Room {
    fn refused(self, error: ApiError) {
        self.told.set(Some(("stop", super::bulk::said_of(error, language()))));
    }
}

/// `/petugas/kelas/{session}`
pub(super) fn class(id: String) -> AnyView {
    let query = query_of_address();
    let section = Memo::new(move |_| {
        let word = query.get().get("bagian").unwrap_or_default();
        let known = Section::ALL.into_iter().find(|section| section.word() == word);
        known.unwrap_or(Section::Attendance)
    });
    let page = fetch(move || Typed::<ClassPage>::new(ClassVariables { id: cynic::Id::new(&id) }));
    let room = Room {
        page,
        section,
        post: post::Post::new(),
        busy: RwSignal::new(false),
        told: RwSignal::new(None),
        rows: RwSignal::new(HashMap::new()),
        issued: RwSignal::new(Vec::new()),
    };
    post::open(room);
    // What was marked in one part counts in the next.
    Effect::new(move |before: Option<Section>| {
        let now = section.get();
        if before.is_some_and(|before| before != now) {
            room.told.set(None);
            page.refetch();
        }
        now
    });
    let told = move || {
        room.told.get().map(|(tone, text)| {
            let icon = match tone {
                "good" => "✓",
                "stop" => "×",
                _ => "!",
            };
            notice(tone, icon, text)
        })
    };
    view! {
        <article class="class">
            <a class="back" href="/petugas/kelas"><span aria-hidden="true">"‹ "</span>{class_words().classes}</a>
            {loaded_either::<ClassPage>(page, skeleton_page, move |answer| match answer {
                Ok(page) => show(room, page),
                Err(error) => refused(&error, move || room.page.refetch()),
            })}
            <div role="status">{told}</div>
        </article>
    }
    .into_any()
}

fn show(room: Room, page: ClassPage) -> AnyView {
    let ClassPage { viewer, training_roster: class } = page;
    let section = room.section;
    let account = viewer.map(|viewer| viewer.id.into_inner()).unwrap_or_default();
    untrack(|| post::of(room, &account));
    let w = class_words();
    let language = language();
    let session = &class.session;
    let days = [session.starts_on, session.ends_on].map(|day| format::date(day, language));
    let links: Vec<AnyView> = Section::ALL
        .into_iter()
        .map(|one| {
            let href = format!("/petugas/kelas/{}?bagian={}", session.id.inner(), one.word());
            let current = move || (section.get() == one).then_some("page");
            view! { <a class="chip" class:on=move || section.get() == one href=href aria-current=current>{one.label()}</a> }
                .into_any()
        })
        .collect();
    let title = session.program.title.clone();
    let taken = export::links(ExportList::Participants, &[("sesi", session.id.inner())]);
    let body = move || {
        if class.participants.is_empty() {
            return empty(w.nobody, w.nobody_hint, None);
        }
        match section.get() {
            Section::Attendance => attendance::section(room, &class),
            Section::Assessment => assessment::section(room, &class),
            Section::Finishing => finishing::section(room, &class),
            Section::Notes => notes::section(&class),
        }
    };
    view! {
        <h1>{title}</h1>
        <p class="quiet">{days.join(" – ")}</p>
        {taken}
        <nav class="states" aria-label=w.sections>{links}</nav>
        {body}
    }
    .into_any()
}

/// A table that scrolls by itself where it is wider than the page.
fn table(head: Vec<AnyView>, rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="grid" tabindex="0" role="region" aria-label=class_words().classes>
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
