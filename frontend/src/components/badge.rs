//! A state in a word, with an icon and a colour: never by colour alone.

use balai_shared::application::ApplicationState;
use balai_shared::message;
use balai_shared::session::SessionState;
use leptos::prelude::*;

/// What a state means for the person who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Something is awaited.
    Wait,
    /// It is over.
    Stop,
    /// Neither.
    Quiet,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Good => "badge good",
            Self::Wait => "badge wait",
            Self::Stop => "badge stop",
            Self::Quiet => "badge quiet",
        }
    }

    /// The sign before the word.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Good => "✓",
            Self::Wait => "○",
            Self::Stop => "×",
            Self::Quiet => "•",
        }
    }
}

/// A word with its tone.
pub fn badge(tone: Tone, text: impl Into<String>) -> AnyView {
    view! {
        <span class=tone.class()><span aria-hidden="true">{tone.icon()}</span>" "{text.into()}</span>
    }
    .into_any()
}

/// Where an application stands.
#[must_use]
pub fn application_badge(state: ApplicationState) -> AnyView {
    let tone = match state {
        ApplicationState::Offered | ApplicationState::Confirmed | ApplicationState::Completed => {
            Tone::Good
        }
        ApplicationState::Submitted
        | ApplicationState::Shortlisted
        | ApplicationState::Waitlisted => Tone::Wait,
        ApplicationState::NotCompleted
        | ApplicationState::Rejected
        | ApplicationState::Lapsed
        | ApplicationState::Cancelled => Tone::Stop,
        ApplicationState::Draft | ApplicationState::Declined | ApplicationState::Withdrawn => {
            Tone::Quiet
        }
    };
    badge(tone, message::application_state(state, crate::visit::language()))
}

/// What can be done with a session now.
#[must_use]
pub fn session_badge(state: SessionState) -> AnyView {
    let tone = match state {
        SessionState::Open => Tone::Good,
        SessionState::Published | SessionState::Draft => Tone::Wait,
        SessionState::Cancelled => Tone::Stop,
        SessionState::Closed | SessionState::Running | SessionState::Completed => Tone::Quiet,
    };
    badge(tone, message::session_state(state, crate::visit::language()))
}
