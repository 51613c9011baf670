//! Relay's connections: a page of a list, with the cursors to go on.

use std::{future::Future, pin::Pin};

use async_graphql::{Context, SimpleObject};

use super::error::Answer;
use crate::{error::Result, model::page::Page};

/// Where a page stands in its list.
#[derive(Debug, Clone, SimpleObject)]
pub struct PageInfo {
    /// Whether more come behind `endCursor`.
    pub(super) has_next_page: bool,
    /// Whether more come before `startCursor`.
    pub(super) has_previous_page: bool,
    /// The first item's cursor.
    pub(super) start_cursor: Option<String>,
    /// The last item's cursor.
    pub(super) end_cursor: Option<String>,
}

impl PageInfo {
    pub(super) fn of<T>(page: &Page<T>) -> Self {
        Self {
            has_next_page: page.has_next,
            has_previous_page: page.has_previous,
            start_cursor: page.items.first().map(|(cursor, _)| cursor.clone()),
            end_cursor: page.items.last().map(|(cursor, _)| cursor.clone()),
        }
    }
}

/// Counts the whole list: only when somebody asks.
pub(super) struct Count(Box<dyn Fn() -> Counting + Send + Sync>);

type Counting = Pin<Box<dyn Future<Output = Result<u64>> + Send>>;

impl Count {
    pub(super) fn new<F>(count: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<u64>> + Send + 'static,
    {
        Self(Box::new(move || Box::pin(count())))
    }

    pub(super) async fn ask(&self, ctx: &Context<'_>) -> async_graphql::Result<i32> {
        let count = (self.0)().await.answer(ctx)?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

/// A connection and its edge for one type of node, and what else it tells; behind `=>` what its `syncCursor` is. Written as a macro, because the library's own
/// generic one can't count on request.
macro_rules! connection {
    (
        $connection:ident, $connection_name:literal, $edge:ident, $node:ty, $of:literal
        $(=> $sync:literal)?
        $(, $more:ident: $type:ty = $doc:literal)* $(,)?
    ) => {
        #[doc = concat!("A page of ", $of, ".")]
        pub struct $connection {
            page: $crate::model::page::Page<$node>,
            count: $crate::graphql::connection::Count,
            $($more: $type,)*
        }

        impl std::fmt::Debug for $connection {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str($connection_name)
            }
        }

        impl $connection {
            pub(super) fn new(
                page: $crate::model::page::Page<$node>,
                count: $crate::graphql::connection::Count,
                $($more: $type,)*
            ) -> Self {
                Self { page, count, $($more,)* }
            }
        }

        #[doc = concat!("A page of ", $of, ".")]
        #[async_graphql::Object(name = $connection_name)]
        impl $connection {
            /// Each item with its cursor.
            async fn edges(&self) -> Vec<$edge> {
                let items = self.page.items.iter().cloned();
                items.map(|(cursor, node)| $edge { cursor, node }).collect()
            }

            /// The items.
            async fn nodes(&self) -> Vec<$node> {
                self.page.items.iter().map(|(_, node)| node.clone()).collect()
            }

            /// Where this page stands.
            async fn page_info(&self) -> $crate::graphql::connection::PageInfo {
                $crate::graphql::connection::PageInfo::of(&self.page)
            }

            /// How many there are in all; counted only when asked for.
            async fn total_count(
                &self,
                ctx: &async_graphql::Context<'_>,
            ) -> async_graphql::Result<i32> {
                self.count.ask(ctx).await
            }

            $(
                #[doc = $sync]
                async fn sync_cursor(&self) -> Option<String> {
                    self.page.sync_cursor.clone()
                }
            )?

            $(
                #[doc = $doc]
                async fn $more(&self) -> $type {
                    self.$more.clone()
                }
            )*
        }

        #[doc = concat!("An item in a page of ", $of, ".")]
        #[derive(Debug, Clone, async_graphql::SimpleObject)]
        pub struct $edge {
            /// The item's place in the list.
            cursor: String,
            /// The item.
            node: $node,
        }
    };
}

pub(super) use connection;
