-- Words that a county itself does not want to see in what it publishes, beside the lists of the release.
CREATE TABLE county_word (
    county TEXT NOT NULL,
    word TEXT NOT NULL,
    severity TEXT NOT NULL,
    instead TEXT NOT NULL,
    source TEXT NOT NULL,
    added_on TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (county, word)
);

-- What a rule of proofreading finds wrong and a county has decided to leave, wherever it stands.
CREATE TABLE county_exception (
    county TEXT NOT NULL,
    rule TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    until TEXT,
    added_on TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (county, rule, text)
);
