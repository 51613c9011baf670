//! Many rows at once: what fills a database, where one statement a row would take hours.
//!
//! Rows come whole and consistent from the caller; nothing is guarded but by the schema.

mod rows;

use balai_shared::{
    benefit::payout::{PayoutNumber, PayoutProvider},
    id::{AccountId, ApplicationId, CertificateId, SessionId},
    policy::RoleGrant,
    time::{Date, Instant},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, Iterable, QueryFilter,
    QuerySelect,
};

use super::{
    Tx,
    benefit::Dates,
    entity::{account, fact, institution},
    search,
};
use crate::{
    error::Result,
    model::{
        account::{ApiKey, Applicant, NewAccount},
        application::{Application, Event, Notification},
        benefit::{Benefit, NewAnswer, Posting},
        catalogue::{Institution, Program, Session},
        payout::Payout,
        selection::{Lottery, Plan},
    },
};

/// How many values one statement takes, below SQLite's limit of 32,766 and PostgreSQL's of 65,535.
const MOST_VALUES: usize = 16_000;
/// SQLite's page cache for bulk work, in KiB: the indexes of a million people fit in.
const CACHE_KIB: u32 = 512 * 1024;

/// Rows of every table, to be written in the order in which they refer to each other.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// With the time when they were added.
    pub institutions: Vec<(Institution, Instant)>,
    /// Programs.
    pub programs: Vec<NewProgram>,
    /// Sessions.
    pub sessions: Vec<NewSession>,
    /// Accounts.
    pub accounts: Vec<NewAccount>,
    /// Profiles, with the time of their last change.
    pub applicants: Vec<(Applicant, Instant)>,
    /// Roles.
    pub grants: Vec<NewGrant>,
    /// Partners' keys with their secrets.
    pub keys: Vec<(ApiKey, String)>,
    /// Applications.
    pub applications: Vec<NewApplication>,
    /// Their history, with the id of who acted.
    pub events: Vec<(Event, Option<u128>)>,
    /// Certificates.
    pub certificates: Vec<NewCertificate>,
    /// Messages.
    pub notifications: Vec<Notification>,
    /// Benefits.
    pub benefits: Vec<NewBenefit>,
    /// What was posted to them.
    pub postings: Vec<Posting>,
    /// What was paid to people, or will be.
    pub payouts: Vec<Payout>,
    /// What the people of sessions are judged by.
    pub plans: Vec<(SessionId, Plan)>,
    /// Seeds of draws.
    pub lotteries: Vec<Lottery>,
    /// What people answered to surveys.
    pub answers: Vec<NewAnswer>,
}

/// A program to be added.
#[derive(Debug, Clone)]
pub struct NewProgram {
    /// The program.
    pub program: Program,
    /// What it is found by besides its title.
    pub search_body: String,
    /// When it was added.
    pub at: Instant,
}

/// A session to be added, with the counters of its applications.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// The session.
    pub session: Session,
    /// The number that the last one to join the waiting list got.
    pub waitlist_last: i32,
    /// When it was added.
    pub at: Instant,
}

/// A role to be given.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// The row's id.
    pub id: u128,
    /// To whom.
    pub account: AccountId,
    /// The role.
    pub grant: RoleGrant,
    /// When.
    pub at: Instant,
}

/// An application to be added; it was made when it was submitted.
#[derive(Debug, Clone)]
pub struct NewApplication {
    /// The application as it stands.
    pub application: Application,
    /// What the person wrote.
    pub motivation: Option<String>,
}

/// A certificate to be added.
#[derive(Debug, Clone)]
pub struct NewCertificate {
    /// Its id.
    pub id: CertificateId,
    /// What stands on the paper.
    pub number: String,
    /// Of which application.
    pub application: ApplicationId,
    /// When it was issued.
    pub issued_on: Date,
}

/// A benefit to be added.
#[derive(Debug, Clone)]
pub struct NewBenefit {
    /// The benefit.
    pub benefit: Benefit,
    /// When its conditions came true.
    pub dates: Dates,
    /// A bank or e-wallet and the number there.
    pub payout: Option<(PayoutProvider, PayoutNumber)>,
}

/// Writes them all.
///
/// # Errors
/// The database's own, among them a row that refers to none or comes twice.
pub async fn insert(tx: &Tx, batch: &Batch) -> Result<()> {
    let vault = tx.vault();
    many(tx, &batch.institutions, |(new, at)| Ok(super::institution::active(new, *at))).await?;
    many(tx, &batch.programs, |new| Ok(rows::program(new))).await?;
    for new in &batch.programs {
        search::index(tx.conn(), &new.program, &new.search_body).await?;
    }
    many(tx, &batch.sessions, |new| Ok(rows::session(new))).await?;
    for (session, plan) in &batch.plans {
        super::selection::replace_plan(tx, *session, plan).await?;
    }
    for lottery in &batch.lotteries {
        super::lottery::commit(tx, lottery).await?;
    }
    many(tx, &batch.accounts, |new| rows::account(vault, new)).await?;
    many(tx, &batch.applicants, |(new, at)| rows::applicant(vault, new, *at)).await?;
    many(tx, &batch.grants, |new| Ok(rows::grant(new))).await?;
    for (key, secret) in &batch.keys {
        super::api_key::insert(tx, key, secret).await?;
    }
    many(tx, &batch.applications, |new| Ok(rows::application(new))).await?;
    let texts: Vec<_> = batch.applications.iter().filter_map(rows::text).collect();
    many(tx, &texts, |text| Ok(text.clone())).await?;
    many(tx, &batch.events, |(event, actor)| Ok(rows::event(event, *actor))).await?;
    let notes: Vec<_> = batch.events.iter().filter_map(|(event, _)| rows::note(event)).collect();
    many(tx, &notes, |note| Ok(note.clone())).await?;
    many(tx, &batch.certificates, |new| Ok(rows::certificate(new))).await?;
    let issued: Vec<_> = batch.certificates.iter().map(|new| (new.id, new.application)).collect();
    super::certified::keep_today(tx, &issued).await?;
    many(tx, &batch.notifications, |new| Ok(rows::notification(new))).await?;
    many(tx, &batch.benefits, |new| rows::benefit(vault, new)).await?;
    many(tx, &batch.postings, |new| Ok(rows::posting(new))).await?;
    many(tx, &batch.payouts, |new| Ok(super::payout::active(new))).await?;
    many(tx, &batch.answers, |new| Ok(rows::answer(new))).await
}

/// Inserts a row for each, as many in one statement as its limit of values permits.
async fn many<N, A>(tx: &Tx, new: &[N], row: impl Fn(&N) -> Result<A>) -> Result<()>
where
    A: ActiveModelTrait,
{
    let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
    for chunk in new.chunks(MOST_VALUES / columns) {
        let rows: Vec<A> = chunk.iter().map(&row).collect::<Result<_>>()?;
        A::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Whether nobody and nothing but what every database begins with is here.
///
/// # Errors
/// The database's own.
pub async fn is_unused(connection: &impl ConnectionTrait) -> Result<bool> {
    let account = account::Entity::find().limit(1).one(connection).await?;
    let institution = institution::Entity::find().limit(1).one(connection).await?;
    Ok(account.is_none() && institution.is_none())
}

/// Says of a demonstration that is marked already what it is now.
///
/// # Errors
/// The database's own.
pub async fn rename_demonstration(tx: &Tx, before: &str, after: &str) -> Result<bool> {
    let update = fact::Entity::update_many()
        .col_expr(fact::Column::Value, after.into())
        .filter(fact::Column::Value.eq(before))
        .exec(tx.conn())
        .await;
    super::guarded(update)
}

/// Gives SQLite's writer a page cache that random keys of a million rows fit into.
///
/// # Errors
/// The database's own.
pub async fn make_room(tx: &Tx) -> Result<()> {
    if tx.conn().get_database_backend() == DbBackend::Sqlite {
        let sql = format!("PRAGMA cache_size = -{CACHE_KIB}");
        tx.conn().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Tells the planner how many rows there are now, where it would find out only later.
///
/// # Errors
/// The database's own.
pub async fn take_stock(tx: &Tx) -> Result<()> {
    if tx.conn().get_database_backend() == DbBackend::Postgres {
        tx.conn().execute_unprepared("ANALYZE").await?;
    }
    Ok(())
}
