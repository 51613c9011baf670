//! Money to people: accounts, payments, surveys.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    benefit::{
        checklist::{BenefitDeadlineKind, Deadline},
        payout::{
            PayoutAccountState, PayoutKind, PayoutProvider, PayoutState, survey_reference,
            undecreed_year,
        },
        survey::{Employment, IncomeBand, SkillUse, SurveyState, survey_state},
    },
    language::Language,
    message,
    time::Instant,
};

use super::{
    benefit::Benefit,
    context::RequestContext,
    error::Answer,
    scalar::{DateTime, Rupiah},
};
use crate::{
    model::payout,
    service::{Services, answer_survey, benefits::BenefitView, register_account},
};

/// Where a benefit is paid to. The whole number is never told.
#[derive(Debug, Clone, SimpleObject)]
pub struct PayoutAccount {
    /// The bank or e-wallet.
    provider: PayoutProvider,
    /// `••••••6789`.
    masked_number: String,
    /// How far it is checked.
    state: PayoutAccountState,
    /// Why it can't be paid to, and what to do, in plain words.
    reason: Option<String>,
    /// When the bank, or the office, answered.
    checked_at: Option<DateTime>,
}

impl PayoutAccount {
    /// As it is told in this language.
    pub(super) fn of(account: &payout::PayoutAccount, language: Language) -> Self {
        let reason = account.refusal.map(|why| message::payout_refusal(why, language).to_owned());
        Self {
            provider: account.provider,
            masked_number: account.number.masked(),
            state: account.state,
            reason,
            checked_at: account.checked_at.map(DateTime),
        }
    }
}

/// A payment to the person, made or still to come.
#[derive(Debug, Clone, SimpleObject)]
pub struct BenefitPayment {
    /// What for.
    kind: PayoutKind,
    /// Which of its kind, from 1.
    number: i32,
    /// How much.
    amount: Rupiah,
    /// How far it is; null while its conditions aren't met.
    state: Option<PayoutState>,
    /// The first moment after the last day on which it is in time.
    due_by: Option<DateTime>,
    /// When it was paid.
    paid_at: Option<DateTime>,
    /// What is said beside `dueBy` where the holidays before it aren't decreed yet, so that it may come to
    /// lie later; null otherwise, and once it is paid.
    due_note: Option<String>,
    /// Why it didn't arrive, and what to do, in plain words.
    reason: Option<String>,
}

/// What a deadline of a benefit asks; with what is said beside a day that may move.
pub(super) fn deadline_message(
    deadline: &Deadline,
    view: &BenefitView,
    language: Language,
) -> String {
    let told = message::deadline(deadline.kind, language).to_owned();
    let open = deadline.kind == BenefitDeadlineKind::IncentivePayment && !deadline.met;
    match open.then(|| due_note(deadline.due_at, view, language)).flatten() {
        Some(note) => format!("{told} {note}"),
        None => told,
    }
}

fn due_note(due: Instant, view: &BenefitView, language: Language) -> Option<String> {
    let year = undecreed_year(due, view.zone)?;
    Some(message::day_may_move(year, language))
}

/// Every payment of the scheme, in its order, whether or not it is planned yet; of a benefit that was taken
/// back those alone that were planned before: nobody is promised another.
pub(super) fn payments(view: &BenefitView, language: Language) -> Vec<BenefitPayment> {
    let scheme = &view.benefit.scheme;
    let incentives = (1..).zip(scheme.incentives.iter().copied());
    let incentives = incentives.map(|(number, amount)| (PayoutKind::Incentive, number, amount));
    let surveys = (1..=i32::from(scheme.surveys))
        .map(|number| (PayoutKind::Survey, number, scheme.survey_amount));
    let all = incentives.chain(surveys);
    all.filter_map(|(kind, number, amount)| {
        let reference = match kind {
            PayoutKind::Incentive => format!("incentive-{number}"),
            PayoutKind::Survey => format!("survey-{number}"),
        };
        let mut own = view.payouts.iter();
        let found = own.find(|payout| payout.kind == kind && payout.reference == reference);
        if found.is_none() && view.benefit.facts.revoked {
            return None;
        }
        let reason = found.and_then(|payout| payout.refusal);
        Some(BenefitPayment {
            kind,
            number,
            amount: Rupiah(amount),
            state: found.map(|payout| payout.state),
            due_by: found.map(|payout| DateTime(payout.due_by)),
            due_note: found
                .filter(|payout| payout.paid_at.is_none())
                .and_then(|payout| due_note(payout.due_by, view, language)),
            paid_at: found.and_then(|payout| payout.paid_at).map(DateTime),
            reason: reason.map(|why| message::payout_refusal(why, language).to_owned()),
        })
    })
    .collect()
}

/// A survey of the scheme.
#[derive(Debug, Clone, SimpleObject)]
pub struct BenefitSurvey {
    /// From 1.
    number: i32,
    /// How far it is.
    state: SurveyState,
    /// What is paid for it.
    amount: Rupiah,
    /// When it was answered.
    answered_at: Option<DateTime>,
    /// When it was paid.
    paid_at: Option<DateTime>,
}

/// Every survey of the scheme, in order; of a benefit that was taken back those alone that were answered.
pub(super) fn surveys(view: &BenefitView) -> Vec<BenefitSurvey> {
    let benefit = &view.benefit;
    let told = |number: u8| {
        let reference = survey_reference(number);
        let mut own = view.payouts.iter();
        let payout =
            own.find(|payout| payout.kind == PayoutKind::Survey && payout.reference == reference);
        let paid_at = payout.and_then(|payout| payout.paid_at);
        let answer = benefit.answers.iter().find(|answer| answer.number == number);
        BenefitSurvey {
            number: i32::from(number),
            state: survey_state(&benefit.facts, number, paid_at.is_some()),
            amount: Rupiah(benefit.scheme.survey_amount),
            answered_at: answer.map(|answer| DateTime(answer.answered_at)),
            paid_at: paid_at.map(DateTime),
        }
    };
    let answered = |number: &u8| benefit.answers.iter().any(|answer| answer.number == *number);
    let shown = |number: &u8| !benefit.facts.revoked || answered(number);
    (1..=benefit.scheme.surveys).filter(shown).map(told).collect()
}

/// Where a benefit is to be paid to.
#[derive(Debug, InputObject)]
pub struct RegisterPayoutAccountInput {
    /// `ben_…`.
    benefit_id: ID,
    /// The bank or e-wallet. Must be there; what is missing is answered at the field.
    provider: Option<PayoutProvider>,
    /// The account's, `0123456789`, or the wallet's, which is a mobile one, `0812…`.
    number: String,
}

/// The benefit with its account.
#[derive(Debug, SimpleObject)]
pub struct RegisterPayoutAccountPayload {
    /// The benefit.
    benefit: Benefit,
}

/// Answers to a survey.
#[derive(Debug, InputObject)]
pub struct AnswerSurveyInput {
    /// `ben_…`.
    benefit_id: ID,
    /// Which survey, from 1.
    number: i32,
    /// What the person does now. Must be there; what is missing is answered at the field.
    employment: Option<Employment>,
    /// How often what was learned is used. Must be there.
    uses_skill: Option<SkillUse>,
    /// What the person earns in a month, if it wants to tell.
    income_band: Option<IncomeBand>,
    /// What the person wants to add; up to 1000 characters.
    note: Option<String>,
}

/// The benefit with its surveys.
#[derive(Debug, SimpleObject)]
pub struct AnswerSurveyPayload {
    /// The benefit.
    benefit: Benefit,
}

/// What a person does to be paid.
#[derive(Debug, Default)]
pub struct PayoutMutation;

#[Object]
impl PayoutMutation {
    /// Says where a benefit is paid to: an account at a bank or e-wallet that bears the person's own
    /// NIK. It is checked, and until then nothing is paid; `CONFLICT` while a payment is with the bank,
    /// or where the account is another person's.
    async fn register_payout_account(
        &self,
        ctx: &Context<'_>,
        input: RegisterPayoutAccountInput,
    ) -> async_graphql::Result<RegisterPayoutAccountPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = register_account::Input {
            benefit: input.benefit_id.to_string(),
            provider: input.provider,
            number: input.number,
        };
        let kept = register_account::register(services, &request.actor, input).await;
        let (view, actor) = (kept.answer(ctx)?, request.actor.clone());
        Ok(RegisterPayoutAccountPayload { benefit: Benefit { view, actor } })
    }

    /// Answers a survey, which is then paid. Surveys open one after the other, the first once the
    /// incentive is paid; each is answered once.
    async fn answer_survey(
        &self,
        ctx: &Context<'_>,
        input: AnswerSurveyInput,
    ) -> async_graphql::Result<AnswerSurveyPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = answer_survey::Input {
            benefit: input.benefit_id.to_string(),
            number: input.number,
            employment: input.employment,
            uses_skill: input.uses_skill,
            income_band: input.income_band,
            note: input.note,
        };
        let kept = answer_survey::answer(services, &request.actor, input).await;
        let (view, actor) = (kept.answer(ctx)?, request.actor.clone());
        Ok(AnswerSurveyPayload { benefit: Benefit { view, actor } })
    }
}
