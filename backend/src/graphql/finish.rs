//! What the library's macros don't say of the schema, put into its registry once all types are in
//! it: so that the schema's text and its introspection say the same.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, OutputType, Positioned, ServerResult, Value,
    parser::types::Field,
    registry::{MetaType, Registry},
};

/// No type of the schema: the last that is registered, it finishes what the others put there.
pub(super) struct Finish;

impl OutputType for Finish {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("Mutation")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        make_payloads_nullable(registry);
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
