//! What a document is about to do.

use async_graphql::{
    Name, ServerError, Value, Variables,
    parser::types::{
        DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection,
        SelectionSet,
    },
};
use balai_shared::policy::Actor;

/// Mutations whose answer can't be given twice: it is in cookies, or may be seen once and kept nowhere.
const ONCE: &[&str] = &["signIn", "signOut", "deleteAccount", "revealIdentity"];
/// The one mutation of a visitor whose answer is kept.
const REGISTER: &str = "register";

/// The operation that will run.
///
/// # Errors
/// When the name is needed and missing, or names none.
pub(crate) fn select<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Result<&'a OperationDefinition, ServerError> {
    let found = match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Single(_), Some(_)) => None,
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) => {
            let mut all = operations.values();
            match (all.next(), all.next()) {
                (only, None) => only,
                (_, Some(_)) => {
                    let message = "the document has several operations: operationName is required";
                    return Err(ServerError::new(message, None));
                }
            }
        }
    };
    found.map(|operation| &operation.node).ok_or_else(|| {
        let name = name.unwrap_or_default();
        ServerError::new(format!("the document has no operation named \"{name}\""), None)
    })
}

/// Checks that every variable that must have a value has one. The library finds out only when a
/// resolver runs, which is too late for a clean refusal.
///
/// # Errors
/// The first that is missing.
pub(crate) fn check_variables(
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<(), ServerError> {
    let missing = operation.variable_definitions.iter().find(|definition| {
        let required = !definition.node.var_type.node.nullable;
        let given = variables.get(&definition.node.name.node);
        match given {
            Some(value) => required && *value == Value::Null,
            None => required && definition.node.default_value.is_none(),
        }
    });
    missing.map_or(Ok(()), |definition| {
        let (name, ty) = (&definition.node.name.node, &definition.node.var_type.node);
        let message = format!("Variable \"${name}\" of required type \"{ty}\" has no value.");
        Err(ServerError::new(message, Some(definition.pos)))
    })
}

/// Whether a document not yet parsed may be one whose answer is kept for a retry.
pub(crate) fn may_be_kept(actor: &Actor, text: &str) -> bool {
    match actor {
        Actor::Visitor => text.contains(REGISTER),
        Actor::Person { .. } | Actor::Partner { .. } | Actor::System => true,
    }
}

/// Whether the operation's answer is kept for a retry.
pub(crate) fn keeps_answer(
    actor: &Actor,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
) -> bool {
    if operation.ty != OperationType::Mutation {
        return false;
    }
    let mut names = Vec::new();
    root_fields(document, &operation.selection_set.node, &mut Vec::new(), &mut names);
    match actor {
        Actor::Visitor => names.iter().all(|name| *name == REGISTER),
        Actor::Person { .. } | Actor::Partner { .. } | Actor::System => {
            names.iter().all(|name| !ONCE.contains(name))
        }
    }
}

fn root_fields<'a>(
    document: &'a ExecutableDocument,
    set: &'a SelectionSet,
    spreads: &mut Vec<&'a Name>,
    names: &mut Vec<&'a str>,
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => names.push(field.node.name.node.as_str()),
            Selection::InlineFragment(fragment) => {
                root_fields(document, &fragment.node.selection_set.node, spreads, names);
            }
            Selection::FragmentSpread(spread) => {
                let name = &spread.node.fragment_name.node;
                // Once each is enough here.
                if let Some(fragment) = document.fragments.get(name)
                    && !spreads.contains(&name)
                {
                    spreads.push(name);
                    root_fields(document, &fragment.node.selection_set.node, spreads, names);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{parser::parse_query, value};
    use balai_shared::id::AccountId;

    use super::*;

    fn person() -> Actor {
        Actor::Person { account: AccountId::from_u128(1), applicant: None, grants: Vec::new() }
    }

    fn is_kept(actor: &Actor, query: &str) -> bool {
        let document = parse_query(query).unwrap();
        keeps_answer(actor, &document, select(&document, None).unwrap())
    }

    #[test]
    fn an_operation_is_found_by_its_name_or_by_being_the_only_one() {
        let kind = |query: &str, name: Option<&str>| {
            let document = parse_query(query).unwrap();
            select(&document, name).map(|operation| operation.ty).map_err(|error| error.message)
        };
        assert_eq!(kind("{ a }", None), Ok(OperationType::Query));
        assert_eq!(kind("mutation M { a }", None), Ok(OperationType::Mutation));
        assert_eq!(kind("query A { a } mutation B { a }", Some("B")), Ok(OperationType::Mutation));
        assert!(kind("query A { a } mutation B { a }", None).is_err());
        assert!(kind("query A { a }", Some("C")).is_err());
        assert!(kind("{ a }", Some("A")).is_err());
    }

    #[test]
    fn a_variable_that_must_have_a_value_has_one() {
        let check = |query: &str, variables: Value| {
            let document = parse_query(query).unwrap();
            let variables = Variables::from_value(variables);
            check_variables(select(&document, None).unwrap(), &variables).is_ok()
        };
        let required = "query($id: ID!) { a(id: $id) }";
        assert!(check(required, value!({"id": "x"})));
        assert!(!check(required, value!({"id": null})));
        assert!(!check(required, value!({})));
        let defaulted = "query($n: Int! = 1) { a(n: $n) }";
        assert!(check(defaulted, value!({})));
        assert!(!check(defaulted, value!({"n": null})));
        assert!(check("query($n: Int) { a(n: $n) }", value!({})));
    }

    #[test]
    fn answers_that_live_in_cookies_are_not_kept() {
        assert!(is_kept(&person(), "mutation { confirmOffer { id } }"));
        assert!(!is_kept(&person(), "mutation { signOut }"));
        assert!(!is_kept(&person(), "mutation { a: signIn { id } }"));
        assert!(!is_kept(
            &person(),
            "mutation { ...f } fragment f on Mutation { ... { signOut } ...f }"
        ));
        assert!(!is_kept(&person(), "{ viewer { id } }"));
    }

    #[test]
    fn of_a_visitor_only_the_registration_is_kept() {
        assert!(is_kept(&Actor::Visitor, "mutation { register { viewer { id } } }"));
        assert!(!is_kept(&Actor::Visitor, "mutation { signIn { viewer { id } } }"));
        assert!(!is_kept(&Actor::Visitor, "mutation { confirmOffer { id } }"));
        assert!(may_be_kept(&Actor::Visitor, "mutation { register }"));
        assert!(!may_be_kept(&Actor::Visitor, "mutation { signIn }"));
        assert!(may_be_kept(&person(), "mutation {"));
    }
}
