//! Which pages the server alone renders. The app leaves links to them to the browser.

/// The first part of the paths of such pages, with everything below.
const SERVED: &[&str] = &[
    "/akun",
    "/balai",
    "/daftar",
    "/data-saya",
    "/kabari",
    "/kode",
    "/lamar",
    "/lupa-sandi",
    "/manfaat",
    "/masuk",
    "/nilai",
    "/nomor-baru",
    "/pesan",
    "/sandi-baru",
    "/seleksi",
    "/sertifikat",
    "/tunda",
];

/// Whether the server alone renders the page at this path, which may have a query.
#[must_use]
pub fn is_served(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if is_below_application(path) {
        return true;
    }
    SERVED.iter().any(|served| {
        path.strip_prefix(served).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// `/lamaran/app_…/jadwal` and its like: below a page of the app's.
fn is_below_application(path: &str) -> bool {
    let Some(rest) = path.strip_prefix("/lamaran/") else { return false };
    let Some((id, page)) = rest.split_once('/') else { return false };
    !id.is_empty() && ["ambil", "dokumen", "hadir", "jadwal", "tarik"].contains(&page)
}

/// What a link to this path says to the app's router, which leaves `external` ones alone.
#[must_use]
pub fn rel(path: &str) -> Option<&'static str> {
    is_served(path).then_some("external")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_served_with_what_is_below_it_and_not_with_what_only_begins_alike() {
        for served in [
            "/lamar/ses_1",
            "/masuk",
            "/masuk?next=/lamaran",
            "/pesan/x",
            "/manfaat#a",
            "/lamaran/app_1/jadwal",
            "/lamaran/app_1/dokumen",
            "/lamaran/app_1/hadir",
            "/lamaran/app_1/ambil",
            "/lamaran/app_1/tarik",
        ] {
            assert!(is_served(served), "{served}");
            assert_eq!(rel(served), Some("external"));
        }
        for app in [
            "/",
            "/?q=/masuk",
            "/masukan",
            "/lamaran",
            "/lamaran/app_1",
            "/lamaran//ambil",
            "/sesi/ses_1",
        ] {
            assert!(!is_served(app), "{app}");
        }
    }
}
