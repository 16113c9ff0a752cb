//! The public site: what a villager sees. Reads only `store::public` and the organs, and of requests only what their own
//! requester may look up. What several pages share stands beside them: lists ([`listing`]), 公开目录 ([`tree`]) and
//! files to take home ([`download`]).

pub mod api;
pub mod catalogue;
pub mod download;
pub mod home;
pub mod listing;
pub mod organs;
pub mod original;
pub mod platform;
pub mod preferences;
pub mod publication;
pub mod reports;
pub mod request;
pub mod rules;
pub mod search;
pub mod status;
pub mod tree;
