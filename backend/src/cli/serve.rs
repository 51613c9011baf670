//! `balai serve`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result, ensure};
use clap::Args;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use super::{DatabaseOption, database, documents};
use crate::{
    config::{self, Settings},
    graphql,
    http::{self, App},
    service::{mailbox, synchronise},
    store::connect::Patience,
    worker,
};

/// Options of `balai serve`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    database: DatabaseOption,
    /// Where to listen
    #[arg(long, env = "BALAI_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder for documents; `documents` beside the SQLite file or here when left out.
    /// BALAI_DOCUMENTS_URL=s3://BUCKET takes its place
    #[arg(long, env = "BALAI_DOCUMENTS", value_name = "FOLDER")]
    documents_dir: Option<PathBuf>,
    /// How many MB of the disk uploads leave free: a database needs room to go on
    #[arg(long, env = "BALAI_KEEP_FREE", value_name = "MB", default_value_t = config::KEEP_FREE_MB)]
    keep_free: u64,
    /// Where people find this server, for links in letters and on paper: https://balai.example
    #[arg(long, env = "BALAI_PUBLIC_URL", value_name = "URL", value_parser = config::public_url)]
    public_url: Option<String>,
    /// Without --public-url: a host whose name in a request may get into links, as balai.example or
    /// balai.example:8443; several, or separated by commas
    #[arg(long = "allowed-host", env = "BALAI_ALLOWED_HOSTS", value_name = "HOST", value_delimiter = ',', value_parser = config::host)]
    allowed_hosts: Vec<String>,
    /// Let cookies travel without TLS: an office network
    #[arg(long)]
    insecure_http: bool,
    /// Believe X-Forwarded-For: a proxy of yours stands in front. Without it, all who come through the
    /// proxy count as one, and limits meant for one network stop everybody
    #[arg(long)]
    trusted_proxy: bool,
    /// How many WebSockets one address may keep open: carriers put thousands of phones behind one
    #[arg(long, env = "BALAI_SOCKETS_PER_ADDRESS", value_name = "COUNT", default_value_t = config::SOCKETS)]
    sockets_per_address: usize,
    /// Demonstration data only: serve as if so many days had passed, to see what happens then
    #[arg(long, value_name = "DAYS", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=366))]
    days_ahead: u16,
}

/// Serves until it is told to stop (Ctrl-C or SIGTERM); requests under way are finished.
pub(super) async fn run(options: Options) -> Result<ExitCode> {
    write_log();
    // The port first: a program that can't listen should not touch the database.
    let listener = TcpListener::bind(options.listen).await.with_context(|| {
        format!("{} is taken or not ours: choose another with --listen", options.listen)
    })?;
    let url = &options.database.database_url;
    let mut services = database::prepare(url, Patience::Request).await?;
    services.store = services.store.watched(url);
    synchronise::begin(&services).await?;
    let is_demonstration = mailbox::is_open(&services).await?;
    if options.days_ahead > 0 {
        ensure!(
            is_demonstration,
            "{url} holds data of real people: --days-ahead is for a demonstration alone"
        );
        services.clock().run_ahead(options.days_ahead);
    }
    let room = config::room(url, options.documents_dir.as_deref(), options.keep_free);
    services.shelf = config::shelf(url, options.documents_dir)?.with_room(room);
    documents::bind(&services).await?;
    services.public_url = options.public_url.map(Into::into);
    let (gateways, sms_secret) = config::gateways(services.clock())?;
    let bank = config::bank(services.clock(), is_demonstration)?;
    let services = match &bank {
        Some(bank) => services.paying_by(bank.checker()),
        None => services,
    };
    let settings = Settings {
        listen: listener.local_addr()?,
        insecure_http: options.insecure_http,
        trusted_proxy: options.trusted_proxy,
        sockets: options.sockets_per_address,
        sms_secret,
        allowed_hosts: options.allowed_hosts,
    };
    let schema = graphql::schema(services.clone());
    let app = App { services: services.clone(), schema, settings };
    // Listened to before anybody is told that we serve, so that no signal comes too early.
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM can't be listened to")?;
    println!("Balai serves http://{}", app.settings.listen);
    let (stop, stopped) = watch::channel(false);
    let stopping = (until(stopped.clone()), until(stopped.clone()), until(stopped.clone()));
    let ways = worker::Ways { gateways, bank };
    let working = tokio::spawn(worker::run(services.clone(), ways, stopping));
    let serving = http::serve(listener, http::router(app), until(stopped));
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        stop.send_replace(true);
    });
    serving.await;
    working.await.context("the worker stopped")?;
    services.store.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn write_log() {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("BALAI_LOG")
                .unwrap_or_else(|_| "warn,balai_backend=info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // A sender that is gone can't stop us any more, nor does it have to.
    drop(stopped.wait_for(|stopped| *stopped).await);
}
