//! Finishing a training: who has, and the certificates.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{completion::CertificateKind, message};

use super::{
    application::Application,
    context::RequestContext,
    decide::DecisionError,
    error::Answer,
    node::{Certificate, former_id},
    scalar::Date,
};
use crate::{
    model::training as model,
    service::{
        Services, certificates,
        complete_applications::{self, Row},
    },
};

/// A certificate as its holder and its centre see it.
#[derive(Debug, Clone, SimpleObject)]
pub struct IssuedCertificate {
    /// What stands on the paper, which is at `/sertifikat/{number}.pdf` for its holder and its
    /// centre; anyone checks it at `/sertifikat/{number}`.
    number: String,
    /// What it says; null for those from before there was a difference.
    kind: Option<CertificateKind>,
    /// When it was issued.
    issued_on: Date,
    /// Whether it was taken back.
    revoked: bool,
}

impl From<model::Issued> for IssuedCertificate {
    fn from(issued: model::Issued) -> Self {
        Self {
            number: issued.number,
            kind: issued.kind,
            issued_on: Date(issued.issued_on),
            revoked: issued.revoked,
        }
    }
}

/// Who has finished.
#[derive(Debug, InputObject)]
pub struct CompleteApplicationsInput {
    /// `app_…`, at most 500.
    ids: Vec<ID>,
    /// Finished or not, whatever the rule says; by the rule when left out.
    completed: Option<bool>,
    /// Why, as the participant will read it; needed where it isn't what the rule says.
    reason: Option<String>,
}

impl From<CompleteApplicationsInput> for complete_applications::Input {
    fn from(input: CompleteApplicationsInput) -> Self {
        Self {
            ids: input.ids.into_iter().map(|id| id.to_string()).collect(),
            completed: input.completed,
            reason: input.reason,
        }
    }
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct CompleteApplicationsPayload {
    /// The results.
    results: Vec<CompletionResult>,
}

/// How one row went: its application, or why not.
#[derive(Debug, SimpleObject)]
pub struct CompletionResult {
    /// As it was sent.
    application_id: ID,
    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(
        deprecation = "Was the id of another object: use applicationId. Goes on 1 June 2027."
    )]
    id: ID,
    /// Whether it was done.
    ok: bool,
    /// The application afterwards.
    application: Option<Application>,
    /// Why it was not done; other rows are not touched by it.
    error: Option<DecisionError>,
}

impl CompletionResult {
    /// Whose row it is, and why it was not done.
    pub(super) fn told(self) -> (ID, Option<DecisionError>) {
        (self.application_id, self.error)
    }

    pub(super) fn of(row: Row, request: &RequestContext) -> Self {
        let (ok, application, error) = match row.result {
            Ok(application) => (true, Some(Application(application)), None),
            Err(error) => {
                let said =
                    row.codes.iter().map(|code| message::completion_code(*code, request.language));
                let said: Vec<&str> = said.collect();
                let mut told = DecisionError::of(&error, request);
                if !said.is_empty() {
                    told.message = said.join(" ");
                }
                (false, None, Some(told))
            }
        };
        let id = former_id::<Self>(&row.id);
        Self { application_id: row.id.into(), id, ok, application, error }
    }
}

/// Whose certificates.
#[derive(Debug, InputObject)]
pub struct IssueCertificatesInput {
    /// `app_…`, at most 500.
    ids: Vec<ID>,
}

impl IssueCertificatesInput {
    /// Whose, as they were sent.
    pub(super) fn ids(self) -> Vec<String> {
        self.ids.into_iter().map(|id| id.to_string()).collect()
    }
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct IssueCertificatesPayload {
    /// The results.
    results: Vec<IssueResult>,
}

/// How one row went: its certificate, or why there is none.
#[derive(Debug, SimpleObject)]
pub struct IssueResult {
    /// As it was sent.
    application_id: ID,
    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(
        deprecation = "Was the id of another object: use applicationId. Goes on 1 June 2027."
    )]
    id: ID,
    /// Whether there is a certificate that holds.
    ok: bool,
    /// The certificate, be it from before.
    certificate: Option<IssuedCertificate>,
    /// Why there is none; other rows are not touched by it.
    error: Option<DecisionError>,
}

/// A certificate to be taken back.
#[derive(Debug, InputObject)]
pub struct RevokeCertificateInput {
    /// What stands on the paper.
    number: String,
    /// Why; for the centre alone.
    reason: String,
}

/// The certificate that doesn't hold any more.
#[derive(Debug, SimpleObject)]
pub struct RevokeCertificatePayload {
    /// The certificate.
    certificate: Certificate,
}

/// What ends a training.
#[derive(Debug, Default)]
pub struct FinishingMutation;

#[Object]
impl FinishingMutation {
    /// Says who has finished, each for itself: by the rule, or as `completed` says with a `reason`.
    /// `INVALID_TRANSITION` where the rule doesn't decide yet; the message says what is missing.
    async fn complete_applications(
        &self,
        ctx: &Context<'_>,
        input: CompleteApplicationsInput,
    ) -> async_graphql::Result<CompleteApplicationsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let rows = complete_applications::complete(services, &request.actor, input.into()).await;
        let rows = rows.answer(ctx)?.into_iter();
        let results = rows.map(|row| CompletionResult::of(row, request)).collect();
        Ok(CompleteApplicationsPayload { results })
    }

    /// Issues certificates, each for itself. Who has one that holds keeps it.
    async fn issue_certificates(
        &self,
        ctx: &Context<'_>,
        input: IssueCertificatesInput,
    ) -> async_graphql::Result<IssueCertificatesPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let rows = certificates::issue(services, &request.actor, input.ids()).await.answer(ctx)?;
        let results = rows.into_iter().map(|row| {
            let (ok, certificate, error) = match row.result {
                Ok(issued) => (true, Some(issued.into()), None),
                Err(error) => (false, None, Some(DecisionError::of(&error, request))),
            };
            let id = former_id::<IssueResult>(&row.id);
            IssueResult { application_id: row.id.into(), id, ok, certificate, error }
        });
        Ok(IssueCertificatesPayload { results: results.collect() })
    }

    /// Takes a certificate back. Whoever checks it learns that it doesn't hold; why is for the
    /// centre. Afterwards the person can be given another.
    async fn revoke_certificate(
        &self,
        ctx: &Context<'_>,
        input: RevokeCertificateInput,
    ) -> async_graphql::Result<RevokeCertificatePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (actor, number) = (&request.actor, &input.number);
        let revoked = certificates::revoke(services, actor, number, &input.reason).await;
        Ok(RevokeCertificatePayload { certificate: Certificate(revoked.answer(ctx)?) })
    }
}
