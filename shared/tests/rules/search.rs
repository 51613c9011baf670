//! What a search means.

use balai_shared::search::{Term, Vocabulary, terms, words};
use proptest::prelude::*;

fn sought(text: &str) -> Vec<Term> {
    terms(&words(text))
}

fn synonyms(text: &str) -> Vec<String> {
    sought(text).iter().flat_map(|term| &term.synonyms).map(|phrase| phrase.join(" ")).collect()
}

#[test]
fn words_that_mean_the_same_find_the_same() {
    for (typed, found) in [
        ("welding", "las"),
        ("Las", "welding"),
        ("barista", "boga"),
        ("kopi", "barista"),
        ("komputer", "tik"),
        ("AC", "refrigerasi"),
        ("pendingin", "tata udara"),
        ("mobil", "otomotif"),
        ("motor", "otomotif"),
        ("menjahit", "garmen"),
        ("tata busana", "jahit"),
        ("instalasi listrik", "listrik"),
        ("english", "inggris"),
        ("Bahasa Inggris", "english"),
        ("kasir", "penjualan"),
        ("jualan", "penjualan"),
    ] {
        assert!(synonyms(typed).contains(&found.to_owned()), "{typed}: {:?}", synonyms(typed));
    }
    assert_eq!(synonyms("robusta"), Vec::<String>::new());
}

#[test]
fn a_phrase_is_one_thing_that_is_sought() {
    let typed: Vec<_> = sought("kursus bahasa inggris di Denpasar");
    let typed: Vec<_> = typed.iter().map(|term| term.typed.join(" ")).collect();
    assert_eq!(typed, ["bahasa inggris", "denpasar"]);
}

#[test]
fn words_that_say_nothing_are_left_out() {
    assert_eq!(sought("pelatihan untuk yang mau belajar"), []);
    assert_eq!(sought("?!"), []);
    assert_eq!(sought("training untuk barista").len(), 1);
}

fn catalogue() -> Vocabulary {
    Vocabulary::of([
        "Barista dan Penyajian Kopi",
        "Las Listrik Dasar",
        "Las Dasar",
        "Kota Denpasar",
    ])
}

fn corrected(text: &str) -> Option<String> {
    catalogue().correct(&words(text)).map(|words| words.join(" "))
}

#[test]
fn a_slip_is_forgiven_in_words_of_four_letters_and_two_from_eight_on() {
    for (typed, meant) in [
        ("bariista", "barista"),
        ("Barsita kopi", "barista kopi"),
        ("kompuer", "komputer"),
        ("refirgersi", "refrigerasi"),
        ("listrk dasr", "listrik dasar"),
        ("pelatian denpsar", "pelatihan denpasar"),
    ] {
        assert_eq!(corrected(typed).as_deref(), Some(meant), "{typed}");
    }
    for right in ["las", "lad", "bar", "baris", "denpa", "welding", "untuk", "brasti", "qqqqqqqq"] {
        assert_eq!(corrected(right), None, "{right}");
    }
}

#[test]
fn of_equally_near_words_the_commoner_is_meant() {
    let words_of = ["Tahu Goreng", "Tali Temali", "Tali Kapal"];
    let meant = Vocabulary::of(words_of).correct(&words("taxi"));
    assert_eq!(meant, Some(vec![String::from("tali")]));
}

proptest! {
    #[test]
    fn any_text_is_only_words(text in ".{0,400}") {
        let words = words(&text);
        prop_assert!(words.len() <= 12);
        prop_assert!(words.iter().all(|word| word.chars().all(char::is_alphanumeric) || !word.is_ascii()));
        let terms = terms(&words);
        prop_assert!(terms.iter().map(|term| term.typed.len()).sum::<usize>() <= words.len());
    }

    #[test]
    fn what_was_corrected_once_is_right(text in "[a-z]{1,12}( [a-z]{1,12}){0,3}") {
        let vocabulary = catalogue();
        if let Some(corrected) = vocabulary.correct(&words(&text)) {
            prop_assert_eq!(vocabulary.correct(&corrected), None);
        }
    }

    #[test]
    fn one_letter_left_out_is_put_back(place in 0_usize..7) {
        let mut typed = String::from("barista");
        typed.remove(place);
        // The beginning of a word is a search of its own.
        let meant = (place < 6).then(|| String::from("barista"));
        prop_assert_eq!(corrected(&typed), meant);
    }
}
