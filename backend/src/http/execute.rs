//! The one path on which documents run: from the API, from a form, from a page being rendered.

mod refusal;
mod stream;

use std::sync::Arc;

use async_graphql::{
    Request, Response,
    parser::{
        parse_query,
        types::{ExecutableDocument, OperationType},
    },
};
use balai_shared::{error::ErrorCode, policy::allow_mutation};
use tracing::Instrument;

use super::{
    Server,
    answer::{self, Plan},
    operation,
    params::Params,
    reply::{Outcome, Reply},
    whole,
};
use crate::{
    error::{Error, caught},
    graphql::{
        context::RequestContext,
        error as told, limits,
        limits::{
            TooComplex,
            budget::{Spender, Standing},
        },
        loader,
    },
    service::idempotency::{self, Claim, Keyed, Ticket},
};

use refusal::{Bill, Refusal, panicked};
pub(crate) use stream::{Told, stream};

/// A document to run, and under which conditions.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// What was asked.
    pub(crate) params: Params,
    /// The `Idempotency-Key` that came with it.
    pub(crate) key: Option<Vec<u8>>,
    /// What the door lets through.
    pub(crate) scope: Scope,
    /// Who pays.
    pub(crate) payment: Payment,
}

/// Which operations a door lets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All.
    Everything,
    /// Queries: a GET, a page.
    Queries,
}

/// Whether a call is paid from its sender's budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Payment {
    /// Any document that anyone sends.
    Budget,
    /// Our own documents: thousands of phones behind one address read our pages.
    #[cfg(feature = "web")]
    Free,
}

/// Runs a call.
pub(crate) async fn run(server: &Server, context: &RequestContext, call: Call) -> Reply {
    #[cfg(feature = "web")]
    let (payment, operation) = (call.payment, call.params.operation_name.clone());
    let mut bill = Bill::default();
    match attempt(server, context, call, &mut bill).await {
        Ok(reply) => reply,
        Err(refusal) => {
            #[cfg(feature = "web")]
            if let (Payment::Free, Refusal::Document(code, _)) = (payment, &refusal) {
                tracing::error!(code = code.as_str(), operation, "our own document was refused");
            }
            let standing = bill.standing.unwrap_or_else(|| standing(server, context));
            refusal.into_reply(context, &bill).billed(standing, bill.cost)
        }
    }
}

async fn attempt(
    server: &Server,
    context: &RequestContext,
    call: Call,
    bill: &mut Bill,
) -> Result<Reply, Refusal> {
    if call.payment == Payment::Budget && standing(server, context).remaining == 0 {
        // Whoever has nothing left isn't listened to: reading a document costs us something, too.
        return Err(Error::later(ErrorCode::RateLimited, 1).into());
    }
    let keyed = keyed(server, context, &call)?;
    if let Some(keyed) = &keyed
        && let Some(answer) = idempotency::look(&server.app.services, keyed).await?
    {
        return Ok(Reply::replay(&answer)?);
    }
    let prepared = prepare(server, context, &call, bill)?;
    if call.scope == Scope::Queries && prepared.kind != OperationType::Query {
        return Err(Refusal::Scope);
    }
    let standing = match call.payment {
        Payment::Budget => Some(pay(server, context, prepared.cost)?),
        #[cfg(feature = "web")]
        Payment::Free => None,
    };
    bill.standing = standing;
    if prepared.kind == OperationType::Mutation {
        allow_mutation(&context.actor).map_err(Error::from)?;
    }
    let keyed = keyed.filter(|_| prepared.keeps_answer);
    let run = Run { context: context.clone(), standing, cost: prepared.cost, plan: prepared.plan };
    if prepared.kind == OperationType::Mutation {
        mutate(server, run, prepared.request, keyed).await
    } else {
        Ok(run.execute(server, prepared.request).await)
    }
}

/// The key of a call that may be one of those whose answer is kept.
fn keyed(server: &Server, context: &RequestContext, call: &Call) -> Result<Option<Keyed>, Error> {
    let Some(key) = call.key.as_deref().filter(|_| call.scope == Scope::Everything) else {
        return Ok(None);
    };
    let keyed = Keyed::new(&server.app.services, &context.actor, key, &call.params.identity())?;
    let may_be_kept = operation::may_be_kept(&context.actor, &call.params.query);
    Ok(Some(keyed).filter(|_| may_be_kept))
}

/// A document that is within the limits, ready to run.
struct Prepared {
    request: Request,
    kind: OperationType,
    /// Whether a retry gets the same answer.
    keeps_answer: bool,
    cost: u64,
    plan: Plan,
}

fn prepare(
    server: &Server,
    context: &RequestContext,
    call: &Call,
    bill: &mut Bill,
) -> Result<Prepared, Refusal> {
    let Params { query, operation_name, .. } = &call.params;
    limits::check_text(query).map_err(|excess| Refusal::too_complex(excess, context))?;
    let mut variables = call.params.variables();
    let known = server.documents.find(query);
    let mut document = match &known {
        Some(known) => ExecutableDocument::clone(known),
        None => parse_query(query).map_err(Refusal::invalid)?,
    };
    #[cfg(feature = "web")]
    if known.is_none() && call.payment == Payment::Free {
        server.documents.keep(query, &document);
    }
    let name = operation_name.as_deref();
    let costs = limits::check_document(&document, name, &variables, &server.outline);
    bill.cost = costs.map_or_else(TooComplex::cost, |costs| Some(costs.requested));
    let costs = costs.map_err(|excess| Refusal::too_complex(excess, context))?;
    let operation = operation::select(&document, name).map_err(Refusal::invalid)?;
    operation::check_variables(operation, &variables).map_err(Refusal::invalid)?;
    whole::check((&document, operation), &variables, &server.outline).map_err(Refusal::invalid)?;
    limits::lists::settle(&mut document, name, &mut variables, &server.outline)
        .map_err(Error::invalid)?;
    let operation = operation::select(&document, name).map_err(Refusal::invalid)?;
    let kind = operation.ty;
    let keeps_answer = operation::keeps_answer(&context.actor, &document, operation);
    let plan = Plan::of(&document, operation, &server.outline);
    let mut request = Request::new(query).variables(variables);
    request.operation_name.clone_from(operation_name);
    request.set_parsed_query(document);
    Ok(Prepared { request, kind, keeps_answer, cost: costs.requested, plan })
}

/// What who asks has left.
pub(super) fn standing(server: &Server, context: &RequestContext) -> Standing {
    let spender = Spender::of(&context.actor, context.address);
    server.budgets.standing(spender, server.app.services.clock().now())
}

/// Takes what something costs from the budget of who asks.
///
/// # Errors
/// `RATE_LIMITED`, with after how many seconds it would be enough.
pub(super) fn pay(server: &Server, context: &RequestContext, cost: u64) -> Result<Standing, Error> {
    let spender = Spender::of(&context.actor, context.address);
    let now = server.app.services.clock().now();
    let paid = server.budgets.spend(spender, cost, now);
    paid.map_err(|seconds| Error::later(ErrorCode::RateLimited, seconds))
}

/// Runs a mutation to its end, even when the client has gone away meanwhile: what was done must be
/// known to the retry.
async fn mutate(
    server: &Server,
    run: Run,
    request: Request,
    keyed: Option<Keyed>,
) -> Result<Reply, Refusal> {
    let ticket = match keyed {
        None => None,
        Some(keyed) => match idempotency::claim(&server.app.services, &keyed).await? {
            Claim::Replay(answer) => return Ok(Reply::replay(&answer)?),
            Claim::Run(ticket) => Some(ticket),
        },
    };
    let task = {
        let (server, ticket) = (Arc::clone(server), ticket.clone());
        async move {
            let reply = run.execute(&server, request).await;
            if let Some(ticket) = ticket {
                settle(&server, ticket, &reply).await;
            }
            reply
        }
    };
    match tokio::spawn(task.in_current_span()).await {
        Ok(reply) => Ok(reply),
        Err(error) => {
            if let Some(ticket) = ticket {
                idempotency::free(&server.app.services, ticket).await?;
            }
            Err(Error::Internal(format!("a mutation broke off: {error}")).into())
        }
    }
}

/// Keeps the answer, or gives the key back where a retry may do better.
async fn settle(server: &Server, ticket: Ticket, reply: &Reply) {
    let services = &server.app.services;
    let result = if reply.is_passing() {
        idempotency::free(services, ticket).await
    } else {
        idempotency::finish(services, ticket, &reply.to_kept()).await
    };
    if let Err(error) = result {
        // The mutation has happened; its retry will be told to wait, then run again, and meet the
        // rules that forbid doing the same thing twice.
        tracing::error!(%error, "an idempotent answer was not kept");
    }
}

/// What a running operation needs besides itself.
struct Run {
    context: RequestContext,
    standing: Option<Standing>,
    cost: u64,
    plan: Plan,
}

impl Run {
    async fn execute(self, server: &Server, request: Request) -> Reply {
        let request = loader::with_loaders(request, &server.app.services, &self.context);
        let request = request.data(self.context.clone());
        let running = async { Ok(server.app.schema.execute(request).await) };
        let (mut response, otherwise) = match caught(running).await {
            Ok(response) => (response, ErrorCode::InvalidQuery),
            Err(error) => (panicked(&error, &self.context), error.code()),
        };
        told::complete(&mut response, &self.context);
        let outcome = if is_executed(&response) {
            answer::put_right(&mut response, &self.plan);
            Outcome::Executed
        } else {
            Outcome::Declined(otherwise)
        };
        let reply = Reply::new(outcome, response);
        match self.standing {
            Some(standing) => reply.billed(standing, Some(self.cost)),
            None => reply,
        }
    }
}

/// Whether anything ran: errors of the document as a whole have no path.
fn is_executed(response: &Response) -> bool {
    response.errors.is_empty() || response.errors.iter().any(|error| !error.path.is_empty())
}
