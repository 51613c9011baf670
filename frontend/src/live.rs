//! Pages that hear of news by themselves: over a WebSocket, and where there is none by looking again
//! every half minute.

use leptos::prelude::*;

use crate::api::GraphqlRequest;

/// Calls `look` when the subscription tells of something, as long as this part of the page is shown.
///
/// The server's rendering hears nothing: an effect runs in the browser alone.
pub fn follow(watch: GraphqlRequest, look: impl Fn() + Clone + 'static) {
    Effect::new(move |_| start(&watch, look.clone()));
}

#[cfg(not(feature = "browser"))]
fn start(_watch: &GraphqlRequest, _look: impl Fn() + Clone + 'static) {}

#[cfg(feature = "browser")]
fn start(watch: &GraphqlRequest, look: impl Fn() + Clone + 'static) {
    use std::time::Duration;

    use crate::browser::{self, Line};

    /// Between two looks without a line, and two tries to get one.
    const PAUSE: Duration = Duration::from_secs(30);
    /// Within which news is taken together.
    const TOGETHER: Duration = Duration::from_millis(300);

    // Much news at once, as after deciding on many, is one look. What a person is writing is not
    // drawn anew under the fingers: such news waits for the next pulse.
    let (waiting, missed) = (StoredValue::new(false), StoredValue::new(false));
    let look = move || {
        if waiting.try_get_value() == Some(false) {
            waiting.set_value(true);
            let look = look.clone();
            set_timeout(
                move || {
                    // Unless the page was left meanwhile.
                    if waiting.try_set_value(false).is_none() {
                        missed.set_value(browser::is_writing());
                        if !missed.get_value() {
                            look();
                        }
                    }
                },
                TOGETHER,
            );
        }
    };
    let open = {
        let (body, look) = (watch.body(), look.clone());
        move || Line::open(&body, look.clone())
    };
    let line = StoredValue::new_local(open());
    let again = move || {
        let silent = line.try_with_value(|line| !line.as_ref().is_some_and(Line::is_open));
        if silent == Some(true) {
            line.set_value(open());
        }
        if silent.is_some() && (silent == Some(true) || missed.get_value()) {
            look();
        }
    };
    let Ok(pulse) = set_interval_with_handle(again, PAUSE) else { return };
    on_cleanup(move || {
        pulse.clear();
        // Dropped, the line is closed.
        line.try_update_value(Option::take);
    });
}
