//! What a person does with the account itself: contacts, password, the identity numbers, leaving.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use balai_shared::{
    account::{AccountEventKind, ContactKind},
    id::InstitutionId,
    message,
    one_time::OneTimeCode,
};

use super::{
    context::RequestContext, error::Answer, institution::Institution, loader::load,
    scalar::DateTime, viewer::Viewer,
};
use crate::{
    model::account,
    service::{Services, change_password, contacts, delete_account, reveal_identity},
};

/// A way to reach the person, with its middle hidden.
#[derive(Debug, Clone, SimpleObject)]
pub struct Contact {
    /// A phone number or an e-mail address.
    kind: ContactKind,
    /// As its owner knows it again: `+62812••••890`, `k•••k@uji.id`.
    value: String,
    /// When a code proved that it is the person's; until then no news go there.
    confirmed_at: Option<DateTime>,
}

impl From<account::OwnContact> for Contact {
    fn from(own: account::OwnContact) -> Self {
        let (kind, value) = (own.kind(), own.masked());
        Self { kind, value, confirmed_at: own.confirmed_at.map(DateTime) }
    }
}

/// Something that happened to the account.
#[derive(Debug, Clone)]
pub struct AccountEvent(pub(super) account::AccountEvent);

/// Something that happened to the account.
#[Object]
impl AccountEvent {
    /// What.
    async fn kind(&self) -> AccountEventKind {
        self.0.kind
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// In the language asked for.
    async fn message(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(message::account_event(self.0.kind, ctx.data::<RequestContext>()?.language))
    }

    /// Whose staff did it, where it wasn't the person.
    async fn institution(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Institution>> {
        let Some(id) = self.0.institution else { return Ok(None) };
        Ok(load::<InstitutionId>(ctx, id).await?.map(Institution))
    }
}

/// Which contact is to be proved.
#[derive(Debug, InputObject)]
pub struct RequestContactCodeInput {
    /// The person must have one of that kind.
    contact: ContactKind,
}

/// A code is on its way.
#[derive(Debug, SimpleObject)]
pub struct RequestContactCodePayload {
    /// How long a code is good, in minutes.
    minutes: i32,
    /// The person.
    viewer: Viewer,
}

/// The code that was sent.
#[derive(InputObject)]
pub struct ConfirmContactInput {
    /// Six digits: `042 917`.
    code: String,
}

/// The person, with the contact proved.
#[derive(Debug, SimpleObject)]
pub struct ConfirmContactPayload {
    /// The person.
    viewer: Viewer,
}

/// The password that is, and the one that is to be.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The present one.
    current: String,
    /// At least 10 characters, and none that anybody would guess.
    new: String,
}

/// The person; every other device is signed out.
#[derive(Debug, SimpleObject)]
pub struct ChangePasswordPayload {
    /// The person.
    viewer: Viewer,
}

/// Who asks is asked for the password again.
#[derive(InputObject)]
pub struct RevealIdentityInput {
    /// The present one.
    password: String,
}

/// The identity numbers in full. Show them once and keep them nowhere: no answer of this operation is
/// kept for a retry either.
#[derive(SimpleObject)]
pub struct RevealIdentityPayload {
    /// The national identity number, if the person told it.
    nik: Option<String>,
    /// The family card's number, if the person told it.
    kk: Option<String>,
}

/// What is asked of who leaves.
#[derive(InputObject)]
pub struct DeleteAccountInput {
    /// The present one.
    password: String,
    /// True: the person has read what becomes of the data, and means it.
    confirm: bool,
}

/// The account is gone.
#[derive(Debug, SimpleObject)]
pub struct DeleteAccountPayload {
    /// True.
    ok: bool,
}

/// What a person does with the account itself.
#[derive(Debug, Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Sends a code of six digits to the person's own phone or mailbox, good for 10 minutes; the newest
    /// one alone is good. `CONFLICT` where it is proved already; `RATE_LIMITED` after three in a quarter
    /// of an hour, the one sent at registration among them.
    async fn request_contact_code(
        &self,
        ctx: &Context<'_>,
        input: RequestContactCodeInput,
    ) -> async_graphql::Result<RequestContactCodePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let from = (request.language, request.address);
        let asked = contacts::request(services, &request.actor, input.contact, from).await;
        let (account, actor) = (asked.answer(ctx)?, request.actor.clone());
        let minutes = i32::try_from(OneTimeCode::MINUTES).unwrap_or_default();
        Ok(RequestContactCodePayload { minutes, viewer: Viewer { account, actor } })
    }

    /// Proves the contact to which the code was sent. What is wrong with a code is `WRONG_CODE` at the
    /// field, whatever it is.
    async fn confirm_contact(
        &self,
        ctx: &Context<'_>,
        input: ConfirmContactInput,
    ) -> async_graphql::Result<ConfirmContactPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let proved = contacts::confirm(services, &request.actor, &input.code).await;
        let (account, actor) = (proved.answer(ctx)?, request.actor.clone());
        Ok(ConfirmContactPayload { viewer: Viewer { account, actor } })
    }

    /// Changes the password, signs every other device out, and tells the person by every contact that is
    /// proved.
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        input: ChangePasswordInput,
    ) -> async_graphql::Result<ChangePasswordPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = change_password::Input { current: input.current, new: input.new };
        let changed =
            change_password::change(services, &request.actor, request.device, input).await;
        let (account, actor) = (changed.answer(ctx)?, request.actor.clone());
        Ok(ChangePasswordPayload { viewer: Viewer { account, actor } })
    }

    /// Shows NIK and KK in full to their owner, and writes down that it did.
    async fn reveal_identity(
        &self,
        ctx: &Context<'_>,
        input: RevealIdentityInput,
    ) -> async_graphql::Result<RevealIdentityPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let shown = reveal_identity::reveal(services, &request.actor, input.password).await;
        let shown = shown.answer(ctx)?;
        Ok(RevealIdentityPayload {
            nik: shown.nik.map(|nik| nik.as_str().to_owned()),
            kk: shown.kk.map(|kk| kk.as_str().to_owned()),
        })
    }

    /// Withdraws what is open, erases what the law doesn't keep, and signs out everywhere. There is no
    /// way back. `CONFLICT` at `account` with `HAS_ROLE`, `TRAINING_RUNNING` or `PAYMENT_UNDER_WAY` says
    /// what comes first.
    async fn delete_account(
        &self,
        ctx: &Context<'_>,
        input: DeleteAccountInput,
    ) -> async_graphql::Result<DeleteAccountPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = delete_account::Input { password: input.password, confirm: input.confirm };
        delete_account::delete(services, &request.actor, input).await.answer(ctx)?;
        request.clear();
        Ok(DeleteAccountPayload { ok: true })
    }
}
