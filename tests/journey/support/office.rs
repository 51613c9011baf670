//! What staff of the centre in Denpasar do at their desk in more than one journey.

use balai_shared::time::Date;
use serde_json::json;

use super::Browser;

impl Browser {
    /// Signs in, and opens the session of the electric motorcycles that 80 want to join; its link
    /// says this.
    pub async fn opens_the_workshop(&self, says: &str) {
        self.opens_the_workshop_as("staff@demo.balai", says).await;
    }

    /// The same as somebody else of the centre.
    pub async fn opens_the_workshop_as(&self, identifier: &str, says: &str) {
        self.open("/petugas").await;
        self.sees("Meja petugas").await;
        self.types_account(identifier).await;
        let links = format!(
            "//nav[contains(@class, 'sessions')]//a[contains(., 'Konversi Motor Listrik')]\
             [contains(., '{says}')]"
        );
        self.presses_path(&links).await;
        self.sees_in(".summary", "Konversi Motor Listrik").await;
        // Its other session has the same name.
        if !self.reads(".summary").await.contains("80 pendaftar") {
            self.presses_path(&format!("({links})[2]")).await;
        }
        self.sees_in(".summary", "80 pendaftar").await;
    }

    /// From the queue to the order: enters two points for each of the 80 by a spreadsheet.
    pub async fn marks_everybody(&self) {
        self.presses("Seleksi: nilai dan urutan").await;
        self.arrives_at("/petugas/seleksi/ses_").await;
        self.sees("80 pendaftar belum lengkap nilainya.").await;
        self.presses_path("//summary[contains(., 'Isi lewat lembar kerja')]").await;
        let sheet = self.filled_sheet().await;
        self.pastes("#csv", &sheet).await;
        self.presses("Masukkan nilai").await;
        self.sees("160 nilai baru dimasukkan.").await;
        self.sees("16 ditawari kursi, 63 masuk daftar tunggu, 1 tidak diterima (1 di antaranya tidak hadir).").await;
    }

    /// What the centre's spreadsheet would hold: the first who applied has the most points, the last
    /// one did not come.
    async fn filled_sheet(&self) -> String {
        let query =
            "query ($id: ID!) { node(id: $id) { ... on Session { selection { marksSheet } } } }";
        let answer = self.graphql(query, json!({ "id": self.shown_id().await })).await;
        let sheet =
            answer["node"]["selection"]["marksSheet"].as_str().unwrap_or_default().to_owned();
        let mut lines = sheet.trim().lines();
        let mut filled = vec![lines.next().unwrap_or_default().to_owned()];
        filled.extend((0..).zip(lines).map(|(place, line)| {
            let mut cells = line.split(';');
            let (application, name) = (cells.next().unwrap(), cells.next().unwrap());
            let interview = if place == 79 { "-" } else { "70" };
            format!("{application};{name};{},5;{interview}", 99 - place)
        }));
        assert_eq!(filled.len(), 81, "a head and 80 people");
        filled.join("\r\n")
    }

    /// Fixes the order.
    pub async fn concludes_the_selection(&self) {
        self.presses("Tetapkan hasil seleksi").await;
        self.presses("Ya, putuskan").await;
        self.sees("Urutannya tetap.").await;
    }

    /// Plans the shown class's first two days by the API, and opens its attendance.
    pub async fn plans_two_days(&self) {
        let id = self.shown_id().await;
        let query = "query ($id: ID!) { node(id: $id) { ... on Session { startsOn } } }";
        let answer = self.graphql(query, json!({ "id": id })).await;
        let first: Date = answer["node"]["startsOn"].as_str().unwrap().parse().unwrap();
        let days = [first, first.plus_days(1)].map(|day| day.to_string());
        let meetings = days.map(|day| json!({ "day": day, "begins": "08:00", "ends": "12:00" }));
        let mutation = "mutation ($input: ScheduleMeetingsInput!) {
            scheduleMeetings(input: $input) { roster { leastPercent } } }";
        let input = json!({ "sessionId": id, "meetings": meetings });
        self.graphql(mutation, json!({ "input": input })).await;
        self.reload().await;
        self.sees_in(".grid", "Semua hadir").await;
    }

    /// The id at the end of the page's path.
    pub async fn shown_id(&self) -> String {
        let path = self.path().await;
        let path = path.split('?').next().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default().to_owned()
    }
}
