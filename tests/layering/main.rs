//! Who may import whom (docs/ARCHITECTURE.md).
