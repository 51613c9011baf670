//! Documents are removed by the database that they belong to, and by no other.

use balai_backend::{
    error::Error,
    gateway::{Room, Shelf},
    service::{
        Services,
        clean_documents::{self, AT_ONCE_BY_ITSELF},
        documents,
        storage::{self, BindError, Foreign, Word},
    },
};
use balai_shared::{document::DocumentKind, error::ErrorCode, policy::Actor};
use balai_tests::{Kind, Person, TestApp, both};

/// A PDF that says little.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";

async fn keep(app: &TestApp, person: &Person) {
    let (account, applicant) = (person.account, Some(person.applicant));
    let who = Actor::Person { account, applicant, grants: Vec::new() };
    documents::keep(&app.services, &who, DocumentKind::Kk, PDF, None).await.unwrap();
}

/// The same database with another storage.
fn with(app: &TestApp, shelf: &Shelf) -> Services {
    let mut services = app.services.clone();
    services.shelf = shelf.clone();
    services
}

async fn refused(services: &Services) -> Foreign {
    match storage::bind(services, Word::Own).await.unwrap_err() {
        BindError::Foreign(why) => why,
        BindError::Storage(_) | BindError::Database(_) => unreachable!("it is refused"),
    }
}

both!(a_storage_of_another_database_is_refused_and_left_as_it_is, async |app: &TestApp| {
    let own = app.services.shelf.clone();
    keep(app, &app.applicant().await).await;
    TestApp::run(Kind::Sqlite, async |trial: &TestApp| {
        assert_eq!(refused(&with(trial, &own)).await, Foreign::Other, "a trial server's database");
        keep(trial, &trial.applicant().await).await;
        let elsewhere = with(trial, &own);
        assert_eq!(refused(&elsewhere).await, Foreign::Other);
        trial.pass_hours(24 * 400);
        assert!(clean_documents::clean_up(&elsewhere).await.is_err());
    })
    .await;
    assert_eq!(own.names().await.unwrap().len(), 1);
    storage::bind(&app.services, Word::Own).await.unwrap();
    assert_eq!(refused(&with(app, &Shelf::memory())).await, Foreign::Empty, "a mistyped path");
});

both!(an_older_copy_of_the_database_removes_nothing, async |app: &TestApp| {
    let copied = app.services.shelf.mark().await.unwrap().unwrap();
    keep(app, &app.applicant().await).await;
    clean_documents::clean_up(&app.services).await.unwrap().unwrap();
    let now = app.services.shelf.mark().await.unwrap().unwrap();
    assert_ne!(now, copied, "every clean-up has a word of its own");
    // What an older copy finds: a storage that has gone on without it.
    app.services
        .shelf
        .set_mark(format!("{} gone-on\n", now.split(' ').next().unwrap()))
        .await
        .unwrap();
    assert_eq!(refused(&app.services).await, Foreign::Moved);
    app.execute("DELETE FROM documents").await.unwrap();
    assert!(clean_documents::remove_deleted(&app.services).await.is_err());
    app.pass_hours(48);
    assert!(clean_documents::clean_up(&app.services).await.is_err());
    assert_eq!(app.services.shelf.names().await.unwrap().len(), 1);
    storage::bind(&app.services, Word::Operator).await.unwrap();
    storage::bind(&app.services, Word::Own).await.unwrap();
    assert_eq!(clean_documents::remove_deleted(&app.services).await.unwrap(), 1);
});

both!(a_clean_up_by_itself_throws_away_few_and_keeps_them_for_a_month, async |app: &TestApp| {
    let person = app.applicant().await;
    for _ in 0..=AT_ONCE_BY_ITSELF {
        keep(app, &person).await;
        // The rows of another database: this one deleted nothing.
        app.execute("DELETE FROM documents").await.unwrap();
        app.execute("DELETE FROM deleted_documents").await.unwrap();
    }
    app.pass_hours(25);
    let first = clean_documents::clean_up(&app.services).await.unwrap().unwrap();
    assert_eq!((first.thrown_away, first.left), (AT_ONCE_BY_ITSELF, 1));
    let rest = clean_documents::throw_away(&app.services, usize::MAX).await.unwrap();
    assert_eq!((rest.thrown_away, rest.left, rest.emptied), (1, 0, 0));
    app.pass_hours(30 * 24);
    assert_eq!(clean_documents::clean_up(&app.services).await.unwrap().unwrap().emptied, 0);
    app.pass_hours(25);
    let emptied = clean_documents::clean_up(&app.services).await.unwrap().unwrap().emptied;
    assert_eq!(emptied, AT_ONCE_BY_ITSELF + 1);
});

both!(documents_from_before_there_were_marks_are_known_by_their_rows, async |app: &TestApp| {
    let old = Shelf::memory();
    app.execute("DELETE FROM facts WHERE name = 'storage'").await.unwrap();
    let services = with(app, &old);
    old.put("doc_01ARZ3NDEKTSV4RRFFQ69G5FAV", b"another's".to_vec()).await.unwrap();
    assert_eq!(refused(&services).await, Foreign::Unknown);
    let person = app.applicant().await;
    let (account, applicant) = (person.account, Some(person.applicant));
    let who = Actor::Person { account, applicant, grants: Vec::new() };
    documents::keep(&services, &who, DocumentKind::Kk, PDF, None).await.unwrap();
    storage::bind(&services, Word::Own).await.unwrap();
    storage::make_sure(&services).await.unwrap();
});

both!(uploads_stop_while_little_room_is_left, async |app: &TestApp| {
    let person = app.applicant().await;
    let (account, applicant) = (person.account, Some(person.applicant));
    let who = Actor::Person { account, applicant, grants: Vec::new() };
    let folders = [std::env::temp_dir()].into();
    let full = app.services.shelf.clone().with_room(Room { folders, least: u64::MAX });
    let refused = documents::keep(&with(app, &full), &who, DocumentKind::Kk, PDF, None).await;
    let Error::Refused(refusal) = refused.unwrap_err() else { unreachable!("it is told") };
    assert_eq!(refusal.code, ErrorCode::Unavailable);
    assert!(refusal.retry_after.is_some());
    assert!(app.services.shelf.names().await.unwrap().is_empty());
    documents::keep(&app.services, &who, DocumentKind::Kk, PDF, None).await.unwrap();
});
