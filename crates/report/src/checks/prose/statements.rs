//! What the sentences of a report say about its tables: 收到政府信息公开申请21件, 其中结果维持72件, 未收取信息处理费 …
//!
//! Numbers of other years, other matters (信访, 提案), parts of a whole (其中网上申请15件), growth and round numbers are
//! left alone, and so is every sentence that does not name its thing. What is left over may still be counted another
//! way than the form counts; that is said with each statement.

use super::{
    Paragraph, Prose, Token, What,
    lexicon::Word,
    numbers::{Measure, Quantity},
};

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::checks) enum Kind {
    /// 本年新收
    New,
    /// 上年结转
    CarriedIn,
    /// 结转下年度
    CarriedOut,
    /// 办理结果总计
    Closed,
    /// （一）予以公开
    Granted,
    /// （二）部分公开
    PartlyGranted,
    /// （三）不予公开
    Refused,
    /// （四）无法提供
    CannotProvide,
    /// （五）不予处理
    NotProcessed,
    /// （六）其他处理
    OtherHandling,
    /// A block of table 4, or both blocks of litigation, and its column.
    Review(Cases, usize),
    /// 规章 or 行政规范性文件: 制发
    Made(bool),
    /// 废止
    Repealed(bool),
    /// 现行有效
    InForce(bool),
    /// 行政许可处理决定
    Licences,
    /// 行政处罚处理决定
    Penalties,
    /// 行政强制处理决定
    CoerciveMeasures,
    /// 行政事业性收费金额, in 元
    AdministrativeFees,
    /// 收费通知
    FeeNotices,
    /// Their sum in 元
    FeesNotified,
    /// 实际收取的信息处理费, in 元
    FeesReceived,
}

/// The cases of table 4 that a sentence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::checks) enum Cases {
    /// 行政复议
    Reconsideration,
    /// 行政诉讼, both blocks
    Litigation,
    /// 未经复议直接起诉
    Direct,
    /// 复议后起诉
    AfterReview,
}

/// How surely a statement means what the table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::checks) enum Certainty {
    /// In the words of the form.
    Plain,
    /// Counted differently here and there (受理, 答复), or perhaps another organ's (全市, 本级).
    Practice,
}

/// A number or a none that the text gives for something in the tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::checks) struct Statement {
    pub kind: Kind,
    pub quantity: Quantity,
    pub certainty: Certainty,
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Byte range of the clause.
    pub start: usize,
    pub end: usize,
}

/// A growth against last year: 同比增长12.5%.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::checks) struct Growth {
    pub kind: Kind,
    /// Percent or number of cases, negative for a decline.
    pub change: Quantity,
    pub paragraph: usize,
    pub start: usize,
    pub end: usize,
}

/// Everything that the text says about the tables.
#[derive(Debug, Default)]
pub(in crate::checks) struct Statements {
    pub all: Vec<Statement>,
    pub growth: Vec<Growth>,
}

impl Statements {
    /// Reads section one and section six.
    pub fn read(prose: &Prose<'_>, year: Option<i16>) -> Self {
        let mut found = Statements::default();
        for (index, paragraph) in prose.paragraphs.iter().enumerate() {
            if !matches!(paragraph.section, Some(0 | 5)) {
                continue;
            }
            let mut reader = Reader { paragraph, index, year, found: &mut found, matter: None };
            let mut begin = 0;
            for sentence in paragraph.sentences() {
                reader.sentence(sentence, begin);
                begin = sentence.last().map_or(begin, |t| t.end);
            }
        }
        found
    }

    /// What is said of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Statement> {
        self.all.iter().filter(move |s| s.kind == kind)
    }
}

/// What the paragraph is speaking of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Matter {
    Requests,
    Review(Cases),
    /// Regulations or normative documents, and whether in the words of the form.
    Documents {
        regulations: bool,
        exact: bool,
    },
    Fee,
}

struct Reader<'r, 'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    index: usize,
    year: Option<i16>,
    found: &'r mut Statements,
    matter: Option<Matter>,
}

/// What is known within one sentence.
#[derive(Default)]
struct State {
    /// The year it speaks of, if it says one.
    said_year: Option<i16>,
    other_time: bool,
    other_organ: bool,
    disclosure: bool,
    /// Outcomes or reviews named without a number yet: the next number is of all of them.
    waiting: Vec<Word>,
    /// 无, 未发生: holds until the next comma.
    none: bool,
    /// Words since the last boundary or number.
    clause: Vec<Word>,
    clause_years: Vec<i16>,
    clause_start: usize,
    last_count: Option<Kind>,
}

impl Reader<'_, '_, '_> {
    fn sentence(&mut self, tokens: &[Token], begin: usize) {
        use Word::*;
        let mut s = State { clause_start: begin, ..State::default() };
        // 政府信息公开 anywhere in the paragraph tells what its reviews are about.
        s.disclosure = self.paragraph.tokens.iter().any(|t| matches!(t.word(), Some(Disclosure | Request | OnRequest)));
        for (i, token) in tokens.iter().enumerate() {
            match token.what {
                What::Number(q) => self.number(&mut s, q, token, tokens, i),
                What::Word(Zero) => self.number(&mut s, Quantity::NO_CASES, token, tokens, i),
                What::Word(word) => self.word(&mut s, word, token, tokens, i),
            }
        }
        self.end_of_clause(&mut s, tokens.last().map_or(begin, |t| t.end), true);
    }

    fn word(&mut self, s: &mut State, word: Word, token: &Token, tokens: &[Token], i: usize) {
        use Word::*;
        match word {
            Listing => {
                self.end_of_clause(s, token.start, false);
                s.clause_start = token.end;
            }
            Comma | Semicolon | Open | Close | Stop => {
                self.end_of_clause(s, token.start, word != Open);
                s.clause_start = token.end;
                if matches!(word, Semicolon | Stop) {
                    s.waiting.clear();
                    s.other_time = false;
                    s.said_year = Option::None;
                }
            }
            OtherTime => {
                s.other_time = true;
                s.clause.push(word);
            }
            OtherOrgan => {
                s.other_organ = true;
                s.clause.push(word);
            }
            None => {
                s.none = true;
                s.clause.push(word);
            }
            Reconsideration | Litigation | LitigationDirect | LitigationAfterReview => {
                s.clause.push(word);
                let cases = match word {
                    Reconsideration => Cases::Reconsideration,
                    Litigation => Cases::Litigation,
                    LitigationDirect => Cases::Direct,
                    _ => Cases::AfterReview,
                };
                self.matter = Some(Matter::Review(cases));
                let denied = s.none || s.clause.contains(&NotReceived);
                if denied && !number_follows(tokens, i) {
                    self.none_of(s, Kind::Review(cases, crate::cell_name::REVIEW_TOTAL), token.end);
                } else {
                    s.waiting.push(word);
                }
            }
            Request => {
                self.matter = Some(Matter::Requests);
                s.clause.push(word);
            }
            InformationFee | FeeNotice | NoFeeNotice => {
                self.matter = Some(Matter::Fee);
                s.clause.push(word);
            }
            NormativeDocument | LooseNormativeDocument | Regulation => {
                let published = s.clause.contains(&Publish);
                self.matter = (!published).then_some(Matter::Documents {
                    regulations: word == Regulation,
                    exact: word != LooseNormativeDocument,
                });
                s.clause.push(word);
            }
            OtherThing => {
                // 行政许可事项, 收到建议: whatever follows in this clause is something else.
                if self.matter != Some(Matter::Fee) {
                    s.clause.push(word);
                }
            }
            _ => s.clause.push(word),
        }
    }

    /// A none in words: 未收到政府信息公开申请, 没有结转下年度继续办理的申请, 未收取信息处理费.
    fn end_of_clause(&mut self, s: &mut State, end: usize, ends_list: bool) {
        use Word::*;
        let has = |w: Word| s.clause.contains(&w);
        let foreign = s.clause.iter().any(|w| matches!(w, OtherThing | Licence | SubPart));
        let mut none = Option::None;
        if has(NotReceived) && (has(Request) || has(OnRequest) || has(Application)) && !foreign {
            let about_review = s.clause.iter().any(|w| matches!(w, Reconsideration | Litigation));
            if !about_review {
                none = Some(Kind::New);
            }
        } else if has(None) && has(CarriedOut) && !foreign {
            none = Some(Kind::CarriedOut);
        } else if has(None) && has(CarriedIn) && !foreign {
            none = Some(Kind::CarriedIn);
        } else if has(NotCollected) && has(InformationFee) {
            none = Some(Kind::FeesReceived);
        } else if has(NoFeeNotice) {
            none = Some(Kind::FeeNotices);
        }
        if let Some(kind) = none {
            self.none_of(s, kind, end);
        }
        // Outcomes named without a number wait for the number that is of all of them.
        s.waiting.extend(s.clause.iter().filter(|w| outcome(**w).is_some()));
        s.clause.clear();
        s.clause_years.clear();
        if ends_list {
            s.none = false;
        }
    }

    fn none_of(&mut self, s: &State, kind: Kind, end: usize) {
        let review = matches!(kind, Kind::Review(..));
        if self.is_another_year(s)
            || s.other_time && !matches!(kind, Kind::CarriedIn | Kind::CarriedOut)
            || review && !s.disclosure
        {
            return;
        }
        let certainty = if s.other_organ { Certainty::Practice } else { Certainty::Plain };
        self.push(kind, Quantity::NO_CASES, certainty, s.clause_start, end);
    }

    fn is_another_year(&self, s: &State) -> bool {
        s.said_year.is_some() && s.said_year != self.year
    }

    fn push(&mut self, kind: Kind, quantity: Quantity, certainty: Certainty, start: usize, end: usize) {
        self.found.all.push(Statement { kind, quantity, certainty, paragraph: self.index, start, end: end.max(start) });
    }

    fn number(&mut self, s: &mut State, q: Quantity, token: &Token, tokens: &[Token], i: usize) {
        use Word::*;
        if let Some(year) = q.year() {
            s.clause_years.push(year);
            if !s.clause.contains(&Carry) {
                s.said_year = Some(year);
            }
            return;
        }
        if matches!(q.measure, Measure::Month | Measure::Day) {
            return;
        }
        let clause = std::mem::take(&mut s.clause);
        let years = std::mem::take(&mut s.clause_years);
        let waiting = std::mem::take(&mut s.waiting);
        let clause_start = std::mem::replace(&mut s.clause_start, token.end);
        if clause.iter().any(|w| matches!(w, Growth | Decline)) {
            self.growth(s, q, &clause, clause_start, token.end);
            return;
        }
        // What stands behind the number in the same clause: 103件顺延到下年度答复, 3件政府信息公开申请.
        let after: Vec<Word> = tokens
            .iter()
            .skip(i + 1)
            .map_while(|t| t.word().filter(|w| !matches!(w, Comma | Listing | Semicolon | Stop | Open | Close)))
            .collect();
        // Quoted to the end of the clause, or to the next number.
        let next = tokens.get(i + 1 + after.len());
        let end = match next.map(|t| (t.what, t.start)) {
            Some((What::Word(_), start)) => start,
            Option::None => tokens.last().map_or(token.end, |t| t.end),
            Some((What::Number(_), _)) => token.end,
        };
        let place = (clause_start, end);
        let meaning = self.meaning(s, &clause, &years, &after, &waiting, q);
        for (kind, certainty) in meaning {
            let certainty = if s.other_organ { Certainty::Practice } else { certainty };
            self.push(kind, q, certainty, place.0, place.1);
            s.last_count = Some(kind);
        }
    }

    /// What a number counts; nothing unless the clause says so.
    fn meaning(
        &mut self,
        s: &mut State,
        clause: &[Word],
        years: &[i16],
        after: &[Word],
        waiting: &[Word],
        q: Quantity,
    ) -> Vec<(Kind, Certainty)> {
        use Certainty::{Plain, Practice};
        use Word::*;
        let has = |w: Word| clause.contains(&w);
        let one = |kind, certainty| vec![(kind, certainty)];
        if q.measure == Measure::Yuan {
            return self.money(s, clause);
        }
        if q.measure != Measure::Case {
            return Vec::new();
        }
        if has(FeeNotice) && !self.is_another_year(s) {
            return one(Kind::FeeNotices, Plain);
        }
        // 上年结转 and 结转下年 name their years themselves.
        let carry_year =
            |word| (has(word) || clause.is_empty() && after.contains(&word)).then(|| years.first().copied());
        if has(CarriedIn) || clause.is_empty() && after.contains(&CarriedIn) {
            return if has(OtherThing) { Vec::new() } else { one(Kind::CarriedIn, Plain) };
        }
        if has(CarriedOut) || only_filler(clause) && after.contains(&CarriedOut) {
            return if has(OtherThing) { Vec::new() } else { one(Kind::CarriedOut, Plain) };
        }
        if let (Some(Some(year)), Some(own)) = (carry_year(Carry), self.year) {
            return match year {
                y if y == own - 1 => one(Kind::CarriedIn, Plain),
                y if y == own + 1 => one(Kind::CarriedOut, Plain),
                _ => Vec::new(),
            };
        }
        if has(Carry) || self.is_another_year(s) || s.other_time || q.approximate {
            return Vec::new();
        }
        // A review named without its own number before: 行政复议、行政诉讼均为0件 is of both, anything else is unclear.
        // 予以公开答复966件 counts an outcome, not replies.
        let last = |wanted: fn(Word) -> bool| clause.iter().rev().copied().find(|w| wanted(*w));
        let key = last(|w| outcome(w).is_some()).or_else(|| last(is_key));
        let reviews: Vec<Cases> = waiting.iter().chain(clause).copied().filter_map(cases).collect();
        if key.is_none_or(|k| cases(k).is_some()) && !reviews.is_empty() && !has(OtherThing) {
            let mut all = reviews;
            all.sort_unstable();
            all.dedup();
            if !s.disclosure || all.len() > 1 && !q.value.is_zero() {
                return Vec::new();
            }
            let column = crate::cell_name::REVIEW_TOTAL;
            return all.into_iter().map(|c| (Kind::Review(c, column), Plain)).collect();
        }
        if waiting.iter().any(|w| outcome(*w).is_some()) {
            return Vec::new();
        }
        if has(OtherThing) || has(Joined) {
            return Vec::new();
        }
        let Some(key) = key else {
            return if after.contains(&Request) && self.received(clause, after) {
                one(Kind::New, Practice)
            } else {
                Vec::new()
            };
        };
        if let Some(kind) = outcome(key) {
            // Only of requests: 予以公开 is said of documents as well.
            let ours = self.matter == Some(Matter::Requests) && !has(Publish);
            return if ours { one(kind, Plain) } else { Vec::new() };
        }
        if let Some(column) = result(key) {
            let Some(Matter::Review(cases)) = self.matter else { return Vec::new() };
            return if s.disclosure { one(Kind::Review(cases, column), Plain) } else { Vec::new() };
        }
        match key {
            Receive | Accept | Request | OnRequest | Application => {
                let named = has(Request) || has(OnRequest) && has(Receive) || after.contains(&Request);
                let partial = has(Among) || has(SubPart) || has(Publish) || has(Licence);
                if !named || partial {
                    return Vec::new();
                }
                if has(Reply) {
                    return one(Kind::Closed, Practice);
                }
                self.matter = Some(Matter::Requests);
                let plain = has(Receive) && !has(Accept);
                one(Kind::New, if plain { Plain } else { Practice })
            }
            Reply => {
                let ours = has(Request) || after.contains(&Request) || self.matter == Some(Matter::Requests);
                if ours && !has(SubPart) && !has(Among) { one(Kind::Closed, Practice) } else { Vec::new() }
            }
            Made | LooselyMade | Repealed | InForce => self.documents(clause, key),
            NormativeDocument | Regulation | LooseNormativeDocument => {
                let verb = clause.iter().rev().copied().find(|w| matches!(w, Made | LooselyMade | Repealed | InForce));
                verb.map_or_else(Vec::new, |verb| self.documents(clause, verb))
            }
            Licence | Penalty | CoerciveMeasure => {
                let published = has(Publish) || after.iter().any(|w| matches!(w, Publish | OtherThing | Application));
                if published || has(Among) || has(SubPart) || has(NotReceived) || has(Receive) {
                    return Vec::new();
                }
                let kind = match key {
                    Licence => Kind::Licences,
                    Penalty => Kind::Penalties,
                    _ => Kind::CoerciveMeasures,
                };
                one(kind, Practice)
            }
            _ => Vec::new(),
        }
    }

    fn received(&self, clause: &[Word], after: &[Word]) -> bool {
        !clause.iter().any(|w| matches!(w, Word::Among | Word::SubPart | Word::Publish))
            && !after
                .iter()
                .any(|w| matches!(w, Word::SubPart | Word::OtherThing | Word::InformationFee | Word::Collect))
    }

    fn documents(&self, clause: &[Word], verb: Word) -> Vec<(Kind, Certainty)> {
        let Some(Matter::Documents { regulations, exact }) = self.matter else { return Vec::new() };
        if clause.iter().any(|w| matches!(w, Word::Publish | Word::Among | Word::SubPart)) {
            return Vec::new();
        }
        let plain = exact && verb != Word::LooselyMade && !regulations;
        let kind = match verb {
            Word::Repealed => Kind::Repealed(regulations),
            Word::InForce => Kind::InForce(regulations),
            _ => Kind::Made(regulations),
        };
        vec![(kind, if plain { Certainty::Plain } else { Certainty::Practice })]
    }

    fn money(&self, s: &State, clause: &[Word]) -> Vec<(Kind, Certainty)> {
        use Word::*;
        let has = |w: Word| clause.contains(&w);
        if self.is_another_year(s) || s.other_time || has(Among) {
            return Vec::new();
        }
        if has(AdministrativeFee) {
            return vec![(Kind::AdministrativeFees, Certainty::Practice)];
        }
        if self.matter != Some(Matter::Fee) {
            return Vec::new();
        }
        if has(Collect) || has(InformationFee) && has(Receive) {
            vec![(Kind::FeesReceived, Certainty::Plain)]
        } else if !has(InformationFee) && s.last_count == Some(Kind::FeeNotices) {
            vec![(Kind::FeesNotified, Certainty::Plain)]
        } else {
            Vec::new()
        }
    }

    fn growth(&mut self, s: &State, change: Quantity, clause: &[Word], start: usize, end: usize) {
        let Some(kind) = s.last_count.filter(|_| !self.is_another_year(s)) else { return };
        if change.approximate || clause.iter().any(|w| matches!(w, Word::OtherThing | Word::SubPart)) {
            return;
        }
        let value = if clause.contains(&Word::Decline) { -change.value } else { change.value };
        let change = Quantity { value, ..change };
        self.found.growth.push(Growth { kind, change, paragraph: self.index, start, end });
    }
}

/// Whether the next thing in the clause is a count.
fn number_follows(tokens: &[Token], i: usize) -> bool {
    let next = tokens
        .iter()
        .skip(i + 1)
        .find(|t| !matches!(t.word(), Some(Word::OtherThing | Word::Filler | Word::Application)));
    next.is_some_and(|t| matches!(t.what, What::Number(_)))
}

fn only_filler(clause: &[Word]) -> bool {
    clause.iter().all(|w| matches!(w, Word::Among | Word::Filler | Word::Reply))
}

fn is_key(word: Word) -> bool {
    use Word::*;
    outcome(word).is_some()
        || result(word).is_some()
        || cases(word).is_some()
        || matches!(
            word,
            Receive
                | Accept
                | Request
                | OnRequest
                | Application
                | Reply
                | Made
                | LooselyMade
                | Repealed
                | InForce
                | NormativeDocument
                | LooseNormativeDocument
                | Regulation
                | Licence
                | Penalty
                | CoerciveMeasure
        )
}

fn outcome(word: Word) -> Option<Kind> {
    Some(match word {
        Word::Granted => Kind::Granted,
        Word::PartlyGranted => Kind::PartlyGranted,
        Word::Refused => Kind::Refused,
        Word::CannotProvide => Kind::CannotProvide,
        Word::NotProcessed => Kind::NotProcessed,
        Word::OtherHandling => Kind::OtherHandling,
        _ => return None,
    })
}

fn result(word: Word) -> Option<usize> {
    Some(match word {
        Word::Upheld => 0,
        Word::Corrected => 1,
        Word::OtherResult => 2,
        Word::Pending => crate::cell_name::REVIEW_PENDING,
        _ => return None,
    })
}

fn cases(word: Word) -> Option<Cases> {
    Some(match word {
        Word::Reconsideration => Cases::Reconsideration,
        Word::Litigation => Cases::Litigation,
        Word::LitigationDirect => Cases::Direct,
        Word::LitigationAfterReview => Cases::AfterReview,
        _ => return None,
    })
}
