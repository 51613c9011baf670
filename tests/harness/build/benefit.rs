//! Benefits, what is posted to them, and certificates.

use balai_backend::{
    model::benefit::{Benefit, Posting},
    store,
};
use balai_shared::{
    benefit::{checklist::Facts, ledger::LedgerKind, scheme},
    id::{ApplicationId, BenefitId, CertificateId, PostingId, SchemeId},
    money::Rupiah,
    time::{Date, Instant},
};

use crate::{Person, TestApp};

impl TestApp {
    /// A benefit of the scheme of 2023, granted yesterday with its whole training balance.
    pub async fn benefit(&self, person: &Person) -> BenefitId {
        self.benefit_of("PRAKERJA_2023", person, self.now().plus_days(-1)).await
    }

    /// A benefit of a scheme, granted with its whole training balance.
    pub async fn benefit_of(&self, code: &str, person: &Person, at: Instant) -> BenefitId {
        let scheme = scheme::shipped().into_iter().find(|scheme| scheme.code == code).unwrap();
        let ids = store::benefit::scheme_ids(self.services.store.read()).await.unwrap();
        let scheme_id: SchemeId = ids[code];
        let (id, balance) = (BenefitId::from_u128(self.id()), scheme.training_balance);
        let new = Benefit {
            id,
            applicant: person.applicant,
            scheme_id,
            scheme,
            wave: 1,
            accepted_at: at,
            facts: Facts::granted(at),
        };
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    store::benefit::insert(tx, &new, &store::benefit::Dates::default()).await
                })
            })
            .await
            .unwrap();
        self.post(id, LedgerKind::Grant, balance.amount(), at).await;
        id
    }

    /// Moves an amount of a benefit.
    pub async fn post(&self, benefit: BenefitId, kind: LedgerKind, amount: i64, at: Instant) {
        let posting = Posting {
            id: PostingId::from_u128(self.id()),
            benefit,
            kind,
            amount: Rupiah(amount),
            reference: format!("uji-{kind}"),
            at,
        };
        self.services
            .store
            .write(move |tx| Box::pin(async move { store::benefit::post(tx, &posting).await }))
            .await
            .unwrap();
    }

    /// Gives a benefit the account that its payments go to.
    pub async fn payout(&self, benefit: BenefitId, number: &'static str) {
        self.services
            .store
            .write(move |tx| {
                Box::pin(
                    async move { store::benefit::set_payout(tx, benefit, "DANA", number).await },
                )
            })
            .await
            .unwrap();
    }

    /// A certificate with this number.
    pub async fn certificate(&self, number: &'static str, application: &str) {
        let application: ApplicationId = application.parse().unwrap();
        let id = CertificateId::from_u128(self.id());
        let day = Date::from_ymd(2026, 3, 12).unwrap();
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    store::certificate::insert(tx, id, number, application, day).await
                })
            })
            .await
            .unwrap();
    }
}
