//! What a crawl hands back: findings by page, the state for the next crawl, and what was and was not looked at.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use domain::Finding;
use url::Url;

use crate::state::State;

/// The result of one crawl.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Findings in the order of their pages.
    pub found: Vec<Found>,
    /// To be given to the next crawl.
    pub state: State,
    /// What was done and what was left.
    pub summary: Summary,
}

/// A finding and the page it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The first page that has it. A link that stands on many pages of an organ, as in a footer, is one finding.
    pub page: Url,
    /// Whose page it is.
    pub organ: Option<String>,
    /// On how many pages of this organ it stands.
    pub pages: u32,
    /// What is wrong; `place.text` is the address as written.
    pub finding: Finding,
}

/// What a crawl did. As text it is a paragraph of Chinese sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Own pages read.
    pub pages: usize,
    /// Different addresses met, those of pages included.
    pub links: usize,
    /// Addresses that were in order on one of the last days and not asked for again.
    pub fresh: usize,
    /// Requests sent.
    pub requests: u64,
    /// Addresses that failed and are no finding yet, because the failure may pass.
    pub waiting: usize,
    /// Addresses of which nothing can be said, by why.
    pub undecided: BTreeMap<Undecided, usize>,
    /// Bounds that were reached. Without any, everything that can be reached was looked at.
    pub bounds: Vec<Bound>,
}

/// Why nothing can be said of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Undecided {
    /// 401, 403, 407: it may be there for others.
    Forbidden,
    /// 429: we asked too often.
    TooOften,
    /// `robots.txt` asks not to be visited.
    Robots,
    /// The certificate or the encryption was not accepted here.
    Certificate,
    /// Too many redirects, or to what is no page.
    Redirects,
    /// Any other answer that says neither yes nor no, among them that of protections against programs.
    Answer,
    /// The address is too long to be followed.
    Length,
    /// This program stumbled over it.
    Fault,
}

/// A bound that was reached, with what was left undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// So many own pages were read; others were found and not read.
    Pages {
        /// The bound.
        limit: usize,
        /// Pages not read.
        left: usize,
    },
    /// Pages lie further from the seeds than is followed.
    Depth {
        /// The bound.
        limit: u16,
        /// Pages not read.
        left: usize,
    },
    /// So many addresses are kept; others were met and not checked.
    Links {
        /// The bound.
        limit: usize,
        /// Occurrences of addresses that were not kept.
        left: usize,
    },
    /// The time was up.
    Time {
        /// The bound.
        limit: Duration,
        /// Addresses not looked at.
        left: usize,
    },
    /// Pages were longer than what is read of one.
    PageBytes {
        /// The bound.
        limit: usize,
        /// Pages of which the end was not read.
        cut: usize,
    },
}

impl Summary {
    /// Whether everything that can be reached was looked at.
    pub fn is_complete(&self) -> bool {
        self.bounds.is_empty()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { pages, links, fresh, requests, waiting, .. } = self;
        write!(f, "读取本站页面{pages}个，发现地址{links}个，发出请求{requests}次")?;
        if *fresh > 0 {
            write!(f, "；{fresh}个地址近日检查过，没有再次访问")?;
        }
        if *waiting > 0 {
            write!(f, "；{waiting}个地址本次没有打开，可能是暂时的，下次仍打不开再提示")?;
        }
        for (why, count) in &self.undecided {
            write!(f, "；{count}个地址{why}，无法判断")?;
        }
        f.write_str("。")?;
        self.bounds.iter().try_for_each(|bound| bound.fmt(f))
    }
}

impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Undecided::Forbidden => "需要登录或者不允许访问",
            Undecided::TooOften => "限制访问次数",
            Undecided::Robots => "所在网站不允许程序访问（robots.txt）",
            Undecided::Certificate => "的安全证书没有通过验证",
            Undecided::Redirects => "跳转次数过多或者跳转到网页以外",
            Undecided::Answer => "的回答既不是正常也不是不存在",
            Undecided::Length => "过长，没有访问",
            Undecided::Fault => "在检查中遇到程序错误",
        })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Pages { limit, left } => write!(f, "已达到页面上限{limit}个，另有{left}个页面没有读取。"),
            Bound::Depth { limit, left } => write!(f, "有{left}个页面距离首页超过{limit}层，没有读取。"),
            Bound::Links { limit, left } => write!(f, "已达到地址上限{limit}个，另有{left}处链接没有检查。"),
            Bound::Time { limit, left } => {
                write!(f, "已达到时间上限{}分钟，另有{left}个地址没有检查。", limit.as_secs().div_ceil(60))
            }
            Bound::PageBytes { limit, cut } => {
                write!(f, "有{cut}个页面超过{}千字节，后面的部分没有读取。", limit >> 10)
            }
        }
    }
}
