//! Where the centre is, and how it can be reached: what job seekers read.

use leptos::prelude::*;

use super::Room;
use crate::api::{
    InstitutionReachInput, PointInput, Team, Typed, UpdateInstitution, UpdateInstitutionInput,
    UpdateInstitutionVariables,
};
use crate::i18n::team_words;
use crate::pages::staff::program_form::reload;
use crate::pages::staff::typed_form::{Kind, TypedForm, faults, field};

/// Latitude and longitude stand in one field, as maps copy them.
const PLACE: &str = "location.latitude";

/// The form, folded until it is wanted.
pub(super) fn form(room: Room, team: &Team) -> AnyView {
    let w = team_words();
    let id = team.id.clone();
    let form = TypedForm::new(&format!("balai-{}", id.inner()), first(team));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let input = input(form, id.clone());
        let operation = Typed::<UpdateInstitution>::new(UpdateInstitutionVariables { input });
        form.send(operation, move |_| room.done(w.reach_saved));
    };
    let page = format!("/balai/{}", team.id.inner());
    view! {
        <details>
            <summary>{w.contacts}</summary>
            <p>{w.reach_explained}" "<a href=page rel="external">{w.reach_page}</a></p>
            <form class="form-column" novalidate on:submit=submit>
                {faults(form, reload)}
                {field(form, "reach.phone", (w.reach_phone, w.reach_phone_hint), Kind::Text)}
                {field(form, "reach.whatsapp", ("WhatsApp", w.reach_chat_hint), Kind::Text)}
                {field(form, "reach.email", (w.reach_email, ""), Kind::Text)}
                {field(form, "reach.openingHours", (w.reach_hours, w.reach_hours_hint), Kind::Text)}
                {field(form, "address", (w.reach_address, ""), Kind::Text)}
                {field(form, PLACE, (w.reach_place, w.reach_place_hint), Kind::Text)}
                <p><button type="submit" class="main" disabled=move || form.is_busy()>{w.reach_save}</button></p>
            </form>
        </details>
    }
    .into_any()
}

fn first(team: &Team) -> Vec<(&'static str, String)> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let place = team.location.map(|place| format!("{}, {}", place.latitude, place.longitude));
    vec![
        ("reach.phone", text(&team.reach.phone)),
        ("reach.whatsapp", text(&team.reach.whatsapp)),
        ("reach.email", text(&team.reach.email)),
        ("reach.openingHours", text(&team.reach.opening_hours)),
        ("address", text(&team.address)),
        (PLACE, place.unwrap_or_default()),
    ]
}

fn input(form: TypedForm, institution_id: cynic::Id) -> UpdateInstitutionInput {
    let location = form.optional(PLACE).map(|text| {
        let (latitude, longitude) = text.split_once(',').unwrap_or((&text, ""));
        PointInput { latitude: latitude.trim().into(), longitude: longitude.trim().into() }
    });
    UpdateInstitutionInput {
        institution_id,
        address: form.optional("address"),
        location,
        reach: Some(InstitutionReachInput {
            phone: form.optional("reach.phone"),
            whatsapp: form.optional("reach.whatsapp"),
            email: form.optional("reach.email"),
            opening_hours: form.optional("reach.openingHours"),
        }),
    }
}
