//! Which passwords are refused.

use balai_shared::password::{Weakness, weakness};
use proptest::prelude::*;

const OWN: [&str; 4] = ["Wayan Sukma", "+6281377719283", "wsukma@contoh.id", "5171014502980001"];

#[test]
fn what_is_guessed_first_is_common() {
    for password in [
        "password123",
        "P@ssw0rd2026",
        "rahasia12345",
        "Indonesia!!1945",
        "qwertyuiop",
        "poiuytrewq",
        "1234567890",
        "0987654321",
        "abcdefghij",
        "aaaaaaaaaa",
        "abababababab",
        "lupalupalupa",
        "bismillah99",
        "  Bismillah99 ",
        "sayangsayang",
    ] {
        assert_eq!(weakness(password, &OWN), Some(Weakness::Common), "{password}");
    }
}

#[test]
fn what_an_acquaintance_would_try_is_personal() {
    for password in [
        "sukma-wayan",
        "wayansukma1998",
        "Sukma081377719283",
        "wsukma2026!!",
        "5171014502980001",
        "ab-81377719283",
    ] {
        assert_eq!(weakness(password, &OWN), Some(Weakness::Personal), "{password}");
    }
}

#[test]
fn words_that_have_nothing_to_do_with_each_other_are_good() {
    for password in [
        "sepeda motor listrik",
        "lautan-biru-malam",
        "rahasia-sekali",
        "wayan makan durian busuk",
        "kopi7gunung2sapi",
        "demo-balai-2026",
        "x7#kQ!vb02",
        "kopi82716253",
    ] {
        assert_eq!(weakness(password, &OWN), None, "{password}");
    }
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(password in "\\PC{0,40}", own in "\\PC{0,40}") {
        let _ = weakness(&password, &[&own, &password]);
    }
}
