//! Applying for somebody who stands at the counter.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::person::{Education, Occupation, Sex};

use super::{
    application::Application,
    context::RequestContext,
    error::Answer,
    scalar::{Date, Unread},
};
use crate::service::{Services, assist_application, update_profile};

/// What staff type with the KTP before them, and as the person says. Of who is on record already, what
/// is known stays, and only what is missing is filled in.
#[derive(InputObject)]
pub struct AssistApplicationInput {
    /// `ses_…`: a session of the caller's institution.
    session_id: ID,
    /// May be empty.
    motivation: Option<String>,
    /// From the KTP.
    nik: String,
    /// From the KTP: `2001-05-17`.
    birth_date: Unread<Date>,
    /// From the KTP.
    name: String,
    /// The mobile number that the person has.
    phone: String,
    /// From the family card.
    kk: Option<String>,
    /// From the KTP.
    sex: Option<Sex>,
    /// The highest that was finished.
    education: Option<Education>,
    /// What the person does now.
    occupation: Option<Occupation>,
    /// Kabupaten or kota where the person lives: `51.71`.
    region_code: Option<String>,
    /// True: the text was read to the person, who agreed.
    consent: bool,
    /// Which text: the newest is 1.
    consent_version: i32,
}

/// The application that was sent.
#[derive(Debug, SimpleObject)]
pub struct AssistApplicationPayload {
    /// The application.
    application: Application,
}

/// What staff do for who stands at the counter.
#[derive(Debug, Default)]
pub struct AssistMutation;

#[Object]
impl AssistMutation {
    /// Applies for somebody at the counter, as `submitApplication` does: the same conditions, the same
    /// places. Who has no account gets one, and a code for a password on the phone. The history says that
    /// staff did it, the consent is kept, and the person is told. For ADMIN, REVIEWER and COUNSELLOR; not
    /// for oneself and not for accounts with a role. Where NIK, phone number and birth date aren't of one
    /// person on record: `DIFFERS`, and after too many of these `RATE_LIMITED`.
    async fn assist_application(
        &self,
        ctx: &Context<'_>,
        input: AssistApplicationInput,
    ) -> async_graphql::Result<AssistApplicationPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let profile = update_profile::Input {
            name: Some(input.name),
            nik: Some(input.nik),
            kk: input.kk.filter(|kk| !kk.trim().is_empty()),
            birth_date: Some(input.birth_date.into()),
            sex: input.sex,
            education: input.education,
            occupation: input.occupation,
            region_code: input.region_code.filter(|code| !code.is_empty()),
            phone: Some(input.phone),
            ..update_profile::Input::default()
        };
        let input = assist_application::Input {
            session_id: input.session_id.to_string(),
            motivation: input.motivation,
            profile,
            consent: input.consent,
            consent_version: input.consent_version,
            language: request.language,
        };
        let sent = assist_application::assist(services, &request.actor, input).await;
        Ok(AssistApplicationPayload { application: Application(sent.answer(ctx)?) })
    }
}
