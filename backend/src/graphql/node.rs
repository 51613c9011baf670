//! Finding any object by its id.

use async_graphql::{Context, ID, Interface, Object, OutputType};
use balai_shared::id::AnyId;

use super::{
    applicant::Applicant, application::Application, context::RequestContext, error::Answer,
    institution::Institution, loader::load, program::Program, session::Session,
};
use crate::service::{Services, applications, check_certificate};

/// An object that `node(id)` finds.
#[derive(Debug, Clone, Interface)]
#[expect(clippy::large_enum_variant, reason = "the library's interfaces hold their objects")]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque, unique among all objects, and typed."))]
pub enum Node {
    /// A training centre or LPK.
    Institution(Institution),
    /// What is taught.
    Program(Program),
    /// One run of a program.
    Session(Session),
    /// A job seeker.
    Applicant(Applicant),
    /// An application.
    Application(Application),
}

/// Finding objects by their ids.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The object with this id; null where there is none, or the caller may not know of it.
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of any object that is a `Node`: `ses_…`.")] id: ID,
    ) -> async_graphql::Result<Option<Node>> {
        find(ctx, &id).await
    }

    /// The objects with these ids, at most 100, in the order asked.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of objects that are a `Node`: `ses_…`.")] ids: Vec<ID>,
    ) -> async_graphql::Result<Vec<Option<Node>>> {
        futures_util::future::try_join_all(ids.iter().map(|id| find(ctx, id))).await
    }

    /// A certificate, by the number on the paper: anyone may check one. `RATE_LIMITED` after too many
    /// numbers that were none.
    async fn certificate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As it stands on the paper: `BLK-…`.")] number: String,
    ) -> async_graphql::Result<Option<Certificate>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let who = (&request.actor, request.address);
        let found = check_certificate::check(services, who, &number).await.answer(ctx)?;
        Ok(found.map(Certificate))
    }
}

async fn find(ctx: &Context<'_>, id: &str) -> async_graphql::Result<Option<Node>> {
    let Ok(id) = id.parse::<AnyId>() else { return Ok(None) };
    Ok(match id {
        AnyId::Institution(id) => load(ctx, id).await?.map(|row| Institution(row).into()),
        AnyId::Program(id) => load(ctx, id).await?.map(|row| Program(row).into()),
        AnyId::Session(id) => load(ctx, id).await?.map(|row| Session(row).into()),
        AnyId::Application(id) => load(ctx, id).await?.map(|row| Application(row).into()),
        AnyId::Applicant(id) => {
            let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
            let own = applications::own_applicant(services, &request.actor, id).await;
            own.answer(ctx)?.map(|profile| Applicant { profile, details: true }.into())
        }
    })
}

/// What a field `id` gives that held the id of another object, until it goes: caches keep one record
/// for each value of a field of that name, and some ask for no type beside it.
pub(super) fn former_id<T: OutputType>(of: &str) -> ID {
    format!("{}:{of}", T::type_name()).into()
}

/// A certificate, as anyone may check it.
#[derive(Debug, Clone)]
pub struct Certificate(pub(super) crate::model::application::Certificate);

/// A certificate, as anyone may check it.
#[Object]
impl Certificate {
    /// What stands on the paper.
    async fn number(&self) -> &str {
        &self.0.number
    }

    /// The holder's name. Of numbers from before there was a random part others than its holder and its
    /// centre see `W•••• S••••`: enough to compare with the paper.
    async fn name(&self) -> &str {
        &self.0.says.name
    }

    /// What was learned.
    async fn program_title(&self) -> &str {
        &self.0.says.program
    }

    /// Where.
    async fn institution_name(&self) -> &str {
        &self.0.says.institution
    }

    /// What it says; null for those from before there was a difference.
    async fn kind(&self) -> Option<balai_shared::completion::CertificateKind> {
        self.0.kind
    }

    /// When it was issued.
    async fn issued_on(&self) -> super::scalar::Date {
        super::scalar::Date(self.0.issued_on)
    }

    /// Whether it was taken back.
    async fn revoked(&self) -> bool {
        self.0.revoked
    }
}
