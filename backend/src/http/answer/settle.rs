//! Brings an answer's data into the shape of its plan.

use std::collections::HashSet;

use async_graphql::{
    Name, PathSegment, Response, ServerError, Value,
    indexmap::IndexMap,
    parser::types::{BaseType, Type},
};

use super::plan::{Plan, Planned};

/// Puts the data of an executed operation right.
pub(crate) fn put_right(response: &mut Response, plan: &Plan) {
    let failures = Failures::of(&response.errors);
    let mut settler = Settler { failures, path: Vec::new() };
    let data = std::mem::take(&mut response.data);
    // The data itself is the one object without a field around it: it may be null.
    response.data = settler.composite(data, plan).unwrap_or_default();
}

/// A non-null value turned out null: its parent has to answer for it.
struct Missing;

/// The paths of everything that failed, and of all that this is in.
struct Failures(HashSet<Vec<Step>>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Step {
    Key(String),
    Index(usize),
}

impl Failures {
    fn of(errors: &[ServerError]) -> Self {
        let mut paths = HashSet::new();
        for error in errors {
            let mut path = Vec::with_capacity(error.path.len());
            for segment in &error.path {
                path.push(match segment {
                    PathSegment::Field(name) => Step::Key(name.clone()),
                    PathSegment::Index(index) => Step::Index(*index),
                });
                paths.insert(path.clone());
            }
        }
        Self(paths)
    }
}

struct Settler {
    failures: Failures,
    path: Vec<Step>,
}

impl Settler {
    /// Whether what is at the path, or something in it, failed.
    fn failed(&self) -> bool {
        self.failures.0.contains(&self.path)
    }

    /// Whether something directly inside the object at the path failed.
    fn failed_inside(&mut self, plan: &Plan) -> bool {
        plan.fields.iter().any(|field| self.at_key(&field.key, |settler| settler.failed()))
    }

    fn at_key<T>(&mut self, key: &Name, work: impl FnOnce(&mut Self) -> T) -> T {
        // Paths are only of use where something failed.
        if self.failures.0.is_empty() {
            return work(self);
        }
        self.path.push(Step::Key(key.to_string()));
        let result = work(self);
        self.path.pop();
        result
    }

    fn at_index<T>(&mut self, index: usize, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Index(index));
        let result = work(self);
        self.path.pop();
        result
    }

    /// A value of a type: null instead when it may be and something non-null in it is missing.
    fn value(&mut self, value: Value, ty: Option<&Type>, plan: &Plan) -> Result<Value, Missing> {
        let nullable = ty.is_none_or(|ty| ty.nullable);
        let settled = match ty.map(|ty| &ty.base) {
            Some(BaseType::List(item)) => self.list(value, Some(item), plan),
            Some(BaseType::Named(_)) | None => {
                let empty_object = value == Value::Null && (!nullable || self.failed_inside(plan));
                if empty_object && !plan.fields.is_empty() && !self.is_failure_itself(plan) {
                    self.object(IndexMap::new(), plan)
                } else {
                    self.untyped(value, plan)
                }
            }
        };
        match settled {
            Ok(Value::Null) | Err(Missing) if nullable => Ok(Value::Null),
            Ok(Value::Null) if self.failed() => Err(Missing),
            settled => settled,
        }
    }

    /// Whether the error is at the path, and not of a field inside.
    fn is_failure_itself(&mut self, plan: &Plan) -> bool {
        self.failed() && !self.failed_inside(plan)
    }

    /// What the library made of an object without one field to show: null.
    fn composite(&mut self, value: Value, plan: &Plan) -> Result<Value, Missing> {
        if value == Value::Null {
            self.object(IndexMap::new(), plan)
        } else {
            self.untyped(value, plan)
        }
    }

    fn untyped(&mut self, value: Value, plan: &Plan) -> Result<Value, Missing> {
        match value {
            Value::Object(fields) if !plan.fields.is_empty() => self.object(fields, plan),
            Value::List(_) => self.list(value, None, plan),
            Value::Object(_)
            | Value::Null
            | Value::Number(_)
            | Value::String(_)
            | Value::Boolean(_)
            | Value::Binary(_)
            | Value::Enum(_) => Ok(value),
        }
    }

    fn list(&mut self, value: Value, item: Option<&Type>, plan: &Plan) -> Result<Value, Missing> {
        let Value::List(items) = value else { return Ok(value) };
        if plan.fields.is_empty() && self.failures.0.is_empty() {
            return Ok(Value::List(items));
        }
        let settled = items
            .into_iter()
            .enumerate()
            .map(|(index, value)| self.at_index(index, |settler| settler.value(value, item, plan)));
        settled.collect::<Result<Vec<_>, _>>().map(Value::List)
    }

    /// The object's fields in the order of the plan. A field that is not there was not asked for on
    /// this type, or was skipped, unless it is among the failures.
    fn object(&mut self, mut given: IndexMap<Name, Value>, plan: &Plan) -> Result<Value, Missing> {
        let mut fields = IndexMap::with_capacity(given.len());
        for planned in &plan.fields {
            let value = given.swap_remove(&planned.key);
            if let Some(value) =
                self.at_key(&planned.key, |settler| settler.field(value, planned))?
            {
                fields.insert(planned.key.clone(), value);
            }
        }
        // The plan knows all that was asked for; whatever it doesn't stays all the same.
        fields.extend(given);
        Ok(Value::Object(fields))
    }

    fn field(&mut self, value: Option<Value>, planned: &Planned) -> Result<Option<Value>, Missing> {
        match value {
            Some(value) => self.value(value, planned.ty.as_ref(), &planned.inside).map(Some),
            None if !self.failed() => Ok(None),
            None if planned.ty.as_ref().is_none_or(|ty| ty.nullable) => Ok(Some(Value::Null)),
            None => Err(Missing),
        }
    }
}

#[cfg(test)]
mod tests;
