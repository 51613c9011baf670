//! Every place of our schema's inputs, with a call that reaches it.

use std::collections::BTreeMap;

use async_graphql::parser::{
    parse_schema,
    types::{
        BaseType, FieldDefinition, InputValueDefinition, Type, TypeKind, TypeSystemDefinition,
    },
};
use balai_backend::graphql::limits::lists::{LONGER, MAX_LIST};
use balai_tests::PASSWORD;
use serde_json::{Value, json};

use crate::tenant_matrix::fixture::Fixture;

type Fields = Vec<(String, Type)>;

struct Operation {
    /// The word that its document begins with.
    kind: &'static str,
    field: String,
    arguments: Fields,
    /// Whether it gives a value rather than an object.
    is_leaf: bool,
}

/// The schema's operations and inputs, with a centre that calls are about.
pub struct Schema<'a> {
    fixture: &'a Fixture,
    operations: Vec<Operation>,
    inputs: BTreeMap<String, Fields>,
    enums: BTreeMap<String, String>,
}

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A list, and the most that it takes.
    List(usize),
    /// A text of any kind.
    Text,
}

/// A place in the input of an operation.
pub struct Place<'a> {
    pub kind: Kind,
    /// As errors name it.
    pub path: String,
    operation: &'a Operation,
    /// The steps from the argument to the place; `None` goes into a list.
    steps: Vec<Option<String>>,
}

impl Place<'_> {
    /// Whether it is of a subscription, which no POST takes.
    pub fn is_watched(&self) -> bool {
        self.operation.kind == "subscription"
    }

    /// A document that takes all required arguments and this one as variables.
    pub fn document(&self) -> String {
        let Operation { kind, field, arguments, is_leaf } = self.operation;
        let chosen = self.chosen();
        let kept = |(name, ty): &&(String, Type)| !ty.nullable || name == chosen;
        let kept: Vec<_> = arguments.iter().filter(kept).collect();
        let list = |one: fn(&(String, Type)) -> String| {
            kept.iter().map(|argument| one(argument)).collect::<Vec<_>>().join(", ")
        };
        let (takes, gives) = (
            list(|(name, ty)| format!("${name}: {ty}")),
            list(|(name, _)| format!("{name}: ${name}")),
        );
        let inside = if *is_leaf { "" } else { " { __typename }" };
        format!("{kind} ({takes}) {{ {field}({gives}){inside} }}")
    }

    fn chosen(&self) -> &str {
        self.steps[0].as_deref().unwrap()
    }
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.operation.field, self.path)
    }
}

impl<'f> Schema<'f> {
    pub fn ours(fixture: &'f Fixture) -> Self {
        let (operations, inputs, enums) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        let mut schema = Self { fixture, operations, inputs, enums };
        let mut roots = Vec::new();
        let mut composite = Vec::new();
        for definition in parse_schema(balai_backend::graphql::sdl()).unwrap().definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let name = definition.node.name.node.to_string();
            match definition.node.kind {
                TypeKind::InputObject(input) => {
                    schema.inputs.insert(name, given(input.fields));
                }
                TypeKind::Enum(words) => {
                    let first = words.values[0].node.value.node.to_string();
                    schema.enums.insert(name, first);
                }
                TypeKind::Object(object) => match name.as_str() {
                    "Query" => roots.push(("query", object.fields)),
                    "Mutation" => roots.push(("mutation", object.fields)),
                    "Subscription" => roots.push(("subscription", object.fields)),
                    _ => composite.push(name),
                },
                TypeKind::Interface(_) | TypeKind::Union(_) => composite.push(name),
                TypeKind::Scalar => {}
            }
        }
        for (kind, fields) in roots {
            for field in fields {
                let FieldDefinition { name, arguments, ty, .. } = field.node;
                let is_leaf = !composite.contains(&named(&ty.node));
                let (field, arguments) = (name.node.to_string(), given(arguments));
                schema.operations.push(Operation { kind, field, arguments, is_leaf });
            }
        }
        schema
    }

    /// Every list and every text that an operation takes.
    pub fn places(&self) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        for operation in &self.operations {
            for (name, ty) in &operation.arguments {
                let path = if name == "input" { String::new() } else { name.clone() };
                let steps = vec![Some(name.clone())];
                let begin = Spot { holder: None, name: name.clone(), path, steps };
                self.go(operation, ty, &begin, &mut places);
            }
        }
        places
    }

    fn go<'a>(
        &'a self,
        operation: &'a Operation,
        ty: &Type,
        spot: &Spot,
        places: &mut Vec<Place<'a>>,
    ) {
        let mut found = |kind| {
            let (path, steps) = (spot.path.clone(), spot.steps.clone());
            places.push(Place { kind, path, operation, steps });
        };
        match &ty.base {
            BaseType::List(item) => {
                found(Kind::List(spot.most()));
                self.go(operation, item, &spot.first(), places);
            }
            BaseType::Named(name) => match self.inputs.get(name.as_str()) {
                Some(fields) => {
                    for (field, ty) in fields {
                        self.go(operation, ty, &spot.inside(name, field), places);
                    }
                }
                None if ["Int", "Float", "Boolean"].contains(&name.as_str()) => {}
                None if self.enums.contains_key(name.as_str()) => {}
                None => found(Kind::Text),
            },
        }
    }

    /// Variables with this at the place, and what is required beside it.
    pub fn variables(&self, place: &Place<'_>, here: &Value) -> Value {
        let mut variables = serde_json::Map::new();
        for (name, ty) in &place.operation.arguments {
            if name == place.chosen() {
                let value = self.build(name, ty, &place.steps[1..], here);
                variables.insert(name.clone(), value);
            } else if !ty.nullable {
                variables.insert(name.clone(), self.least(name, ty));
            }
        }
        Value::Object(variables)
    }

    /// So many items of the list at the place, all alike.
    pub fn items(&self, place: &Place<'_>, count: usize) -> Value {
        let name = place.steps.iter().rev().flatten().next().unwrap();
        let mut ty =
            &place.operation.arguments.iter().find(|(name, _)| name == place.chosen()).unwrap().1;
        for step in &place.steps[1..] {
            ty = match (step, &ty.base) {
                (None, BaseType::List(item)) => item,
                (Some(step), BaseType::Named(input)) => {
                    let fields = &self.inputs[input.as_str()];
                    &fields.iter().find(|(name, _)| name == step).unwrap().1
                }
                (None, BaseType::Named(_)) | (Some(_), BaseType::List(_)) => unreachable!(),
            };
        }
        let BaseType::List(item) = &ty.base else { unreachable!("{place} is a list") };
        Value::from(vec![self.least(name, item); count])
    }

    fn build(&self, name: &str, ty: &Type, steps: &[Option<String>], here: &Value) -> Value {
        match (steps.split_first(), &ty.base) {
            (None, _) => here.clone(),
            (Some((None, rest)), BaseType::List(item)) => {
                json!([self.build(name, item, rest, here)])
            }
            (Some((Some(step), rest)), BaseType::Named(input)) => {
                let mut object = self.least(name, ty);
                let fields = &self.inputs[input.as_str()];
                let (_, ty) = fields.iter().find(|(name, _)| name == step).unwrap();
                object[step] = self.build(step, ty, rest, here);
                object
            }
            (Some(_), _) => unreachable!("steps follow types"),
        }
    }

    /// The least value of a type that may do something.
    fn least(&self, name: &str, ty: &Type) -> Value {
        match &ty.base {
            BaseType::List(item) => json!([self.least(name, item)]),
            BaseType::Named(input) => match input.as_str() {
                "Int" => json!(1),
                "Float" => json!(1.0),
                "Boolean" => json!(true),
                known if self.enums.contains_key(known) => json!(self.enums[known]),
                known if self.inputs.contains_key(known) => {
                    let required = self.inputs[known].iter().filter(|(_, ty)| !ty.nullable);
                    let pairs = required.map(|(name, ty)| (name.clone(), self.least(name, ty)));
                    Value::Object(pairs.collect())
                }
                _ => json!(text_for(name, self.fixture)),
            },
        }
    }
}

/// A text that fits the field of that name.
fn text_for(name: &str, fixture: &Fixture) -> String {
    match name {
        "institutionId" => fixture.centre.to_string(),
        "programId" => fixture.program.clone(),
        "sessionId" => fixture.session.clone(),
        "slotId" => fixture.slot.clone(),
        "roomId" => fixture.room.clone(),
        "viewId" => fixture.view.clone(),
        "meetingId" | "meetingIds" => fixture.meeting.clone(),
        "invitationId" => fixture.invitation.clone(),
        "recoveryId" => fixture.recovery.clone(),
        "instructorIds" => fixture.colleague.clone(),
        "vocationId" | "vocationIds" => "voc_las".to_owned(),
        "password" | "current" | "new" => PASSWORD.to_owned(),
        name if name.ends_with("At") => "2026-05-05T01:00:00Z".to_owned(),
        name if name.ends_with("On") || ["from", "until", "to"].contains(&name) => {
            "2026-05-05".to_owned()
        }
        name if name.to_lowercase().contains("id") => fixture.application.clone(),
        _ => "x".to_owned(),
    }
}

#[derive(Clone)]
struct Spot {
    holder: Option<String>,
    name: String,
    path: String,
    steps: Vec<Option<String>>,
}

impl Spot {
    /// The first item of the list that is here.
    fn first(&self) -> Self {
        let path = format!("{}.0", self.path);
        Self { path, steps: self.and(None), ..self.clone() }
    }

    fn inside(&self, input: &str, field: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{field}", self.path);
        let steps = self.and(Some(field.to_owned()));
        Self { holder: Some(input.to_owned()), name: field.to_owned(), path, steps }
    }

    fn and(&self, step: Option<String>) -> Vec<Option<String>> {
        self.steps.iter().cloned().chain([step]).collect()
    }

    fn most(&self) -> usize {
        let here = |(input, list, _): &&(&str, &str, usize)| {
            Some(*input) == self.holder.as_deref() && *list == self.name
        };
        LONGER.iter().find(here).map_or(MAX_LIST, |(_, _, most)| *most)
    }
}

fn given(definitions: Vec<async_graphql::Positioned<InputValueDefinition>>) -> Vec<(String, Type)> {
    definitions.into_iter().map(|one| (one.node.name.node.to_string(), one.node.ty.node)).collect()
}

fn named(ty: &Type) -> String {
    match &ty.base {
        BaseType::Named(name) => name.to_string(),
        BaseType::List(item) => named(item),
    }
}
