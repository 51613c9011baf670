//! Documents: who keeps, sees, opens and deletes them; `deleteDocument`.

use axum::{body::Body, http::Request};
use balai_backend::{
    error::Error,
    model::document::Document,
    service::{
        clean_documents::{self, Cleaned},
        documents,
    },
};
use balai_shared::{
    document::DocumentKind,
    id::{ApplicantId, DocumentId},
    policy::{Actor as Who, Role},
};
use balai_tests::{
    Actor, Answer, Copy, Person, SessionPlan, TestApp, both,
    steps::{WITHDRAW, about},
};
use serde_json::json;

const OF: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  documents { id kind mediaType size createdAt url }
} } }";
const OWN: &str = "{ viewer { documents { id kind mediaType } } }";
const DELETE: &str = "mutation ($input: DeleteDocumentInput!) {
  deleteDocument(input: $input) { documentId }
}";
const DRAFT: &str = "mutation ($input: SaveApplicationDraftInput!) {
  saveApplicationDraft(input: $input) { application { id documents { kind } } }
}";
const READ: &str = "SELECT COUNT(*) FROM document_reads";

/// What a partner's copy is kept by.
const KEPT: &str = "query ($cursor: String) {
  list: applications(changedAfter: $cursor, first: 100) {
    syncCursor pageInfo { hasNextPage } nodes { id documents { kind } }
  }
}";

/// A JPEG of one point, with these segments before the picture.
fn jpeg(segments: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    bytes.extend_from_slice(segments);
    bytes.extend([0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0]);
    bytes.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]);
    bytes
}

fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n".to_vec()
}

fn who(person: &Person) -> Who {
    let (account, applicant) = (person.account, Some(person.applicant));
    Who::Person { account, applicant, grants: Vec::new() }
}

async fn keep(
    app: &TestApp,
    person: &Person,
    kind: DocumentKind,
    file: &[u8],
) -> Result<Document, Error> {
    documents::keep(&app.services, &who(person), kind, file, None).await
}

/// What is wrong with a file, as its field and code.
async fn wrong(app: &TestApp, kind: DocumentKind, file: &[u8]) -> (String, String) {
    let person = app.applicant().await;
    let told = wrong_after(app, &person, kind, file).await;
    assert!(app.services.shelf.names().await.unwrap().is_empty());
    told
}

async fn get(actor: &Actor, id: &str) -> Answer {
    actor.raw(Request::get(format!("/dokumen/{id}")).body(Body::empty()).unwrap()).await
}

async fn status(actor: &Actor, id: &str) -> u16 {
    get(actor, id).await.status.as_u16()
}

both!(a_document_is_shown_to_its_owner_and_to_who_decides, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let ktp = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    let id = ktp.id.to_string();
    let application = person.applies(session).await;
    let about = json!({ "id": application });
    let reviewer = app.staff(centre, Role::Reviewer).await.browser;
    let counsellor = app.staff(centre, Role::Counsellor).await.browser;
    let partner = app.partner(centre).await;
    let shown = json!([{
        "id": id, "kind": "KTP", "mediaType": "image/jpeg", "size": jpeg(&[]).len(),
        "createdAt": app.now().to_string(), "url": format!("/dokumen/{id}"),
    }]);
    assert_eq!(person.data(OF, about.clone()).await["node"]["documents"], shown);
    assert_eq!(status(&person, &id).await, 200);
    assert_eq!(app.number(READ).await, 0, "looking at one's own is nobody's business");
    for (read, other) in [(1, &reviewer), (2, &counsellor), (3, &partner)] {
        assert_eq!(other.data(OF, about.clone()).await["node"]["documents"], shown);
        let answer = get(other, &id).await;
        assert_eq!(answer.status, 200);
        for (name, value) in [
            ("content-type", "image/jpeg"),
            ("content-disposition", "inline"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "private, no-store"),
            ("content-security-policy", "sandbox; default-src 'none'"),
        ] {
            assert_eq!(answer.headers[name], value);
        }
        assert_eq!(app.number(READ).await, read, "that it was opened is written down");
    }
});

both!(a_partners_copy_gets_what_was_uploaded_and_deleted, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let mut copy = Copy::new(&app.partner(centre).await, KEPT);
    copy.settles(app).await;
    let ktp = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    copy.brings(&id).await;
    assert_eq!(copy.rows[&id]["documents"][0]["kind"], "KTP");
    copy.settles(app).await;
    person.data(DELETE, json!({ "input": { "documentId": ktp.id.to_string() } })).await;
    copy.brings(&id).await;
    assert_eq!(copy.rows[&id]["documents"], json!([]));
});

both!(documents_outlive_the_last_application_by_a_year, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let (stays, left, never) =
        (app.applicant().await, app.applicant().await, app.applicant().await);
    for person in [&stays, &left, &never] {
        keep(app, person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    }
    stays.applies(session).await;
    let application = left.applies(session).await;
    app.pass_hours(9);
    app.sign_in(left.account).await.data(WITHDRAW, about(&application)).await;
    let kept = "SELECT COUNT(*) FROM documents";
    // A year after what happened last: never anything, a withdrawal at nine.
    for (hours, left) in [(365 * 24 - 9, 3), (1, 2), (8, 2), (1, 1), (9_000, 1)] {
        app.pass_hours(hours);
        documents::forget_old(&app.services).await.unwrap();
        assert_eq!(app.number(kept).await, left, "after {hours} hours more");
    }
    clean_documents::remove_deleted(&app.services).await.unwrap();
    let bytes = app.services.shelf.names().await.unwrap();
    assert_eq!(bytes.len(), 1, "their bytes go with them; an open application keeps its own");
});

both!(what_was_opened_stays_written_down_for_five_years, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap().id.to_string();
    person.applies(session).await;
    let reviewer = app.staff(centre, Role::Reviewer).await.browser;
    assert_eq!(status(&reviewer, &id).await, 200);
    app.pass_hours(5 * 365 * 24);
    documents::forget_old(&app.services).await.unwrap();
    assert_eq!(app.number(READ).await, 1);
    app.pass_hours(1);
    documents::forget_old(&app.services).await.unwrap();
    assert_eq!(app.number(READ).await, 0);
});

both!(to_others_a_document_looks_like_none, async |app: &TestApp| {
    let (centre, elsewhere) = (app.centre().await, app.centre().await);
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = keep(app, &person, DocumentKind::Kk, &pdf()).await.unwrap().id.to_string();
    let application = person.applies(session).await;
    let none = DocumentId::from_u128(1).to_string();
    assert_eq!(
        (status(&app.visitor(), &id).await, status(&app.visitor(), &none).await),
        (401, 401)
    );
    let instructor = app.staff(centre, Role::Instructor).await.browser;
    let seen = instructor.data(OF, json!({ "id": application })).await;
    assert_eq!(seen["node"]["documents"], json!([]), "an instructor sees the name alone");
    for other in [
        instructor,
        app.applicant().await.browser,
        app.staff(elsewhere, Role::Admin).await.browser,
        app.partner(elsewhere).await,
        app.pemda().await.browser,
        app.ministry().await.browser,
    ] {
        let (there, not_there) = (get(&other, &id).await, get(&other, &none).await);
        assert_eq!((there.status.as_u16(), not_there.status.as_u16()), (404, 404));
        assert_eq!(there.body, not_there.body);
        if other.key().is_none() {
            let input = json!({ "input": { "documentId": id } });
            assert_eq!(other.code(DELETE, input).await, "NOT_FOUND");
        }
    }
    assert_eq!(app.number(READ).await, 0);
});

both!(neither_a_draft_nor_what_is_over_shows_documents, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap().id.to_string();
    let admin = app.staff(centre, Role::Admin).await.browser;
    let input = json!({ "input": { "sessionId": session.to_string(), "step": "CONDITIONS" } });
    let draft = person.data(DRAFT, input).await["saveApplicationDraft"]["application"].clone();
    assert_eq!(draft["documents"], json!([{ "kind": "KTP" }]), "one's own, also of a draft");
    assert_eq!(status(&admin, &id).await, 404, "a draft opens nothing");
    let application = person.applies(session).await;
    assert_eq!(status(&admin, &id).await, 200);
    person.withdraws(&application).await;
    assert_eq!(status(&admin, &id).await, 404, "and what is over opens nothing any more");
    let seen = admin.data(OF, json!({ "id": application })).await;
    assert_eq!(seen["node"]["documents"], json!([]));
    assert_eq!(
        person.data(OF, json!({ "id": application })).await["node"]["documents"][0]["id"],
        id
    );
});

both!(a_training_that_was_finished_is_over_too, async |app: &TestApp| {
    let trainee = app.buyer().await;
    let ktp = keep(app, &trainee.person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    let id = ktp.id.to_string();
    assert_eq!(status(&trainee.staff, &id).await, 200);
    app.pass_hours(38 * 24);
    app.completes(&trainee).await;
    let staff = app.sign_in(trainee.staff.account).await;
    assert_eq!(status(&staff, &id).await, 404);
});

both!(a_pdf_named_jpg_is_taken_for_what_it_is, async |app: &TestApp| {
    let person = app.applicant().await;
    let kept = keep(app, &person, DocumentKind::Diploma, &pdf()).await.unwrap();
    assert_eq!(kept.media.as_str(), "application/pdf");
    let answer = get(&person, &kept.id.to_string()).await;
    assert_eq!(answer.headers["content-disposition"], "attachment; filename=\"dokumen.pdf\"");
    let portrait = wrong_after(app, &person, DocumentKind::Photo, &pdf()).await;
    assert_eq!(portrait, ("PHOTO".to_owned(), "NOT_ALLOWED".to_owned()));
});

async fn wrong_after(
    app: &TestApp,
    person: &Person,
    kind: DocumentKind,
    file: &[u8],
) -> (String, String) {
    let error = keep(app, person, kind, file).await.unwrap_err();
    let Error::Refused(refusal) = error else { unreachable!("{error}") };
    (refusal.fields[0].path.clone(), refusal.fields[0].code.to_string())
}

both!(what_is_no_document_is_refused_at_its_field, async |app: &TestApp| {
    let field = |code: &str| ("KTP".to_owned(), code.to_owned());
    let photo_of_twelve_megabytes = [jpeg(&[]), vec![0; 12 * 1024 * 1024]].concat();
    assert_eq!(wrong(app, DocumentKind::Ktp, &photo_of_twelve_megabytes).await, field("TOO_LONG"));
    assert_eq!(wrong(app, DocumentKind::Ktp, b"").await, field("REQUIRED"));
    for file in [&b"<svg onload=alert(1)>"[..], b"GIF89a", &jpeg(&[])[..20], b"\xFF\xD8\xFF"] {
        assert_eq!(wrong(app, DocumentKind::Ktp, file).await, field("INVALID_FORMAT"), "{file:?}");
    }
});

/// A PDF with this object besides its page.
fn pdf_with(object: &str) -> Vec<u8> {
    let plain = String::from_utf8(pdf()).unwrap();
    plain.replace("trailer", &format!("9 0 obj {object} endobj\ntrailer")).into_bytes()
}

both!(what_nobody_should_open_never_replaces_a_good_document, async |app: &TestApp| {
    let person = app.applicant().await;
    let good = keep(app, &person, DocumentKind::Ktp, &pdf()).await.unwrap();
    let enormous = |file: Vec<u8>| {
        let mut file = file;
        let frame = file.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        file[frame + 5..frame + 9].fill(0xFF);
        file
    };
    for (file, code) in [
        (enormous(jpeg(&[])), "PICTURE_TOO_LARGE"),
        (pdf_with("<</S /JavaScript /JS (app.alert\\(1\\))>>"), "PDF_SCRIPT"),
        (pdf_with("<</S /Launch /F (cmd.exe)>>"), "PDF_SCRIPT"),
        (pdf_with("<</Type /EmbeddedFile>>"), "PDF_ATTACHMENT"),
        (pdf_with("<</XFA 9 0 R>>"), "PDF_FORM"),
        (pdf_with("<</Encrypt 9 0 R>>"), "PDF_LOCKED"),
        (pdf()[..100].to_vec(), "INVALID_FORMAT"),
        (jpeg(&[])[..20].to_vec(), "INVALID_FORMAT"),
    ] {
        let told = wrong_after(app, &person, DocumentKind::Ktp, &file).await;
        assert_eq!(told, ("KTP".to_owned(), code.to_owned()));
        assert_eq!(status(&person, &good.id.to_string()).await, 200);
    }
    assert_eq!(app.services.shelf.names().await.unwrap(), [good.id.to_string()]);
});

both!(only_people_who_can_apply_keep_documents, async |app: &TestApp| {
    let partner = app.partner(app.centre().await).await;
    let input = json!({ "input": { "documentId": DocumentId::from_u128(1).to_string() } });
    assert_eq!(app.visitor().code(DELETE, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(partner.code(DELETE, input).await, "FORBIDDEN");
    let kept =
        documents::keep(&app.services, &Who::Visitor, DocumentKind::Ktp, &jpeg(&[]), None).await;
    assert_eq!(kept.unwrap_err().code().as_str(), "UNAUTHENTICATED");
});

both!(where_a_photo_was_taken_is_forgotten_and_what_is_kept_is_sealed, async |app: &TestApp| {
    let place = b"Exif\0\0II*\0\x08\0\0\0\0\0 GPS -8.6705 115.2126";
    let length = u16::try_from(place.len() + 2).unwrap().to_be_bytes();
    let told = jpeg(&[&[0xFF, 0xE1], &length[..], place].concat());
    let person = app.applicant().await;
    let kept = keep(app, &person, DocumentKind::Photo, &told).await.unwrap();
    let (_, shown) =
        documents::open(&app.services, &who(&person), &kept.id.to_string()).await.unwrap();
    assert_eq!(shown, jpeg(&[]));
    let lying = app.services.shelf.get(&kept.id.to_string()).await.unwrap().unwrap();
    assert!(!lying.windows(4).any(|window| window == [0xFF, 0xC0, 0, 11]), "sealed");
    // Moved to another's name, the bytes don't open.
    let other = app.applicant().await;
    let theirs = keep(app, &other, DocumentKind::Photo, &told).await.unwrap();
    app.services.shelf.put(&theirs.id.to_string(), lying).await.unwrap();
    let opened = documents::open(&app.services, &who(&other), &theirs.id.to_string()).await;
    assert_eq!(opened.unwrap_err().code().as_str(), "INTERNAL");
});

both!(one_of_a_kind_is_kept_and_a_retry_changes_nothing, async |app: &TestApp| {
    let person = app.applicant().await;
    let first = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    let again = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    assert_eq!(again, first);
    let new = keep(app, &person, DocumentKind::Ktp, &pdf()).await.unwrap();
    let photo = keep(app, &person, DocumentKind::Photo, &jpeg(&[])).await.unwrap();
    let own = person.data(OWN, json!({})).await["viewer"]["documents"].clone();
    let ids: Vec<_> = own.as_array().unwrap().iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, [json!(new.id.to_string()), json!(photo.id.to_string())]);
    assert_eq!(clean_documents::remove_deleted(&app.services).await.unwrap(), 1);
    let mut names = app.services.shelf.names().await.unwrap();
    names.sort();
    let mut expected = [new.id.to_string(), photo.id.to_string()];
    expected.sort();
    assert_eq!(names, expected, "the bytes of the one before are gone");
    assert_eq!(status(&person, &first.id.to_string()).await, 404);
});

both!(a_deleted_document_is_gone_with_its_bytes, async |app: &TestApp| {
    let person = app.applicant().await;
    let id = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap().id.to_string();
    let input = json!({ "input": { "documentId": id } });
    let gone = person.data(DELETE, input.clone()).await;
    assert_eq!(gone["deleteDocument"]["documentId"], id);
    assert_eq!(person.code(DELETE, input).await, "NOT_FOUND");
    assert_eq!(clean_documents::remove_deleted(&app.services).await.unwrap(), 1);
    assert!(app.services.shelf.names().await.unwrap().is_empty());
    assert_eq!(person.data(OWN, json!({})).await["viewer"]["documents"], json!([]));
});

both!(bytes_without_a_row_are_thrown_away_and_a_row_never_lacks_bytes, async |app: &TestApp| {
    let person = app.applicant().await;
    let kept = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    // A crash after the bytes and before the row: here, a row that can't be written.
    let nobody = ApplicantId::from_u128(1);
    let Who::Person { account, .. } = who(&person) else { unreachable!() };
    let stranger = Who::Person { account, applicant: Some(nobody), grants: Vec::new() };
    let cut = documents::keep(&app.services, &stranger, DocumentKind::Ktp, &pdf(), None).await;
    assert_eq!(cut.unwrap_err().code().as_str(), "INTERNAL");
    assert_eq!(app.services.shelf.names().await.unwrap().len(), 2, "the bytes come first");
    assert_eq!(app.number("SELECT COUNT(*) FROM documents").await, 1);
    let cleaned = async || clean_documents::clean_up(&app.services).await.unwrap();
    assert_eq!(cleaned().await, Some(Cleaned::default()), "it may still be under way");
    app.pass_hours(23);
    assert_eq!(cleaned().await, None, "once a day");
    app.pass_hours(2);
    assert_eq!(cleaned().await.unwrap().thrown_away, 1);
    assert_eq!(app.services.shelf.names().await.unwrap(), [kept.id.to_string()]);
    assert_eq!(status(&person, &kept.id.to_string()).await, 200);
});

both!(what_is_known_of_documents_is_part_of_the_own_data, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let kept = keep(app, &person, DocumentKind::Ktp, &jpeg(&[])).await.unwrap();
    let other = app.session(centre, SessionPlan::merit()).await;
    person.data(DRAFT, json!({ "input": { "sessionId": other.to_string() } })).await;
    person.applies(session).await;
    get(&app.partner(centre).await, &kept.id.to_string()).await;
    let own = balai_backend::service::own_data::own(&app.services, &who(&person)).await.unwrap();
    assert_eq!(own.documents, [kept]);
    assert_eq!(own.readings[0].actor.as_str(), "PARTNER");
    let states: Vec<_> =
        own.applications.iter().map(|own| own.application.state.as_str()).collect();
    assert_eq!(states, ["DRAFT", "SUBMITTED"]);
});
