//! What people do here, one use case a file: load, decide by the shared rules, save.

use std::sync::Arc;

use balai_shared::benefit::payout::PayoutChecker;

use crate::{
    auth::{password::Hasher, tokens::TokenKeys, vault::Vault},
    clock::Clock,
    gateway::Shelf,
    store::{Store, place::Places},
};

pub mod accept_invitation;
pub mod account_events;
pub mod announce;
pub mod answer_survey;
pub mod api_keys;
mod application_news;
pub mod application_search;
pub mod applications;
pub mod assessment;
pub mod assist_application;
mod attempts;
pub mod attendance;
pub mod balance_changes;
pub mod bank;
pub mod benefit_news;
pub mod benefits;
pub mod bulk;
pub mod cancel_session;
pub mod catalogue;
pub mod certificates;
pub mod change_password;
pub mod check_certificate;
pub mod check_in;
pub mod clean_documents;
pub mod close_lists;
pub mod close_selection;
pub mod complete_applications;
pub mod contact_recovery;
pub mod contacts;
pub mod copy_session;
pub mod correct_identity;
pub mod create_program;
pub mod create_session;
pub mod decide_applications;
pub mod defer_application;
pub mod delete_account;
pub mod desk_views;
pub mod devices;
mod document_allowance;
pub mod document_checks;
mod document_pdf;
pub mod documents;
pub mod drafts;
pub mod drop_participants;
pub mod eligibility;
pub mod export;
pub mod extend_offers;
pub mod facets;
pub mod find;
pub mod fitting_sessions;
pub mod group_messages;
pub mod idempotency;
pub mod identity;
mod incentive;
pub mod join_accounts;
mod known_devices;
pub mod lapse_offers;
mod limits;
pub mod mailbox;
pub mod meetings;
pub mod notifications;
pub mod offer;
mod one_time;
mod open_first;
pub mod operator;
pub mod outbox;
pub mod own_applications;
pub mod own_data;
mod payment;
pub mod preferences;
pub mod presence;
pub mod preview_decisions;
pub mod promote;
pub mod publish_session;
pub mod queue_order;
pub mod rate_training;
mod reauthenticate;
pub mod recover_contact;
pub mod register;
pub mod register_account;
pub mod reinstate_applications;
pub mod remarks;
pub mod report;
pub mod reset_password;
pub mod reveal_identity;
pub mod revoke_benefits;
pub mod revoke_offers;
pub mod roster;
pub mod saved_searches;
pub mod selection;
mod session_history;
pub mod setup;
pub mod sign_in;
pub mod staff;
pub mod staff_actions;
pub mod staff_invitations;
pub mod storage;
pub mod submit_application;
pub mod synchronise;
mod text;
pub mod timetable;
pub mod tokens;
mod transition;
pub mod undo_decisions;
pub mod update_institution;
pub mod update_profile;
pub mod update_program;
pub mod update_session;
pub mod viewer;
pub mod watch;
pub mod withdraw_application;

/// All that a use case needs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Services {
    /// The database.
    pub store: Store,
    /// Hashes passwords.
    pub hasher: Hasher,
    /// Signs access tokens.
    pub tokens: TokenKeys,
    /// Where documents lie.
    pub shelf: Shelf,
    /// Regions and vocations.
    pub places: Arc<Places>,
    /// Who checks accounts and pays.
    pub payouts_by: PayoutChecker,
    /// Where people find this server, `https://balai.example`, for links in letters; without it they
    /// have none.
    pub public_url: Option<Arc<str>>,
    /// The catalogue's words.
    words: Arc<find::Words>,
    /// What its filters counted.
    counted: Arc<facets::Counted>,
}

impl Services {
    /// Over a migrated database. `places` are read once: they change with a release, not by use.
    #[must_use]
    pub fn new(store: Store, shelf: Shelf, places: Places) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let tokens = store.vault().token_keys();
        let hasher = Hasher::new(cores);
        let (words, counted) = (Arc::default(), Arc::default());
        let (places, payouts_by) = (Arc::new(places), PayoutChecker::Office);
        let public_url = None;
        Self { store, hasher, tokens, shelf, places, payouts_by, public_url, words, counted }
    }

    /// The same with a bank that checks accounts and pays.
    #[must_use]
    pub fn paying_by(self, payouts_by: PayoutChecker) -> Self {
        Self { payouts_by, ..self }
    }

    /// The clock that decides deadlines.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        self.store.clock()
    }

    /// The keys to what is sealed.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        self.store.vault()
    }
}
