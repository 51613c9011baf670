//! What certificates can bear: every script that is promised, and before a number is given, nothing
//! else.

use balai_backend::{
    model::{
        application::Certificate,
        training::{Certified, Unit, UnitOutcome},
    },
    paper::{self, PaperError},
};
use balai_shared::{
    completion::{CertificateKind, UnitResult},
    id::{ApplicantId, ApplicationId, CertificateId, InstitutionId},
    time::Date,
};
use balai_tests::{TestApp, both};
use lopdf::{
    Document, Object, ObjectId,
    content::{Content, Operation},
    decode_text_string,
};

use crate::certificate_file::fetch;

/// One of each script, as people and courses are called.
const COVERED: [(&str, &str); 12] = [
    ("Latin", "Ida Ayu Ḍharmaśrī Žąłķößåẽ Nguyễn Thị Ánh"),
    ("the ʻokina and apostrophes", "Maʻruf Nur'aini Ma’ruf Qurʼani"),
    ("marks apart", "Jose\u{301} Xime\u{301}nes"),
    ("Cyrillic and Greek", "Мария Νίκος"),
    ("Balinese", "ᬯᬬᬦ᭄ ᬲᬸᬓ᭄ᬫ ᬑᬁ"),
    ("Javanese", "ꦱꦸꦏ꧀ꦩ ꦗꦮ ꦏꦿꦩ"),
    ("Sundanese", "ᮞᮥᮔ᮪ᮓ"),
    ("Lontara", "ᨅᨔ ᨕᨘᨁᨗ"),
    ("Batak", "ᯅᯖᯂ᯲"),
    ("Rejang", "ꤽꥍꤺꥏ"),
    ("Japanese and Chinese", "日本語カタカナ「ひらがな」N4 汉语水平"),
    ("Korean", "한국어 초급"),
];

/// No font, from right to left, or not to be seen.
const REFUSED: [&str; 9] = [
    "العربية",
    "עברית",
    "ไทย",
    "Wayan 🧑‍🔧",
    "Pelatihan\u{1F389}",
    "Las\nListrik",
    "Las\u{202E}gnidleW",
    "Las\u{200B}Listrik",
    "\u{E000}",
];

fn certificate(text: &str) -> Certificate {
    let day = |day| Date::from_ymd(2026, 3, day).unwrap();
    let unit = Unit { code: "C.1".to_owned(), title: text.to_owned() };
    Certificate {
        id: CertificateId::from_u128(1),
        application: ApplicationId::from_u128(1),
        applicant: ApplicantId::from_u128(1),
        institution: InstitutionId::from_u128(1),
        kind: Some(CertificateKind::Competence),
        number: "BLK-517101-2026-0001".to_owned(),
        says: Certified {
            name: text.to_owned(),
            program: text.to_owned(),
            hours: 40,
            starts_on: day(2),
            ends_on: day(6),
            institution: text.to_owned(),
            place: "Denpasar".to_owned(),
            outcomes: vec![UnitOutcome { unit, result: UnitResult::Competent }],
        },
        issued_on: day(9),
        revoked: false,
    }
}

fn drawn(text: &str) -> Result<Vec<u8>, PaperError> {
    paper::draw(&[certificate(text)], Some("https://balai.example/sertifikat/"))
}

/// What a page says to who copies from it: a cluster of several glyphs says its letters beside them.
/// No glyph is the font's box.
fn said_on(document: &Document, page: ObjectId) -> String {
    let fonts = document.get_page_fonts(page).unwrap();
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let (mut said, mut font, mut instead) = (String::new(), None, false);
    for Operation { operator, operands } in content.operations {
        match (operator.as_str(), operands.as_slice()) {
            ("Tf", [Object::Name(name), ..]) => font = Some(fonts[name]),
            ("BDC", [_, Object::Dictionary(properties)]) => {
                if let Ok(text) = properties.get(b"ActualText") {
                    said.push_str(&decode_text_string(text).unwrap());
                    instead = true;
                }
            }
            ("EMC", _) => instead = false,
            ("Tj" | "TJ", shown) => {
                let parts = shown.iter().flat_map(|part| {
                    if let Object::Array(parts) = part {
                        parts.as_slice()
                    } else {
                        std::slice::from_ref(part)
                    }
                });
                for bytes in parts.filter_map(|part| part.as_str().ok()) {
                    assert!(bytes.chunks(2).all(|glyph| glyph != [0, 0]), "a box");
                    let encoding = font.unwrap().get_font_encoding(document).unwrap();
                    if !instead {
                        said.push_str(&Document::decode_text(&encoding, bytes).unwrap());
                    }
                }
            }
            _ => {}
        }
    }
    said
}

/// The same of all pages, the spaces left out.
fn said(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let pages = document.get_pages();
    let said: String = pages.values().map(|page| said_on(&document, *page)).collect();
    said.split_whitespace().collect()
}

#[test]
fn each_script_is_drawn_whole_and_can_be_read_out() {
    for (script, text) in COVERED {
        assert!(paper::unprintable(&certificate(text).says).unwrap().is_empty(), "{script}");
        let said = said(&drawn(text).unwrap());
        let expected: String = text.split_whitespace().collect();
        let times = said.matches(&expected).count();
        assert_eq!(times, 6, "holder twice, title, institution twice, unit: {script} in {said}");
    }
}

#[test]
fn what_is_not_covered_is_known_before_it_is_drawn() {
    for text in REFUSED {
        let found = paper::unprintable(&certificate(text).says).unwrap();
        let all = ["holderName", "programTitle", "institutionName", "unitTitles"];
        assert_eq!(found, all, "{text:?}");
        assert!(!paper::can_bear(text).unwrap(), "{text:?}");
        assert!(matches!(drawn(text), Err(PaperError::Letter)), "{text:?}");
    }
}

#[test]
fn a_long_title_without_spaces_is_broken_and_whole() {
    let title = "日本語能力試験対策講座".repeat(11);
    let said = said(&drawn(&title).unwrap());
    assert!(said.contains(&title), "{said}");
}

const NAME: &str = "UPDATE accounts SET name = '{}' WHERE name = 'Wayan Sukma'";
const TITLE: &str = "UPDATE programs SET title = '{}'";

both!(what_cannot_be_printed_uses_no_number_and_says_the_way_out, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    for (sql, field, told) in
        [(NAME, "holderName", "applicant's panel"), (TITLE, "programTitle", "page of programs")]
    {
        app.execute(&sql.replace("{}", "Wayan 🧑‍🔧")).await.unwrap();
        let row = &class.issues(&class.ids).await[0];
        assert_eq!(row["error"]["code"], "VALIDATION_FAILED", "{row}");
        let said = row["error"]["message"].as_str().unwrap();
        assert!(said.contains(told), "{field}: {said}");
        let back = sql.replace("= 'Wayan Sukma'", "= 'Wayan 🧑‍🔧'").replace("{}", "Wayan Sukma");
        app.execute(&back).await.unwrap();
    }
    for table in ["certificates", "certificate_counters", "certificate_texts"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
    assert!(class.certifies().await[0].contains("-2026-0001"));
});

both!(scripts_of_the_country_are_issued_and_drawn, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    app.execute(&NAME.replace("{}", "Wayan Sukma ᬯᬬᬦ᭄")).await.unwrap();
    app.execute(&TITLE.replace("{}", "Bahasa Jepang 日本語 N4")).await.unwrap();
    let number = class.certifies().await[0].clone();
    let (status, pdf) = fetch(app, &class.admin, &format!("/sertifikat/{number}.pdf")).await;
    assert_eq!(status, 200);
    let said = said(&pdf);
    assert!(said.contains("WayanSukmaᬯᬬᬦ᭄") && said.contains("BahasaJepang日本語N4"), "{said}");
});
