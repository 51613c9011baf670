//! How long the lists of an input may be, and what stands in them twice. Decided over the document and
//! its variables before anything runs: the one place for all lists that the schema takes.

use async_graphql::{
    Name, Variables,
    indexmap::IndexMap,
    parser::types::{
        BaseType, DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection,
        SelectionSet, Type,
    },
};
use async_graphql_value::{ConstValue, Value};
use balai_shared::{
    error::{FieldCode, FieldError},
    meeting::MOST_MEETINGS,
};

use super::{
    outline::{self, Outline},
    root_type,
};
use crate::service::{attendance, bulk, certificates, complete_applications, selection};

/// The most items of a list that an input takes, unless [`LONGER`] says otherwise.
pub const MAX_LIST: usize = 100;

/// Lists that take more: the input, its list, and the most items.
pub const LONGER: &[(&str, &str, usize)] = &[
    ("CompleteApplicationsInput", "ids", complete_applications::MOST),
    ("DecideApplicationsInput", "ids", bulk::MOST),
    ("DropParticipantsInput", "ids", bulk::MOST),
    ("EnterMarksInput", "marks", selection::MOST_MARKS),
    ("ExtendOffersInput", "ids", bulk::MOST),
    ("IssueCertificatesInput", "ids", certificates::MOST),
    ("MarkAttendanceInput", "marks", attendance::MOST),
    ("OpenSlotsInput", "slots", selection::MOST_SLOTS),
    ("PlaceMeetingsInput", "meetingIds", MOST_MEETINGS),
    ("ReinstateApplicationsInput", "ids", bulk::MOST),
    ("RevokeOffersInput", "ids", bulk::MOST),
    ("ScheduleMeetingsInput", "meetings", MOST_MEETINGS),
    ("UndoDecisionsInput", "ids", bulk::MOST),
];

/// Lists whose answer has a row for each item as it was sent: what is there twice stays there twice.
const ROWS: &str = "ids";

/// Checks every list that the operation `name` (or the only one) is given, and drops what a list of
/// words or ids holds twice.
///
/// # Errors
/// `TOO_MANY` at each list that is too long.
pub fn settle(
    document: &mut ExecutableDocument,
    name: Option<&str>,
    variables: &mut Variables,
    outline: &Outline,
) -> Result<(), Vec<FieldError>> {
    let mut lists = Lists { variables, outline, wrong: Vec::new() };
    match &mut document.operations {
        DocumentOperations::Single(operation) => lists.operation(&mut operation.node),
        DocumentOperations::Multiple(operations) => {
            let asked = |known: &Name| name.is_none_or(|name| known.as_str() == name);
            for (_, operation) in operations.iter_mut().filter(|(known, _)| asked(known)) {
                lists.operation(&mut operation.node);
            }
        }
    }
    // Each once, however often it is spread: a fragment's arguments are the same everywhere.
    for fragment in document.fragments.values_mut() {
        let parent = fragment.node.type_condition.node.on.node.clone();
        lists.selections(&mut fragment.node.selection_set.node, Some(&parent));
    }
    if lists.wrong.is_empty() { Ok(()) } else { Err(lists.wrong) }
}

/// How many items a list takes, by the input that it is in.
fn most(holder: Option<&str>, name: &str) -> usize {
    let known = LONGER.iter().find(|(input, list, _)| Some(*input) == holder && *list == name);
    known.map_or(MAX_LIST, |(_, _, most)| *most)
}

struct Lists<'a> {
    variables: &'a mut Variables,
    outline: &'a Outline,
    wrong: Vec<FieldError>,
}

/// Where a value stands.
#[derive(Clone)]
struct Place<'a> {
    /// As errors name it.
    path: String,
    /// The input that it is a field of; `None`: it is an argument.
    holder: Option<&'a str>,
    name: &'a str,
}

impl Place<'_> {
    /// The argument `input` isn't named: its fields are what people know.
    fn inside(&self, part: &str) -> String {
        let is_input = self.holder.is_none() && self.path == "input";
        if is_input { part.to_owned() } else { format!("{}.{part}", self.path) }
    }
}

impl Lists<'_> {
    fn operation(&mut self, operation: &mut OperationDefinition) {
        for definition in &operation.variable_definitions {
            if let Some(default) = &definition.node.default_value {
                let name = definition.node.name.node.clone();
                self.variables.entry(name).or_insert_with(|| default.node.clone());
            }
        }
        let root = root_type(operation.ty);
        self.selections(&mut operation.selection_set.node, Some(root));
    }

    fn selections(&mut self, set: &mut SelectionSet, parent: Option<&str>) {
        for selection in &mut set.items {
            match &mut selection.node {
                Selection::Field(field) => self.field(&mut field.node, parent),
                Selection::InlineFragment(fragment) => {
                    let on = fragment.node.type_condition.as_ref();
                    let on = on.map(|on| on.node.on.node.clone());
                    let parent = on.as_deref().or(parent);
                    self.selections(&mut fragment.node.selection_set.node, parent);
                }
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn field(&mut self, field: &mut Field, parent: Option<&str>) {
        let outline = self.outline;
        let name = field.name.node.as_str();
        for (argument, value) in &mut field.arguments {
            if let Some(ty) = outline.argument(parent, name, &argument.node) {
                let path = argument.node.to_string();
                let place = Place { path, holder: None, name: &argument.node };
                self.value(&mut value.node, ty, &place);
            }
        }
        let parent = outline.field(parent, name).map(outline::named);
        self.selections(&mut field.selection_set.node, parent);
    }

    /// Goes as deep as the type does, however deep the value is.
    fn value<V: Tree>(&mut self, value: &mut V, ty: &Type, place: &Place<'_>) {
        match (value.part(), &ty.base) {
            (Part::Variable(name), _) => {
                let name = name.clone();
                if let Some(mut given) = self.variables.get_mut(&name).map(std::mem::take) {
                    self.value(&mut given, ty, place);
                    self.variables.insert(name, given);
                }
            }
            (Part::List(items), BaseType::List(item)) => self.list(items, item, place),
            (Part::Object(fields), _) => {
                let input = outline::named(ty);
                self.object(fields, input, place);
            }
            // A value of another type is the library's to refuse.
            (Part::List(_), BaseType::Named(_)) | (Part::Leaf, _) => {}
        }
    }

    fn list<V: Tree>(&mut self, items: &mut Vec<V>, item: &Type, place: &Place<'_>) {
        if items.len() > most(place.holder, place.name) {
            let error = FieldError::with_given(&place.path, FieldCode::TooMany, items.len());
            self.wrong.push(error);
            return;
        }
        let of = outline::named(item);
        if self.outline.is_enum(of) || (of == "ID" && place.name != ROWS) {
            drop_repeated(items);
        }
        for (index, one) in items.iter_mut().enumerate() {
            let path = place.inside(&index.to_string());
            self.value(one, item, &Place { path, ..place.clone() });
        }
    }

    fn object<V: Tree>(&mut self, fields: &mut IndexMap<Name, V>, input: &str, place: &Place<'_>) {
        let outline = self.outline;
        for (name, value) in fields {
            if let Some(ty) = outline.input(input, name) {
                let path = place.inside(name);
                self.value(value, ty, &Place { path, holder: Some(input), name });
            }
        }
    }
}

/// The first of each stays. Lists are short by now.
fn drop_repeated<V: PartialEq>(items: &mut Vec<V>) {
    let mut kept: Vec<V> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    *items = kept;
}

/// A value of the document, which may hold variables, or of the variables.
trait Tree: PartialEq + Sized {
    fn part(&mut self) -> Part<'_, Self>;
}

enum Part<'a, V> {
    List(&'a mut Vec<V>),
    Object(&'a mut IndexMap<Name, V>),
    Variable(&'a Name),
    Leaf,
}

impl Tree for Value {
    fn part(&mut self) -> Part<'_, Self> {
        match self {
            Self::List(items) => Part::List(items),
            Self::Object(fields) => Part::Object(fields),
            Self::Variable(name) => Part::Variable(name),
            Self::Null
            | Self::Number(_)
            | Self::String(_)
            | Self::Boolean(_)
            | Self::Binary(_)
            | Self::Enum(_) => Part::Leaf,
        }
    }
}

impl Tree for ConstValue {
    fn part(&mut self) -> Part<'_, Self> {
        match self {
            Self::List(items) => Part::List(items),
            Self::Object(fields) => Part::Object(fields),
            Self::Null
            | Self::Number(_)
            | Self::String(_)
            | Self::Boolean(_)
            | Self::Binary(_)
            | Self::Enum(_) => Part::Leaf,
        }
    }
}

#[cfg(test)]
mod tests;
