//! The one path on which documents run: from the API, from a form, from a page being rendered.

mod stream;

use std::sync::Arc;

use async_graphql::{
    Request, Response, ServerError,
    parser::{
        parse_query,
        types::{ExecutableDocument, OperationType},
    },
    value,
};
use balai_shared::error::ErrorCode;
use tracing::Instrument;

use super::{
    Server,
    answer::{self, Plan},
    operation,
    params::Params,
    reply::{Outcome, Reply},
};
use crate::{
    error::{Error, caught},
    graphql::{
        context::RequestContext,
        error as told, limits,
        limits::budget::{Spender, Standing},
        loader,
    },
    service::idempotency::{self, Claim, Keyed, Ticket},
};

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
    match attempt(server, context, call).await {
        Ok(reply) => reply,
        Err(refusal) => {
            #[cfg(feature = "web")]
            if let (Payment::Free, Refusal::Document(code, _)) = (payment, &refusal) {
                tracing::error!(code = code.as_str(), operation, "our own document was refused");
            }
            refusal.into_reply(context)
        }
    }
}

/// Why nothing ran.
pub(super) enum Refusal {
    /// An error that tells itself.
    Error(Error),
    /// Errors of the document.
    Document(ErrorCode, ServerError),
    /// An operation that this door doesn't let through.
    Scope,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Refusal {
    fn invalid(error: impl Into<ServerError>) -> Self {
        Self::Document(ErrorCode::InvalidQuery, error.into())
    }

    fn too_complex(excess: limits::TooComplex, context: &RequestContext) -> Self {
        Self::Document(ErrorCode::QueryTooComplex, told::too_complex(excess, context))
    }

    fn into_reply(self, context: &RequestContext) -> Reply {
        let (outcome, error) = match self {
            Self::Error(error) => (Outcome::Refused(error.code()), error.to_request_error(context)),
            Self::Document(code, error) => (Outcome::Refused(code), error),
            Self::Scope => {
                let caller = (context.language, context.request_id.as_str());
                let details = "only queries can be sent this way; use POST";
                let error = told::request_error(ErrorCode::InvalidQuery, details, caller);
                (Outcome::WrongMethod, error)
            }
        };
        let mut response = Response::from_errors(vec![error]);
        told::complete(&mut response, context);
        Reply::new(outcome, response)
    }
}

async fn attempt(server: &Server, context: &RequestContext, call: Call) -> Result<Reply, Refusal> {
    let keyed = keyed(server, context, &call)?;
    if let Some(keyed) = &keyed
        && let Some(answer) = idempotency::look(&server.app.services, keyed).await?
    {
        return Ok(Reply::replay(&answer)?);
    }
    let prepared = prepare(server, context, &call)?;
    if call.scope == Scope::Queries && prepared.kind != OperationType::Query {
        return Err(Refusal::Scope);
    }
    let standing = match call.payment {
        Payment::Budget => Some(pay(server, context, prepared.cost)?),
        #[cfg(feature = "web")]
        Payment::Free => None,
    };
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

fn prepare(server: &Server, context: &RequestContext, call: &Call) -> Result<Prepared, Refusal> {
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
    let costs = limits::check_document(&document, name, &variables, &server.outline)
        .map_err(|excess| Refusal::too_complex(excess, context))?;
    let operation = operation::select(&document, name).map_err(Refusal::invalid)?;
    operation::check_variables(operation, &variables).map_err(Refusal::invalid)?;
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
            Outcome::Refused(otherwise)
        };
        if let Some(standing) = self.standing {
            let cost = value!({
                "requested": self.cost,
                "limit": standing.limit,
                "remaining": standing.remaining,
            });
            response = response.extension("cost", cost);
        }
        Reply::new(outcome, response).with_standing(self.standing)
    }
}

/// What is told of an operation that broke off.
fn panicked(error: &Error, context: &RequestContext) -> Response {
    Response::from_errors(vec![error.to_request_error(context)])
}

/// Whether anything ran: errors of the document as a whole have no path.
fn is_executed(response: &Response) -> bool {
    response.errors.is_empty() || response.errors.iter().any(|error| !error.path.is_empty())
}
