//! What a phone is told when the app is put on its home screen: the city's name, the icons, where it starts.

use domain::city::City;
use serde_json::json;

use crate::packed::{Keep, Packed};

/// Where the manifest lies.
pub const PATH: &str = "/manifest.webmanifest";

/// The city hall's blue, of the icon and of the bar above the app.
const COLOUR: &str = "#0017c1";

/// The colour of the bar above a city's app.
pub fn colour(city: &City) -> String {
    city.looks.colours.map_or_else(|| COLOUR.to_owned(), |colours| colours.light.to_string())
}

/// The manifest of this city's app: on a home screen with several cities on it, the name tells which is which.
pub fn manifest(city: &City) -> Packed {
    let icon = |file: &str, size: &str, purpose: &str| {
        let kind = if file.ends_with("svg") { "image/svg+xml" } else { "image/png" };
        json!({ "src": format!("/icons/{file}"), "sizes": size, "type": kind, "purpose": purpose })
    };
    let manifest = json!({
        "id": "/",
        "name": format!("{} 窓口", city.name),
        "short_name": format!("{}窓口", city.name),
        "description": format!("{}の申請書を、家で、通信がなくても記入できます。", city.name),
        "lang": "ja",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": colour(city),
        "icons": [
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("maskable-512.png", "512x512", "maskable"),
            icon("icon.svg", "any", "any"),
        ],
        "shortcuts": [{ "name": "送信した申請", "url": "/outbox" }],
    });
    Packed::new(manifest.to_string(), "application/manifest+json; charset=utf-8", Keep::Ask)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::looks::Looks;
    use domain::open_days::OpenDays;

    use super::*;

    #[test]
    fn the_home_screen_shows_the_name_of_the_city() {
        let city = City {
            code: "990002".into(),
            number: 2041,
            name: "つばき町".into(),
            prefecture: "さくら県".into(),
            offices: Vec::new(),
            key: None,
            key_until: None,
            looks: Looks::default(),
            without_forms: BTreeMap::new(),
            open_days: OpenDays::default(),
            towns: Vec::new(),
        };
        let told: serde_json::Value = serde_json::from_slice(manifest(&city).plain()).expect("JSON");
        assert_eq!((&told["name"], &told["short_name"]), (&json!("つばき町 窓口"), &json!("つばき町窓口")));
        assert_eq!(told["start_url"], "/");
    }

    #[test]
    fn every_icon_that_is_named_is_there() {
        let city = City {
            code: "990001".into(),
            number: 2040,
            name: "さくら野市".into(),
            prefecture: "さくら県".into(),
            offices: Vec::new(),
            key: None,
            key_until: None,
            looks: Looks::default(),
            without_forms: BTreeMap::new(),
            open_days: OpenDays::default(),
            towns: Vec::new(),
        };
        let told: serde_json::Value = serde_json::from_slice(manifest(&city).plain()).expect("JSON");
        for icon in told["icons"].as_array().expect("a list") {
            let file = format!("{}/../public{}", env!("CARGO_MANIFEST_DIR"), icon["src"].as_str().expect("a path"));
            assert!(std::path::Path::new(&file).is_file(), "{file}");
        }
    }
}
