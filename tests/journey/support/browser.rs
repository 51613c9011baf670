//! A browser, and what a person does and sees in it.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{By, WebDriver, WebElement, error::WebDriverResult};

use super::{Device, House, Line, Scripts, program::Program, setting};

/// Sends an operation as a program of the page would.
const GRAPHQL: &str = "const [query, variables, done] = arguments;
  fetch('/graphql', { method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'balai' },
    body: JSON.stringify({ query, variables }) })
    .then(answer => answer.json()).then(done, error => done(String(error)))";
/// How long a person waits for something to happen before giving up.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the page is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// A browser with a profile and a driver of its own.
#[derive(Debug)]
pub struct Browser {
    pub(super) driver: WebDriver,
    house: String,
    scripts: Scripts,
    _chromedriver: Program,
    _profile: TempDir,
}

impl Browser {
    /// Starts it on an empty page.
    pub async fn start(house: &House, device: Device) -> Self {
        Self::at(house.address(), device).await
    }

    /// Starts it at the end of a line to the house.
    pub async fn through(line: &Line, device: Device) -> Self {
        Self::at(line.address(), device).await
    }

    async fn at(house: &str, device: Device) -> Self {
        let profile = TempDir::new().unwrap();
        let mut command = Command::new(setting("BALAI_CHROMEDRIVER", "/usr/bin/chromedriver"));
        let (chromedriver, address) = Program::start(command.arg("--port=0"), |line| {
            let port = line.rsplit_once("started successfully on port ")?.1;
            Some(format!("http://127.0.0.1:{}", port.trim_end_matches('.')))
        });
        let capabilities = device.capabilities(profile.path());
        let driver = WebDriver::new(address, capabilities).await.unwrap();
        let house = String::from(house);
        let scripts = device.scripts();
        Self { driver, house, scripts, _chromedriver: chromedriver, _profile: profile }
    }

    /// Ends the browser, once it is known that no page complained.
    pub async fn close(self) {
        self.complained_about(&[]).await;
        self.driver.quit().await.unwrap();
    }

    /// Types an address of the house.
    pub async fn open(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.house)).await.unwrap();
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// The path and the query of the page.
    pub async fn path(&self) -> String {
        let address = self.driver.current_url().await.unwrap();
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", address.path())
    }

    /// Waits until the address begins so.
    pub async fn arrives_at(&self, start: &str) {
        self.until(&format!("the address {start}…"), async || {
            Ok(self.path().await.starts_with(start).then_some(()))
        })
        .await;
    }

    /// Waits until the page says this.
    pub async fn sees(&self, text: &str) {
        self.until(&format!("“{text}”"), async || {
            Ok(self.text_of("body").await?.contains(text).then_some(()))
        })
        .await;
    }

    /// Waits until these parts of the page, of which there may be several, say this together.
    pub async fn sees_in(&self, css: &str, text: &str) {
        self.until(&format!("“{text}” in {css}"), async || {
            Ok(self.text_of(css).await?.contains(text).then_some(()))
        })
        .await;
    }

    /// Waits until the page no longer says this.
    pub async fn no_longer_sees(&self, text: &str) {
        self.until(&format!("“{text}” to go away"), async || {
            Ok((!self.text_of("body").await?.contains(text)).then_some(()))
        })
        .await;
    }

    /// Waits for the part of the page and tells its text.
    pub async fn reads(&self, css: &str) -> String {
        self.until(&format!("words in {css}"), async || {
            Ok(Some(self.text_of(css).await?).filter(|text| !text.is_empty()))
        })
        .await
    }

    /// Waits for the first element of the XPath and tells its text.
    pub async fn reads_path(&self, path: &str) -> String {
        self.until(&format!("words in {path}"), async || {
            let element = self.driver.find(By::XPath(path)).await?;
            Ok(Some(element.text().await?).filter(|text| !text.is_empty()))
        })
        .await
    }

    /// How many such parts the page has now.
    pub async fn count(&self, css: &str) -> usize {
        self.driver.find_all(By::Css(css)).await.unwrap().len()
    }

    async fn text_of(&self, css: &str) -> WebDriverResult<String> {
        let mut texts = Vec::new();
        for element in self.driver.find_all(By::Css(css)).await? {
            texts.push(element.text().await?);
        }
        Ok(texts.join("\n"))
    }

    /// Presses the link or button of this text.
    pub async fn presses(&self, text: &str) {
        let path = format!(
            "//*[self::a or self::button or self::summary][normalize-space()='{text}' or \
             normalize-space(text())='{text}']"
        );
        self.press(&format!("“{text}”"), By::XPath(path)).await;
    }

    /// Presses what the selector finds.
    pub async fn presses_at(&self, css: &str) {
        self.press(css, By::Css(css)).await;
    }

    /// Presses the first element of the XPath.
    pub async fn presses_path(&self, path: &str) {
        self.press(path, By::XPath(path)).await;
    }

    async fn press(&self, what: &str, by: By) {
        self.until(&format!("{what} to press"), async || {
            for element in self.driver.find_all(by.clone()).await? {
                if element.is_displayed().await? {
                    // To the middle, where nothing that sticks to an edge lies over it.
                    let show = "arguments[0].scrollIntoView({ block: 'center' })";
                    self.driver.execute(show, vec![element.to_json()?]).await?;
                    self.touch(&element).await?;
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await;
    }

    /// Without scripts the driver's own click waits for a timer that never rings.
    async fn touch(&self, element: &WebElement) -> WebDriverResult<()> {
        match self.scripts {
            Scripts::On => element.click().await,
            Scripts::Off => {
                let touch = "arguments[0].selected = true; arguments[0].click()";
                self.driver.execute(touch, vec![element.to_json()?]).await.map(drop)
            }
        }
    }

    /// Types into the field of this name, in place of what stood there.
    pub async fn types(&self, name: &str, text: &str) {
        let css = field(name);
        self.until(&format!("{text} in the field {name}"), async || {
            let field = self.driver.find(By::Css(&css)).await?;
            field.clear().await?;
            field.send_keys(text).await?;
            Ok((value_of(&field).await? == text).then_some(()))
        })
        .await;
    }

    /// Gives a file to the field that the selector finds.
    pub async fn takes_file(&self, css: &str, file: &Path) {
        self.until(&format!("a file in {css}"), async || {
            let field = self.driver.find(By::Css(css)).await?;
            field.send_keys(file.display().to_string()).await.map(Some)
        })
        .await;
    }

    /// Sets the date field of this name, which browsers draw in their own ways.
    pub async fn picks_date(&self, name: &str, day: &str) {
        let css = field(name);
        self.until(&format!("{day} in the field {name}"), async || {
            let field = self.driver.find(By::Css(&css)).await?;
            let set = "arguments[0].value = arguments[1]; \
                       arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
            self.driver.execute(set, vec![field.to_json()?, day.into()]).await?;
            Ok((value_of(&field).await? == day).then_some(()))
        })
        .await;
    }

    /// Chooses this value in the list of this name.
    pub async fn chooses(&self, name: &str, value: &str) {
        self.press(
            &format!("{value} in the list {name}"),
            By::Css(format!("select:is({}) option[value='{value}']", field(name))),
        )
        .await;
    }

    /// Puts a text into the field at once, as a paste would, and lets the page know.
    pub async fn pastes(&self, css: &str, text: &str) {
        let script = "const field = document.querySelector(arguments[0]);
            field.value = arguments[1];
            field.dispatchEvent(new Event('input', { bubbles: true }));";
        self.driver.execute(script, vec![json!(css), json!(text)]).await.unwrap();
    }

    /// What stands in the field of this name.
    pub async fn value(&self, name: &str) -> String {
        let css = field(name);
        self.until(&format!("the field {name}"), async || {
            let field = self.driver.find(By::Css(&css)).await?;
            value_of(&field).await.map(Some)
        })
        .await
    }

    /// Waits until the phone keeps what it is shown.
    pub async fn keeps_pages(&self) {
        self.until("the service worker", async || {
            let script = "return !!(navigator.serviceWorker && navigator.serviceWorker.controller)";
            let has = self.driver.execute(script, vec![]).await?;
            Ok((has.json() == &json!(true)).then_some(()))
        })
        .await;
    }

    /// Waits until the phone has kept what stands at this path.
    pub async fn keeps(&self, path: &str) {
        self.until(&format!("{path} to be kept"), async || {
            let script = "const [path, done] = arguments;
                caches.match(path).then(kept => done(Boolean(kept)))";
            let kept = self.driver.execute_async(script, vec![json!(path)]).await?;
            Ok((kept.json() == &json!(true)).then_some(()))
        })
        .await;
    }

    /// Waits until the app has taken the page over.
    pub async fn takes_over(&self) {
        self.until("the app", async || {
            let script = "return 'app' in document.documentElement.dataset";
            Ok((self.driver.execute(script, vec![]).await?.json() == &json!(true)).then_some(()))
        })
        .await;
    }

    /// Shows pages at this width, in light or dark as the person likes.
    pub async fn looks_like(&self, width: u32, scheme: &str) {
        let tools = self.driver.cdp();
        let screen = json!({
            "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600
        });
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        for (command, parameters) in
            [("Emulation.setDeviceMetricsOverride", screen), ("Emulation.setEmulatedMedia", media)]
        {
            tools.send_raw(command, parameters).await.unwrap();
        }
    }

    /// What the answer of an asynchronous script is: its last argument is told it.
    pub async fn asks_later(&self, script: &str) -> serde_json::Value {
        self.driver.execute_async(script, vec![]).await.unwrap().json().clone()
    }

    /// What the API answers to who is signed in here; every answer of this journey has data.
    pub async fn graphql(&self, query: &str, variables: serde_json::Value) -> serde_json::Value {
        let arguments = vec![json!(query), variables];
        let answer = self.driver.execute_async(GRAPHQL, arguments).await.unwrap().json().clone();
        assert!(answer["data"].is_object(), "{query}: {answer}");
        answer["data"].clone()
    }

    /// What the script of a page tells.
    pub async fn asks(&self, script: &str) -> serde_json::Value {
        self.driver.execute(script, vec![]).await.unwrap().json().clone()
    }

    /// Keeps a picture of the page, if the runner wants pictures.
    pub async fn pictures(&self, name: &str) {
        if let Some(folder) = pictures_folder() {
            let file = folder.join(format!("{name}.png"));
            self.driver.screenshot(&file).await.unwrap();
        }
    }

    /// Keeps a picture of the page from its top to its end, if the runner wants pictures.
    pub async fn pictures_whole(&self, name: &str) {
        let Some(folder) = pictures_folder() else { return };
        let tools = self.driver.cdp();
        let parameters = json!({ "captureBeyondViewport": true });
        let taken = tools.send_raw("Page.captureScreenshot", parameters).await.unwrap();
        let data = taken["data"].as_str().unwrap_or_default();
        let picture = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data);
        std::fs::write(folder.join(format!("{name}.png")), picture.unwrap()).unwrap();
    }

    /// Looks at what the pages complained about since the last look: just these, a part of a
    /// message each, in any number.
    pub async fn complained_about(&self, expected: &[&str]) {
        let said = self.driver.browser_log().await.unwrap();
        let unexpected: Vec<_> = said
            .into_iter()
            .filter(|entry| matches!(entry.level.as_str(), "SEVERE" | "WARNING"))
            .map(|entry| entry.message)
            .filter(|message| !expected.iter().any(|part| message.contains(part)))
            .collect();
        assert!(unexpected.is_empty(), "the browser complains: {unexpected:#?}");
    }

    /// Looks again and again until there is something; what a page that is being replaced answers
    /// counts as nothing.
    pub(super) async fn until<T>(
        &self,
        what: &str,
        look: impl AsyncFn() -> WebDriverResult<Option<T>>,
    ) -> T {
        let since = Instant::now();
        loop {
            let seen = look().await;
            if let Ok(Some(found)) = seen {
                return found;
            }
            if since.elapsed() > PATIENCE {
                self.pictures("gave-up").await;
                let text = self.text_of("body").await.unwrap_or_default();
                let error = seen.err().map(|error| error.to_string()).unwrap_or_default();
                let log = self.driver.browser_log().await.unwrap_or_default();
                let path = self.path().await;
                panic!("waited in vain for {what} at {path}: {error}\n{text}\n{log:#?}");
            }
            tokio::time::sleep(GLANCE).await;
        }
    }
}

/// The field of this name, or of this id where nothing is sent by name.
fn field(name: &str) -> String {
    format!("[name='{name}'], #{name}")
}

async fn value_of(field: &WebElement) -> WebDriverResult<String> {
    Ok(field.prop("value").await?.unwrap_or_default())
}

fn pictures_folder() -> Option<PathBuf> {
    Some(setting("BALAI_SCREENSHOTS", "")).filter(|folder| !folder.is_empty()).map(PathBuf::from)
}
