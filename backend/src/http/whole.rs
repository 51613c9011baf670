//! An `Int` has 32 bits. The library looks at an argument only where all its variables have values, and
//! lets 64 bits pass; here such a number is refused before anything runs.

use async_graphql::{
    Name, Number, Positioned, ServerError, Value, Variables,
    parser::types::{
        BaseType, ExecutableDocument, OperationDefinition, Selection, SelectionSet, Type,
    },
};

use crate::graphql::limits::{
    outline::{self, Outline},
    root_type,
};

/// A number that is no `Int`, and the way to it from the argument or variable: `.meetings[2].hours`.
struct Wide<'a>(String, &'a Number);

impl Wide<'_> {
    fn told(&self, whose: &str) -> String {
        let Self(path, number) = self;
        let (least, most) = (i32::MIN, i32::MAX);
        format!(
            "\"{whose}{path}\" is {number}, but an Int is a whole number from {least} to {most}"
        )
    }
}

/// Checks the operation's variables, and what is written out in the document.
///
/// # Errors
/// The first number that is no `Int` where one is expected.
pub(crate) fn check(
    (document, operation): (&ExecutableDocument, &OperationDefinition),
    variables: &Variables,
    outline: &Outline,
) -> Result<(), ServerError> {
    for definition in &operation.variable_definitions {
        let (name, ty) = (&definition.node.name.node, &definition.node.var_type.node);
        let value = variables.get(name).or_else(|| definition.node.default_value());
        value.map_or(Ok(()), |value| fits(value, ty, outline)).map_err(|wide| {
            ServerError::new(wide.told(&format!("${name}")), Some(definition.pos))
        })?;
    }
    selections(&operation.selection_set, Some(root_type(operation.ty)), outline)?;
    document.fragments.values().try_for_each(|fragment| {
        let parent = fragment.node.type_condition.node.on.node.as_str();
        selections(&fragment.node.selection_set, Some(parent), outline)
    })
}

fn selections(
    set: &Positioned<SelectionSet>,
    parent: Option<&str>,
    outline: &Outline,
) -> Result<(), ServerError> {
    for selection in &set.node.items {
        match &selection.node {
            Selection::Field(field) => {
                let field = &field.node;
                let called = field.name.node.as_str();
                for (name, value) in &field.arguments {
                    let ty = outline.argument(parent, called, &name.node);
                    // A variable is looked at by its own type.
                    let written = value.node.clone().into_const_with(|_| Ok::<_, ()>(Value::Null));
                    if let (Some(ty), Ok(written)) = (ty, written) {
                        fits(&written, ty, outline).map_err(|wide| {
                            ServerError::new(wide.told(&name.node), Some(value.pos))
                        })?;
                    }
                }
                let inside = outline.field(parent, called).map(outline::named);
                selections(&field.selection_set, inside, outline)?;
            }
            Selection::InlineFragment(fragment) => {
                let condition = fragment.node.type_condition.as_ref();
                let parent = condition.map(|on| on.node.on.node.as_str()).or(parent);
                selections(&fragment.node.selection_set, parent, outline)?;
            }
            Selection::FragmentSpread(_) => {}
        }
    }
    Ok(())
}

fn fits<'a>(value: &'a Value, ty: &Type, outline: &Outline) -> Result<(), Wide<'a>> {
    match (value, &ty.base) {
        (Value::List(items), BaseType::List(item)) => {
            items.iter().enumerate().try_for_each(|(index, value)| {
                fits(value, item, outline)
                    .map_err(|Wide(path, number)| Wide(format!("[{index}]{path}"), number))
            })
        }
        // One value stands for a list of one.
        (value, BaseType::List(item)) => fits(value, item, outline),
        (Value::Number(number), BaseType::Named(name)) => {
            let is_int = number.as_i64().is_some_and(|number| i32::try_from(number).is_ok());
            if name != "Int" || is_int { Ok(()) } else { Err(Wide(String::new(), number)) }
        }
        (Value::Object(fields), BaseType::Named(parent)) => {
            fields.iter().try_for_each(|(name, value)| inside(name, value, (parent, outline)))
        }
        (
            Value::Null
            | Value::String(_)
            | Value::Boolean(_)
            | Value::Binary(_)
            | Value::Enum(_)
            | Value::List(_),
            BaseType::Named(_),
        ) => Ok(()),
    }
}

fn inside<'a>(
    name: &Name,
    value: &'a Value,
    (parent, outline): (&str, &Outline),
) -> Result<(), Wide<'a>> {
    let Some(ty) = outline.input(parent, name) else { return Ok(()) };
    fits(value, ty, outline).map_err(|Wide(path, number)| Wide(format!(".{name}{path}"), number))
}

#[cfg(test)]
mod tests {
    use async_graphql::{parser::parse_query, value};

    use super::*;

    const SDL: &str = "type Query { a(n: Int, ns: [[Int!]], of: Of, money: Rupiah, id: ID): Query }
        scalar Rupiah
        input Of { n: Int ofs: [Of!] text: String }";

    fn refusal(query: &str, variables: Value) -> Option<String> {
        let (outline, document) = (Outline::parse(SDL).unwrap(), parse_query(query).unwrap());
        let (_, operation) = document.operations.iter().next().unwrap();
        let variables = Variables::from_value(variables);
        let checked = check((&document, &operation.node), &variables, &outline);
        checked.err().map(|error| error.message.split(',').next().unwrap().to_owned())
    }

    #[test]
    fn what_is_written_out_is_looked_at_wherever_it_stands() {
        for (query, told) in [
            ("{ a(n: 2147483648) { __typename } }", "\"n\" is 2147483648"),
            ("{ a { a(n: -2147483649) { __typename } } }", "\"n\" is -2147483649"),
            ("{ a(ns: [[1], [2, 3000000000]]) { __typename } }", "\"ns[1][1]\" is 3000000000"),
            ("{ a(ns: 3000000000) { __typename } }", "\"ns\" is 3000000000"),
            ("{ ... { a(of: {ofs: {n: 1.5}}) { __typename } } }", "\"of.ofs.n\" is 1.5"),
            ("{ ...f } fragment f on Query { a(n: 2.5) { __typename } }", "\"n\" is 2.5"),
            ("query ($n: Int = 3000000000) { a(n: $n) { __typename } }", "\"$n\" is 3000000000"),
        ] {
            assert_eq!(refusal(query, value!({})).as_deref(), Some(told), "{query}");
        }
        for query in [
            "{ a(n: 2147483647, ns: [[-2147483648]]) { __typename } }",
            "{ a(money: 3000000000, id: 3000000000) { __typename } }",
            "{ nothing(n: 3000000000) { more(n: 3000000000) } }",
        ] {
            assert_eq!(refusal(query, value!({})), None, "{query}");
        }
    }

    #[test]
    fn a_variable_is_looked_at_though_another_of_the_argument_has_no_value() {
        let query = "query ($n: Int, $t: String) { a(of: {n: $n, text: $t}) { __typename } }";
        assert_eq!(refusal(query, value!({"n": 1})), None);
        let told = Some("\"$n\" is 3000000000".to_owned());
        assert_eq!(refusal(query, value!({"n": 3_000_000_000_i64})), told);
        let query = "query ($t: String) { a(of: {n: 3000000000, text: $t}) { __typename } }";
        assert_eq!(refusal(query, value!({})).as_deref(), Some("\"of.n\" is 3000000000"));
        let query = "query ($of: Of) { a(of: $of) { __typename } }";
        let variables = value!({"of": {"ofs": [{"n": 1}, {"n": 3_000_000_000_i64}]}});
        assert_eq!(refusal(query, variables).as_deref(), Some("\"$of.ofs[1].n\" is 3000000000"));
    }
}
