//! The commands as a user meets them: the built binary, its files, its output and its exit codes.
//!
//! One test binary, so that it is linked once; the pages themselves are tested in the crate `web`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at what is not there")]

mod batch;
mod check;
mod deadline;
mod demo;
mod documentation;
mod fix;
mod links;
mod lists;
mod report;
mod server;
mod support;
mod tools;
