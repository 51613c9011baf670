//! BLK Komunitas all over the country.

use std::collections::HashMap;

use balai_shared::{
    id::{InstitutionId, RegionCode},
    reach::Reach,
    session::InstitutionKind,
    time::Instant,
};

use crate::{
    demo::{
        data::{
            courses::{self, Course},
            institutions::CENTRES,
        },
        dice::Dice,
    },
    model::catalogue::{Institution, Region},
    store::place::Places,
};

/// BLK Komunitas in all (DOMAIN, The institutions: over 3,700 in 2023).
const ALL: usize = 3_700;

/// How many there are where it is known.
const KNOWN: &[(&str, usize)] = &[("33.25", 17), ("33.26", 20), ("33.75", 4), ("33.27", 24)];

/// Where people found them in other bodies than a pesantren.
const OTHER_BODIES: &[&str] = &["51", "53", "71", "81", "91", "92", "93", "94", "95", "96"];

const FIRST: &[&str] =
    &["Nurul", "Darul", "Miftahul", "Raudlatul", "Bustanul", "Manbaul", "Mambaul", "Riyadlul"];
const SECOND: &[&str] = &[
    "Huda", "Hikmah", "Ulum", "Falah", "Iman", "Ihsan", "Amin", "Muttaqin", "Hidayah", "Jannah",
    "Qur'an", "Khairat",
];
const BODIES: &[&str] = &[
    "Yayasan Karya Kasih",
    "Yayasan Bina Tani",
    "Koperasi Maju Bersama",
    "Yayasan Pelita Desa",
    "Yayasan Tunas Harapan",
    "Paguyuban Karya Muda",
];

/// The regions of those that the small demonstration lacks, one entry for each of them.
pub(super) fn homes(places: &Places) -> Vec<Region> {
    let mut held: HashMap<&str, usize> = HashMap::new();
    for centre in CENTRES.iter().filter(|centre| centre.kind == InstitutionKind::Blkk) {
        *held.entry(centre.region).or_default() += 1;
    }
    let missing = ALL - held.values().sum::<usize>();
    let known = |code: &RegionCode| KNOWN.iter().find(|(known, _)| *known == code.as_str());
    let mut homes = Vec::with_capacity(missing);
    let mut others = Vec::new();
    for region in places.regions().iter().filter(|region| !region.code.is_province()) {
        match known(&region.code) {
            Some((code, count)) => {
                let here = held.get(code).copied().unwrap_or_default();
                homes.extend((here..*count).map(|_| region.clone()));
            }
            None => others.push(region),
        }
    }
    let rest = missing.saturating_sub(homes.len());
    homes.extend(others.into_iter().cycle().take(rest).cloned());
    homes
}

pub(super) fn institution(region: &Region, at: Instant, dice: &mut Dice) -> Institution {
    let place = region.name.trim();
    let place = place.strip_prefix("Kabupaten ").or(place.strip_prefix("Kota ")).unwrap_or(place);
    let body = if OTHER_BODIES.contains(&region.code.province().as_str()) {
        dice.word(BODIES).to_owned()
    } else {
        format!("Pesantren {} {}", dice.word(FIRST), dice.word(SECOND))
    };
    Institution {
        id: InstitutionId::from_u128(dice.id(at)),
        kind: InstitutionKind::Blkk,
        name: format!("BLK Komunitas {body} {place}"),
        region: region.code.clone(),
        address: Some(format!(
            "RT {:02} RW {:02}, {place}",
            dice.between(1, 12),
            dice.between(1, 9)
        )),
        accreditation_number: None,
        accredited_until: None,
        location: None,
        reach: Reach::default(),
    }
}

/// One or two courses that cost nothing, of one vocation.
pub(super) fn courses(dice: &mut Dice) -> Vec<&'static Course> {
    let free: Vec<&'static Course> = courses::all().filter(|course| course.price == 0).collect();
    let Some(first) = dice.pick(&free).copied() else { return Vec::new() };
    let second = free
        .iter()
        .copied()
        .find(|course| course.vocation == first.vocation && course.key != first.key);
    std::iter::once(first).chain(second).collect()
}
