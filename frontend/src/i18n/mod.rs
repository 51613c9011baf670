//! Every word of the app that isn't in the domain's own catalogue, in both languages.

#[cfg(feature = "ssr")]
mod account;
mod applying;
#[cfg(feature = "ssr")]
mod appointment;
#[cfg(feature = "csr")]
mod assist;
#[cfg(feature = "ssr")]
mod balance;
#[cfg(feature = "ssr")]
mod benefit;
#[cfg(feature = "ssr")]
mod certificate;
#[cfg(any(feature = "ssr", feature = "csr"))]
mod check_in;
#[cfg(feature = "csr")]
mod deciding;
#[cfg(feature = "csr")]
mod desk;
#[cfg(feature = "csr")]
mod document_check;
mod en;
mod finding;
mod id;
#[cfg(feature = "csr")]
mod identity;
#[cfg(feature = "ssr")]
mod institution;
#[cfg(feature = "csr")]
mod join;
mod learned;
#[cfg(feature = "ssr")]
mod new_number;
#[cfg(feature = "csr")]
mod notes;
mod own;
#[cfg(feature = "csr")]
mod planning;
#[cfg(feature = "csr")]
mod recover;
#[cfg(feature = "csr")]
mod report;
mod saved;
#[cfg(feature = "ssr")]
mod selection;
#[cfg(feature = "ssr")]
mod served;
#[cfg(feature = "csr")]
mod slots;
#[cfg(feature = "csr")]
mod staff;
#[cfg(feature = "csr")]
mod staff_selection;
#[cfg(feature = "csr")]
mod team;
#[cfg(feature = "csr")]
mod timetable;
#[cfg(feature = "csr")]
mod training;
mod words;

use balai_shared::language::Language;

#[cfg(feature = "ssr")]
pub use account::{AccountWords, account_words};
#[cfg(feature = "ssr")]
pub use applying::{ApplyingWords, applying_words};
pub use applying::{DraftWords, draft_words};
#[cfg(feature = "ssr")]
pub use appointment::{AppointmentWords, appointment_words};
#[cfg(feature = "csr")]
pub use assist::{AssistWords, assist_words};
#[cfg(feature = "ssr")]
pub use balance::{BalanceWords, balance_words};
#[cfg(feature = "ssr")]
pub use benefit::{BenefitWords, benefit_words};
#[cfg(feature = "ssr")]
pub use certificate::{CertificateWords, certificate_words};
#[cfg(feature = "ssr")]
pub use check_in::{ShowWords, show_words};
#[cfg(feature = "csr")]
pub use check_in::{TakeWords, take_words};
#[cfg(feature = "csr")]
pub use deciding::{DecidingWords, deciding_words};
#[cfg(feature = "csr")]
pub use desk::{DeskWords, call_outcome, column, desk_words, sort};
#[cfg(feature = "csr")]
pub use document_check::{CheckWords, check_words};
pub use finding::{FindingWords, finding_words};
#[cfg(feature = "csr")]
pub use identity::{IdentityWords, identity_words};
#[cfg(feature = "ssr")]
pub use institution::{InstitutionWords, institution_words};
#[cfg(feature = "csr")]
pub use join::{JoinWords, join_words};
pub use learned::{LearnedWords, learned_words};
#[cfg(feature = "ssr")]
pub use new_number::{NewNumberWords, new_number_words};
#[cfg(feature = "csr")]
pub use notes::{NoteWords, note_words};
pub use own::{OwnWords, own_words};
#[cfg(feature = "csr")]
pub use planning::{PlanningWords, planning_words};
#[cfg(feature = "csr")]
pub use recover::{RecoverWords, recover_words};
#[cfg(feature = "csr")]
pub use report::{ReportWords, report_words};
#[cfg(feature = "ssr")]
pub use saved::{SavedWords, saved_words};
pub use saved::{TellWords, tell_words};
#[cfg(feature = "ssr")]
pub use selection::{SelectionWords, selection_words};
#[cfg(feature = "ssr")]
pub use served::{ServedWords, served_words};
#[cfg(feature = "csr")]
pub use slots::{SlotWords, slot_words};
#[cfg(feature = "csr")]
pub use staff::{StaffWords, staff_words};
#[cfg(feature = "csr")]
pub use staff_selection::{StaffSelectionWords, staff_selection_words};
#[cfg(feature = "csr")]
pub use team::{TeamWords, team_words};
#[cfg(feature = "csr")]
pub use timetable::{TimetableWords, timetable_words};
#[cfg(feature = "csr")]
pub use training::{ClassWords, class_words};
pub use words::Words;

/// The words of this page's language.
#[must_use]
pub fn words() -> &'static Words {
    words_in(crate::visit::language())
}

/// The words of a language.
#[must_use]
pub fn words_in(language: Language) -> &'static Words {
    match language {
        Language::Id => &id::WORDS,
        Language::En => &en::WORDS,
    }
}

/// Puts the values into the template's `{}`, in order.
#[must_use]
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    for (place, part) in template.split("{}").enumerate() {
        if place > 0 {
            text.push_str(values.next().copied().unwrap_or_default());
        }
        text.push_str(part);
    }
    text
}

/// How many applicants there are for a seat, in tenths.
fn tenths(applicants: i32, capacity: i32) -> i32 {
    applicants.saturating_mul(10) / capacity.max(1)
}
