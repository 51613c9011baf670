//! Who is asking: passwords, tokens, keys, and the vault for what must stay secret at rest.

pub mod password;
pub mod secret;
pub mod tokens;
pub mod vault;
