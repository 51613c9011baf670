//! Calls over a connection that stays open.

use std::panic::AssertUnwindSafe;

use async_graphql::parser::types::OperationType;
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};

use super::{Bill, Call, Prepared, Refusal, is_executed, panicked, pay, prepare, run};
use crate::{
    error::Error,
    graphql::{context::RequestContext, error as told, loader},
    http::{
        Server, answer,
        reply::{Outcome, Reply},
    },
};

/// One reply on such a connection.
pub(crate) struct Told {
    pub(crate) reply: Reply,
    /// Whether it comes of a subscription, perhaps long after that began.
    pub(crate) watched: bool,
}

/// Runs a call: one reply, or for a subscription one each time that something happens. It is paid
/// once, when it begins.
pub(crate) async fn stream(
    server: &Server,
    context: RequestContext,
    call: Call,
) -> BoxStream<'static, Told> {
    let mut bill = Bill::default();
    match prepare(server, &context, &call, &mut bill) {
        Ok(prepared) if prepared.kind == OperationType::Subscription => {
            match pay(server, &context, prepared.cost) {
                Ok(_) => watch(server, context, prepared),
                Err(error) => once(Refusal::Error(error).into_reply(&context, &bill)),
            }
        }
        // A refusal is told by the same words as over HTTP.
        Ok(_) | Err(_) => once(run(server, &context, call).await),
    }
}

fn once(reply: Reply) -> BoxStream<'static, Told> {
    stream::once(async { Told { reply, watched: false } }).boxed()
}

fn watch(server: &Server, context: RequestContext, prepared: Prepared) -> BoxStream<'static, Told> {
    let Prepared { request, plan, .. } = prepared;
    let request = loader::with_loaders(request, &server.app.services, &context);
    let responses = server.app.schema.execute_stream(request.data(context.clone()));
    let replies = AssertUnwindSafe(responses).catch_unwind().map(move |response| {
        let mut response = response.unwrap_or_else(|_| {
            panicked(&Error::Internal(String::from("a subscription panicked")), &context)
        });
        told::complete(&mut response, &context);
        let outcome = if is_executed(&response) {
            answer::put_right(&mut response, &plan);
            Outcome::Executed
        } else {
            Outcome::Malformed
        };
        Told { reply: Reply::new(outcome, response), watched: true }
    });
    replies.boxed()
}
