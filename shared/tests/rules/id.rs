//! Ids, codes and amounts.

use balai_shared::id::{AnyId, IdError, RegionCode, SessionId, VocationCode};
use balai_shared::money::Rupiah;
use proptest::prelude::*;

proptest! {
    #[test]
    fn an_id_survives_being_shown(bits: u128) {
        let id = SessionId::from_u128(bits);
        let shown = id.to_string();
        prop_assert_eq!(shown.len(), "ses_".len() + 22);
        prop_assert_eq!(shown.parse::<SessionId>(), Ok(id));
        prop_assert_eq!(shown.parse::<AnyId>(), Ok(AnyId::Session(id)));
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<SessionId>(&json).unwrap(), id);
    }

    #[test]
    fn ids_sort_like_their_bits(a: u128, b: u128) {
        let (shown_a, shown_b) = (SessionId::from_u128(a).to_string(), SessionId::from_u128(b).to_string());
        prop_assert_eq!(a.cmp(&b), shown_a.cmp(&shown_b));
    }

    #[test]
    fn one_id_has_one_spelling(text in "ses_[0-9A-Za-z]{22}") {
        if let Ok(id) = text.parse::<SessionId>() {
            prop_assert_eq!(id.to_string(), text);
        }
    }

    #[test]
    fn any_text_is_an_id_or_an_error(text: String) {
        let _ = text.parse::<AnyId>();
        let _ = text.parse::<RegionCode>();
        let _ = text.parse::<VocationCode>();
    }

    #[test]
    fn money_never_wraps(a: i64, b: i64) {
        let sum = Rupiah(a).checked_add(Rupiah(b));
        prop_assert_eq!(sum.map(|sum| i128::from(sum.0)), Some(i128::from(a) + i128::from(b)).filter(|sum| i64::try_from(*sum).is_ok()));
    }
}

#[test]
fn an_id_of_another_kind_is_refused_by_name() {
    let application = "app_0000000000000000000001";
    assert_eq!(application.parse::<SessionId>(), Err(IdError::WrongKind { expected: "ses" }));
    assert_eq!(
        "usr_0000000000000000000001".parse::<AnyId>(),
        Err(IdError::WrongKind { expected: "node" })
    );
    assert_eq!("ses".parse::<SessionId>(), Err(IdError::WrongKind { expected: "ses" }));
}

#[test]
fn an_id_past_128_bits_is_refused() {
    let most = SessionId::from_u128(u128::MAX).to_string();
    assert_eq!(most, "ses_7n42DGM5Tflk9n8mt7Fhc7");
    assert_eq!("ses_7n42DGM5Tflk9n8mt7Fhc8".parse::<SessionId>(), Err(IdError::Malformed));
    assert_eq!("ses_zzzzzzzzzzzzzzzzzzzzzz".parse::<SessionId>(), Err(IdError::Malformed));
    assert_eq!("ses_000000000000000000001".parse::<SessionId>(), Err(IdError::Malformed));
    assert_eq!("ses_00000000000000000000-1".parse::<SessionId>(), Err(IdError::Malformed));
}

#[test]
fn a_region_lies_in_its_province() {
    let bali = RegionCode::parse("51").unwrap();
    let denpasar = RegionCode::parse("51.71").unwrap();
    assert!(bali.is_province() && !denpasar.is_province());
    assert_eq!(denpasar.province(), bali);
    assert!(bali.contains(&denpasar) && bali.contains(&bali) && !denpasar.contains(&bali));
    assert!(!RegionCode::parse("52").unwrap().contains(&denpasar));
    for odd in ["", "5", "511", "51.7", "51-71", "51.711", "5a", "51.7x", "٥١"] {
        assert!(RegionCode::parse(odd).is_err(), "{odd}");
    }
}

#[test]
fn a_vocation_code_is_shown_with_its_prefix() {
    let welding = VocationCode::from_bare("las").unwrap();
    assert_eq!((welding.as_str(), welding.bare()), ("voc_las", "las"));
    assert_eq!(VocationCode::parse("voc_las"), Ok(welding));
    for odd in ["las", "voc_", "voc_Las", "voc_1"] {
        assert!(VocationCode::parse(odd).is_err(), "{odd}");
    }
}

#[test]
fn every_vocation_has_its_own_code() {
    use balai_shared::vocation;
    assert_eq!(vocation::ALL.len(), 22);
    for known in vocation::ALL {
        let code = VocationCode::from_bare(known.code).unwrap();
        assert_eq!(vocation::by_code(&code), Some(known), "{}", known.code);
    }
}

#[test]
fn money_is_written_as_people_write_it() {
    let written =
        [0, 5, 999, 1_000, 50_000, 3_500_000, -50_000].map(|amount| Rupiah(amount).to_string());
    assert_eq!(written, ["Rp0", "Rp5", "Rp999", "Rp1.000", "Rp50.000", "Rp3.500.000", "-Rp50.000"]);
    assert_eq!(Rupiah(i64::MIN).to_string(), "-Rp9.223.372.036.854.775.808");
    assert_eq!(serde_json::to_string(&Rupiah(3_500_000)).unwrap(), "3500000");
    assert_eq!(Rupiah::sum([Rupiah(i64::MAX), Rupiah(1)]), None);
    assert_eq!(Rupiah(i64::MIN).checked_neg(), None);
}
