//! `balai user`: the first accounts with roles, made by the operator.

use std::{io::BufRead, process::ExitCode};

use anyhow::{Context, Result, bail};
use balai_shared::{
    id::{InvitationId, RegionCode},
    language::Language,
    message,
    policy::{Role, RoleGrant},
};
use clap::{Args, Subcommand};

use super::{DatabaseOption, database};
use crate::{
    error::Error,
    service::{operator, staff_invitations},
};

/// Options of `balai user`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make an account; the password is read from standard input
    Create(Create),
    /// Approve that somebody becomes admin of a centre, where no second admin can: ask who it is first
    Approve(Approve),
}

#[derive(Debug, Args)]
struct Approve {
    #[command(flatten)]
    database: DatabaseOption,
    /// The invitation, as the centre's admin reads it on the page of the team: inv_…
    #[arg(long)]
    invitation: InvitationId,
}

#[derive(Debug, Args)]
struct Create {
    #[command(flatten)]
    database: DatabaseOption,
    /// The person's name
    #[arg(long)]
    name: String,
    /// Phone number or e-mail address to sign in with
    #[arg(long)]
    identifier: String,
    /// ADMIN, REVIEWER, INSTRUCTOR, COUNSELLOR (with --institution), PEMDA (with --region) or
    /// MINISTRY; may be given several times
    #[arg(long)]
    role: Vec<String>,
    /// Where the roles of staff hold: ins_…
    #[arg(long)]
    institution: Option<String>,
    /// Where PEMDA holds: 51 or 51.71
    #[arg(long)]
    region: Option<String>,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    match options.command {
        Command::Create(create) => run_create(&create).await,
        Command::Approve(approve) => run_approve(&approve).await,
    }
}

async fn run_approve(approve: &Approve) -> Result<ExitCode> {
    let services = database::existing(&approve.database.database_url).await?;
    match staff_invitations::approve_by_operator(&services, approve.invitation).await {
        Ok(_) => println!("{}", approve.invitation),
        Err(error) => bail!("{}", explain(&error)),
    }
    services.store.close().await?;
    Ok(ExitCode::SUCCESS)
}

async fn run_create(create: &Create) -> Result<ExitCode> {
    let grants = grants(create)?;
    let services = database::existing(&create.database.database_url).await?;
    eprintln!("Password (at least 10 characters), then Enter:");
    let mut password = String::new();
    std::io::stdin().lock().read_line(&mut password).context("no password on standard input")?;
    let password = password.trim_end_matches(['\r', '\n']);
    let made =
        operator::create_user(&services, &create.name, &create.identifier, password, grants).await;
    match made {
        Ok(id) => println!("{id}"),
        Err(error) => bail!("{}", explain(&error)),
    }
    services.store.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn grants(create: &Create) -> Result<Vec<RoleGrant>> {
    let institution = create
        .institution
        .as_deref()
        .map(|id| id.parse().with_context(|| format!("'{id}' is no ins_… id")))
        .transpose()?;
    let region = create
        .region
        .as_deref()
        .map(|code| RegionCode::parse(code).with_context(|| format!("'{code}' is no region")))
        .transpose()?;
    create
        .role
        .iter()
        .map(|role| {
            let role: Role = role.parse().with_context(|| format!("'{role}' is no role"))?;
            let grant = match role {
                Role::Admin | Role::Reviewer | Role::Instructor | Role::Counsellor => {
                    RoleGrant { role, institution, region: None }
                }
                Role::Pemda => RoleGrant { role, institution: None, region: region.clone() },
                Role::Ministry => RoleGrant { role, institution: None, region: None },
            };
            let complete = match role {
                Role::Ministry => true,
                Role::Pemda => grant.region.is_some(),
                Role::Admin | Role::Reviewer | Role::Instructor | Role::Counsellor => {
                    grant.institution.is_some()
                }
            };
            if !complete {
                bail!("{role} needs --institution, or for PEMDA --region");
            }
            Ok(grant)
        })
        .collect()
}

fn explain(error: &Error) -> String {
    match error {
        Error::Refused(refusal) if !refusal.fields.is_empty() => {
            let fields = refusal.fields.iter();
            let told = fields.map(|field| message::field(field, Language::En));
            told.collect::<Vec<_>>().join(" ")
        }
        Error::Refused(refusal) => message::error(refusal.code, Language::En).to_owned(),
        Error::Database(_) | Error::Internal(_) => error.to_string(),
    }
}
