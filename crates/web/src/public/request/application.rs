//! Between the form and the application it stands for: which questions are asked, and how the answers are read.

use actions::requests::Application;
use actions::{ActionError, Problem as Mend};
use domain::request::{ApplicantKind, Channel};
use jiff::civil::Date;
use store::organs::Organ;
use store::requests::Requester;

use crate::components::{Choice, Field, Problem, problems};
use crate::forms::Form;

/// Answer to 您以什么身份申请 for a person, the other one being [`UNIT`].
const PERSON: &str = "person";
const UNIT: &str = "unit";

/// Kinds of units with their posted keys, in the order of the columns of table 3.
const UNITS: [(&str, ApplicantKind); 5] = [
    ("business", ApplicantKind::Business),
    ("research", ApplicantKind::Research),
    ("social_welfare", ApplicantKind::SocialWelfare),
    ("legal_service", ApplicantKind::LegalService),
    ("other", ApplicantKind::Other),
];

/// The form's questions with what was typed and what is to mend. Names are those of the application's fields.
#[derive(Debug)]
pub struct Questions {
    pub organ: Field,
    pub organs: Vec<Choice>,
    pub applicant: Field,
    pub applicants: Vec<Choice>,
    pub unit_kind: Field,
    pub unit_kinds: Vec<Choice>,
    pub name: Field,
    pub id_number: Field,
    pub phone: Field,
    pub address: Field,
    pub email: Field,
    pub content: Field,
    pub delivery: Field,
    pub deliveries: Vec<Choice>,
    /// What belongs to none of the fields.
    rest: Vec<Problem>,
}

/// A form in which nothing is typed yet.
pub fn empty(organ: String) -> Form {
    Form::of([("organ", organ), ("applicant", PERSON.to_owned()), ("delivery", "online".to_owned())])
}

impl Questions {
    /// The questions to these organs, with the answers and the problems of `form`.
    pub fn new(organs: &[Organ], form: &Form, mend: &[Mend]) -> Questions {
        let field = |name: &'static str, label: &str| {
            let error = mend.iter().find(|p| p.field == name).map(|p| p.message.clone());
            Field::new(name, label).value(form.text(name)).error(error)
        };
        let asked: Vec<Choice> = organs.iter().map(|o| Choice::new(&o.id, &o.name)).collect();
        // With one organ there is nothing to choose.
        let first = (asked.len() != 1).then(|| Choice::new("", "请选择"));
        let units = UNITS.iter().map(|(key, kind)| Choice::new(*key, kind.label()));
        let mut questions = Questions {
            organ: field("organ", "向哪个机关申请？")
                .hint("谁制作或者保存这条信息，就向谁申请；村里的信息向所在乡镇申请"),
            organs: first.into_iter().chain(asked).collect(),
            applicant: field("applicant", "您以什么身份申请？"),
            applicants: vec![
                Choice::new(PERSON, "个人"),
                Choice::new(UNIT, "单位（企业、合作社、社会组织等）").reveals(),
            ],
            unit_kind: field("unit_kind", "单位类别"),
            unit_kinds: std::iter::once(Choice::new("", "请选择")).chain(units).collect(),
            name: field("name", "姓名或者单位名称"),
            id_number: field("id_number", "身份证号码（单位填统一社会信用代码）").hint("只用于核实身份，不对外公开"),
            phone: field("phone", "联系电话").hint("手机或座机都可以，工作人员要与您确认收到申请"),
            address: field("address", "通信地址").hint("选择邮寄的，请写清能收到信的地址"),
            email: field("email", "电子邮箱").hint("选择电子邮件的，请填写"),
            content: field("content", "您想要什么信息？")
                .hint("写清文件名称、文号，或者是哪一年、哪个村、哪件事，便于查找；不需要说明用途"),
            delivery: field("delivery", "希望怎样拿到？"),
            deliveries: vec![
                Choice::new("online", "在本网站查看").hint("凭申请编号和查询码"),
                Choice::new("self", "自行领取").hint("到受理机关的办公地址"),
                Choice::new("post", "邮寄").hint("寄到上面填写的通信地址"),
                Choice::new("email", "电子邮件").hint("发到上面填写的电子邮箱"),
            ],
            rest: Vec::new(),
        };
        let shown: Vec<String> = questions.fields().iter().map(|f| f.name.clone()).collect();
        let rest = mend.iter().filter(|p| !shown.iter().any(|name| name == p.field));
        questions.rest = rest.map(|p| Problem { field: String::new(), message: p.message.clone() }).collect();
        questions
    }

    fn fields(&self) -> [&Field; 10] {
        [
            &self.organ,
            &self.applicant,
            &self.unit_kind,
            &self.name,
            &self.id_number,
            &self.phone,
            &self.address,
            &self.email,
            &self.content,
            &self.delivery,
        ]
    }

    /// Everything to mend, in the order of the form.
    pub fn problems(&self) -> Vec<Problem> {
        let mut all = problems(&self.fields());
        all.extend(self.rest.iter().cloned());
        all
    }
}

/// The application that a form stands for.
///
/// # Errors
/// Everything to mend at once, if an organ or a kind of applicant has not been chosen; what is wrong with an application
/// that has both is for the action to say.
pub fn read(form: &Form, organs: &[Organ], today: Date) -> Result<Application, ActionError> {
    let mut mend = Vec::new();
    let organ = organs.iter().find(|o| o.id == form.text("organ")).map(|o| o.id.clone());
    if organ.is_none() {
        mend.push(Mend::new("organ", "请选择向哪个机关申请"));
    }
    let kind = match form.text("applicant") {
        PERSON => Some(ApplicantKind::NaturalPerson),
        UNIT => {
            let kind = UNITS.iter().find(|(key, _)| *key == form.text("unit_kind")).map(|(_, kind)| *kind);
            if kind.is_none() {
                mend.push(Mend::new("unit_kind", "请选择单位类别"));
            }
            kind
        }
        _ => {
            mend.push(Mend::new("applicant", "请选择您以什么身份申请"));
            None
        }
    };
    let application = Application {
        organ: organ.unwrap_or_default(),
        applicant_kind: kind.unwrap_or(ApplicantKind::Other),
        requester: Requester {
            name: form.text("name").to_owned(),
            id_number: form.filled("id_number"),
            phone: form.filled("phone"),
            delivery: form.text("delivery").to_owned(),
            address: form.filled("address"),
            email: form.filled("email"),
        },
        subject: String::new(),
        content: form.text("content").to_owned(),
        channel: Channel::Online,
        arrived_on: today,
        confirmed_on: None,
    };
    if mend.is_empty() {
        return Ok(application);
    }
    mend.extend(application.problems(today));
    Err(ActionError::Invalid(mend))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::organ::OrganLevel;
    use store::organs::Contacts;

    fn organs() -> Vec<Organ> {
        let organ = |id: &str| Organ {
            id: id.to_owned(),
            name: format!("{id}人民政府"),
            short: id.to_owned(),
            level: OrganLevel::Township,
            parent: None,
            code: id.to_owned(),
            contacts: Contacts::default(),
        };
        vec![organ("hewan"), organ("shiling")]
    }

    fn form(pairs: &[(&'static str, &str)]) -> Form {
        Form::of(pairs.iter().map(|(name, value)| (*name, (*value).to_owned())))
    }

    #[test]
    fn a_unit_says_which_kind_and_a_person_need_not() {
        let today = jiff::civil::date(2026, 11, 23);
        let read = |pairs: &[(&'static str, &str)]| read(&form(pairs), &organs(), today);
        let fields = |result: Result<Application, ActionError>| match result {
            Err(ActionError::Invalid(mend)) => mend.into_iter().map(|p| p.field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let both = fields(read(&[("organ", "nobody"), ("applicant", "unit")]));
        assert_eq!(both, ["organ", "unit_kind", "name", "id_number", "delivery", "phone", "content"]);
        assert_eq!(fields(read(&[]))[..2], ["organ", "applicant"]);
        let unit = read(&[("organ", "hewan"), ("applicant", "unit"), ("unit_kind", "research")]).unwrap();
        assert_eq!(unit.applicant_kind, ApplicantKind::Research);
        let person = read(&[("organ", "hewan"), ("applicant", "person"), ("unit_kind", "research")]).unwrap();
        assert_eq!((person.applicant_kind, person.arrived_on), (ApplicantKind::NaturalPerson, today));
    }

    #[test]
    fn every_problem_stands_at_its_field_and_what_was_typed_is_kept() {
        let typed = form(&[("organ", "hewan"), ("name", "王秀兰")]);
        let mend =
            [Mend::new("content", "请写明想要什么信息"), Mend::new("phone", "请填写联系电话"), Mend::new("x", "别的")];
        let ask = Questions::new(&organs(), &typed, &mend);
        assert_eq!(ask.name.value, "王秀兰");
        let order: Vec<String> = ask.problems().into_iter().map(|p| p.field).collect();
        assert_eq!(order, ["phone", "content", ""]);
    }
}
