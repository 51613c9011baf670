//! How a centre can be reached: `Institution.reach`.

use balai_shared::policy::Role;
use balai_tests::{Kind, TestApp, both, steps::fields};
use serde_json::{Value, json};

const UPDATE: &str = "mutation ($input: UpdateInstitutionInput!) {
  updateInstitution(input: $input) { institution {
    address location { latitude } reach { phone whatsapp email openingHours }
  } }
}";
const READ: &str = "query ($id: ID!) { node(id: $id) { ... on Institution {
  reach { phone whatsapp email openingHours }
} } }";

fn told() -> Value {
    json!({
        "phone": " (0361)\u{a0}234 567 ", "whatsapp": "0812-3456-7890", "email": "balai@contoh.go.id",
        "openingHours": "Senin\u{2013}Jumat 08.00\u{2013}16.00 WITA"
    })
}

both!(everybody_reads_how_a_centre_can_be_reached, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    let input = json!({ "input": { "institutionId": centre.to_string(), "reach": told() } });
    assert_eq!(app.applicant().await.code(UPDATE, input.clone()).await, "FORBIDDEN");
    admin.data(UPDATE, input).await;
    let read = app.visitor().data(READ, json!({ "id": centre.to_string() })).await;
    assert_eq!(
        read["node"]["reach"],
        json!({
            "phone": "(0361) 234 567", "whatsapp": "+6281234567890", "email": "balai@contoh.go.id",
            "openingHours": "Senin\u{2013}Jumat 08.00\u{2013}16.00 WITA"
        })
    );
});

both!(who_tells_an_address_alone_keeps_the_contacts, async |app: &TestApp| {
    let centre = app.centre().await;
    let partner = app.partner(centre).await;
    let id = centre.to_string();
    let location = json!({ "latitude": "-8.65", "longitude": "115.2167" });
    let input = json!({ "institutionId": id, "location": location, "reach": told() });
    partner.data(UPDATE, json!({ "input": input })).await;
    let input = json!({ "input": { "institutionId": id, "address": "Jalan Kamboja 1" } });
    let kept = partner.data(UPDATE, input).await["updateInstitution"]["institution"].clone();
    assert_eq!(kept["address"], "Jalan Kamboja 1");
    assert_eq!(kept["reach"]["phone"], "(0361) 234 567");
    let empty = json!({ "phone": null, "whatsapp": "  ", "openingHours": "" });
    let input = json!({ "input": { "institutionId": id, "reach": empty } });
    let kept = partner.data(UPDATE, input).await["updateInstitution"]["institution"].clone();
    let nothing = json!({ "phone": null, "whatsapp": null, "email": null, "openingHours": null });
    assert_eq!(kept["reach"], nothing);
});

both!(contacts_that_reach_nobody_are_told_together, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    let reach = json!({
        "phone": "lihat brosur", "whatsapp": "0361 234567", "email": "balai@",
        "openingHours": "x".repeat(201)
    });
    let input = json!({ "input": { "institutionId": centre.to_string(), "reach": reach } });
    let error = admin.error(UPDATE, input).await;
    let fields = fields(&error);
    let codes: Vec<(&str, &str)> =
        fields.iter().map(|(path, code)| (path.as_str(), code.as_str())).collect();
    assert_eq!(
        codes,
        [
            ("reach.phone", "INVALID_FORMAT"),
            ("reach.whatsapp", "INVALID_FORMAT"),
            ("reach.email", "INVALID_FORMAT"),
            ("reach.openingHours", "TOO_LONG"),
        ]
    );
});

both!(of_two_who_change_different_parts_at_once_neither_is_lost, async |app: &TestApp| {
    let centre = app.centre().await;
    let id = centre.to_string();
    let admin = app.staff(centre, Role::Admin).await;
    if app.kind == Kind::Sqlite {
        // There, one writer is after the other anyway.
        return;
    }
    let hours = format!(
        "UPDATE institutions SET opening_hours = 'Senin' WHERE id = {}",
        app.literal(centre.as_u128())
    );
    let input = json!({ "input": { "institutionId": id, "address": "Jalan Kamboja 1" } });
    let told = async move { admin.data(UPDATE, input).await };
    let kept = app.overtaken(&hours, told, "SELECT 1").await;
    let kept = &kept["updateInstitution"]["institution"];
    assert_eq!(
        (&kept["address"], &kept["reach"]["openingHours"]),
        (&json!("Jalan Kamboja 1"), &json!("Senin"))
    );
});
