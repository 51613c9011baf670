//! The cost of a parsed document, and its other measures.

use async_graphql::{
    Name, Positioned, Value, Variables,
    parser::types::{
        DocumentOperations, ExecutableDocument, Field, FragmentSpread, OperationDefinition,
        OperationType, Selection, SelectionSet,
    },
};

use super::{
    DEFAULT_PAGE, Limit, MAX_ALIASES, MAX_COST, MAX_DEPTH, MAX_INTROSPECTION_DEPTH,
    MAX_INTROSPECTION_LISTS, MAX_PAGE, SHORT_LISTS, TooComplex,
    outline::{self, Outline},
};

/// How many selections are looked at before a document is refused, whatever they cost: fragments
/// that spread fragments twice double with each step.
const MAX_STEPS: u64 = 10_000;

/// Fields of the introspection that hold lists.
const INTROSPECTION_LISTS: &[&str] = &[
    "types",
    "directives",
    "fields",
    "args",
    "inputFields",
    "interfaces",
    "possibleTypes",
    "enumValues",
];

/// What a document was found to cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costs {
    /// One for each field, times the items of the lists it is in.
    pub requested: u64,
}

/// Measures every operation of the document; all must be within the limits.
///
/// The cost returned is that of the operation `name` (or of the only one).
///
/// # Errors
/// [`TooComplex`] with the first limit that is passed.
pub fn check_document(
    document: &ExecutableDocument,
    name: Option<&str>,
    variables: &Variables,
    outline: &Outline,
) -> Result<Costs, TooComplex> {
    let mut requested = 0;
    let mut steps = 0;
    for (operation_name, operation) in document.operations.iter() {
        let mut walk = Walk {
            document,
            operation: &operation.node,
            variables,
            outline,
            spreads: Vec::new(),
            steps,
            aliases: 0,
            cost: 0,
        };
        let root = Place { parent: Some(root_type(operation.node.ty)), ..Place::default() };
        walk.selection_set(&operation.node.selection_set, root)?;
        TooComplex::check(Limit::Cost, walk.cost, MAX_COST)?;
        steps = walk.steps;
        let only = matches!(document.operations, DocumentOperations::Single(_));
        if only || name.is_none() || operation_name.map(Name::as_str) == name {
            requested = requested.max(walk.cost);
        }
    }
    Ok(Costs { requested })
}

/// The name of the type where an operation starts.
pub(crate) const fn root_type(operation: OperationType) -> &'static str {
    match operation {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    }
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
    outline: &'a Outline,
    /// The fragments that we are in, so that one that spreads itself is entered once. The
    /// validation, which comes later, refuses it.
    spreads: Vec<&'a Name>,
    steps: u64,
    aliases: u64,
    cost: u64,
}

/// Where in the document we are.
#[derive(Clone, Copy)]
struct Place<'a> {
    parent: Option<&'a str>,
    depth: u64,
    /// How many times what is here will be there.
    times: u64,
    /// The page's size, directly inside a connection.
    page: Option<u64>,
    /// Inside an introspection: how many lists deep.
    introspection: Option<u64>,
}

impl Default for Place<'_> {
    fn default() -> Self {
        Self { parent: None, depth: 0, times: 1, page: None, introspection: None }
    }
}

impl<'a> Walk<'a> {
    fn selection_set(
        &mut self,
        set: &'a Positioned<SelectionSet>,
        place: Place<'a>,
    ) -> Result<(), TooComplex> {
        for selection in &set.node.items {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                let value = self.cost.max(MAX_COST + 1);
                return Err(TooComplex { limit: Limit::Cost, value, most: MAX_COST });
            }
            match &selection.node {
                Selection::Field(field) => self.field(&field.node, place)?,
                Selection::FragmentSpread(spread) => self.spread(&spread.node, place)?,
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    let parent = condition.map(|on| on.node.on.node.as_str()).or(place.parent);
                    self.selection_set(&fragment.node.selection_set, Place { parent, ..place })?;
                }
            }
        }
        Ok(())
    }

    fn spread(&mut self, spread: &'a FragmentSpread, place: Place<'a>) -> Result<(), TooComplex> {
        let name = &spread.fragment_name.node;
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(()) };
        if self.spreads.contains(&name) {
            return Ok(());
        }
        self.spreads.push(name);
        let parent = Some(fragment.node.type_condition.node.on.node.as_str());
        let result = self.selection_set(&fragment.node.selection_set, Place { parent, ..place });
        self.spreads.pop();
        result
    }

    fn field(&mut self, field: &'a Field, place: Place<'a>) -> Result<(), TooComplex> {
        if field.alias.is_some() {
            self.aliases += 1;
            TooComplex::check(Limit::Aliases, self.aliases, MAX_ALIASES)?;
        }
        let name = field.name.node.as_str();
        let introspection = place.introspection.or_else(|| {
            let starts = place.depth == 0 && matches!(name, "__schema" | "__type");
            starts.then_some(0)
        });
        let depth = place.depth + 1;
        let deepest = if introspection.is_some() { MAX_INTROSPECTION_DEPTH } else { MAX_DEPTH };
        TooComplex::check(Limit::Depth, depth, deepest)?;
        self.cost = self.cost.saturating_add(place.times);
        let inside = Place { depth, introspection, ..place };
        let inside = match introspection {
            Some(lists) => introspected(inside, name, lists)?,
            None => self.inside(field, inside),
        };
        self.selection_set(&field.selection_set, inside)
    }

    /// The place inside a field of ours.
    fn inside(&self, field: &'a Field, place: Place<'a>) -> Place<'a> {
        let name = field.name.node.as_str();
        let ty = self.outline.field(place.parent, name);
        let parent = ty.map(outline::named);
        if parent.is_some_and(|parent| parent.ends_with("Connection")) {
            return Place { parent, page: Some(self.page(field)), ..place };
        }
        let times = if ty.is_none_or(|ty| outline::item(ty).is_none()) {
            1
        } else if let Some(page) = place.page.filter(|_| matches!(name, "nodes" | "edges")) {
            page
        } else {
            self.listed(field).unwrap_or_else(|| usual(name))
        };
        Place { parent, times: place.times.saturating_mul(times), page: None, ..place }
    }

    /// How many items a page of the connection will have at the most.
    fn page(&self, field: &'a Field) -> u64 {
        let size = ["first", "last"]
            .iter()
            .filter_map(|argument| match self.argument(field, argument)? {
                Value::Number(number) => number.as_u64(),
                Value::Null
                | Value::String(_)
                | Value::Boolean(_)
                | Value::Binary(_)
                | Value::Enum(_)
                | Value::List(_)
                | Value::Object(_) => None,
            })
            .max();
        size.unwrap_or(DEFAULT_PAGE).clamp(1, MAX_PAGE)
    }

    /// How many ids the field was given.
    fn listed(&self, field: &'a Field) -> Option<u64> {
        let ids = self.argument(field, "ids")?;
        let length = if let Value::List(ids) = &ids { ids.len() } else { 1 };
        Some(u64::try_from(length).unwrap_or(u64::MAX).clamp(1, MAX_PAGE))
    }

    /// The argument with its variables put in; `None` when it or one of them is missing.
    fn argument(&self, field: &'a Field, name: &str) -> Option<Value> {
        let variable = |name: Name| {
            if let Some(value) = self.variables.get(&name) {
                return Ok(value.clone());
            }
            let mut definitions = self.operation.variable_definitions.iter();
            let definition = definitions.find(|definition| definition.node.name.node == name);
            definition.and_then(|found| found.node.default_value()).cloned().ok_or(())
        };
        field.get_argument(name)?.node.clone().into_const_with(variable).ok()
    }
}

/// How many items a list has that is not paged.
fn usual(name: &str) -> u64 {
    let known = SHORT_LISTS.iter().find(|(short, _)| *short == name);
    known.map_or(DEFAULT_PAGE, |(_, length)| *length)
}

/// The place inside a field of an introspection. It costs one a field: the schema is no secret and
/// never large; what could make it so is lists inside lists, which have a limit of their own.
fn introspected<'a>(place: Place<'a>, name: &str, lists: u64) -> Result<Place<'a>, TooComplex> {
    let lists = lists + u64::from(INTROSPECTION_LISTS.contains(&name));
    TooComplex::check(Limit::IntrospectionLists, lists, MAX_INTROSPECTION_LISTS)?;
    Ok(Place { parent: None, introspection: Some(lists), ..place })
}

#[cfg(test)]
mod tests;
