//! What operators do: demonstrations, accounts, partners' keys.

use crate::balai::{Balai, ask, one_line};

const NEW_USER: [&str; 8] = [
    "user",
    "create",
    "--name",
    "Ni Luh Ratna",
    "--identifier",
    "ratna@balai.example",
    "--role",
    "MINISTRY",
];
const PASSWORD: &str = "kata sandi di masukan";

#[test]
fn demonstration_data_never_enters_a_database_with_other_data() {
    let balai = Balai::migrated();
    balai.does_with(&NEW_USER, PASSWORD);
    let said = balai.refuses(&["demo"]);
    assert!(said.contains("demonstration data goes into an empty database only"), "{said}");
    assert!(said.contains("--database-url"), "{said}");
}

#[test]
fn a_new_user_signs_in_with_the_password_from_standard_input() {
    let balai = Balai::migrated();
    let id = balai.does_with(&NEW_USER, PASSWORD);
    assert!(id.starts_with("usr_"), "{id}");
    let (_server, address) = balai.serves();
    let sign_in = |password: &str| {
        let input = format!(r#"identifier: "ratna@balai.example", password: "{password}""#);
        let query = format!("mutation {{ signIn(input: {{ {input} }}) {{ viewer {{ name }} }} }}");
        ask(&address, &query, "")
    };
    let answer = sign_in(PASSWORD);
    assert!(answer.contains("Ni Luh Ratna"), "{answer}");
    let answer = sign_in("kata sandi yang lain");
    assert!(answer.contains("UNAUTHENTICATED"), "{answer}");
}

#[test]
fn a_password_that_is_too_short_makes_no_user() {
    let balai = Balai::migrated();
    let output = balai.given(&NEW_USER, "pendek");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    // The first line asks for the password.
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.lines().nth(1).unwrap().contains("10"), "{said}");
    balai.does_with(&NEW_USER, PASSWORD);
}

#[test]
fn a_role_of_staff_needs_its_centre() {
    let balai = Balai::migrated();
    let mut arguments = NEW_USER;
    arguments[7] = "REVIEWER";
    let said = one_line(&balai.given(&arguments, PASSWORD));
    assert!(said.contains("needs --institution"), "{said}");
}

#[test]
fn a_partner_key_is_shown_once_and_opens_its_own_applications() {
    let balai = Balai::demonstration();
    let (_server, address) = balai.serves();
    let (id, secret) = &new_key(&balai, &some_institution(&address), &[]);

    let applications = "{ applications(first: 1) { totalCount } }";
    let bearer = format!("Authorization: Bearer {secret}\r\n");
    let answer = ask(&address, applications, &bearer);
    assert!(answer.contains("\"totalCount\":"), "{answer}");
    let answer = ask(&address, applications, "");
    assert!(answer.contains("UNAUTHENTICATED"), "{answer}");

    assert!(!kept(&balai, secret), "the secret itself is kept nowhere");
    assert!(kept(&balai, "Konversi Motor Listrik"), "the files were looked at");

    balai.does(&["key", "revoke", id]);
    let answer = ask(&address, applications, &bearer);
    assert!(answer.contains("UNAUTHENTICATED"), "{answer}");
}

#[test]
fn a_demonstration_keeps_every_rule_and_is_made_once() {
    let balai = Balai::demonstration();
    let said = balai.does(&["check"]);
    assert!(said.contains("rules hold"), "{said}");
    let said = balai.does(&["demo", "--size", "small", "--seed", "1"]);
    assert!(said.contains("holds this demonstration already"), "{said}");
    let said = balai.refuses(&["demo", "--size", "small", "--seed", "2"]);
    assert!(said.contains("another demonstration"), "{said}");
}

#[test]
fn a_key_is_listed_identified_and_revoked_without_its_secret() {
    let balai = Balai::demonstration();
    let (_server, address) = balai.serves();
    let institution = some_institution(&address);
    let (id, secret) = new_key(&balai, &institution, &["--name", "Cadangan", "--read-only"]);
    let listed = |id: &str| {
        let table = balai.does(&["key", "list"]);
        assert!(table.starts_with("ID ") && !table.contains("blk_"), "{table}");
        let line = table.lines().find(|line| line.starts_with(id));
        line.unwrap_or_else(|| panic!("no {id} in {table}")).to_owned()
    };
    let line = listed(&id);
    for part in ["Cadangan", &institution, " READ ", " never ", "works"] {
        assert!(line.contains(part), "{part} in {line}");
    }
    let said = balai.does_with(&["key", "identify"], &secret);
    for part in
        [&id, "Cadangan", &institution, "scopes       READ\n", "last used    never", "works"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains(&secret), "{said}");
    assert_eq!(said, balai.does(&["key", "identify", &secret]), "looking at a key is no use of it");
    ask(&address, "{ actor { __typename } }", &format!("Authorization: Bearer {secret}\r\n"));
    assert!(!balai.does_with(&["key", "identify"], &secret).contains("last used    never"));

    let said = balai.does(&["key", "revoke", &id[..id.len() - 2]]);
    assert!(said.contains("opens nothing any more"), "{said}");
    assert!(listed(&id).contains("revoked at "));
    let said = balai.does(&["key", "revoke", &id]);
    assert!(said.contains("was revoked before") && said.contains("nothing changed"), "{said}");
    let output = balai.given(&["key", "identify"], &secret);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout).unwrap().contains("state        revoked at "));
}

#[test]
fn what_names_no_key_or_several_is_said() {
    let balai = Balai::demonstration();
    let (_server, address) = balai.serves();
    let institution = some_institution(&address);
    let (first, _) = new_key(&balai, &institution, &[]);
    let (second, secret) = new_key(&balai, &institution, &[]);
    let shared = first.bytes().zip(second.bytes()).take_while(|(one, two)| one == two).count();
    let said = balai.refuses(&["key", "revoke", &first[..shared]]);
    assert!(said.contains("keys begin with") && said.contains("give more"), "{said}");
    for nothing in ["key_", "ins_1", &secret] {
        let said = balai.refuses(&["key", "revoke", nothing]);
        assert!(said.contains("is no beginning of a key_… id"), "{said}");
    }
    let said = balai.refuses(&["key", "revoke", "key_zzzzzzzz"]);
    assert!(said.contains("no key key_zzzzzzzz"), "{said}");
    let said = one_line(&balai.given(&["key", "identify"], "blk_tidak"));
    assert_eq!(said, "that is no key of this database");
}

#[test]
fn a_key_expires_when_its_day_is_over() {
    let balai = Balai::demonstration();
    let (_server, address) = balai.serves();
    let institution = some_institution(&address);
    let create =
        |when| balai.refuses(&["key", "create", "--institution", &institution, "--expires", when]);
    assert!(create("2020-01-31").contains("--expires has passed already"));
    let (_, secret) = new_key(&balai, &institution, &["--expires", "2099-12-31"]);
    let said = balai.does_with(&["key", "identify"], &secret);
    assert!(said.contains("expires      2099-12-31T17:00:00"), "{said}");
    let answer = ask(
        &address,
        "{ actor { ... on ApiKey { expiresAt } } }",
        &format!("Authorization: Bearer {secret}\r\n"),
    );
    assert!(answer.contains("2099-12-31T17:00:00"), "{answer}");
}

/// A key with more options: its id and its secret.
fn new_key(balai: &Balai, institution: &str, options: &[&str]) -> (String, String) {
    let arguments = [&["key", "create", "--institution", institution], options].concat();
    let printed = balai.does(&arguments);
    let [id, secret] = printed.lines().collect::<Vec<_>>()[..] else { panic!("{printed}") };
    assert!(id.starts_with("key_") && secret.starts_with("blk_"), "{printed}");
    (id.to_owned(), secret.to_owned())
}

/// The first id of an institution that a server has.
fn some_institution(address: &str) -> String {
    let answer = ask(address, "{ institutions(first: 1) { nodes { id } } }", "");
    let start = answer.find("ins_").unwrap_or_else(|| panic!("no institution in {answer}"));
    answer[start..].chars().take_while(|&c| c.is_ascii_alphanumeric() || c == '_').collect()
}

/// Whether the text stands in a file of the folder as it is.
fn kept(balai: &Balai, text: &str) -> bool {
    let folder = std::fs::read_dir(balai.file("")).unwrap();
    folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| std::fs::read(path).unwrap())
        .any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}
