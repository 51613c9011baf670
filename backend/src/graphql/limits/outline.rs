//! What a schema says of each field's type. The library keeps its own registry to itself; this one
//! is read from the schema's text, once.

use std::collections::HashMap;

use async_graphql::parser::{
    parse_schema,
    types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition},
};
use async_graphql::{Name, Positioned};

/// The output types of a schema, by name.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    types: HashMap<Name, HashMap<Name, Type>>,
}

impl Outline {
    /// Reads a schema's SDL.
    ///
    /// # Errors
    /// When it doesn't parse.
    pub fn parse(sdl: &str) -> Result<Self, async_graphql::parser::Error> {
        let mut types = HashMap::new();
        for definition in parse_schema(sdl)?.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let fields = match definition.node.kind {
                TypeKind::Object(object) => object.fields,
                TypeKind::Interface(interface) => interface.fields,
                TypeKind::Scalar
                | TypeKind::Union(_)
                | TypeKind::Enum(_)
                | TypeKind::InputObject(_) => continue,
            };
            types.insert(definition.node.name.node, fields.into_iter().map(field).collect());
        }
        Ok(Self { types })
    }

    /// The type of a field; `None` when the schema doesn't have it.
    #[must_use]
    pub fn field(&self, parent: Option<&str>, name: &str) -> Option<&Type> {
        self.types.get(parent?)?.get(name)
    }
}

fn field(definition: Positioned<FieldDefinition>) -> (Name, Type) {
    (definition.node.name.node, definition.node.ty.node)
}

/// The type's name without its lists.
#[must_use]
pub fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(inner) => named(inner),
    }
}

/// The type of a list's items; `None` when it is no list.
#[must_use]
pub fn item(ty: &Type) -> Option<&Type> {
    match &ty.base {
        BaseType::Named(_) => None,
        BaseType::List(inner) => Some(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_schema_is_read() {
        let outline = Outline::parse(&crate::graphql::sdl()).unwrap();
        let sessions = outline.field(Some("Query"), "sessions").unwrap();
        assert_eq!((named(sessions), sessions.nullable), ("SessionConnection", false));
        let nodes = outline.field(Some("SessionConnection"), "nodes").unwrap();
        assert_eq!(item(nodes).map(named), Some("Session"));
        assert!(outline.field(Some("Query"), "viewer").unwrap().nullable);
        assert!(outline.field(Some("Query"), "nothing").is_none());
    }
}
