//! The surveys of a benefit: each is answered once, in order, and paid.

use balai_shared::{
    benefit::{
        payout::survey_payout,
        survey::{Employment, IncomeBand, SkillUse, SurveyState, survey_state},
    },
    error::{ErrorCode, FieldCode, FieldError},
    id::BenefitId,
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, benefits::BenefitView, incentive, text};
use crate::{
    error::{Error, Result},
    model::benefit::NewAnswer,
    store::{self, Tx},
};

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 1000;

/// What the person fills in.
#[derive(Debug)]
pub struct Input {
    /// `ben_…`.
    pub benefit: String,
    /// Which survey, from 1.
    pub number: i32,
    /// What the person does now.
    pub employment: Option<Employment>,
    /// How often what was learned is used.
    pub uses_skill: Option<SkillUse>,
    /// What the person earns; may be left out.
    pub income_band: Option<IncomeBand>,
    /// What the person adds.
    pub note: Option<String>,
}

/// Keeps the answers and plans the payment.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's benefit or a survey that its scheme doesn't have;
/// `INVALID_TRANSITION` before its turn; `CONFLICT` where it is answered; `VALIDATION_FAILED`.
pub async fn answer(services: &Services, actor: &Actor, input: Input) -> Result<BenefitView> {
    allow(actor, Action::ViewBenefit, &Resource::None)?;
    let id: BenefitId = input.benefit.parse()?;
    let number = u8::try_from(input.number).map_err(|_| ErrorCode::NotFound)?;
    let mut fields = Vec::new();
    let note = text::optional("note", input.note.as_deref(), LONGEST_NOTE, &mut fields);
    if input.employment.is_none() {
        fields.push(FieldError::new("employment", FieldCode::Required));
    }
    if input.uses_skill.is_none() {
        fields.push(FieldError::new("usesSkill", FieldCode::Required));
    }
    let (Some(employment), Some(uses_skill), true) =
        (input.employment, input.uses_skill, fields.is_empty())
    else {
        return Err(Error::invalid(fields));
    };
    let income_band = input.income_band;
    let who = actor.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let at = tx.now().await?;
                let new = NewAnswer {
                    benefit: id,
                    number,
                    employment,
                    uses_skill,
                    income_band,
                    note,
                    at,
                };
                keep(tx, &who, &new).await
            })
        })
        .await?;
    super::benefits::one(services, actor, id).await
}

async fn keep(tx: &Tx, actor: &Actor, new: &NewAnswer) -> Result<()> {
    let found = store::benefit::lock(tx, new.benefit).await?;
    let (benefit, _) = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::EditOwnProfile, &Resource::Own { applicant: benefit.applicant })?;
    if new.number == 0 || new.number > benefit.scheme.surveys {
        return Err(Error::refused(ErrorCode::NotFound));
    }
    match survey_state(&benefit.facts, new.number, false) {
        SurveyState::Open => {}
        SurveyState::Locked => return Err(Error::refused(ErrorCode::InvalidTransition)),
        SurveyState::Answered | SurveyState::Paid => {
            return Err(Error::refused(ErrorCode::Conflict));
        }
    }
    store::survey::insert(tx, new).await?;
    let zone = store::applicant::zone_of(tx.conn(), benefit.applicant).await?;
    let planned = survey_payout(&benefit.scheme, new.number, new.at);
    incentive::plan(tx, &benefit, planned, (new.at, zone)).await
}
