//! What would leave the house.

use balai_backend::{
    service::outbox::{self, Address, Outgoing},
    store,
};

use crate::TestApp;

impl TestApp {
    /// The messages of any standing, in words, the newest first.
    pub async fn letters(&self) -> Vec<Outgoing> {
        let store = &self.services.store;
        let newest = store::outbox::newest(store.read(), store.vault(), 100).await.unwrap();
        let mut letters = Vec::new();
        for (message, _) in newest {
            letters.extend(outbox::word(&self.services, &message).await.unwrap());
        }
        letters
    }

    /// Where the messages go, the newest first.
    pub async fn destinations(&self) -> Vec<String> {
        let to = |letter: Outgoing| match letter.to {
            Address::Email(address) => address,
            Address::Phone(number) => number.as_str().to_owned(),
        };
        self.letters().await.into_iter().map(to).collect()
    }

    /// The code that was sent last.
    pub async fn newest_code(&self) -> String {
        let letters = self.letters().await;
        let code: String = letters.first().expect("a letter").letter.text.chars().take(6).collect();
        assert!(code.bytes().all(|byte| byte.is_ascii_digit()), "{code} is no code");
        code
    }
}
