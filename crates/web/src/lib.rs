//! The pages: the public site a villager reads and the desk where staff work, server-rendered, working without scripts.
//!
//! Handlers read facts, call one action or one reading, and fill a template that stands beside them. Every address is in
//! [`routes`]; who may open it is decided in [`access`] before a handler runs.

pub mod access;
pub mod assets;
pub mod components;
mod cookies;
mod csv;
pub mod desk;
mod error;
mod forms;
mod frame;
pub mod labels;
pub mod layout;
pub mod public;
pub mod report_files;
pub mod report_sums;
pub mod routes;
pub mod site;

pub use site::{DemoAccount, Settings, Site};
