//! The browser beyond the page: its keys, tabs, cookies and clock, and what a screen reader hears.

use serde_json::{Value, json};
use thirtyfour::{Key, WindowHandle};

use super::Browser;

/// More stops than any page has.
const MOST_STOPS: usize = 120;

impl Browser {
    /// Presses one key.
    pub async fn presses_key(&self, key: Key) {
        let pressed = self.driver.action_chain().send_keys(key).perform().await;
        // A key that leads to another page was pressed, though the driver lost the old page over it.
        if let Err(error) = pressed {
            assert!(format!("{error:?}").contains("no such execution context"), "{error:?}");
        }
    }

    /// Types where the focus is, in place of what stood there.
    pub async fn types_keys(&self, text: &str) {
        let keys = self.driver.action_chain().key_down(Key::Control).send_keys("a");
        keys.key_up(Key::Control).send_keys(text).perform().await.unwrap();
    }

    /// Goes from stop to stop until a screen reader says this.
    pub async fn tabs_to(&self, wanted: &str) {
        let mut heard = Vec::new();
        for _ in 0..MOST_STOPS {
            self.presses_key(Key::Tab).await;
            let now = self.focused().await;
            if now.contains(wanted) {
                return;
            }
            heard.push(now);
        }
        panic!("no stop says {wanted}: {heard:#?}");
    }

    /// What a screen reader says of what has the focus: its role and its name.
    pub async fn focused(&self) -> String {
        let is = |node: &Value, name: &str| {
            let properties = node["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
            let found = properties.iter().find(|property| property["name"] == name);
            found.is_some_and(|property| property["value"]["value"] == true)
        };
        let tree = self.accessibility_tree().await;
        let focused = tree.iter().rfind(|node| is(node, "focused")).cloned().unwrap_or_default();
        let text = |name: &str| focused[name]["value"].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("role"), text("name"))
    }

    /// What a screen reader is told of the page, part by part.
    pub async fn accessibility_tree(&self) -> Vec<Value> {
        let answer = self.driver.cdp().send_raw("Accessibility.getFullAXTree", json!({})).await;
        let nodes = answer.unwrap()["nodes"].as_array().cloned().unwrap_or_default();
        nodes.into_iter().filter(|node| node["ignored"] != true).collect()
    }

    /// The first link of the page that begins so.
    pub async fn first_link(&self, start: &str) -> String {
        self.reads(&format!("a[href^='{start}']")).await;
        let script =
            format!("return document.querySelector(\"a[href^='{start}']\").getAttribute('href')");
        self.asks(&script).await.as_str().unwrap().to_owned()
    }

    /// The tab that is shown.
    pub async fn tab(&self) -> WindowHandle {
        self.driver.window().await.unwrap()
    }

    /// Opens an address of the house in another tab, and shows it.
    pub async fn opens_tab(&self, path: &str) {
        let tab = self.driver.new_tab().await.unwrap();
        self.driver.switch_to_window(tab).await.unwrap();
        self.open(path).await;
    }

    /// Shows that tab.
    pub async fn turns_to(&self, tab: &WindowHandle) {
        self.driver.switch_to_window(tab.clone()).await.unwrap();
    }

    /// Goes back by the browser's own button.
    pub async fn goes_back(&self) {
        self.driver.back().await.unwrap();
    }

    /// Loses these cookies.
    pub async fn forgets_cookies(&self, names: &[&str]) {
        for name in names {
            self.driver.delete_cookie(*name).await.unwrap();
        }
    }

    /// Pages are told a time that is so wrong.
    pub async fn has_a_clock_wrong_by_hours(&self, hours: i64) {
        let script = format!(
            "{{ const Right = Date, wrong = {hours} * 3600000; globalThis.Date = class extends Right {{ \
             constructor(...parts) {{ parts.length ? super(...parts) : super(Right.now() + wrong) }} \
             static now() {{ return Right.now() + wrong }} }} }}"
        );
        self.does_first(&script).await;
    }

    /// Each page begins with this script.
    pub async fn does_first(&self, script: &str) {
        let tools = self.driver.cdp();
        let parameters = json!({ "source": script });
        tools.send_raw("Page.addScriptToEvaluateOnNewDocument", parameters).await.unwrap();
    }

    /// Addresses of this pattern can't be loaded from now on.
    pub async fn never_loads(&self, pattern: &str) {
        let tools = self.driver.cdp();
        tools.send_raw("Network.enable", json!({})).await.unwrap();
        tools.send_raw("Network.setBlockedURLs", json!({ "urls": [pattern] })).await.unwrap();
    }

    /// Touches the catalogue's quick filter whose name begins so.
    pub async fn opens_the_filter(&self, name: &str) {
        self.presses_path(&format!("//nav[@class='chips']/a[contains(., '{name}')]")).await;
    }

    /// Waits until the script says true.
    pub async fn until_it_holds(&self, script: &str) {
        self.until(script, async || {
            Ok((self.asks(script).await == Value::Bool(true)).then_some(()))
        })
        .await;
    }
}
