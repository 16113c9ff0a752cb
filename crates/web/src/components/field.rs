//! One field of a form as a page shows it: what was asked, what was typed, what is wrong with it.

/// One field of a form. `name` is also its id, so it is a plain word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// The name it is posted under, and its id.
    pub name: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// What was typed or chosen, kept as it came.
    pub value: String,
    /// What is wrong with it, as a sentence that says what to do.
    pub error: Option<String>,
}

impl Field {
    /// An empty field without hint or error.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With what was typed.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// With what is wrong, if anything is.
    #[must_use]
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// The ids that describe the control, for `aria-describedby`; empty when there is nothing to point to.
    #[must_use]
    pub fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    /// Every answer with the id of its control: the first carries the field's own id, so that a link from the error
    /// summary finds it.
    pub fn answers<'a>(&'a self, choices: &'a [Choice]) -> impl Iterator<Item = (String, &'a Choice)> {
        choices.iter().enumerate().map(|(index, choice)| {
            let id = if index == 0 { self.name.clone() } else { format!("{}-{}", self.name, index + 1) };
            (id, choice)
        })
    }
}

/// One answer of radios, checkboxes or a select.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// What helps to choose it.
    pub hint: Option<String>,
    /// Whether a checkbox is ticked; radios and select go by the field's value instead.
    pub checked: bool,
    /// Whether further fields belong to this answer.
    pub reveals: bool,
}

impl Choice {
    /// An answer without hint.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Ticked or not (checkboxes).
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// With fields of its own, shown only while it is chosen.
    #[must_use]
    pub fn reveals(mut self) -> Self {
        self.reveals = true;
        self
    }
}

/// One line of the error summary: where and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field; empty for a problem of the form as a whole.
    pub field: String,
    /// The same sentence as beside the field.
    pub message: String,
}

/// Every problem of a form's fields, in the order of the form.
#[must_use]
pub fn problems(fields: &[&Field]) -> Vec<Problem> {
    fields
        .iter()
        .filter_map(|field| {
            let message = field.error.clone()?;
            Some(Problem { field: field.name.clone(), message })
        })
        .collect()
}
