//! What every database of ours holds before anybody uses it.

use balai_shared::{
    benefit::scheme,
    id::{RegionCode, SchemeId, VocationCode},
    time::TimeZone,
    vocation,
};

use crate::{
    auth::secret,
    error::{Error, Result},
    model::catalogue::{Region, Vocation},
    store::{
        Store, benefit,
        fact::{self, KeyProof},
        place::{self, Places},
    },
};

/// Regions as published (see `data/README.md`).
const REGIONS: &str = include_str!("../../data/regions.csv");

/// Puts the reference data in where it is missing, remembers the key, and reads the places.
///
/// # Errors
/// [`Error::Internal`] for a wrong key; the database's own.
pub async fn prepare(store: &Store) -> Result<Places> {
    match fact::key_proof(store.read(), store.vault()).await? {
        KeyProof::Wrong => return Err(Error::Internal(WRONG_KEY.to_owned())),
        KeyProof::Right => {
            let places = place::load(store.read()).await?;
            if !places.regions().is_empty() {
                return Ok(places);
            }
        }
        KeyProof::None => store.write(|tx| Box::pin(fact::set_key_proof(tx))).await?,
    }
    let (regions, vocations) = (regions()?, vocations()?);
    let schemes = scheme::shipped()
        .into_iter()
        .map(|scheme| Ok((SchemeId::from_u128(scheme_number(&scheme.code)), scheme)))
        .collect::<Result<Vec<_>>>()?;
    store
        .write(move |tx| {
            Box::pin(async move {
                place::insert(tx, &regions, &vocations).await?;
                benefit::save_schemes(tx, &schemes).await
            })
        })
        .await?;
    place::load(store.read()).await
}

/// What is said about a wrong key, and what to do.
pub const WRONG_KEY: &str = "this database was sealed with another key: start with the BALAI_KEY \
                             or balai.key that it was begun with";

/// A scheme's id is made of its code, so that it is the same in every database.
fn scheme_number(code: &str) -> u128 {
    let hash = secret::hash(code);
    hash.iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}

fn regions() -> Result<Vec<(Region, i32)>> {
    let broken = |what: &str| Error::Internal(format!("regions.csv: {what}"));
    let mut reader = csv::Reader::from_reader(REGIONS.as_bytes());
    let mut regions = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error.to_string()))?;
        let field = |index: usize| record.get(index).unwrap_or_default();
        let parent = field(2);
        let region = Region {
            code: RegionCode::parse(field(0)).map_err(|_| broken(field(0)))?,
            name: field(1).to_owned(),
            parent: (!parent.is_empty())
                .then(|| RegionCode::parse(parent).map_err(|_| broken(parent)))
                .transpose()?,
            time_zone: field(3).parse::<TimeZone>().map_err(|_| broken(field(3)))?,
        };
        regions.push((region, field(4).parse().map_err(|_| broken(field(4)))?));
    }
    // Provinces first, because their regions refer to them.
    regions
        .sort_by(|a, b| (a.0.parent.is_some(), &a.0.code).cmp(&(b.0.parent.is_some(), &b.0.code)));
    Ok(regions)
}

fn vocations() -> Result<Vec<Vocation>> {
    vocation::ALL
        .iter()
        .map(|vocation| {
            Ok(Vocation {
                code: VocationCode::from_bare(vocation.code)
                    .map_err(|_| Error::Internal("a vocation's code".to_owned()))?,
                name_id: vocation.indonesian.to_owned(),
                name_en: vocation.english.to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_provinces_and_regencies_are_there() {
        let regions = regions().unwrap();
        let provinces = regions.iter().filter(|(region, _)| region.parent.is_none());
        assert_eq!(provinces.clone().count(), 38);
        assert_eq!(regions.len(), 38 + 514);
        assert_eq!(provinces.map(|(_, people)| i64::from(*people)).sum::<i64>(), 284_973_643);
    }
}
