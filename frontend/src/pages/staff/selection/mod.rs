//! Choosing a session's people: what is judged, the points, the order, and concluding it.

mod conclude;
mod order;
mod plan;
mod sheet;

use balai_shared::error::ErrorCode;
use balai_shared::format;
use balai_shared::session::SelectionMethod;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use super::choices::DeskChoices;
use crate::api::{
    ApiError, EnterMarks, FieldProblem, Operation, RankedSession, RankingNode, RankingPage,
    RankingRows, RankingVariables, Sender, Typed, run,
};
use crate::components::{head, notice, skeleton_page};
use crate::i18n::{fill, slot_words, staff_selection_words};
use crate::load::{Fetched, fetch, loaded};
use crate::visit::language;

/// The desk's page of a session's selection: `/petugas/seleksi/ses_…`.
pub(super) fn selection(id: String) -> AnyView {
    let w = staff_selection_words();
    head(w.title, "");
    let after = RwSignal::new(None::<String>);
    let work = Work {
        session: StoredValue::new(id.clone()),
        after,
        busy: RwSignal::new(false),
        told: RwSignal::new(None),
        problems: RwSignal::new(Vec::new()),
        rows: RwSignal::new(None),
        turn: StoredValue::new(0),
        sender: StoredValue::new(Sender::from_context()),
    };
    let asked = id.clone();
    let fetched = fetch(move || {
        let id = cynic::Id::new(asked.clone());
        Typed::<RankingPage>::new(RankingVariables { id, after: after.get() })
    });
    let back = DeskChoices { session: Some(id), ..DeskChoices::default() }.address();
    let told = move || {
        work.told
            .get()
            .map(|(tone, text)| notice(tone, if tone == "good" { "✓" } else { "!" }, text))
    };
    let content = loaded(fetched, skeleton_page, move |page: RankingPage| match page.node {
        Some(RankingNode::Session(session)) => show(*session, work, fetched),
        Some(RankingNode::Other) | None => notice("stop", "!", w.not_a_session),
    });
    view! {
        <div class="selection">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{w.to_queue}</a>
            <div role="status">{told}</div>
            {content}
        </div>
    }
    .into_any()
}

/// What the page's parts share.
#[derive(Clone, Copy)]
struct Work {
    session: StoredValue<String>,
    /// Which piece of the order is shown.
    after: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    /// What came of the last step: its tone and words.
    told: RwSignal<Option<(&'static str, String)>>,
    /// What is wrong with the last step's fields.
    problems: RwSignal<Vec<FieldProblem>>,
    /// The piece of the order as it is now: marks bring it up to date while the table stays.
    rows: RwSignal<Option<RankingRows>>,
    /// Counts what was entered: an older answer says nothing any more.
    turn: StoredValue<u32>,
    sender: StoredValue<Sender>,
}

impl Work {
    fn id(self) -> cynic::Id {
        cynic::Id::new(self.session.get_value())
    }

    /// Enters marks, and brings the rows up to date where they stand: whoever types on keeps the field.
    fn enters(self, operation: Typed<EnterMarks>, refused: impl FnOnce(ApiError) + 'static) {
        self.told.set(None);
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        let sender = self.sender.get_value();
        let variables = RankingVariables { id: self.id(), after: self.after.get_untracked() };
        spawn_local(async move {
            if let Err(error) = run(&sender, operation).await {
                refused(error);
                return;
            }
            let page = run(&sender, Typed::<RankingPage>::new(variables)).await;
            let newest = self.turn.try_get_value() == Some(turn);
            if let Ok(RankingPage { node: Some(RankingNode::Session(session)) }) = page
                && newest
            {
                let _ = self.rows.try_set(Some(session.selection.ranking));
            }
        });
    }

    /// Carries a step out, tells what came of it, and fetches the page anew where it may have changed.
    fn does<T: Operation>(
        self,
        fetched: impl Into<Option<Fetched>>,
        operation: Typed<T>,
        said: impl FnOnce(T) -> Option<String> + 'static,
    ) {
        self.does_or((fetched, || {}), operation, said);
    }

    /// The same; where somebody else changed what the step starts from, `stale` follows.
    fn does_or<T: Operation>(
        self,
        (fetched, stale): (impl Into<Option<Fetched>>, impl FnOnce() + 'static),
        operation: Typed<T>,
        said: impl FnOnce(T) -> Option<String> + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.told.set(None);
        self.problems.set(Vec::new());
        let fetched = fetched.into();
        let (sender, language) = (self.sender.get_value(), language());
        spawn_local(async move {
            match run(&sender, operation).await {
                Ok(answer) => {
                    self.told.set(said(answer).map(|text| ("good", text)));
                    if let Some(fetched) = fetched {
                        fetched.refetch();
                    }
                }
                Err(error) => {
                    if error.code == ErrorCode::Conflict && error.fields.is_empty() {
                        stale();
                    }
                    self.problems.set(error.fields.clone());
                    self.told.set(Some(("stop", said_of(error, language))));
                }
            }
            self.busy.set(false);
        });
    }
}

fn show(session: RankedSession, work: Work, fetched: Fetched) -> AnyView {
    let w = staff_selection_words();
    work.rows.set(Some(session.selection.ranking.clone()));
    let open = session.selection.progress.is_none();
    let by_merit = session.selection_method.0 == SelectionMethod::Merit;
    let public = format!("/seleksi/{}", session.id.inner());
    let times = format!("/petugas/tes/{}", session.id.inner());
    let plan = open.then(|| plan::plan(&session, work, fetched));
    let sheet = (open && by_merit && !session.selection.criteria.is_empty())
        .then(|| sheet::sheet(work, fetched));
    view! {
        <h1>{w.title}": "{session.program.title.clone()}</h1>
        <p class="buttons">
            <a href=public rel="external">{w.public_page}</a>
            {by_merit.then(|| view! { <a href=times>{slot_words().link}</a> })}
        </p>
        {state(&session)}
        {plan}
        {order::order(&session, work, fetched)}
        {sheet}
        {open.then(|| conclude::conclude(&session, work, fetched))}
    }
    .into_any()
}

/// When it was concluded, and what is still being carried out.
fn state(session: &RankedSession) -> Option<AnyView> {
    let w = staff_selection_words();
    let progress = session.selection.progress.as_ref()?;
    let zone = session.time_zone.parse::<TimeZone>().unwrap_or(TimeZone::Jakarta);
    let at = format::date_time_in_zone(progress.concluded_at, zone, language());
    let mut text = fill(w.concluded, &[&at]);
    if progress.due > 0 {
        text.push(' ');
        text.push_str(&fill(w.due, &[&progress.due.to_string()]));
    }
    Some(notice("good", "✓", text))
}
