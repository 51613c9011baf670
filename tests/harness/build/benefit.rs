//! Benefits, what is posted to them, and certificates.

use balai_backend::{
    model::{
        benefit::{Benefit, Posting},
        payout::Payout,
    },
    store::{
        self,
        bulk::{Batch, NewCertificate},
        payout_account::NewAccount,
    },
};
use balai_shared::{
    benefit::{
        PayoutKind, PayoutNumber, PayoutProvider, PayoutState, checklist::Facts,
        ledger::LedgerKind, scheme,
    },
    id::{ApplicationId, BenefitId, CertificateId, PayoutId, PostingId, SchemeId},
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
            answers: Vec::new(),
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
        let paid = self.paid(&posting);
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    if let Some(paid) = paid {
                        store::payout::plan(tx, &paid).await?;
                    }
                    store::ledger::post(tx, &posting).await
                })
            })
            .await
            .unwrap();
    }

    /// The payment that a posting to the person stands for.
    fn paid(&self, posting: &Posting) -> Option<Payout> {
        let kind = match posting.kind {
            LedgerKind::Incentive => PayoutKind::Incentive,
            LedgerKind::Survey => PayoutKind::Survey,
            LedgerKind::Grant
            | LedgerKind::Reserve
            | LedgerKind::Release
            | LedgerKind::Purchase
            | LedgerKind::Revoke => return None,
        };
        Some(Payout {
            id: PayoutId::from_u128(self.id()),
            benefit: posting.benefit,
            kind,
            reference: posting.reference.clone(),
            amount: posting.amount,
            state: PayoutState::Paid,
            due_by: posting.at,
            attempt: 1,
            tries: 1,
            next_try_at: None,
            paid_at: Some(posting.at),
            refusal: None,
            created_at: posting.at,
        })
    }

    /// Gives a benefit the account that its payments go to.
    pub async fn payout(&self, benefit: BenefitId, number: &'static str) {
        let (provider, check) = (PayoutProvider::Dana, PayoutId::from_u128(self.id()));
        let (number, now) = (PayoutNumber::stored(number.to_owned()), self.now());
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let new = NewAccount { benefit, check, provider, number: &number };
                    store::payout_account::set(tx, &new, now).await
                })
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
                    let number = number.to_owned();
                    let new = NewCertificate { id, number, application, issued_on: day };
                    let batch = Batch { certificates: vec![new], ..Batch::default() };
                    store::bulk::insert(tx, &batch).await
                })
            })
            .await
            .unwrap();
    }
}
