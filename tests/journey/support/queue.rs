//! The desk's queue, which draws only the rows that are in sight.

use std::time::Duration;

use super::Browser;

/// How long the table has to fetch what it was scrolled to.
const BREATH: Duration = Duration::from_millis(200);

impl Browser {
    /// Scrolls the queue until somebody's row is drawn; from the top on, where it isn't already.
    pub async fn scrolls_to(&self, name: &str) {
        self.reads(".rows tbody button").await;
        if self.has_row(name).await {
            return;
        }
        self.asks("document.querySelector('.rows').scrollTop = 0").await;
        for _turn in 0..200 {
            tokio::time::sleep(BREATH).await;
            if self.has_row(name).await {
                return;
            }
            self.asks("document.querySelector('.rows').scrollTop += 240").await;
        }
        panic!("{name} is nowhere in the queue");
    }

    async fn has_row(&self, name: &str) -> bool {
        let names = self.asks(
            "return [...document.querySelectorAll('.rows tbody button')].map(one => one.textContent)",
        );
        let names = names.await;
        names.as_array().is_some_and(|names| names.iter().any(|one| one == name))
    }
}
