//! The two machines that the pages are made for.

use std::path::Path;

use serde_json::json;
use thirtyfour::{
    ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel,
};

use super::setting;

/// What every browser is started with: nothing of its own goes to the network.
const QUIET: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=id",
    "--accept-lang=id",
];

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    /// As browsers come.
    On,
    /// Switched off in the browser's settings.
    Off,
}

/// What the person holds or sits at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// 360 × 780, two device pixels a pixel.
    Phone(Scripts),
    /// An office PC, 1366 × 768.
    Office,
}

impl Device {
    /// Whether pages may run scripts on it.
    pub(super) const fn scripts(self) -> Scripts {
        match self {
            Self::Phone(scripts) => scripts,
            Self::Office => Scripts::On,
        }
    }

    /// The capabilities of a browser on this device, with its profile in this folder.
    pub(super) fn capabilities(self, profile: &Path) -> ChromeCapabilities {
        let mut browser = DesiredCapabilities::chrome();
        browser.set_binary(&setting("BALAI_CHROMIUM", "/usr/bin/chromium")).unwrap();
        browser.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        for flag in QUIET {
            browser.add_arg(flag).unwrap();
        }
        browser.add_arg(&format!("--user-data-dir={}", profile.display())).unwrap();
        browser.add_experimental_option("prefs", preferences(self.scripts())).unwrap();
        match self {
            Self::Phone(_) => {
                let screen = json!({ "width": 360, "height": 780, "pixelRatio": 2, "touch": true });
                let emulated = json!({ "deviceMetrics": screen });
                browser.add_experimental_option("mobileEmulation", emulated).unwrap();
                browser.add_arg("--window-size=360,780").unwrap();
            }
            Self::Office => {
                browser.add_arg("--window-size=1366,768").unwrap();
            }
        }
        browser
    }
}

fn preferences(scripts: Scripts) -> serde_json::Value {
    let javascript = match scripts {
        Scripts::On => 1,
        Scripts::Off => 2,
    };
    json!({
        "intl.accept_languages": "id",
        "profile.managed_default_content_settings.javascript": javascript,
        "credentials_enable_service": false,
    })
}
