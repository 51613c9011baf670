//! Signing in, as every journey begins.

use super::{Browser, DEMO_PASSWORD};

impl Browser {
    /// Signs a demonstration account in, and waits for the page that it is led to.
    pub async fn signs_in(&self, identifier: &str, desk: &str) {
        self.open("/masuk").await;
        self.types_account(identifier).await;
        self.arrives_at(desk).await;
    }

    /// Fills in the sign-in page that is shown, and sends it.
    pub async fn types_account(&self, identifier: &str) {
        self.types("identifier", identifier).await;
        self.types("password", DEMO_PASSWORD).await;
        self.presses_at("main button[type=submit]").await;
    }

    /// The code of the letter that came last.
    pub async fn code_in_the_mailbox(&self) -> String {
        self.open("/kotak-surat").await;
        let letter = self.reads("article.card p:last-child").await;
        letter.chars().take(6).collect()
    }
}
