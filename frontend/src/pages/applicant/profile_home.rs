//! The part of the profile that says where the person lives.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use leptos_router::location::Url;

use super::catalogue::region_choices;
use crate::api::{Profile, RegionOption};
use crate::components::{FormState, SelectField, next_of_query, select_field};
use crate::i18n::words;

/// What the address chose, and what there is to choose from.
pub(super) struct Regions {
    /// The province in the address.
    pub(super) chosen: Option<String>,
    /// All provinces.
    pub(super) provinces: Vec<RegionOption>,
    /// The kabupaten and kota of the chosen province.
    pub(super) regencies: Vec<RegionOption>,
}

/// Province first, then its kabupaten and kota. Without JavaScript the province is saved first.
pub(super) fn home(form: FormState, profile: &Profile, regions: Regions) -> AnyView {
    let w = words();
    let saved = profile.region.as_ref();
    let saved_province = saved.map(|region| region.code.chars().take(2).collect::<String>());
    let province = regions.chosen.clone().or(saved_province.clone());
    let navigate = use_navigate();
    let next = next_of_query();
    let choose = move |code: String| {
        let options =
            NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&province_page(&code, next.as_deref()), options);
    };
    let provinces = SelectField {
        name: "provinsi",
        label: w.province,
        none: w.choose,
        choices: region_choices(regions.provinces),
        value: province.clone(),
        ..SelectField::default()
    };
    let regency = regency_part(form, profile, regions.regencies, province);
    view! {
        <fieldset>
            <legend>{w.home}</legend>
            <input type="hidden" name="savedProvince" value=saved_province/>
            {select_field(form, provinces, choose)}
            {regency}
        </fieldset>
    }
    .into_any()
}

/// The profile with the kabupaten and kota of a province to choose from.
fn province_page(code: &str, next: Option<&str>) -> String {
    let next = next.map(|next| format!("&next={}", Url::escape(next))).unwrap_or_default();
    format!("/profil?provinsi={code}{next}")
}

fn regency_part(
    form: FormState,
    profile: &Profile,
    regencies: Vec<RegionOption>,
    province: Option<String>,
) -> AnyView {
    let w = words();
    let saved = profile.region.as_ref();
    if regencies.is_empty() {
        // Until the list of a province is asked for, what is saved stands as it is.
        let now = saved.map(
            |region| view! { <p>{w.saved_region}" "<strong>{region.name.clone()}</strong></p> },
        );
        let list = province.map(|code| {
            view! { <p><a href=province_page(&code, next_of_query().as_deref())>{w.choose_regency}</a></p> }
        });
        return view! { {now} {list} }.into_any();
    }
    let field = SelectField {
        name: "regionCode",
        label: w.regency,
        none: w.choose,
        choices: region_choices(regencies),
        value: saved.map(|region| region.code.clone()),
        ..SelectField::default()
    };
    select_field(form, field, |_| {})
}
