//! What a participant shows at a meeting: a QR code, and the same to be read.

use balai_shared::format;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use qrcode::QrCode;
use qrcode::render::svg;

use crate::api::{
    AttendanceCode, CheckInApplication, CheckInNode, CheckInPage, NodeVariables, Typed,
};
use crate::components::{empty, head, not_found, sign_in_first, skeleton_page};
use crate::i18n::{fill, show_words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// The picture's least width, in points.
const WIDTH: u32 = 240;

/// `/lamaran/:id/hadir`
#[must_use]
pub fn check_in() -> AnyView {
    let s = show_words();
    head(s.title, s.intro);
    let params = use_params_map();
    let fetched = fetch(move || {
        let id = params.get().get("id").unwrap_or_default();
        Typed::<CheckInPage>::new(NodeVariables { id: cynic::Id::new(id) })
    });
    loaded(fetched, skeleton_page, move |page: CheckInPage| match page.node {
        Some(CheckInNode::Application(application)) => show(&application),
        None if page.viewer.is_none() => sign_in_first(),
        Some(CheckInNode::Other) | None => not_found(),
    })
}

fn show(application: &CheckInApplication) -> AnyView {
    let s = show_words();
    let session = &application.session;
    let zone: TimeZone = session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let back = format!("/lamaran/{}", application.id.inner());
    let codes = &application.attendance_codes;
    let none = codes.is_empty().then(|| empty(s.none, s.none_hint, None));
    let cards: Vec<AnyView> = codes.iter().map(|code| card(code, zone)).collect();
    view! {
        <div class="reading">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{session.program.title.clone()}</a>
            <h1>{s.title}</h1>
            <p class="quiet">{session.institution.name.clone()}</p>
            <p>{s.intro}</p>
            {none}
            {cards}
        </div>
    }
    .into_any()
}

fn card(code: &AttendanceCode, zone: TimeZone) -> AnyView {
    let s = show_words();
    let at = format::date_time_in_zone(code.meeting.begins_at, zone, language());
    // Read in two parts: three are easier to say than six.
    let (first, second) = code.code.split_at_checked(3).unwrap_or((&code.code, ""));
    let shown = format!("{first}-{second}");
    let picture = QrCode::new(&code.code).ok().map(|drawn| {
        let drawn = drawn
            .render::<svg::Color<'_>>()
            .min_dimensions(WIDTH, WIDTH)
            .dark_color(svg::Color("#000"))
            .light_color(svg::Color("#fff"))
            .build();
        // Without the line that begins a file of its own.
        let drawn = drawn.split_once("?>").map_or(drawn.clone(), |(_, rest)| rest.to_owned());
        let label = fill(s.picture, &[&shown]);
        view! { <div role="img" aria-label=label inner_html=drawn></div> }
    });
    view! {
        <section class="card check-in">
            <h2>{at}</h2>
            {picture}
            <p class="code-big">{shown.clone()}</p>
        </section>
    }
    .into_any()
}
