//! How a session's people are chosen, and what came of it, as objects.

use std::collections::BTreeMap;

use async_graphql::{Context, Object, SimpleObject};
use balai_shared::ranking::{self, Group, Mark, Quota, SelectionOutcome, TieBreak};

use super::{
    application::Application,
    connection::{Count, connection},
    context::RequestContext,
    error::Answer,
    loader::{load, load_required},
    loader_selection::PlanOf,
    page::forwards,
    scalar::DateTime,
    slot::AppointmentSheet,
};
use crate::{
    model::{
        catalogue::Listing,
        page::{Page, PageRequest, bad_cursor},
        selection::{Criterion, Outcome, Plan, Standing},
    },
    service::{
        Services,
        selection::{self, Ranked},
    },
};

/// How a session's people are chosen.
#[derive(Debug, Clone)]
pub struct SessionSelection(pub(super) Listing);

/// How a session's people are chosen, and what came of it.
#[Object]
impl SessionSelection {
    /// Under `MERIT`: what applicants are judged by. Empty where staff have not planned it.
    async fn criteria(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SelectionCriterion>> {
        let plan = self.plan(ctx).await?;
        Ok(plan.criteria.iter().map(SelectionCriterion::of).collect())
    }

    /// Seats kept for groups: least numbers, which who comes by place counts towards.
    async fn quotas(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SelectionQuota>> {
        let plan = self.plan(ctx).await?;
        let quota = |quota: &Quota| SelectionQuota {
            group: quota.group,
            seats: i32::try_from(quota.seats).unwrap_or(i32::MAX),
        };
        Ok(plan.quotas.iter().map(quota).collect())
    }

    /// A few letters that change with criteria and quotas: what `planSelection` starts from.
    async fn plan_revision(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        Ok(selection::plan_revision(&self.plan(ctx).await?))
    }

    /// Under `LOTTERY`: the seed's fingerprint, and after the draw all with which anyone can repeat it.
    async fn lottery(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Lottery>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let found = selection::proof(services, &request.actor, self.0.session.id).await;
        let Some((lottery, proof)) = found.answer(ctx)? else { return Ok(None) };
        Ok(Some(Lottery {
            commitment: lottery.commitment.to_string(),
            committed_at: DateTime(lottery.committed_at),
            seed: lottery.drawn.map(|(seed, _)| seed.to_string()),
            drawn_at: lottery.drawn.map(|(_, at)| DateTime(at)),
            proof: proof.and_then(|proof| serde_json::to_string_pretty(&proof).ok()),
        }))
    }

    /// How far it is; null before it is concluded.
    async fn progress(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<SelectionProgress>> {
        let services = ctx.data::<Services>()?;
        let found = selection::progress(services, self.0.session.id).await.answer(ctx)?;
        let whole = |count: u64| i32::try_from(count).unwrap_or(i32::MAX);
        Ok(found.map(|progress| SelectionProgress {
            concluded_at: DateTime(progress.selection.concluded_at),
            seats: i32::try_from(progress.selection.seats).unwrap_or(i32::MAX),
            results: whole(progress.results),
            due: whole(progress.due),
            finished_at: progress.selection.finished_at.map(DateTime),
        }))
    }

    /// The order as it would be concluded now, or was; for who decides at the institution.
    async fn ranking(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> async_graphql::Result<RankingConnection> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let id = self.0.session.id.to_string();
        let order = selection::order(services, &request.actor, &id).await.answer(ctx)?;
        let plan = self.plan(ctx).await?;
        let (all, missing) = (order.rows.len(), order.missing);
        let page = page(order.rows, &forwards(first, after)).answer(ctx)?;
        let page = page.map(|row| RankedApplication { row, plan: plan.clone() });
        let count = Count::new(move || async move { Ok(u64::try_from(all).unwrap_or_default()) });
        let missing = i32::try_from(missing).unwrap_or(i32::MAX);
        Ok(RankingConnection::new(page, count, missing, order.concluded))
    }

    /// Times for tests and interviews, with who comes and who has chosen none, by criterion; for who
    /// decides at the institution.
    async fn appointments(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Vec<AppointmentSheet>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let id = self.0.session.id.to_string();
        let sheets = selection::slots::sheets(services, &request.actor, &id).await.answer(ctx)?;
        Ok(sheets.into_iter().map(AppointmentSheet).collect())
    }

    /// The file to fill in with marks, as CSV; for who decides at the institution.
    async fn marks_sheet(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let id = self.0.session.id.to_string();
        selection::sheet(services, &request.actor, &id).await.answer(ctx)
    }
}

impl SessionSelection {
    async fn plan(&self, ctx: &Context<'_>) -> async_graphql::Result<Plan> {
        Ok(load(ctx, PlanOf(self.0.session.id)).await?.unwrap_or_default())
    }
}

/// A piece of the order; the cursor is the row's number.
fn page(rows: Vec<Ranked>, request: &PageRequest) -> crate::error::Result<Page<Ranked>> {
    let window = request.window()?;
    let begin = window
        .after
        .map_or(Ok(0), |cursor| cursor.parse::<usize>().map_err(|_| bad_cursor("after")))?;
    let size = usize::try_from(window.size).unwrap_or(usize::MAX);
    let has_next = rows.len() > begin.saturating_add(size);
    let items = (1..).zip(rows).skip(begin).take(size);
    let items = items.map(|(number, row): (u32, Ranked)| (number.to_string(), row)).collect();
    Ok(Page { items, has_next, has_previous: begin > 0, sync_cursor: None })
}

/// Something that applicants are judged by.
#[derive(Debug, Clone, SimpleObject)]
pub struct SelectionCriterion {
    /// As staff call it: `Tes tertulis`.
    name: String,
    /// Its part of the whole, in percent.
    weight: i32,
    /// The most points: `100`.
    maximum: String,
    /// Who has fewer isn't chosen, whatever the total: `60`.
    minimum: Option<String>,
}

impl SelectionCriterion {
    fn of(criterion: &Criterion) -> Self {
        Self {
            name: criterion.name.clone(),
            weight: i32::try_from(criterion.rule.weight).unwrap_or(i32::MAX),
            maximum: criterion.rule.maximum.to_string(),
            minimum: criterion.rule.minimum.map(|points| points.to_string()),
        }
    }
}

/// Seats kept for a group.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct SelectionQuota {
    /// For whom.
    group: Group,
    /// At least how many, where as many have a place.
    seats: i32,
}

/// A draw that anyone can check.
#[derive(Debug, Clone, SimpleObject)]
pub struct Lottery {
    /// The seed's fingerprint: 64 hexadecimal digits.
    commitment: String,
    /// When it was published.
    committed_at: DateTime,
    /// The seed, once it was drawn.
    seed: Option<String>,
    /// When it was drawn.
    drawn_at: Option<DateTime>,
    /// All that `balai lottery verify` needs, as JSON.
    proof: Option<String>,
}

/// How far a concluded selection is.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct SelectionProgress {
    /// From when on its order is fixed.
    concluded_at: DateTime,
    /// How many seats were free then.
    seats: i32,
    /// How many applications it is about.
    results: i32,
    /// How many results have not taken effect yet.
    due: i32,
    /// When the last had; the waiting list moves by itself from then on.
    finished_at: Option<DateTime>,
}

/// What a selection gave one applicant, or would give.
#[derive(Debug, Clone)]
pub struct SelectionStanding(pub(super) Standing);

/// What a selection gave one applicant, or would give.
#[Object]
impl SelectionStanding {
    /// From 1 on.
    async fn place(&self) -> u32 {
        self.0.place
    }

    /// The place by points, or in the draw, before seats were kept for groups.
    async fn merit_place(&self) -> Option<u32> {
        self.0.merit_place
    }

    /// The weighted points, 0 to 100: `81.25`. None in a draw.
    async fn total(&self) -> Option<String> {
        self.0.total.map(|total| total.to_string())
    }

    /// What it means.
    async fn outcome(&self) -> SelectionOutcome {
        match self.0.outcome {
            Outcome::ByPlace => SelectionOutcome::ByPlace,
            Outcome::Reserved => SelectionOutcome::Reserved,
            Outcome::Waits => SelectionOutcome::Waits,
            Outcome::BelowMinimum(_) => SelectionOutcome::BelowMinimum,
            Outcome::Absent(_) => SelectionOutcome::Absent,
        }
    }

    /// How it was decided against the place above, where the totals are the same.
    async fn tie(&self) -> Option<TieBreak> {
        self.0.tie.map(|tie| match tie {
            ranking::Tie::Criterion(_) => TieBreak::Criterion,
            ranking::Tie::Submission => TieBreak::Submission,
        })
    }

    /// The criterion that decided a tie, or was not met: its place in the plan, from 0.
    async fn criterion(&self) -> Option<i32> {
        let missed = match self.0.outcome {
            Outcome::BelowMinimum(criterion) | Outcome::Absent(criterion) => Some(criterion),
            Outcome::ByPlace | Outcome::Reserved | Outcome::Waits => None,
        };
        let tie = match self.0.tie {
            Some(ranking::Tie::Criterion(criterion)) => Some(criterion),
            Some(ranking::Tie::Submission) | None => None,
        };
        missed.or(tie).and_then(|criterion| i32::try_from(criterion).ok())
    }
}

/// What an applicant reached under one criterion.
#[derive(Debug, Clone, SimpleObject)]
pub struct CriterionMark {
    /// The criterion's place in the plan, from 0.
    criterion: i32,
    /// As staff call it.
    name: String,
    /// `87.5`; none for who didn't come, and where nothing was entered.
    points: Option<String>,
    /// Whether the person didn't come.
    absent: bool,
}

impl CriterionMark {
    /// Those that were entered.
    pub(super) fn all(plan: &Plan, marks: BTreeMap<usize, Mark>) -> Vec<Self> {
        let named = |(index, mark): (usize, Mark)| Self::of(index, plan.criteria.get(index)?, mark);
        marks.into_iter().filter_map(named).collect()
    }

    fn of(index: usize, criterion: &Criterion, mark: Mark) -> Option<Self> {
        let points = match mark {
            Mark::Missing => return None,
            Mark::Absent => None,
            Mark::Given(points) => Some(points.to_string()),
        };
        let absent = mark == Mark::Absent;
        let (index, name) = (i32::try_from(index).ok()?, criterion.name.clone());
        Some(Self { criterion: index, name, points, absent })
    }
}

/// A row of the order.
#[derive(Debug, Clone)]
pub struct RankedApplication {
    row: Ranked,
    plan: Plan,
}

/// A row of the order.
#[Object]
impl RankedApplication {
    /// The application.
    async fn application(&self, ctx: &Context<'_>) -> async_graphql::Result<Application> {
        load_required(ctx, self.row.application).await.map(Application)
    }

    /// What it gets; null where a mark is missing.
    async fn standing(&self) -> Option<SelectionStanding> {
        self.row.standing.map(SelectionStanding)
    }

    /// What was entered.
    async fn marks(&self) -> Vec<CriterionMark> {
        let marks = self.row.marks.iter().copied().enumerate().collect();
        CriterionMark::all(&self.plan, marks)
    }
}

connection!(
    RankingConnection,
    "RankingConnection",
    RankingEdge,
    RankedApplication,
    "ranked applications",
    missing_count: i32 = "How many lack a mark, in the whole list.",
    concluded: bool = "Whether nothing changes it any more.",
);
