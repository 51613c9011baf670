//! The README's commands: set-up, build, serve, test.
//!
//! Everything a newcomer needs is done here, step by step and in sight, so that nobody has to
//! know Trunk, wasm-bindgen or PostgreSQL to run Balai or its tests.

mod audit;
mod bundle;
mod child;
mod command;
mod demo;
mod environment;
mod folder;
mod house;
mod http;
mod lighthouse;
mod numbers;
mod packages;
mod plan;
mod postgres;
mod report;
mod schema;
mod screenshots;
mod serve;
mod server;
mod staff_numbers;
mod stamp;
mod step;
mod suite;
mod test;
mod tools;
mod weigh;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::environment::Build;
use crate::plan::Group;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Builds, serves and tests Balai",
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Set up all that is missing, build, prepare demonstration data and serve
    Serve {
        /// Folder of the database and its key; made, with demonstration data, when there is none [default: data]
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Address to answer on
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// Let browsers keep the sign-in over plain HTTP, for a phone in your own network
        #[arg(long)]
        insecure_http: bool,
    },
    /// Set up all that is missing and build target/release/balai, without serving
    Build,
    /// Run every check and test
    Test {
        /// Only these groups, separated by commas
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<Group>,
        /// The browser and the audits meet target/release/balai, not the build that the tests share
        #[arg(long)]
        release: bool,
    },
    /// Write schema.graphql anew from the server's types
    Schema,
    /// Print Lighthouse's scores of the catalogue and a session, after `build`
    Lighthouse,
    /// Print how long a phone on a slow network waits for the first pages, after `build`
    Slow,
    /// Print what the staff's console promises in numbers: queue, decisions, ranking, files, bundle
    StaffNumbers,
    /// Show what each crate adds to the applicants' WASM
    Weigh,
    /// Take pictures of the pages, the README's among them
    Screenshots,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    match task {
        Task::Serve { data, listen, insecure_http } => {
            serve::serve(&serve::Request { data, listen, insecure_http })?;
        }
        Task::Build => serve::build()?,
        Task::Test { only, release } => {
            let build = if release { Build::Release } else { Build::Tests };
            return test::run(&only, build);
        }
        Task::Schema => schema::write()?,
        Task::Lighthouse => lighthouse::scores()?,
        Task::Slow => lighthouse::slow()?,
        Task::StaffNumbers => staff_numbers::print()?,
        Task::Weigh => weigh::print()?,
        Task::Screenshots => screenshots::take()?,
    }
    Ok(ExitCode::SUCCESS)
}
