//! The parts that pages are made of: they take data and callbacks, pages fetch.

mod badge;
mod call;
mod feedback;
mod field;
mod footer;
mod form;
mod form_language;
mod handed;
mod head;
mod header;
mod pager;
mod panels;
mod tell_me;
mod way;

pub use badge::{Tone, application_badge, badge, session_badge};
pub use call::call_centre;
pub use feedback::{
    empty, error_box, not_found, notice, sign_in_and_back_to, sign_in_first, sign_in_path,
    skeleton_cards, skeleton_page,
};
pub use field::{
    Choice, SelectField, TextField, options, password_field, select_field, text_area,
    text_area_with, text_field,
};
pub use footer::footer;
#[cfg(feature = "ssr")]
pub(crate) use form::person;
pub use form::{FormState, Sending, form_message, here, operation_form, submit_button};
pub use handed::Handed;
pub use head::head;
pub use header::{header, language_switch};
pub use pager::{Side, next_link, page_links};
pub use panels::{Step, facts, figures, steps};
pub use tell_me::{Wish, tell_me};
pub use way::{next_of_query, with_next};
