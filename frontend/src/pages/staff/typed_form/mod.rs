//! A form of the console whose values stay in the browser until they are saved: nothing that was typed
//! is lost by a failed request or a reload.

mod faults;
mod field;

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_shared::error::ErrorCode;
use balai_shared::language::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};

pub(in crate::pages::staff) use faults::faults;
pub(in crate::pages::staff) use field::{Kind, choices, field, field_at, or_none};

use super::bulk::said_of;
use crate::api::{
    ApiError, Change, FieldProblem, GraphqlRequest, Operation, Sender, Typed, Word, answer,
};
use crate::browser;
use crate::load::Fetched;
use crate::visit::language;

/// Values by the API's names of the fields.
type Values = BTreeMap<String, String>;
/// What a field's value is in words.
type Shown = Arc<dyn Fn(&str) -> String + Send + Sync>;

/// Reads an answer, and does what follows from it.
type Answered = Box<dyn FnOnce(&str) -> Result<(), ApiError>>;

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
pub(in crate::pages::staff) struct TypedForm {
    key: StoredValue<String>,
    values: RwSignal<Values>,
    /// What the form began with.
    first: StoredValue<Values>,
    /// What somebody else changed since the values were typed: the names of the fields.
    moved: StoredValue<Vec<String>>,
    /// What the fields are called, and how their values are shown.
    fields: RwSignal<Vec<(&'static str, &'static str, Shown)>>,
    problems: RwSignal<Vec<FieldProblem>>,
    /// What is wrong with the form as a whole.
    whole: RwSignal<Option<String>>,
    /// Whether what stands there was typed before, and never saved.
    kept: RwSignal<bool>,
    busy: RwSignal<bool>,
    sender: StoredValue<Sender>,
    language: Language,
}

impl TypedForm {
    /// A form that begins with `first`, unless something was left unsaved under the same name.
    pub(in crate::pages::staff) fn new(name: &str, first: Vec<(&'static str, String)>) -> Self {
        Self::under(format!("balai-form-{name}"), first)
    }

    /// A form of a few fields in a list, which is not kept.
    pub(in crate::pages::staff) fn unkept(first: Vec<(&'static str, String)>) -> Self {
        Self::under(String::new(), first)
    }

    /// A form that changes what is there. What was left unsaved is put in again, and what somebody else
    /// changed meanwhile is told.
    pub(in crate::pages::staff) fn editing(name: &str, first: Vec<(&'static str, String)>) -> Self {
        let form = Self::new(name, first);
        form.first.with_value(|first| {
            let from = form.kept_part("from");
            let differs = |name: &&String| {
                let before = from.get(*name);
                before.is_some() && before != first.get(*name)
            };
            // What both changed alike needs no word.
            let mine = |name: &&String| form.kept_part("typed").get(*name) != first.get(*name);
            let moved: Vec<_> = first.keys().filter(differs).filter(mine).cloned().collect();
            form.moved.set_value(moved);
        });
        form
    }

    fn under(key: String, first: Vec<(&'static str, String)>) -> Self {
        let first = first.into_iter().map(|(name, value)| (name.to_owned(), value));
        let first: Values = first.collect();
        let form = Self {
            key: StoredValue::new(key),
            values: RwSignal::new(first.clone()),
            first: StoredValue::new(first),
            moved: StoredValue::new(Vec::new()),
            fields: RwSignal::new(Vec::new()),
            problems: RwSignal::new(Vec::new()),
            whole: RwSignal::new(None),
            kept: RwSignal::new(false),
            busy: RwSignal::new(false),
            sender: StoredValue::new(Sender::from_context()),
            language: language(),
        };
        let typed = form.kept_part("typed");
        form.kept.set(!typed.is_empty());
        form.values.update(|values| values.extend(typed));
        form
    }

    /// What the browser keeps of the form: what was `typed`, or what that came `from`.
    fn kept_part(self, part: &str) -> Values {
        let kept = self.key.with_value(|key| storage()?.get_item(key).ok().flatten());
        let kept = kept.and_then(|text| serde_json::from_str::<Value>(&text).ok());
        let kept = kept.as_ref().and_then(|kept| kept.get(part)?.as_object());
        let text =
            |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
        kept.into_iter().flatten().filter_map(text).collect()
    }

    /// What is typed where it differs from what the form began with: only that is sent.
    pub(in crate::pages::staff) fn changed(self, name: &str) -> Option<String> {
        let now = self.text(name);
        let same = self.first.with_value(|first| first.get(name).map_or("", String::as_str) == now);
        (!same).then_some(now)
    }

    /// The same as a whole number; see [`TypedForm::number`].
    pub(in crate::pages::staff) fn changed_number(self, name: &str) -> Option<i32> {
        self.changed(name).map(|_| self.number(name))
    }

    /// The same as a word of a list.
    pub(in crate::pages::staff) fn changed_word<T: std::str::FromStr>(
        self,
        name: &str,
    ) -> Option<Word<T>> {
        self.changed(name)?.parse().ok().map(Word)
    }

    /// The same of what can be taken away, by leaving the field empty.
    pub(in crate::pages::staff) fn change(self, name: &str) -> Change<String> {
        match self.changed(name) {
            None => Change::Stays,
            Some(text) if text.trim().is_empty() => Change::Goes,
            Some(text) => Change::Is(text),
        }
    }

    /// The same as a whole number.
    pub(in crate::pages::staff) fn change_number(self, name: &str) -> Change<i32> {
        self.change(name).map(|_| self.number(name))
    }

    /// The same as a word of a list; what is none of them is as good as nothing.
    pub(in crate::pages::staff) fn change_word<T: std::str::FromStr>(
        self,
        name: &str,
    ) -> Change<Word<T>> {
        match self.change(name) {
            Change::Is(text) => text.parse().map_or(Change::Stays, |word| Change::Is(Word(word))),
            Change::Goes => Change::Goes,
            Change::Stays => Change::Stays,
        }
    }

    /// A value, tracked.
    pub(in crate::pages::staff) fn get(self, name: &str) -> String {
        // What is drawn may be asked once more while the page goes.
        let found = self.values.try_with(|values| values.get(name).cloned());
        found.flatten().unwrap_or_default()
    }

    /// The same, untracked.
    pub(in crate::pages::staff) fn text(self, name: &str) -> String {
        untrack(|| self.get(name))
    }

    /// What was typed; `None` for nothing.
    pub(in crate::pages::staff) fn optional(self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.trim().is_empty())
    }

    /// A whole number; what is none is told by the server as out of range.
    pub(in crate::pages::staff) fn number(self, name: &str) -> i32 {
        self.text(name).trim().parse().unwrap_or(-1)
    }

    /// The same, where it may be left out.
    pub(in crate::pages::staff) fn optional_number(self, name: &str) -> Option<i32> {
        self.optional(name).map(|_| self.number(name))
    }

    /// Whether a box is ticked.
    pub(in crate::pages::staff) fn ticked(self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Puts a value, and keeps all of them.
    pub(in crate::pages::staff) fn put(self, name: &str, value: String) {
        self.values.update(|values| {
            values.insert(name.to_owned(), value);
        });
        self.keep();
    }

    /// Puts many.
    pub(in crate::pages::staff) fn put_all(self, new: Vec<(&'static str, String)>) {
        self.values.update(|values| {
            values.extend(new.into_iter().map(|(name, value)| (name.to_owned(), value)));
        });
        self.keep();
    }

    fn keep(self) {
        if self.key.with_value(String::is_empty) {
            return;
        }
        let text = self.first.with_value(|first| {
            self.values.with_untracked(|values| {
                let typed = values.iter().filter(|(name, value)| first.get(*name) != Some(*value));
                json!({ "typed": typed.collect::<BTreeMap<_, _>>(), "from": first }).to_string()
            })
        });
        if let Some(storage) = storage() {
            // A browser without room keeps what is on the page.
            let _ = self.key.with_value(|key| storage.set_item(key, &text));
        }
    }

    /// What is typed is saved, or not wanted.
    pub(in crate::pages::staff) fn forget(self) {
        if let Some(storage) = storage() {
            // What can't be removed wasn't there.
            let _ = self.key.with_value(|key| storage.remove_item(key));
        }
        self.kept.set(false);
    }

    fn problem(self, name: &str) -> Option<String> {
        let at = |problem: &&FieldProblem| problem.path == name;
        let found = self
            .problems
            .try_with(|all| all.iter().find(at).map(|problem| problem.message.clone()));
        found.flatten()
    }

    /// Sends it; what is wrong is told at the fields.
    pub(in crate::pages::staff) fn send<T: Operation>(
        self,
        operation: Typed<T>,
        done: impl FnOnce(T) + 'static,
    ) {
        self.send_or(operation, None, done);
    }

    /// The same for a form that changes what is there, as `page` fetched it. Where somebody else changed
    /// it meanwhile it is fetched anew: the form then tells what differs, with all that was typed.
    pub(in crate::pages::staff) fn send_change<T: Operation>(
        self,
        operation: Typed<T>,
        page: Fetched,
        done: impl FnOnce(T) + 'static,
    ) {
        self.send_or(operation, Some(page), done);
    }

    fn send_or<T: Operation>(
        self,
        operation: Typed<T>,
        page: Option<Fetched>,
        done: impl FnOnce(T) + 'static,
    ) {
        let read = move |text: &str| {
            let answer = answer::<T>(text)?;
            self.forget();
            done(answer);
            Ok(())
        };
        self.post(operation.request, page, Box::new(read));
    }

    /// Apart from [`TypedForm::send`], so that there is one of it and not one for each operation.
    fn post(self, request: GraphqlRequest, page: Option<Fetched>, done: Answered) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problems.set(Vec::new());
        self.whole.set(None);
        let sender = self.sender.get_value();
        spawn_local(async move {
            if let Err(error) = done(&sender.send(request, None).await) {
                self.problems.set(error.fields.clone());
                let stale = error.code == ErrorCode::Conflict && error.fields.is_empty();
                if let (true, Some(page)) = (stale, page) {
                    self.keep();
                    page.refetch();
                } else if error.fields.is_empty() {
                    self.whole.set(Some(said_of(error, self.language)));
                }
                browser::focus_on(".form-faults");
            }
            // The page may be another by now.
            let _ = self.busy.try_set(false);
        });
    }

    /// Whether something is on its way, tracked.
    pub(in crate::pages::staff) fn is_busy(self) -> bool {
        self.busy.try_get().unwrap_or_default()
    }

    /// Who sends.
    pub(in crate::pages::staff) fn sender(self) -> Sender {
        self.sender.get_value()
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}
