//! Devices on which a person is signed in.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::id::DeviceId;

use super::{context::RequestContext, error::Answer, scalar::DateTime, viewer::Viewer};
use crate::{
    model::account,
    service::{Services, devices},
};

/// A device on which the person is signed in.
#[derive(Debug, Clone)]
pub struct Device {
    pub(super) device: account::Device,
    /// The one that asks.
    pub(super) current: Option<DeviceId>,
}

/// A device on which the person is signed in.
#[Object]
impl Device {
    /// `dev_…`.
    async fn id(&self) -> ID {
        self.device.id.to_string().into()
    }

    /// What a person would call it: `Chrome di Android`. No more than that is kept of it.
    async fn label(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        Ok(self.device.label.words(ctx.data::<RequestContext>()?.language))
    }

    /// When the person signed in there.
    async fn signed_in_at(&self) -> DateTime {
        DateTime(self.device.signed_in_at)
    }

    /// When it was last in use, to about ten minutes.
    async fn last_seen_at(&self) -> DateTime {
        DateTime(self.device.last_seen_at)
    }

    /// Whether it is the one that asks.
    async fn current(&self) -> bool {
        self.current == Some(self.device.id)
    }
}

/// Which device.
#[derive(Debug, InputObject)]
pub struct SignOutDeviceInput {
    /// `dev_…`, one of the person's own.
    id: ID,
}

/// The person, with the devices that are left.
#[derive(Debug, SimpleObject)]
pub struct SignOutDevicePayload {
    /// The person.
    viewer: Viewer,
}

/// What a person does with devices.
#[derive(Debug, Default)]
pub struct DeviceMutation;

#[Object]
impl DeviceMutation {
    /// Signs one of the person's own devices out, at once. Anybody else's is `NOT_FOUND`.
    async fn sign_out_device(
        &self,
        ctx: &Context<'_>,
        input: SignOutDeviceInput,
    ) -> async_graphql::Result<SignOutDevicePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ended = devices::sign_out(services, &request.actor, &input.id).await;
        let (account, device) = ended.answer(ctx)?;
        if request.device == Some(device) {
            request.clear();
        }
        Ok(SignOutDevicePayload { viewer: Viewer { account, actor: request.actor.clone() } })
    }

    /// Signs all of the person's devices out but the one that asks.
    async fn sign_out_other_devices(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<SignOutDevicePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ended = devices::sign_out_others(services, &request.actor, request.device).await;
        let (account, actor) = (ended.answer(ctx)?, request.actor.clone());
        Ok(SignOutDevicePayload { viewer: Viewer { account, actor } })
    }
}
