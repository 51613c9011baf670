//! A draw, with all that is needed to repeat it.

use balai_shared::format;
use balai_shared::time::TimeZone;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::api::{Lottery, SelectionSession};
use crate::components::notice;
use crate::i18n::{fill, selection_words};
use crate::visit::language;

/// The draw's part of the page.
pub(super) fn lottery(session: &SelectionSession) -> AnyView {
    let s = selection_words();
    let drawn = session.selection.lottery.as_ref().map(|lottery| facts(session, lottery));
    view! {
        <h2>{s.draw}</h2>
        <p>{s.draw_told}</p>
        {drawn}
    }
    .into_any()
}

fn facts(session: &SelectionSession, lottery: &Lottery) -> AnyView {
    let s = selection_words();
    let zone = session.time_zone.parse::<TimeZone>().unwrap_or(TimeZone::Jakarta);
    let moment = |at| format::date_time_in_zone(at, zone, language());
    let seed = lottery.seed.clone().zip(lottery.drawn_at).map(|(seed, at)| {
        view! {
            <dt>{s.seed}</dt><dd class="code">{seed}</dd>
            <dt>{s.drawn_at}</dt><dd>{moment(at)}</dd>
        }
    });
    let next = if lottery.drawn_at.is_some() {
        check(session)
    } else {
        notice("wait", "○", s.not_drawn)
    };
    view! {
        <dl class="facts">
            <dt>{s.fingerprint}</dt><dd class="code">{lottery.commitment.clone()}</dd>
            <dt>{s.published_at}</dt><dd>{moment(lottery.committed_at)}</dd>
            {seed}
        </dl>
        {next}
    }
    .into_any()
}

fn check(session: &SelectionSession) -> AnyView {
    let s = selection_words();
    let proof = format!("/seleksi/{}/bukti.json", session.id.inner());
    let took_part = session.selection.progress.as_ref().map(|progress| {
        fill(s.took_part, &[&progress.results.to_string(), &progress.seats.to_string()])
    });
    view! {
        <p>{took_part}</p>
        <p><button type="button" class="main" hidden data-proof=proof.clone()>{s.check}</button></p>
        <p id="draw-told" role="status" hidden data-holds=s.holds data-fails=s.fails data-unknown=s.unknown></p>
        <p class="quiet">{s.check_told}</p>
        <p><a href=proof download="undian.json">{s.proof}</a></p>
        <script type="module" src="/undian.js" nonce=use_nonce()></script>
    }
    .into_any()
}
