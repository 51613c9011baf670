//! `applications` with a search: by name, and by a whole NIK for who may see NIKs.

use balai_shared::{id::InstitutionId, nik::Nik, policy::Role};
use balai_tests::{Actor, Person, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const FIND: &str = "query ($filter: ApplicationFilter) {
  applications(filter: $filter, first: 10) { totalCount nodes { id } }
}";

async fn finds(actor: &Actor, filter: Value) -> Vec<String> {
    let data = actor.data(FIND, json!({ "filter": filter })).await;
    let nodes = data["applications"]["nodes"].as_array().unwrap().clone();
    assert_eq!(data["applications"]["totalCount"], nodes.len());
    nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect()
}

/// Somebody of this name who applied there.
async fn named(app: &TestApp, centre: InstitutionId, name: &str) -> (Person, String) {
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.person(name, Vec::new()).await;
    app.complete(&person).await;
    let id = person.applies(session).await;
    (person, id)
}

both!(words_of_a_name_are_found_by_their_beginnings, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let (_, wayan) = named(app, centre, "Wayan Sukma Dewi").await;
    let (_, made) = named(app, centre, "Made_100% Sukarno").await;
    named(app, other, "Wayan Sukma Dewi").await;
    let staff = app.staff(centre, Role::Instructor).await;
    for (search, found) in [
        ("wayan", vec![&wayan]),
        ("SUK way", vec![&wayan]),
        ("suk", vec![&wayan, &made]),
        ("ukma", vec![]),
        ("%", vec![]),
        ("made_", vec![&made]),
        ("made-", vec![]),
        ("  ", vec![&wayan, &made]),
    ] {
        assert_eq!(
            finds(&staff, json!({ "search": search })).await.iter().collect::<Vec<_>>(),
            found,
            "{search}"
        );
    }
    let long = json!({ "filter": { "search": "x".repeat(101) } });
    let found = fields(&staff.error(FIND, long).await);
    assert_eq!(found, [("search".to_owned(), "TOO_LONG".to_owned())]);
});

both!(a_name_is_found_whatever_the_keyboard_makes_of_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, nur) = named(app, centre, "Siti Nur\u{2019}aini").await;
    let (_, jose) = named(app, centre, "José\u{A0}Álvaro d'Oliveira").await;
    let (_, amin) = named(app, centre, "Al\u{2011}Amin").await;
    let staff = app.staff(centre, Role::Reviewer).await;
    for (search, found) in [
        ("nur'aini", vec![&nur]),
        ("NURAINI siti", vec![&nur]),
        ("nur`aini", vec![&nur]),
        ("Nur\u{2BC}aini", vec![&nur]),
        ("nur\u{2BB}aini\u{200B}", vec![&nur]),
        ("siti\u{A0}nur", vec![&nur]),
        ("jose alvaro", vec![&jose]),
        ("JOSÉ ÁLVARO", vec![&jose]),
        ("jose\u{301}\u{202F}doliveira", vec![&jose]),
        ("al-amin", vec![&amin]),
        ("al\u{2013}amin", vec![&amin]),
        ("lvaro", vec![]),
        ("'", vec![]),
        ("\u{200B}\u{A0}", vec![&nur, &jose, &amin]),
    ] {
        let ids = finds(&staff, json!({ "search": search })).await;
        assert_eq!(ids.iter().collect::<Vec<_>>(), found, "{search:?}");
    }
});

both!(a_whole_nik_finds_its_person_for_who_may_see_niks, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let (person, id) = named(app, centre, "Wayan Sukma").await;
    named(app, centre, "Made Sukma").await;
    let nik = "5171014104980007";
    app.tell(&person, |profile| profile.nik = Some(Nik::parse(nik).unwrap())).await;
    let filter = json!({ "search": "5171 0141 0498 0007" });
    let staff = app.staff(centre, Role::Reviewer).await;
    for pasted in [
        "5171-0141.0498 0007",
        "\u{202A}5171\u{A0}0141\u{202F}0498\u{2011}0007\u{202C}",
        "5171014104980007\u{200B}",
    ] {
        let found = finds(&staff, json!({ "search": pasted })).await;
        assert_eq!(found, std::slice::from_ref(&id), "{pasted:?}");
    }
    for role in [Role::Admin, Role::Reviewer, Role::Counsellor] {
        let staff = app.staff(centre, role).await;
        assert_eq!(finds(&staff, filter.clone()).await, std::slice::from_ref(&id), "{role}");
    }
    assert_eq!(finds(&app.partner(centre).await, filter.clone()).await, [id]);
    let teacher = app.staff(centre, Role::Instructor).await;
    assert!(finds(&teacher, filter.clone()).await.is_empty());
    for stranger in [app.staff(other, Role::Admin).await.browser, app.partner(other).await] {
        assert!(finds(&stranger, filter.clone()).await.is_empty());
    }
});

both!(when_it_was_sent_bounds_the_list, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, early) = named(app, centre, "Wayan").await;
    app.pass_hours(1);
    let middle = app.now().to_string();
    let (_, late) = named(app, centre, "Made").await;
    let staff = app.staff(centre, Role::Reviewer).await;
    assert_eq!(finds(&staff, json!({ "submittedBefore": middle })).await, [early]);
    assert_eq!(finds(&staff, json!({ "submittedFrom": middle })).await, [late]);
});
