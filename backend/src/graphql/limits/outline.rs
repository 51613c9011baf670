//! What a schema says of each field's and argument's type. The library keeps its own registry to
//! itself; this one is read from the schema's text, once.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::{
    parse_schema,
    types::{
        BaseType, FieldDefinition, InputValueDefinition, Type, TypeKind, TypeSystemDefinition,
    },
};
use async_graphql::{Name, Positioned};

/// The types of a schema, by name.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    types: HashMap<Name, HashMap<Name, Shape>>,
    inputs: HashMap<Name, HashMap<Name, Type>>,
    enums: HashSet<Name>,
}

/// A field: what it gives and what it takes.
#[derive(Debug, Clone)]
struct Shape {
    ty: Type,
    arguments: HashMap<Name, Type>,
}

impl Outline {
    /// Reads a schema's SDL.
    ///
    /// # Errors
    /// When it doesn't parse.
    pub fn parse(sdl: &str) -> Result<Self, async_graphql::parser::Error> {
        let mut outline = Self::default();
        for definition in parse_schema(sdl)?.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let name = definition.node.name.node;
            match definition.node.kind {
                TypeKind::Object(object) => outline.add(name, object.fields),
                TypeKind::Interface(interface) => outline.add(name, interface.fields),
                TypeKind::InputObject(input) => {
                    outline.inputs.insert(name, given(input.fields));
                }
                TypeKind::Enum(_) => {
                    outline.enums.insert(name);
                }
                TypeKind::Scalar | TypeKind::Union(_) => {}
            }
        }
        Ok(outline)
    }

    fn add(&mut self, name: Name, fields: Vec<Positioned<FieldDefinition>>) {
        self.types.insert(name, fields.into_iter().map(field).collect());
    }

    /// The type of a field; `None` when the schema doesn't have it.
    #[must_use]
    pub fn field(&self, parent: Option<&str>, name: &str) -> Option<&Type> {
        self.types.get(parent?)?.get(name).map(|shape| &shape.ty)
    }

    /// The type of a field's argument; `None` when the schema doesn't have it.
    #[must_use]
    pub fn argument(&self, parent: Option<&str>, field: &str, name: &str) -> Option<&Type> {
        self.types.get(parent?)?.get(field)?.arguments.get(name)
    }

    /// The type of a field of an input; `None` when the schema doesn't have it.
    #[must_use]
    pub fn input(&self, parent: &str, name: &str) -> Option<&Type> {
        self.inputs.get(parent)?.get(name)
    }

    /// Whether a type is one of a few words.
    #[must_use]
    pub fn is_enum(&self, name: &str) -> bool {
        self.enums.contains(name)
    }
}

fn field(definition: Positioned<FieldDefinition>) -> (Name, Shape) {
    let FieldDefinition { name, arguments, ty, .. } = definition.node;
    (name.node, Shape { ty: ty.node, arguments: given(arguments) })
}

fn given(definitions: Vec<Positioned<InputValueDefinition>>) -> HashMap<Name, Type> {
    let one = |one: Positioned<InputValueDefinition>| (one.node.name.node, one.node.ty.node);
    definitions.into_iter().map(one).collect()
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
        assert_eq!(outline.argument(Some("Query"), "sessions", "first").map(named), Some("Int"));
        assert_eq!(outline.input("RegisterInput", "name").map(named), Some("String"));
        let ids = outline.argument(Some("Query"), "nodes", "ids").unwrap();
        assert_eq!(item(ids).map(named), Some("ID"));
        let states = outline.input("SessionFilter", "states").unwrap();
        assert!(outline.is_enum(named(states)) && !outline.is_enum("ID"));
    }
}
