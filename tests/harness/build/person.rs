//! People with an account, and partners' software.

use balai_backend::{
    auth::secret::{new_id, random},
    model::account::{ApiKey, Applicant, NewAccount},
    service::tokens,
    store,
};
use balai_shared::{
    contact::EmailAddress,
    device::{Browser, DeviceLabel, System},
    id::{AccountId, ApiKeyId, ApplicantId, InstitutionId, RegionCode},
    nik::{Kk, Nik},
    person::{Education, Occupation, Sex},
    policy::{KeyScope, Role, RoleGrant},
    time::Date,
};

use crate::{Actor, TestApp};

/// The password of who got one.
pub const PASSWORD: &str = "lautan-biru-malam";

/// A person with an account, and a browser that is signed in.
#[derive(Clone)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The profile.
    pub applicant: ApplicantId,
    /// The browser.
    pub browser: Actor,
}

impl std::ops::Deref for Person {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.browser
    }
}

impl TestApp {
    /// A job seeker with a complete profile, signed in.
    pub async fn applicant(&self) -> Person {
        let person = self.person("Wayan Sukma", Vec::new()).await;
        self.complete(&person).await;
        person
    }

    /// Somebody with an account and an empty profile, signed in.
    pub async fn newcomer(&self) -> Person {
        self.person("Made", Vec::new()).await
    }

    /// Staff of an institution, signed in.
    pub async fn staff(&self, institution: InstitutionId, role: Role) -> Person {
        let grant = RoleGrant { role, institution: Some(institution), region: None };
        self.person("Ketut Petugas", vec![grant]).await
    }

    /// Somebody of the local government of Bali, signed in.
    pub async fn pemda(&self) -> Person {
        let region = Some(RegionCode::parse("51").unwrap());
        self.person("Pemda", vec![RoleGrant { role: Role::Pemda, institution: None, region }]).await
    }

    /// Somebody of the ministry, signed in.
    pub async fn ministry(&self) -> Person {
        let grant = RoleGrant { role: Role::Ministry, institution: None, region: None };
        self.person("Kemnaker", vec![grant]).await
    }

    /// Somebody with these roles, signed in.
    pub async fn person(&self, name: &str, grants: Vec<RoleGrant>) -> Person {
        let (account, applicant) =
            (AccountId::from_u128(self.id()), ApplicantId::from_u128(self.id()));
        let email = EmailAddress::parse(&format!("{account}@uji.balai")).unwrap();
        let new = NewAccount {
            id: account,
            name: name.to_owned(),
            email: Some(email),
            phone: None,
            password_hash: "none".to_owned(),
            confirmed_at: Some(self.now()),
            created_at: self.now(),
        };
        let now = self.now();
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    store::account::insert(tx, &new).await?;
                    store::applicant::insert(tx, applicant, account, now).await?;
                    for grant in &grants {
                        store::account::grant(tx, account, grant, new_id(now)?).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
        Person { account, applicant, browser: self.sign_in(account).await }
    }

    /// Another browser in which an account is signed in.
    pub async fn sign_in(&self, account: AccountId) -> Actor {
        let store = &self.services.store;
        let label = DeviceLabel { browser: Browser::Chrome, system: System::Android };
        let found =
            store::account::by_id(store.read(), store.vault(), account).await.unwrap().unwrap();
        let place = tokens::Place { label, mark: None };
        let signed_in = tokens::begin(&self.services, found, place).await.unwrap();
        self.visitor().with_cookies(&[
            ("balai_access", signed_in.pair.access.as_str()),
            ("balai_refresh", signed_in.pair.refresh.as_str()),
            ("balai_device", signed_in.mark.as_str()),
        ])
    }

    /// Gives a person the password [`PASSWORD`].
    pub async fn give_password(&self, person: &Person) {
        let hash = self.services.hasher.hash(PASSWORD.to_owned()).await.unwrap();
        let account = person.account;
        self.services
            .store
            .write(move |tx| {
                Box::pin(async move { store::account::set_password(tx, account, hash).await })
            })
            .await
            .unwrap();
    }

    /// Fills a profile in: a woman of 28 years at the most, who seeks work.
    pub async fn complete(&self, person: &Person) {
        let serial = u16::from_be_bytes(random::<2>().unwrap()) % 9000 + 1000;
        let card = u64::from_be_bytes(random::<8>().unwrap()) % 10_000_000_000;
        let (card_region, card_serial) = (card / 10_000, card % 10_000);
        // Enough birthdays that no two of a test's people share a NIK.
        let days = i64::from(u16::from_be_bytes(random::<2>().unwrap()) % 3000);
        let born = Date::from_ymd(1998, 1, 1).unwrap().plus_days(days);
        let nik = format!(
            "517101{:02}{:02}{:02}{serial:04}",
            born.day() + 40,
            born.month(),
            born.year() % 100
        );
        self.tell(person, |profile| {
            profile.nik = Some(Nik::parse(&nik).unwrap());
            profile.kk =
                Some(Kk::parse(&format!("{card_region:06}150317{card_serial:04}")).unwrap());
            profile.birth_date = Some(born);
            profile.sex = Some(Sex::Female);
            profile.education = Some(Education::Smk);
            profile.occupation = Some(Occupation::SeekingWork);
            profile.region = Some(RegionCode::parse("51.71").unwrap());
        })
        .await;
    }

    /// Changes a profile, unchecked.
    pub async fn tell(&self, person: &Person, change: impl FnOnce(&mut Applicant)) {
        let store = &self.services.store;
        let now = self.now();
        let mut profile = store::applicant::by_account(store.read(), store.vault(), person.account)
            .await
            .unwrap()
            .unwrap();
        change(&mut profile);
        let written = store
            .write(move |tx| {
                Box::pin(async move { store::applicant::update(tx, &profile, now).await })
            })
            .await
            .unwrap();
        assert!(written);
    }

    /// An institution's own software, with its key.
    pub async fn partner(&self, institution: InstitutionId) -> Actor {
        self.software(self.key(institution)).await
    }

    /// A key that may do everything, for [`Self::software`].
    #[must_use]
    pub fn key(&self, institution: InstitutionId) -> ApiKey {
        let id = ApiKeyId::from_u128(self.id());
        let scopes = KeyScope::ALL.to_vec();
        ApiKey::new(id, institution, "uji".to_owned(), scopes, self.now())
    }

    /// An institution's own software with a key like this.
    pub async fn software(&self, key: ApiKey) -> Actor {
        let secret = format!("blk_{}", self.id());
        let kept = secret.clone();
        self.services
            .store
            .write(move |tx| Box::pin(async move { store::api_key::insert(tx, &key, &kept).await }))
            .await
            .unwrap();
        self.visitor().with_key(&secret)
    }
}
