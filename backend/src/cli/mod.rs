//! The commands. What goes wrong is said in one line that tells what to do, with exit status 1.

mod check;
mod database;
mod demo;
mod documents;
mod keys;
mod lottery;
mod serve;
mod users;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use crate::store::connect::Url;

/// The open platform for public job training.
#[derive(Debug, Parser)]
#[command(name = "balai", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The stack of each thread: what recurses is bounded, and has room to spare.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// Where the database is.
#[derive(Debug, Clone, Args)]
struct DatabaseOption {
    /// sqlite://FILE, or postgres://USER@HOST/NAME
    #[arg(long, env = "BALAI_DATABASE_URL", default_value = "sqlite://balai.db")]
    database_url: Url,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the web app and the API; makes and migrates the database
    Serve(serve::Options),
    /// Bring the database to this version
    Migrate(database::MigrateOptions),
    /// Fill an empty database with demonstration data
    Demo(demo::Options),
    /// Print the GraphQL schema
    Schema,
    /// Test every rule on a live database
    Check(check::Options),
    /// Accounts of people with roles
    User(users::Options),
    /// Partners' API keys
    Key(keys::Options),
    /// The documents' storage
    Documents(documents::Options),
    /// Check a draw
    Lottery(lottery::Options),
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK_BYTES)
        .build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(cli.command)),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("balai: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(options) => serve::run(options).await,
        Command::Migrate(options) => database::migrate(options).await,
        Command::Demo(options) => demo::run(options).await,
        Command::Schema => {
            print!("{}", crate::graphql::sdl());
            Ok(ExitCode::SUCCESS)
        }
        Command::Check(options) => check::run(options).await,
        Command::User(options) => users::run(options).await,
        Command::Key(options) => keys::run(options).await,
        Command::Documents(options) => documents::run(options).await,
        Command::Lottery(options) => lottery::run(&options),
    }
}
