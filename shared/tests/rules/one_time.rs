//! One-time codes, and what leaves the house.

use balai_shared::account::AccountNotice;
use balai_shared::language::Language;
use balai_shared::message;
use balai_shared::notification::{Channel, Reach};
use balai_shared::one_time::OneTimeCode;

#[test]
fn a_code_is_read_as_people_type_it() {
    for text in ["042917", " 042 917 ", "042-917", "04 29 17"] {
        assert_eq!(OneTimeCode::parse(text).as_deref(), Some("042917"), "{text}");
    }
    for text in ["", "42917", "0429171", "04291x", "٠٤٢٩١٧"] {
        assert_eq!(OneTimeCode::parse(text), None, "{text}");
    }
}

#[test]
fn every_number_makes_a_code_of_six_digits() {
    for (number, code) in [(0, "000000"), (42_917, "042917"), (u32::MAX, "967295")] {
        assert_eq!(OneTimeCode::from_number(number), code);
        assert_eq!(OneTimeCode::parse(code).as_deref(), Some(code));
    }
}

#[test]
fn a_code_fits_into_one_sms_and_comes_first() {
    for language in Language::ALL {
        for letter in [message::password_code, message::contact_code, message::join_code] {
            let text = letter("042917", *language).text;
            assert!(text.starts_with("042917 "), "{text}");
            assert!(text.is_ascii() && text.len() <= 160, "{} characters: {text}", text.len());
        }
    }
}

#[test]
fn what_happened_to_an_account_fits_into_one_sms_and_says_what_to_do() {
    for language in Language::ALL {
        for notice in AccountNotice::ALL {
            let text = message::account_notice(*notice, *language).text;
            assert!(text.is_ascii() && text.len() <= 160, "{} characters: {text}", text.len());
            assert!(text.contains('?'), "{text}");
        }
    }
}

#[test]
fn news_go_by_email_before_sms_and_nowhere_against_ones_will() {
    let channel = |email, sms| Reach { email, sms }.channel();
    assert_eq!(channel(true, true), Some(Channel::Email));
    assert_eq!(channel(true, false), Some(Channel::Email));
    assert_eq!(channel(false, true), Some(Channel::Sms));
    assert_eq!(channel(false, false), None);
}
