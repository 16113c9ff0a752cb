//! The crawler against a small web on the loopback: one page for each defect with a twin that has none, manners, memory
//! between runs, and servers that mean no good.

#![allow(clippy::unwrap_used, clippy::panic)]

mod again;
mod defects;
mod hostile;
mod manners;
mod many;
mod rules;
mod support;
mod tls;
