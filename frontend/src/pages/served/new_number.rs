//! A new number that a centre's staff asked for: stopping it, or agreeing, with the code that went to
//! the old contact. Nobody needs to sign in, or to run scripts.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::{
    FormState, Sending, TextField, form_message, head, here, notice, operation_form, submit_button,
    text_field,
};
use crate::forms::{AGREE_TO_CONTACT_RECOVERY, FormOperation, STOP_CONTACT_RECOVERY};
use crate::i18n::new_number_words;

/// `/nomor-baru`
#[must_use]
pub fn new_number() -> AnyView {
    let w = new_number_words();
    head(w.title, w.intro);
    let query = use_query_map().get_untracked();
    let told = [("dihentikan", w.stopped), ("disetujui", w.agreed)];
    let told = told.into_iter().find(|(name, _)| query.get(name).is_some());
    let told = told.map(|(_, text)| notice("good", "✓", text));
    view! {
        <div class="reading">
            <h1>{w.title}</h1>
            {told}
            <p>{w.intro}</p>
            <section aria-labelledby="stop">
                <h2 id="stop">{w.stop_title}</h2>
                <p>{w.stop_intro}</p>
                {form(&STOP_CONTACT_RECOVERY, w.stop)}
            </section>
            <section aria-labelledby="agree">
                <h2 id="agree">{w.agree_title}</h2>
                <p>{w.agree_intro}</p>
                {form(&AGREE_TO_CONTACT_RECOVERY, w.agree)}
            </section>
        </div>
    }
    .into_any()
}

fn form(operation: &'static FormOperation, button: &'static str) -> AnyView {
    let w = new_number_words();
    let form = FormState::new(operation);
    let code = TextField {
        name: "code",
        label: w.code,
        hint: Some(w.code_hint),
        autocomplete: "off",
        secret: true,
        ..TextField::default()
    };
    let fields = view! {
        {form_message(form)}
        {text_field(form, code, |_| {})}
        <div class="action">{submit_button(form, button, "main")}</div>
    }
    .into_any();
    operation_form(form, Sending { back: here(), next: None }, fields)
}
