//! The database itself, past everything that guards it.

use std::{future::Future, time::Duration};

use balai_shared::id::SessionId;
use sea_orm::{ConnectionTrait, DbErr, Statement, TransactionTrait};

use crate::{Kind, TestApp};

impl TestApp {
    /// Runs a statement as it is.
    ///
    /// # Errors
    /// The database's own.
    pub async fn execute(&self, sql: &str) -> Result<u64, DbErr> {
        let connection = self.services.store.read();
        connection.execute_unprepared(sql).await.map(|done| done.rows_affected())
    }

    /// Sends a request while somebody else's transaction is open that has run `first`; it runs `then`
    /// and commits once the request waits for it, or has gone past it.
    pub async fn overtaken<T: Send + 'static>(
        &self,
        first: &str,
        request: impl Future<Output = T> + Send + 'static,
        then: &str,
    ) -> T {
        let other = self.services.store.read().begin().await.unwrap();
        other.execute_unprepared(first).await.unwrap();
        let request = tokio::spawn(request);
        tokio::time::sleep(Duration::from_millis(500)).await;
        other.execute_unprepared(then).await.unwrap();
        other.commit().await.unwrap();
        request.await.unwrap()
    }

    /// Waits until every transaction is over that is open on the server, in other tests' databases, too:
    /// from then on what was done is shown to those who keep a copy.
    pub async fn all_is_over(&self) {
        if self.kind == Kind::Sqlite {
            return;
        }
        let snapshot =
            |edge: &str| format!("pg_snapshot_{edge}(pg_current_snapshot())::TEXT::BIGINT");
        let next = self.number(&snapshot("xmax")).await;
        while self.number(&snapshot("xmin")).await < next {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The one number that a query gives, named `number`.
    pub async fn number(&self, sql: &str) -> i64 {
        let connection = self.services.store.read();
        let sql = format!("SELECT CAST(({sql}) AS BIGINT) AS number");
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let row = connection.query_one_raw(statement).await.unwrap().expect("a row");
        row.try_get("", "number").unwrap()
    }

    /// An id as SQL writes it.
    #[must_use]
    pub fn literal(&self, id: u128) -> String {
        match self.kind {
            Kind::Sqlite => format!("x'{id:032x}'"),
            Kind::Postgres => format!("CAST('{id:032x}' AS UUID)"),
        }
    }

    /// Closes the selection of a session: from now on its list moves by the rule.
    pub async fn close_selection(&self, session: SessionId) {
        let (now, id) = (self.now().as_millis(), self.literal(session.as_u128()));
        let sql = format!("UPDATE sessions SET selection_closed_at = {now} WHERE id = {id}");
        assert_eq!(self.execute(&sql).await.unwrap(), 1);
    }

    /// Lets people apply to a session until it starts.
    pub async fn close_registration_at_start(&self, session: SessionId) {
        let id = self.literal(session.as_u128());
        let sql = format!("UPDATE sessions SET registration_closes_at = starts_at WHERE id = {id}");
        assert_eq!(self.execute(&sql).await.unwrap(), 1);
    }
}
