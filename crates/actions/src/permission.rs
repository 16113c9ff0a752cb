//! Roles as data, permissions as a closed list: who may do what, for which organs.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Something that needs permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Sign in and see lists of one's own scope.
    UseDesk,
    /// 起草、修改、提交信息
    WritePublication,
    /// 审核与保密审查
    ReviewPublication,
    /// 发布已审核的信息
    Publish,
    /// 撤下已发布的信息
    WithdrawPublication,
    /// 登记和办理申请
    HandleRequest,
    /// 同意延长答复期限 (Art. 33: head of the 工作机构)
    ApproveExtension,
    /// 登记台账、复议诉讼
    KeepRecords,
    /// 编制年度报告
    DrawUpReport,
    /// 签发、公布年度报告
    PublishReport,
    /// 对核对结果作出认定：属实，或者不属实、可以接受
    DecideFindings,
    /// 年报工作室：看各机关年度报告的进度，接收、比对、催报
    WatchReports,
    /// 拨测公布的联系电话
    CheckContacts,
    /// 登记本地的校对词语和例外
    KeepWording,
    /// 立即进行日常检查，不等到夜里
    RunChecks,
    /// 查看审计记录
    SeeAudit,
}

impl Permission {
    /// What it allows, for messages.
    pub fn label(self) -> &'static str {
        match self {
            Permission::UseDesk => "使用工作台",
            Permission::WritePublication => "起草信息",
            Permission::ReviewPublication => "审核信息",
            Permission::Publish => "发布信息",
            Permission::WithdrawPublication => "撤下信息",
            Permission::HandleRequest => "办理申请",
            Permission::ApproveExtension => "同意延长答复期限",
            Permission::KeepRecords => "登记台账",
            Permission::DrawUpReport => "编制年度报告",
            Permission::PublishReport => "签发年度报告",
            Permission::DecideFindings => "认定核对结果",
            Permission::WatchReports => "督办各机关年度报告",
            Permission::CheckContacts => "拨测联系电话",
            Permission::KeepWording => "登记校对词语和例外",
            Permission::RunChecks => "立即进行日常检查",
            Permission::SeeAudit => "查看审计记录",
        }
    }
}

/// How far a role reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The account's organ and everything below it.
    Own,
    /// All organs of the county.
    County,
}

/// A role.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// 角色名称
    pub name: String,
    /// How far it reaches.
    pub scope: Scope,
    /// What it may do.
    pub permissions: Vec<Permission>,
}

/// All roles by key.
#[derive(Debug, Clone)]
pub struct Roles(BTreeMap<String, Role>);

impl Roles {
    /// The roles that ship with the program.
    ///
    /// # Errors
    /// Only if the compiled-in data is broken, which a test rules out.
    pub fn standard() -> Result<Roles, String> {
        toml::from_str(include_str!("../data/roles.toml")).map(Roles).map_err(|e| e.to_string())
    }

    /// One role.
    pub fn get(&self, key: &str) -> Option<&Role> {
        self.0.get(key)
    }

    /// All roles with their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Role)> {
        self.0.iter().map(|(k, r)| (k.as_str(), r))
    }

    /// Whether any of some roles has a permission.
    pub fn allow(&self, roles: &[String], permission: Permission) -> bool {
        roles.iter().filter_map(|r| self.get(r)).any(|r| r.permissions.contains(&permission))
    }

    /// The widest scope of some roles.
    pub fn scope(&self, roles: &[String]) -> Scope {
        roles.iter().filter_map(|r| self.get(r)).map(|r| r.scope).max().unwrap_or(Scope::Own)
    }
}
