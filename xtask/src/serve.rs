//! `cargo xtask serve` and `cargo xtask build`.

use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::bundle::{self, Bundle};
use crate::command;
use crate::demo::DataFolder;
use crate::environment::{self, Build};
use crate::server;
use crate::step::{Steps, Time};

/// What `serve` was asked for.
#[derive(Debug)]
pub(crate) struct Request {
    /// The data folder, as given; none is `data` in the repository.
    pub(crate) data: Option<PathBuf>,
    /// Address and port.
    pub(crate) listen: SocketAddr,
    /// Whether cookies may travel without TLS.
    pub(crate) insecure_http: bool,
}

/// Steps of the set-up: tools, crates, bundles, server.
const BUILD_STEPS: usize = 5;

/// Builds everything.
///
/// # Errors
/// When a tool can't be installed or something doesn't compile.
pub(crate) fn build() -> Result<()> {
    let mut steps = Steps::new(BUILD_STEPS);
    set_up(&mut steps)?;
    println!("\nBuilt in {}: {}", Time(steps.elapsed()), Build::Release.balai().display());
    Ok(())
}

/// Builds everything, makes demonstration data where there is none, and becomes the server.
///
/// # Errors
/// When a step fails or the server can't be started. Does not return when it can.
pub(crate) fn serve(request: &Request) -> Result<()> {
    check_address(request.listen)?;
    let folder = request.data.clone().unwrap_or_else(|| environment::root().join("data"));
    let data = DataFolder::new(&folder, Build::Release)?;
    let mut steps = Steps::new(BUILD_STEPS + 1);
    set_up(&mut steps)?;
    steps.run(&format!("Database in {}", data.path().display()), || data.fill())?;
    println!(
        "\nAll is set up, in {}. The server starts now; Ctrl-C ends it.\n",
        Time(steps.elapsed())
    );
    print_addresses(request);
    print_accounts(&data);
    Err(become_server(request, &data)).context("can't start the server")
}

fn set_up(steps: &mut Steps) -> Result<()> {
    let wanted = bundle::wanted()?;
    let made = Bundle::ALL.into_iter().map(Bundle::is_made).collect::<Result<Vec<_>>>()?;
    let nothing_new = made.iter().all(|made| *made) && Build::Release.balai().exists();
    if !nothing_new {
        println!(
            "A first run takes at most 18 minutes on two cores, a later one under two seconds.\n"
        );
    }
    steps.run("Tools: Trunk, wasm-bindgen, Rust for the browser", || {
        if nothing_new {
            return Ok("not needed, nothing has changed".to_owned());
        }
        let note = if wanted.is_here() { "here already" } else { "installed" };
        wanted.ensure()?;
        Ok(note.to_owned())
    })?;
    steps.run("Crates", || {
        if nothing_new {
            return Ok("not needed, nothing has changed".to_owned());
        }
        bundle::fetch_crates()?;
        Ok("here".to_owned())
    })?;
    for bundle in Bundle::ALL {
        steps.run(bundle.title(), || bundle.make())?;
    }
    steps.run("The server", server::build)
}

/// Finds out now, not after the build, that somebody else has the port.
fn check_address(listen: SocketAddr) -> Result<()> {
    TcpListener::bind(listen).map(drop).with_context(|| {
        format!("can't listen on {listen}; end the program that does, or choose another: --listen 127.0.0.1:8081")
    })
}

fn print_addresses(request: &Request) {
    let base = format!("http://{}", request.listen);
    println!("  The app          {base}/");
    println!("  Staff's console  {base}/petugas");
    println!("  GraphQL          {base}/graphql   to explore: {base}/graphiql");
    if !request.listen.ip().is_loopback() && !request.insecure_http {
        println!("\n  To sign in from a phone, without TLS, start with --insecure-http as well.");
    }
}

/// The accounts that the demonstration data has; a database of somebody's own has none.
fn print_accounts(data: &DataFolder) {
    let Some(key) = data.partner_key() else { return };
    println!("\n  Accounts, all with the password demo-balai-2026:");
    println!("    applicant@demo.balai   a job seeker (also applicant1@ to applicant200@)");
    println!("    staff@demo.balai       reviewer and admin at the centre in Denpasar");
    println!("    staff2@demo.balai      the same at another centre");
    println!("    pemda@demo.balai       the local government");
    println!("    ministry@demo.balai    the ministry");
    println!("  A partner's key for GraphQL: {key}\n");
}

/// Puts the server in the place of this process, so that Ctrl-C and any other signal reach it
/// and nothing is left behind.
fn become_server(request: &Request, data: &DataFolder) -> std::io::Error {
    let mut server = command::program(Build::Release.balai());
    let listen = request.listen.to_string();
    server.args(["serve", "--listen", &listen, "--database-url", &data.database_url()]);
    if request.insecure_http {
        server.arg("--insecure-http");
    }
    server.exec()
}
