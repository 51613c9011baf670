//! What an answer's objects are to look like, made from the document once for all its items.

use async_graphql::{
    Name, Positioned,
    parser::types::{
        ExecutableDocument, FragmentDefinition, OperationDefinition, Selection, SelectionSet, Type,
    },
};

use crate::graphql::limits::{
    outline::{self, Outline},
    root_type,
};

/// The fields of an object in the order in which the document names them.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub(super) fields: Vec<Planned>,
}

/// One field of an answer.
#[derive(Debug)]
pub(super) struct Planned {
    /// Its alias or name.
    pub(super) key: Name,
    /// Its type; `None` for fields of the introspection.
    pub(super) ty: Option<Type>,
    /// What it holds; empty for scalars.
    pub(super) inside: Plan,
}

impl Plan {
    /// The plan of an operation's answer. The document must have passed the limits, which bound the
    /// work.
    pub(crate) fn of(
        document: &ExecutableDocument,
        operation: &OperationDefinition,
        outline: &Outline,
    ) -> Self {
        let mut planner = Planner { document, outline, spreads: Vec::new() };
        let mut plan = Self::default();
        let root = Some(root_type(operation.ty));
        planner.add(&mut plan, &operation.selection_set, root);
        plan
    }

    fn field(&mut self, key: &Name) -> Option<&mut Planned> {
        self.fields.iter_mut().find(|field| field.key == *key)
    }
}

struct Planner<'a> {
    document: &'a ExecutableDocument,
    outline: &'a Outline,
    spreads: Vec<&'a Name>,
}

impl<'a> Planner<'a> {
    fn add(&mut self, plan: &mut Plan, set: &'a Positioned<SelectionSet>, parent: Option<&str>) {
        for selection in &set.node.items {
            match &selection.node {
                Selection::Field(field) => {
                    let ty = self.outline.field(parent, &field.node.name.node);
                    let key = &field.node.response_key().node;
                    let inner = ty.map(outline::named);
                    if let Some(known) = plan.field(key) {
                        self.add(&mut known.inside, &field.node.selection_set, inner);
                    } else {
                        let mut inside = Plan::default();
                        self.add(&mut inside, &field.node.selection_set, inner);
                        plan.fields.push(Planned { key: key.clone(), ty: ty.cloned(), inside });
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name)
                        && !self.spreads.contains(&name)
                    {
                        self.spreads.push(name);
                        self.fragment(plan, &fragment.node);
                        self.spreads.pop();
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    let parent = condition.map(|on| on.node.on.node.as_str()).or(parent);
                    self.add(plan, &fragment.node.selection_set, parent);
                }
            }
        }
    }

    fn fragment(&mut self, plan: &mut Plan, fragment: &'a FragmentDefinition) {
        let parent = Some(fragment.type_condition.node.on.node.as_str());
        self.add(plan, &fragment.selection_set, parent);
    }
}
