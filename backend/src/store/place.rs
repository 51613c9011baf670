//! Regions and vocations: a few hundred rows that hardly change, read once and kept.

use std::collections::HashMap;

use balai_shared::{
    id::{RegionCode, VocationCode},
    time::TimeZone,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set, sea_query::OnConflict};

use super::{
    Tx,
    convert::{word, word_opt},
    corrupt,
    entity::{region, vocation},
};
use crate::{
    error::Result,
    model::catalogue::{Region, Vocation},
};

/// How many rows one INSERT takes, below both databases' limit on parameters.
const CHUNK: usize = 200;

/// All regions and vocations, by code and in order.
#[derive(Debug, Default)]
pub struct Places {
    regions: Vec<Region>,
    vocations: Vec<Vocation>,
    by_code: HashMap<RegionCode, usize>,
}

impl Places {
    /// All regions, by code.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// All vocations, in the order of the ministry's list.
    #[must_use]
    pub fn vocations(&self) -> &[Vocation] {
        &self.vocations
    }

    /// One region.
    #[must_use]
    pub fn region(&self, code: &RegionCode) -> Option<&Region> {
        self.by_code.get(code).and_then(|index| self.regions.get(*index))
    }

    /// One vocation.
    #[must_use]
    pub fn vocation(&self, code: &VocationCode) -> Option<&Vocation> {
        self.vocations.iter().find(|vocation| vocation.code == *code)
    }
}

/// Reads them all.
///
/// # Errors
/// The database's own.
pub async fn load(connection: &impl ConnectionTrait) -> Result<Places> {
    let rows = region::Entity::find().order_by_asc(region::Column::Code).all(connection).await?;
    let regions = rows.into_iter().map(read_region).collect::<Result<Vec<_>>>()?;
    let rows =
        vocation::Entity::find().order_by_asc(vocation::Column::Position).all(connection).await?;
    let vocations = rows.into_iter().map(read_vocation).collect::<Result<Vec<_>>>()?;
    let by_code =
        regions.iter().enumerate().map(|(index, region)| (region.code.clone(), index)).collect();
    Ok(Places { regions, vocations, by_code })
}

/// Puts regions and vocations in; those that are there already stay as they are.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, regions: &[(Region, i32)], vocations: &[Vocation]) -> Result<()> {
    let rows: Vec<_> = regions.iter().map(region_row).collect();
    for chunk in rows.chunks(CHUNK) {
        region::Entity::insert_many(chunk.to_vec())
            .on_conflict(OnConflict::column(region::Column::Code).do_nothing().to_owned())
            .exec_without_returning(tx.conn())
            .await?;
    }
    let rows = vocations.iter().zip(0..).map(|(vocation, position)| vocation::ActiveModel {
        code: Set(vocation.code.bare().to_owned()),
        name_id: Set(vocation.name_id.clone()),
        name_en: Set(vocation.name_en.clone()),
        position: Set(position),
    });
    vocation::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(vocation::Column::Code).do_nothing().to_owned())
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

fn region_row((region, population): &(Region, i32)) -> region::ActiveModel {
    region::ActiveModel {
        code: Set(region.code.to_string()),
        name: Set(region.name.clone()),
        parent_code: Set(region.parent.as_ref().map(ToString::to_string)),
        time_zone: Set(region.time_zone.iana().to_owned()),
        population: Set(*population),
    }
}

fn read_region(row: region::Model) -> Result<Region> {
    Ok(Region {
        code: word(&row.code, "region")?,
        name: row.name,
        parent: word_opt(row.parent_code.as_deref(), "region")?,
        time_zone: word::<TimeZone>(&row.time_zone, "time zone")?,
    })
}

fn read_vocation(row: vocation::Model) -> Result<Vocation> {
    Ok(Vocation {
        code: VocationCode::from_bare(&row.code).map_err(|_| corrupt("vocation"))?,
        name_id: row.name_id,
        name_en: row.name_en,
    })
}
