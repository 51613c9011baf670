//! Names, phone numbers, addresses and passwords.

use balai_shared::contact::{
    Contact, ContactError, EmailAddress, Password, PersonName, PhoneNumber,
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_spelling_of_a_number_is_one_number(national in "8[0-9]{8,11}") {
        let plain = PhoneNumber::parse(&format!("+62{national}")).unwrap();
        for spelling in [
            format!("0{national}"),
            format!("62{national}"),
            national.clone(),
            format!("0062{national}"),
            format!("+62 0{national}"),
            format!("+62 (0){national}"),
            format!(" (0{}) {}-{} ", &national[..3], &national[3..6], &national[6..]),
            format!("\u{202A}+62\u{A0}{}\u{2011}{}\u{202C}", &national[..3], &national[3..]),
        ] {
            prop_assert_eq!(PhoneNumber::parse(&spelling), Ok(plain.clone()), "{}", spelling);
        }
        prop_assert_eq!(PhoneNumber::parse(plain.as_str()), Ok(plain.clone()));
        let shown = format!("{plain:?}");
        prop_assert!(!shown.contains(&national[3..]));
    }

    #[test]
    fn any_text_parses_or_errs(text: String) {
        let _ = Contact::parse(&text);
        if let Ok(phone) = PhoneNumber::parse(&text) {
            prop_assert!(phone.masked().contains('•') || phone.as_str().len() < 10);
        }
        if let Ok(email) = EmailAddress::parse(&text) {
            prop_assert_eq!(EmailAddress::parse(&email.normal()).unwrap().normal(), email.normal());
        }
        if let Ok(name) = PersonName::parse(&text) {
            prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
            prop_assert!((1..=100).contains(&name.as_str().chars().count()));
        }
    }
}

#[test]
fn a_number_of_another_country_or_length_is_refused() {
    assert_eq!(PhoneNumber::parse(" "), Err(ContactError::Blank));
    assert_eq!(PhoneNumber::parse("+6581234567"), Err(ContactError::Shape));
    assert_eq!(PhoneNumber::parse("0065812345678"), Err(ContactError::Shape));
    assert_eq!(PhoneNumber::parse("+62 00812345678"), Err(ContactError::Shape));
    assert_eq!(PhoneNumber::parse("0812-abc"), Err(ContactError::Shape));
    assert_eq!(PhoneNumber::parse("081234"), Err(ContactError::TooShort { given: 7 }));
    assert_eq!(PhoneNumber::parse("08123456789012345"), Err(ContactError::TooLong { given: 18 }));
    assert_eq!(PhoneNumber::parse("0361 223344").unwrap().as_str(), "+62361223344");
    assert_eq!(PhoneNumber::parse("081234567890").unwrap().masked(), "+62812•••••890");
}

#[test]
fn a_name_is_what_can_be_seen() {
    let name = |text: &str| PersonName::parse(text).map(|name| name.as_str().to_owned());
    assert_eq!(name("Ni\u{A0}Luh \u{202F} Sari").as_deref(), Ok("Ni Luh Sari"));
    for blank in [" ", "\u{A0}\u{2003}"] {
        assert_eq!(name(blank), Err(ContactError::Blank), "{blank:?}");
    }
    for unseen in ["\u{AD}\u{AD}", "\u{3164}", "\u{2800}\u{2800}", "Sari\u{200B}"] {
        assert_eq!(name(unseen), Err(ContactError::Shape), "{unseen:?}");
    }
}

#[test]
fn an_address_needs_a_name_and_a_domain() {
    let address = EmailAddress::parse("  Ketut.Ayu@Contoh.ID ").unwrap();
    assert_eq!(
        (address.as_str(), address.normal().as_str()),
        ("Ketut.Ayu@Contoh.ID", "ketut.ayu@contoh.id")
    );
    for odd in [
        "ketut",
        "@contoh.id",
        "ketut@",
        "ketut@contoh",
        "ketut@.id",
        "ke tut@contoh.id",
        "a@b@contoh.id",
        "ketut@contoh..id",
    ] {
        assert_eq!(EmailAddress::parse(odd), Err(ContactError::Shape), "{odd}");
    }
    let long = format!("{}@contoh.id", "a".repeat(250));
    assert_eq!(EmailAddress::parse(&long), Err(ContactError::TooLong { given: 260 }));
}

#[test]
fn one_word_is_a_whole_name() {
    assert_eq!(PersonName::parse("  Suharti ").unwrap().as_str(), "Suharti");
    assert_eq!(PersonName::parse("Ni  Luh   Ayu").unwrap().as_str(), "Ni Luh Ayu");
    assert_eq!(PersonName::parse(" \t "), Err(ContactError::Blank));
    assert_eq!(PersonName::parse("Ayu\u{0}"), Err(ContactError::Shape));
    assert_eq!(PersonName::parse("Ayu\u{202E}uyA"), Err(ContactError::Shape));
    assert!(PersonName::parse(&"é".repeat(100)).is_ok());
    assert_eq!(PersonName::parse(&"é".repeat(101)), Err(ContactError::TooLong { given: 101 }));
}

#[test]
fn a_password_is_measured_in_characters() {
    assert_eq!(Password::check(""), Err(ContactError::Blank));
    assert_eq!(Password::check("ñandú2026"), Err(ContactError::TooShort { given: 9 }));
    assert_eq!(Password::check("ñandú-2026"), Ok(()));
    assert_eq!(Password::check(&"p".repeat(201)), Err(ContactError::TooLong { given: 201 }));
    let same = Password::check_against("Ketut@contoh.id", &["081234567890", "ketut@contoh.id"]);
    assert_eq!(same, Err(ContactError::SameAsContact));
    assert_eq!(Password::check_against("demo-balai-2026", &["ketut@contoh.id"]), Ok(()));
}
