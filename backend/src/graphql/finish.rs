//! What the library's macros don't say of the schema, put into its registry once all types are in
//! it: so that the schema's text and its introspection say the same.

use std::{borrow::Cow, collections::HashMap};

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value,
    parser::types::Field,
    registry::{MetaType, MetaTypeName, Registry},
};

/// Arguments that mean the same wherever they stand.
const ARGUMENTS: &[(&str, &str)] = &[
    ("after", "A cursor, `endCursor` of the page before: what comes behind it."),
    ("before", "A cursor, `startCursor` of the page behind: what comes before it."),
    (
        "changedAfter",
        "A connection's `syncCursor`: what changed behind it, in the order of the changes.",
    ),
    (
        "changedSince",
        "What changed at this moment or later, and what was withdrawn or cancelled, too.",
    ),
    (
        "first",
        "How many at most, from the front, 1 to 100; 20 where neither this nor `last` is said.",
    ),
    ("institutionId", "`ins_…`."),
    ("last", "How many at most, from the end, 1 to 100."),
    ("orderBy", "What comes first."),
    ("search", "Words that must all be there, in any order; slips are forgiven: `las listrik`."),
    ("searchExactly", "Whether the words are taken as they are, and no slip is forgiven."),
    ("sessionId", "`ses_…`."),
];

/// No type of the schema: the last that is registered, it finishes what the others put there; for the
/// schema that is printed, or for the one that runs.
pub(super) struct Finish<const PRINTED: bool>;

impl<const PRINTED: bool> OutputType for Finish<PRINTED> {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("Mutation")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        make_payloads_nullable(registry);
        describe_arguments(registry);
        describe_ids(registry);
        if PRINTED {
            // We have none of our own, and generators stop at a second definition of `@include`.
            registry.directives.clear();
        }
        Self::qualified_type_name()
    }

    async fn resolve(
        &self,
        _: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        Ok(Value::Null)
    }
}

/// A mutation that is refused is null by itself: what the others in its document did must be told.
/// The executor leaves a failed field out, and `http::answer` puts null there.
fn make_payloads_nullable(registry: &mut Registry) {
    let mutation = registry.mutation_type.as_ref().and_then(|name| registry.types.get_mut(name));
    if let Some(MetaType::Object { fields, .. }) = mutation {
        for field in fields.values_mut() {
            field.ty.truncate(field.ty.trim_end_matches('!').len());
        }
    }
}

/// An argument without words of its own has those of its name, or else of its type.
fn describe_arguments(registry: &mut Registry) {
    let mut of_types = HashMap::new();
    for ty in registry.types.values() {
        if let MetaType::InputObject { name, description: Some(description), .. }
        | MetaType::Enum { name, description: Some(description), .. } = ty
        {
            of_types.insert(name.clone(), description.clone());
        }
    }
    for ty in registry.types.values_mut() {
        let MetaType::Object { fields, .. } = ty else { continue };
        for argument in fields.values_mut().flat_map(|field| field.args.values_mut()) {
            let by_name = ARGUMENTS.iter().find(|(name, _)| *name == argument.name);
            let of_type = || of_types.get(MetaTypeName::concrete_typename(&argument.ty)).cloned();
            let words = by_name.map(|(_, words)| (*words).to_owned()).or_else(of_type);
            argument.description = argument.description.take().or(words);
        }
    }
}

/// The one scalar of GraphQL's own to which the library gives no words.
fn describe_ids(registry: &mut Registry) {
    if let Some(MetaType::Scalar { description, .. }) = registry.types.get_mut("ID") {
        let words = "Which object: opaque, its own among all objects, and typed: `ses_…`.";
        *description = Some(words.to_owned());
    }
}
