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

/// From public rankings of stolen passwords of 2020 to 2025, the world's and Indonesia's: of ten characters
/// or more, or made so by what people put behind a short one.
const WELL_KNOWN: [&str; 60] = [
    "1234567890",
    "qwertyuiop",
    "1q2w3e4r5t",
    "password123",
    "Password@123",
    "12345678910",
    "qwerty12345",
    "iloveyou123",
    "1qaz2wsx3edc",
    "q1w2e3r4t5y6",
    "0987654321",
    "basketball",
    "1111111111",
    "123456789a",
    "Pass@12345",
    "admintelecom",
    "administrator",
    "adminadmin",
    "Global123@",
    "pakistan123",
    "qwe123qwe123",
    "zxcvbnm123",
    "1029384756",
    "1122334455",
    "1357924680",
    "147258369147",
    "!@#$%^&*()",
    "qazwsxedcrfv",
    "zaq12wsxcde3",
    "asdfghjkl;'",
    "abcd1234abcd",
    "Welcome@123",
    "princess123",
    "sunshine123",
    "superman123",
    "michael2000",
    "l1verpool10",
    "barcelona10",
    "bismillah123",
    "sayang123456",
    "rahasia123",
    "indonesia45",
    "merdeka1945",
    "sahabat123",
    "bajingan123",
    "matahari123",
    "komputer12",
    "akatsuki12",
    "semangat45",
    "satria1234",
    "peterpan123",
    "qwer1234qwer",
    "asdf1234asdf",
    "theworldinyourhand",
    "a1b2c3d4e5",
    "starwars77",
    "Aa@123456789",
    "monkey12345",
    "adm1npassword",
    "sayangcinta99",
];

#[test]
fn the_best_known_of_ten_characters_are_all_refused() {
    let taken: Vec<&str> =
        WELL_KNOWN.into_iter().filter(|known| weakness(known, &OWN).is_none()).collect();
    assert_eq!(taken, [""; 0]);
}

#[test]
fn what_people_can_remember_and_nobody_guesses_is_taken() {
    for password in [
        "kursi hijau terbang pelan",
        "ember-jeruk-pintu-hujan",
        "payung basah di teras",
        "tikar pandan nenek loteng",
        "sambal matah tumpah dua",
        "jendela kayu menghadap sawah",
        "perahu karam dekat dermaga",
        "gitar tua tanpa senar",
        "laba laba main catur",
        "hujan turun pelan sekali",
        "guru kelas tiga lupa kapur",
        "pisang goreng jam empat",
        "rumput teki 4 ember",
        "sandal jepit sebelah kiri",
        "truk kuning lewat jembatan",
        "velvet-anchor-mosaic-tin",
        "orbit staple lantern mud",
        "Tr4ktor&Gulali",
        "mV9-qLw2-tX",
        "0h-keran-bocor-lagi",
    ] {
        assert_eq!(weakness(password, &OWN), None, "{password}");
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
