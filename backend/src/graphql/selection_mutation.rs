//! Choosing a session's people.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    error::{ErrorCode, FieldCode},
    id::SessionId,
    ranking::{Group, Quota, sheet::SheetFault},
};

use super::{context::RequestContext, error::Answer, loader::load_required, session::Session};
use crate::{
    error::Error,
    service::{Services, selection},
};

/// Something that applicants are judged by.
#[derive(Debug, InputObject)]
pub struct SelectionCriterionInput {
    /// As it heads a column: `Tes tertulis`; up to 40 characters.
    name: String,
    /// In percent; all of them add up to 100.
    weight: i32,
    /// The most points, up to 1000 with two decimals: `100`.
    maximum: String,
    /// Who has fewer isn't chosen, whatever the total.
    minimum: Option<String>,
}

/// Seats kept for a group.
#[derive(Debug, InputObject)]
pub struct SelectionQuotaInput {
    /// For whom.
    group: Group,
    /// At least how many.
    seats: i32,
}

/// How a session's people are to be chosen; what is left out or null stays.
#[derive(Debug, InputObject)]
pub struct PlanSelectionInput {
    /// `ses_…`.
    session_id: ID,
    /// The `selection.planRevision` that this starts from: `CONFLICT` where the plan is another by now.
    /// Nothing is compared when left out.
    revision: Option<String>,
    /// At most eight, under `MERIT` alone, in the place of those before.
    criteria: Option<Vec<SelectionCriterionInput>>,
    /// A group at most once, and no more seats than there are; in the place of those before.
    quotas: Option<Vec<SelectionQuotaInput>>,
}

/// What one applicant reached under one criterion.
#[derive(Debug, InputObject)]
pub struct MarkInput {
    /// `app_…`.
    application_id: ID,
    /// The criterion's place in the plan, from 0.
    criterion: i32,
    /// `87.5` or `87,5`, rounded to two decimals; left out for who didn't come.
    points: Option<String>,
    /// Clears what was entered, as if nobody had marked it; without `points`.
    clear: Option<bool>,
}

/// Marks to be entered, at most 1000, all or none.
#[derive(Debug, InputObject)]
pub struct EnterMarksInput {
    /// `ses_…`.
    session_id: ID,
    /// The marks.
    marks: Vec<MarkInput>,
}

/// A file of marks.
#[derive(Debug, InputObject)]
pub struct ImportMarksInput {
    /// `ses_…`.
    session_id: ID,
    /// The whole file, at best `selection.marksSheet` filled in: a column `application` and one for each
    /// criterion by its name; other columns are passed over. Commas, semicolons or tabs. `-` for who didn't
    /// come; an empty cell changes nothing. Numbers have a comma or a point, and are rounded to two
    /// decimals. By the column `version` the marks are known that were there when the file was made.
    csv: String,
    /// Only look for faults.
    try_only: Option<bool>,
    /// Whether a mark of the file counts where another was entered since the file was made, which is
    /// `NEWER_MARK` otherwise. Without `version` every other mark that is there counts as newer.
    over_newer: Option<bool>,
}

/// What is to be concluded.
#[derive(Debug, InputObject)]
pub struct ConcludeSelectionInput {
    /// `ses_…`.
    session_id: ID,
    /// Whether who lacks a mark counts as not having come.
    missing_are_absent: Option<bool>,
}

impl From<ConcludeSelectionInput> for selection::Conclusion {
    fn from(input: ConcludeSelectionInput) -> Self {
        Self {
            session: input.session_id.to_string(),
            missing_are_absent: input.missing_are_absent.unwrap_or_default(),
        }
    }
}

/// Which session.
#[derive(Debug, InputObject)]
pub struct DrawLotteryInput {
    /// `ses_…`.
    session_id: ID,
}

/// The session with its selection.
#[derive(Debug, SimpleObject)]
pub struct SelectionPayload {
    /// The session.
    session: Session,
}

/// The session with its marks.
#[derive(Debug, SimpleObject)]
pub struct EnterMarksPayload {
    /// The session.
    session: Session,
    /// How many of the marks say something new.
    entered: i32,
}

/// What a file gave.
#[derive(Debug, SimpleObject)]
pub struct ImportMarksPayload {
    /// The session.
    session: Session,
    /// How many marks the file holds.
    marks: i32,
    /// How many of them were entered because they say something new.
    entered: i32,
    /// What is wrong; with one fault nothing is entered.
    faults: Vec<SheetFaultAt>,
    /// Where the file has what was there when it was made, and another mark was entered since: that one
    /// stays.
    kept: Vec<SheetFaultAt>,
    /// The heads of columns that were passed over.
    passed_over: Vec<String>,
}

/// Something wrong in a file, or worth knowing.
#[derive(Debug, SimpleObject)]
pub struct SheetFaultAt {
    /// The line in the file; the head is 1.
    line: i32,
    /// The column's head, where it is one column's.
    column: Option<String>,
    /// What.
    code: SheetFault,
    /// The person's name, where the line has one.
    name: Option<String>,
    /// What stands in the cell.
    cell: Option<String>,
    /// The most points, where the cell is one of marks.
    maximum: Option<String>,
    /// The mark that holds, where it is newer than the file: `90`, or `-` for who didn't come.
    now: Option<String>,
}

impl From<selection::Fault> for SheetFaultAt {
    fn from(fault: selection::Fault) -> Self {
        let line = i32::try_from(fault.line).unwrap_or(i32::MAX);
        Self {
            line,
            column: fault.column,
            code: fault.code,
            name: fault.name,
            cell: fault.cell,
            maximum: fault.maximum.map(|points| points.to_string()),
            now: fault.now,
        }
    }
}

/// What can be done about a selection; for who decides at the institution, and its own software.
#[derive(Debug, Default)]
pub struct SelectionMutation;

#[Object]
impl SelectionMutation {
    /// Plans how people are chosen, in the place of what was planned. `INVALID_TRANSITION` under
    /// `FIRST_COME`, and once the selection is concluded; `CONFLICT` for more or fewer criteria once
    /// marks were entered.
    async fn plan_selection(
        &self,
        ctx: &Context<'_>,
        input: PlanSelectionInput,
    ) -> async_graphql::Result<SelectionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = plan_input(input).answer(ctx)?;
        let planned = selection::set_plan(services, &request.actor, input).await.answer(ctx)?;
        Ok(SelectionPayload { session: session(ctx, planned).await? })
    }

    /// Enters marks, all or none; a mark that was entered before is corrected, and both stay in the
    /// records.
    async fn enter_marks(
        &self,
        ctx: &Context<'_>,
        input: EnterMarksInput,
    ) -> async_graphql::Result<EnterMarksPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let entry = |mark: MarkInput| selection::Entry {
            application: mark.application_id.to_string(),
            criterion: mark.criterion,
            points: mark.points,
            clear: mark.clear.unwrap_or_default(),
        };
        let entries = input.marks.into_iter().map(entry).collect();
        let entered = selection::enter(services, &request.actor, &input.session_id, entries).await;
        let (id, entered) = entered.answer(ctx)?;
        Ok(EnterMarksPayload { session: session(ctx, id).await?, entered: whole(entered) })
    }

    /// Enters the marks of a spreadsheet's file, all or none, or only looks for faults.
    async fn import_marks(
        &self,
        ctx: &Context<'_>,
        input: ImportMarksInput,
    ) -> async_graphql::Result<ImportMarksPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let try_only = input.try_only.unwrap_or_default();
        let file = selection::File {
            session: input.session_id.to_string(),
            csv: input.csv,
            try_only,
            over_newer: input.over_newer.unwrap_or_default(),
        };
        let read = selection::import(services, &request.actor, file).await.answer(ctx)?;
        Ok(ImportMarksPayload {
            session: session(ctx, read.session).await?,
            marks: whole(read.marks),
            entered: whole(read.entered),
            faults: read.faults.into_iter().map(SheetFaultAt::from).collect(),
            kept: read.kept.into_iter().map(SheetFaultAt::from).collect(),
            passed_over: read.passed_over,
        })
    }

    /// Under `MERIT`, once nobody can apply any more: fixes the order, offers the free seats down it,
    /// puts the rest on the waiting list in its order, and turns down who didn't come or has too few
    /// points. The waiting list moves by itself afterwards. Large sessions take some seconds: see
    /// `selection.progress`.
    async fn conclude_selection(
        &self,
        ctx: &Context<'_>,
        input: ConcludeSelectionInput,
    ) -> async_graphql::Result<SelectionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let concluded = selection::conclude(services, &request.actor, input.into()).await;
        Ok(SelectionPayload { session: Session(concluded.answer(ctx)?) })
    }

    /// Under `LOTTERY`, once nobody can apply any more: shows the seed that was locked away before
    /// registration, draws by it, and lets the order take effect as `concludeSelection` does.
    async fn draw_lottery(
        &self,
        ctx: &Context<'_>,
        input: DrawLotteryInput,
    ) -> async_graphql::Result<SelectionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let drawn = selection::draw(services, &request.actor, &input.session_id).await;
        Ok(SelectionPayload { session: Session(drawn.answer(ctx)?) })
    }
}

async fn session(ctx: &Context<'_>, id: SessionId) -> async_graphql::Result<Session> {
    load_required(ctx, id).await.map(Session)
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn plan_input(input: PlanSelectionInput) -> crate::error::Result<selection::PlanInput> {
    let quota = |quota: SelectionQuotaInput| {
        let seats = u32::try_from(quota.seats);
        let seats = seats
            .map_err(|_| Error::at(ErrorCode::ValidationFailed, "quotas", FieldCode::OutOfRange))?;
        Ok(Quota { group: quota.group, seats })
    };
    let criterion = |criterion: SelectionCriterionInput| selection::CriterionInput {
        name: criterion.name,
        weight: criterion.weight,
        maximum: criterion.maximum,
        minimum: criterion.minimum,
    };
    Ok(selection::PlanInput {
        session: input.session_id.to_string(),
        revision: input.revision,
        criteria: input.criteria.map(|all| all.into_iter().map(criterion).collect()),
        quotas: input
            .quotas
            .map(|all| all.into_iter().map(quota).collect::<Result<_, Error>>())
            .transpose()?,
    })
}
