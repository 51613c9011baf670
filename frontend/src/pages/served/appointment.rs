//! Choosing the time of a test or an interview.

use balai_shared::format;
use balai_shared::time::{Instant, TimeZone};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::api::{
    Appointment, AppointmentApplication, AppointmentNode, AppointmentPage, NodeVariables,
    SelectionSlot, Typed,
};
use crate::components::{
    FormState, Sending, call_centre, empty, form_message, head, not_found, notice, operation_form,
    sign_in_first, skeleton_page, submit_button,
};
use crate::forms::{BOOK_SLOT, CANCEL_BOOKING, MOVE_SLOT};
use crate::i18n::{appointment_words, fill};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// The page's forms; each is there once for every test or interview.
#[derive(Clone, Copy)]
struct Forms {
    book: FormState,
    moving: FormState,
    cancel: FormState,
}

/// `/lamaran/:id/jadwal`
#[must_use]
pub fn appointment() -> AnyView {
    let s = appointment_words();
    head(s.title, s.intro);
    let params = use_params_map();
    let forms = Forms {
        book: FormState::new(&BOOK_SLOT),
        moving: FormState::new(&MOVE_SLOT),
        cancel: FormState::new(&CANCEL_BOOKING),
    };
    let query = use_query_map().get_untracked();
    let said = if query.get("tersimpan").is_some() {
        Some(s.saved)
    } else {
        query.get("dilepas").is_some().then_some(s.given_back)
    };
    let fetched = fetch(move || {
        let id = params.get().get("id").unwrap_or_default();
        Typed::<AppointmentPage>::new(NodeVariables { id: cynic::Id::new(id) })
    });
    loaded(fetched, skeleton_page, move |page: AppointmentPage| match page.node {
        Some(AppointmentNode::Application(application)) => show(&application, forms, said),
        None if page.viewer.is_none() => sign_in_first(),
        Some(AppointmentNode::Other) | None => not_found(),
    })
}

fn show(application: &AppointmentApplication, forms: Forms, said: Option<&'static str>) -> AnyView {
    let s = appointment_words();
    let session = &application.session;
    let zone: TimeZone = session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let back = format!("/lamaran/{}", application.id.inner());
    let all = &application.appointments;
    let parts: Vec<AnyView> =
        all.iter().map(|one| part(&application.id, one, zone, forms)).collect();
    let none = all.is_empty().then(|| empty(s.none, s.none_hint, None));
    view! {
        <div class="reading">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{session.program.title.clone()}</a>
            <h1>{s.title}</h1>
            <p class="quiet">{session.institution.name.clone()}</p>
            {said.map(|said| notice("good", "✓", said))}
            <p>{s.intro}</p>
            {none}
            {parts}
            {call_centre(&session.institution.id, &session.institution.reach)}
        </div>
    }
    .into_any()
}

fn part(id: &cynic::Id, one: &Appointment, zone: TimeZone, forms: Forms) -> AnyView {
    let s = appointment_words();
    let name = if one.name.is_empty() { s.unnamed.to_owned() } else { one.name.clone() };
    let booked = one.booked.as_ref().map(|slot| booked(id, (slot, one.may_change), zone, forms));
    let form = if one.booked.is_some() { forms.moving } else { forms.book };
    let choices = if !one.choices.is_empty() {
        choices(id, one, zone, form)
    } else if one.booked.is_none() {
        view! { <p>{s.full}</p> }.into_any()
    } else {
        ().into_any()
    };
    view! {
        <section>
            <h2>{name}</h2>
            {booked}
            {choices}
        </section>
    }
    .into_any()
}

fn booked(
    id: &cynic::Id,
    (slot, may_change): (&SelectionSlot, bool),
    zone: TimeZone,
    forms: Forms,
) -> AnyView {
    let s = appointment_words();
    let until = format::deadline(slot.closes_at, zone, language());
    let change = if may_change { fill(s.change_until, &[&until]) } else { s.fixed.to_owned() };
    let give_back = may_change.then(|| {
        let fields = view! {
            {hidden(id, Some(slot))}
            {form_message(forms.cancel)}
            {submit_button(forms.cancel, s.give_back, "danger")}
        };
        operation_form(forms.cancel, Sending::from_here(), fields.into_any())
    });
    view! {
        <div class="card now">
            <p class="quiet">{s.yours}</p>
            <p class="lead"><strong>{span(slot, zone)}</strong></p>
            <p>{slot.place.clone()}</p>
            <p>{s.bring}</p>
            <p class="quiet">{change}</p>
            {give_back}
        </div>
    }
    .into_any()
}

fn choices(id: &cynic::Id, one: &Appointment, zone: TimeZone, form: FormState) -> AnyView {
    let s = appointment_words();
    let moves = one.booked.is_some();
    let legend = if moves { s.choose_other } else { s.choose };
    let button = if moves { s.move_here } else { s.book };
    let class = if moves { "" } else { "main" };
    let slots = one.choices.iter().enumerate();
    let options: Vec<AnyView> =
        slots.map(|(place, slot)| option(slot, zone, place == 0 && !moves)).collect();
    let fields = view! {
        {hidden(id, None)}
        {form_message(form)}
        <fieldset class="options">
            <legend>{legend}</legend>
            {options}
        </fieldset>
        <p>{submit_button(form, button, class)}</p>
    };
    let whole = operation_form(form, Sending::from_here(), fields.into_any());
    if moves {
        return view! { <details><summary>{legend}</summary>{whole}</details> }.into_any();
    }
    whole
}

fn hidden(id: &cynic::Id, slot: Option<&SelectionSlot>) -> AnyView {
    let slot = slot.map(|slot| {
        view! { <input type="hidden" name="slotId" value=slot.id.inner().to_owned()/> }
    });
    view! {
        <input type="hidden" name="applicationId" value=id.inner().to_owned()/>
        {slot}
    }
    .into_any()
}

fn option(slot: &SelectionSlot, zone: TimeZone, first: bool) -> AnyView {
    let s = appointment_words();
    let seats = fill(s.seats, &[&slot.seats_left.to_string()]);
    let until = format::deadline(slot.closes_at, zone, language());
    let until = fill(s.until, &[&until]);
    view! {
        <label class="option">
            <input type="radio" name="slotId" value=slot.id.inner().to_owned() checked=first/>
            <span>
                <strong>{span(slot, zone)}</strong><br/>
                {slot.place.clone()}<br/>
                <span class="quiet">{seats}" · "{until}</span>
            </span>
        </label>
    }
    .into_any()
}

/// `Sabtu, 14 Februari 2026, 09.00 WITA – 10.00 WITA`.
fn span(slot: &SelectionSlot, zone: TimeZone) -> String {
    let begin = format::date_time_in_zone(slot.starts_at, zone, language());
    format!("{begin} – {}", ends(slot.ends_at, zone))
}

fn ends(at: Instant, zone: TimeZone) -> String {
    format::time_in_zone(at, zone, language())
}
