//! Sends the marks that wait on this device, whichever part of the page is shown: at once, when the
//! network comes back, and every now and then.

use std::time::Duration;

use balai_shared::error::ErrorCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::unsent::{self, Sent};
use super::{Room, Section};
use crate::api::{MarkResult, Sender};
use crate::i18n::class_words;

/// How long until what waits is tried again.
const PAUSE: Duration = Duration::from_secs(15);

/// What goes out from this page.
#[derive(Clone, Copy)]
pub(super) struct Post {
    /// Who marks: the account whose page this is; nobody until the page has come.
    account: StoredValue<String>,
    sender: StoredValue<Sender>,
    /// How many marks the server doesn't have yet: this account's, and those of others.
    pub(super) waiting: RwSignal<(usize, usize)>,
    /// What came of what was sent last.
    pub(super) results: RwSignal<Vec<MarkResult>>,
}

impl Post {
    pub(super) fn new() -> Self {
        Self {
            account: StoredValue::new(String::new()),
            sender: StoredValue::new(Sender::from_context()),
            waiting: RwSignal::new((0, 0)),
            results: RwSignal::new(Vec::new()),
        }
    }

    pub(super) fn account(self) -> String {
        self.account.get_value()
    }

    /// Counts anew what waits.
    pub(super) fn count(self) {
        self.waiting.set(unsent::counts(&self.account()));
    }
}

/// Sends by itself for as long as the page is there.
pub(super) fn open(room: Room) {
    let again = set_interval_with_handle(move || flush(room), PAUSE);
    let online = window_event_listener_untyped("online", move |_| flush(room));
    on_cleanup(move || {
        if let Ok(again) = again {
            again.clear();
        }
        online.remove();
    });
}

/// The page is this account's.
pub(super) fn of(room: Room, account: &str) {
    room.post.account.set_value(account.to_owned());
    room.post.count();
    flush(room);
}

/// Sends what waits, unless something is on its way.
pub(super) fn flush(room: Room) {
    let post = room.post;
    let account = post.account();
    if room.busy.get_untracked() || unsent::counts(&account).0 == 0 {
        return;
    }
    room.busy.set(true);
    let sender = post.sender.get_value();
    spawn_local(async move {
        let Sent { results, refusal, somebody_else } = unsent::send(&sender, &account).await;
        let left = unsent::counts(&account);
        if post.waiting.try_set(left).is_some() {
            // The page is another by now.
            return;
        }
        let (some, refused) = (!results.is_empty(), refusal.is_some());
        post.results.set(results);
        match refusal {
            // The line about what waits says so already.
            Some(error) if error.code == ErrorCode::Unavailable => {}
            Some(error) => room.refused(error),
            None => {}
        }
        if somebody_else {
            room.told.set(Some(("stop", String::from(class_words().somebody_else))));
        }
        room.busy.set(false);
        if some && room.section.get_untracked() != Section::Attendance {
            // Another part is shown, which counts what has only now been kept.
            room.page.refetch();
        }
        if some && !refused && left.0 > 0 {
            // Marked meanwhile.
            flush(room);
        }
    });
}
