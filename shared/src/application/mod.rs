//! An application: its states, and who may take which step between them.

mod states;
mod transition;

pub use states::{ActorKind, ApplicationAction, ApplicationState, Decision, DraftStep, ReasonCode};
pub use transition::{
    ActorRole, Guard, Row, Situation, TABLE, TransitionError, UNDO_SECONDS, allowed, is_undoable,
    next, next_at, undo_target,
};
