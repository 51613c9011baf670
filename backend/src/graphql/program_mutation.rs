//! Adding programs and changing them.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use balai_shared::{application::ActorKind, person::Education, session::Sector};

use super::{
    context::RequestContext,
    error::Answer,
    program::Program,
    scalar::{DateTime, told},
};
use crate::{
    model::catalogue,
    service::{Services, create_program, update_program},
};

/// Who changed what of a program, and what can still change.
#[derive(Debug, SimpleObject)]
pub struct ProgramRecord {
    /// How often it was changed: what `updateProgram` starts from.
    edition: i32,
    /// Whether somebody has applied, so that field, hours, price and conditions stay.
    has_applicants: bool,
    /// The first change first.
    changes: Vec<ProgramChange>,
}

impl From<update_program::Record> for ProgramRecord {
    fn from(record: update_program::Record) -> Self {
        Self {
            edition: i32::try_from(record.changes.len()).unwrap_or(i32::MAX),
            has_applicants: record.has_applicants,
            changes: record.changes.into_iter().map(ProgramChange::from).collect(),
        }
    }
}

/// One change of a program; never changed.
#[derive(Debug, SimpleObject)]
pub struct ProgramChange {
    /// When.
    at: DateTime,
    /// Who, as a kind.
    actor: ActorKind,
    /// The names of the fields that changed: `title`.
    fields: Vec<String>,
}

impl From<catalogue::ProgramChange> for ProgramChange {
    fn from(change: catalogue::ProgramChange) -> Self {
        Self { at: DateTime(change.at), actor: change.actor, fields: change.fields }
    }
}

/// A new program.
#[derive(Debug, InputObject)]
pub struct CreateProgramInput {
    /// Whose: `ins_…`.
    institution_id: ID,
    /// What it is called.
    title: String,
    /// `voc_…`.
    vocation_id: ID,
    /// In a few sentences.
    description: String,
    /// Lesson hours (JP).
    hours: i32,
    /// Whole rupiah; 0 where it is free.
    price: i64,
    /// The priority sector.
    sector: Option<Sector>,
    /// The SKKNI scheme.
    skkni_scheme: Option<String>,
    /// 1 to 9.
    kkni_level: Option<i32>,
    /// The least education asked for.
    minimum_education: Option<Education>,
    /// In years.
    minimum_age: Option<i32>,
    /// In years, inclusive.
    maximum_age: Option<i32>,
}

/// The program that was added.
#[derive(Debug, SimpleObject)]
pub struct CreateProgramPayload {
    /// The program.
    program: Program,
}

/// What changes of a program; what is left out stays. Null takes away what a program can be without,
/// and changes nothing else.
#[derive(Debug, InputObject)]
pub struct UpdateProgramInput {
    /// `prg_…`.
    program_id: ID,
    /// The `record.edition` that this starts from.
    edition: i32,
    /// What it is called.
    title: Option<String>,
    /// `voc_…`; stays once somebody has applied, as `hours`, `price` and the conditions do.
    vocation_id: Option<ID>,
    /// In a few sentences.
    description: Option<String>,
    /// Lesson hours (JP).
    hours: Option<i32>,
    /// Whole rupiah; 0 where it is free.
    price: Option<i64>,
    /// The priority sector; null for none.
    sector: MaybeUndefined<Sector>,
    /// The SKKNI scheme; null for none.
    skkni_scheme: MaybeUndefined<String>,
    /// 1 to 9; null for none.
    kkni_level: MaybeUndefined<i32>,
    /// The least education asked for; null for none.
    minimum_education: MaybeUndefined<Education>,
    /// In years; null for none.
    minimum_age: MaybeUndefined<i32>,
    /// In years, inclusive; null for none.
    maximum_age: MaybeUndefined<i32>,
}

/// The program as it is now.
#[derive(Debug, SimpleObject)]
pub struct UpdateProgramPayload {
    /// The program.
    program: Program,
}

impl From<UpdateProgramInput> for update_program::Input {
    fn from(input: UpdateProgramInput) -> Self {
        Self {
            program_id: input.program_id.to_string(),
            edition: input.edition,
            title: input.title,
            vocation_id: input.vocation_id.map(|id| id.to_string()),
            description: input.description,
            hours: input.hours,
            price: input.price,
            sector: told(input.sector),
            skkni_scheme: told(input.skkni_scheme),
            kkni_level: told(input.kkni_level),
            minimum_education: told(input.minimum_education),
            minimum_age: told(input.minimum_age),
            maximum_age: told(input.maximum_age),
        }
    }
}

/// What can be done with programs.
#[derive(Debug, Default)]
pub struct ProgramMutation;

#[Object]
impl ProgramMutation {
    /// Adds a program to what an institution teaches; for its admins and its own software.
    async fn create_program(
        &self,
        ctx: &Context<'_>,
        input: CreateProgramInput,
    ) -> async_graphql::Result<CreateProgramPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = create_program::Input {
            institution_id: input.institution_id.to_string(),
            title: input.title,
            vocation_id: input.vocation_id.to_string(),
            description: input.description,
            hours: input.hours,
            price: input.price,
            sector: input.sector,
            skkni_scheme: input.skkni_scheme,
            kkni_level: input.kkni_level,
            minimum_education: input.minimum_education,
            minimum_age: input.minimum_age,
            maximum_age: input.maximum_age,
        };
        let program = create_program::create(services, &request.actor, input).await.answer(ctx)?;
        Ok(CreateProgramPayload { program: Program(program) })
    }

    /// Changes a program, and keeps who changed what; for its institution's admins and its own
    /// software. Once somebody has applied to a session of it, `CONFLICT` at the fields by which
    /// people decided: `vocationId`, `hours`, `price` and the conditions. `CONFLICT` as well where
    /// somebody else changed it meanwhile.
    async fn update_program(
        &self,
        ctx: &Context<'_>,
        input: UpdateProgramInput,
    ) -> async_graphql::Result<UpdateProgramPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let changed = update_program::update(services, &request.actor, input.into()).await;
        Ok(UpdateProgramPayload { program: Program(changed.answer(ctx)?) })
    }
}
