//! Benefits, and whether one may join a session.

use async_graphql::{Context, ID, Object, SimpleObject};
use balai_shared::{
    benefit::{
        checklist::{BenefitDeadlineKind, BenefitStage, ChecklistCode, ChecklistState, NextStep},
        ledger::LedgerKind,
        payout::PayoutChecker,
    },
    eligibility::{self, Verdict},
    message,
    policy::Actor,
};

use super::{
    application::Application,
    balance::TrainingBalance,
    connection::{Count, connection},
    context::RequestContext,
    error::Answer,
    loader::load,
    page::forwards,
    payout::{self, BenefitPayment, BenefitSurvey, PayoutAccount},
    scalar::{Date, DateTime, Rupiah},
};
use crate::{
    model::benefit::Posting,
    service::{
        Services,
        benefits::{self, BenefitView},
    },
};

/// Whether somebody may join a session, and why.
#[derive(Debug, Clone)]
pub struct Eligibility(pub(super) eligibility::Eligibility);

/// Whether somebody may join a session. `TENTATIVE`: something is not known yet.
#[Object]
impl Eligibility {
    /// The worst of the reasons'.
    async fn verdict(&self) -> Verdict {
        self.0.verdict
    }

    /// Every condition that applies, met ones included.
    async fn reasons(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<EligibilityReason>> {
        let language = ctx.data::<RequestContext>()?.language;
        let told = |reason: &eligibility::Reason| EligibilityReason {
            code: reason.code.as_str().to_owned(),
            verdict: reason.verdict,
            message: message::eligibility_reason(reason, language),
            remedy: message::eligibility_remedy(reason, language).map(str::to_owned),
        };
        Ok(self.0.reasons.iter().map(told).collect())
    }
}

/// One condition and how it stands.
#[derive(Debug, Clone, SimpleObject)]
pub struct EligibilityReason {
    /// `MINIMUM_AGE`, `TRAINING_BALANCE` and so on.
    code: String,
    /// Met, not met, or not known.
    verdict: Verdict,
    /// In plain words.
    message: String,
    /// What would change it.
    remedy: Option<String>,
}

/// A scheme of benefits.
#[derive(Debug, Clone, SimpleObject)]
pub struct Scheme {
    /// `sch_…`.
    id: ID,
    /// Its name: `Kartu Prakerja 2023`.
    name: String,
}

/// A person's benefit of a scheme.
#[derive(Debug, Clone)]
pub struct Benefit {
    pub(super) view: BenefitView,
    /// Whose it is.
    pub(super) actor: Actor,
}

/// A person's benefit of a scheme. Every figure is derived from the ledger.
#[Object]
impl Benefit {
    /// `ben_…`.
    async fn id(&self) -> ID {
        self.view.benefit.id.to_string().into()
    }

    /// Of which scheme.
    async fn scheme(&self) -> Scheme {
        Scheme {
            id: self.view.benefit.scheme_id.to_string().into(),
            name: self.view.benefit.scheme.name.clone(),
        }
    }

    /// The wave (gelombang).
    async fn wave(&self) -> i32 {
        self.view.benefit.wave
    }

    /// When the person was accepted.
    async fn accepted_on(&self) -> Date {
        Date(self.view.zone.date_of(self.view.benefit.accepted_at))
    }

    /// The time zone where the person lives: its days are the benefit's.
    async fn time_zone(&self) -> &'static str {
        self.view.zone.iana()
    }

    /// How far it has come.
    async fn stage(&self) -> BenefitStage {
        self.view.stage
    }

    /// The training balance in its three parts: what people are shown.
    async fn balance(&self) -> TrainingBalance {
        self.view.balances.into()
    }

    /// What remains of the training balance, reservations included: `balance.available` and
    /// `balance.reserved` together.
    async fn training_balance(&self) -> Rupiah {
        Rupiah(self.view.balances.training_balance)
    }

    /// What was paid to institutions.
    async fn training_spent(&self) -> Rupiah {
        Rupiah(self.view.balances.training_spent)
    }

    /// Incentives paid out.
    async fn incentive_paid(&self) -> Rupiah {
        Rupiah(self.view.balances.incentive_paid)
    }

    /// Survey money paid out.
    async fn survey_paid(&self) -> Rupiah {
        Rupiah(self.view.balances.survey_paid)
    }

    /// What must be done by when.
    async fn deadlines(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<BenefitDeadline>> {
        let language = ctx.data::<RequestContext>()?.language;
        let told = |deadline: &balai_shared::benefit::checklist::Deadline| BenefitDeadline {
            kind: deadline.kind,
            due_at: DateTime(deadline.due_at),
            met: deadline.met,
            message: payout::deadline_message(deadline, &self.view, language),
        };
        Ok(self.view.deadlines.iter().map(told).collect())
    }

    /// "Why am I not paid yet?": each condition, met or not, and what to do next.
    async fn checklist(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ChecklistItem>> {
        let language = ctx.data::<RequestContext>()?.language;
        let told = |item: &balai_shared::benefit::checklist::ChecklistItem| ChecklistItem {
            code: item.code,
            met: item.met,
            state: item.state,
            message: message::checklist(item.code, language).to_owned(),
            next_step: message::checklist_next_step(item.next_step, language).map(str::to_owned),
            step: item.next_step,
        };
        Ok(self.view.checklist.iter().map(told).collect())
    }

    /// Where it is paid to; null until the person says so.
    async fn payout_account(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<PayoutAccount>> {
        let language = ctx.data::<RequestContext>()?.language;
        let told = |account| PayoutAccount::of(account, language);
        Ok(self.view.account.as_ref().map(told))
    }

    /// Who checks the account, and pays.
    async fn paid_by(&self, ctx: &Context<'_>) -> async_graphql::Result<PayoutChecker> {
        Ok(ctx.data::<Services>()?.payouts_by)
    }

    /// Every payment to the person, in the scheme's order, those still to come included; none to come once the
    /// benefit was taken back.
    async fn payments(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<BenefitPayment>> {
        Ok(payout::payments(&self.view, ctx.data::<RequestContext>()?.language))
    }

    /// Every survey of the scheme, in order.
    async fn surveys(&self) -> Vec<BenefitSurvey> {
        payout::surveys(&self.view)
    }

    /// The training whose end counts, or else the first that is bought; null before.
    async fn training(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Application>> {
        let Some(id) = self.view.training else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Application))
    }

    /// What moved, the latest first.
    async fn entries(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> async_graphql::Result<LedgerEntryConnection> {
        let services = ctx.data::<Services>()?.clone();
        let actor = self.actor.clone();
        let benefit = &self.view.benefit;
        let page = forwards(first, after);
        let found = benefits::entries(&services, &actor, benefit, &page).await.answer(ctx)?;
        let (owner, id) = (benefit.applicant, benefit.id);
        let count = Count::new(move || {
            let (services, actor) = (services.clone(), actor.clone());
            async move { benefits::count_entries(&services, &actor, owner, id).await }
        });
        Ok(LedgerEntryConnection::new(found.map(LedgerEntry), count))
    }
}

/// Something that must be done by a time.
#[derive(Debug, Clone, SimpleObject)]
pub struct BenefitDeadline {
    /// What.
    kind: BenefitDeadlineKind,
    /// The first moment after it.
    due_at: DateTime,
    /// Whether it was done in time.
    met: bool,
    /// In plain words.
    message: String,
}

/// One condition of the payments.
#[derive(Debug, Clone, SimpleObject)]
pub struct ChecklistItem {
    /// Which.
    code: ChecklistCode,
    /// Whether it is met.
    met: bool,
    /// The same, and whether it is under way: the account is being verified, the money is being paid.
    state: ChecklistState,
    /// In plain words.
    message: String,
    /// What to do next; null when it is met.
    next_step: Option<String>,
    /// The same as a code.
    step: Option<NextStep>,
}

/// An amount that moved.
#[derive(Debug, Clone)]
pub struct LedgerEntry(Posting);

/// An amount that moved from one account to another.
#[Object]
impl LedgerEntry {
    /// `txn_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Why.
    async fn kind(&self) -> LedgerKind {
        self.0.kind
    }

    /// How much.
    async fn amount(&self) -> Rupiah {
        Rupiah(self.0.amount)
    }

    /// In plain words.
    async fn message(&self, ctx: &Context<'_>) -> async_graphql::Result<&'static str> {
        Ok(message::ledger_kind(self.0.kind, ctx.data::<RequestContext>()?.language))
    }
}

connection!(
    LedgerEntryConnection,
    "LedgerEntryConnection",
    LedgerEntryEdge,
    LedgerEntry,
    "ledger entries"
);
