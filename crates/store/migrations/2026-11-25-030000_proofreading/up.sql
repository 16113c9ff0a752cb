-- Why a finding of proofreading in a publication is left: whoever wrote it says so for a warning, a second person for an
-- error. The fingerprint is of the rule, the text and the characters around it, so a changed sentence asks anew.
CREATE TABLE finding_reason (
    county TEXT NOT NULL,
    publication TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    message TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (county, publication, fingerprint)
);

-- What the nightly reading of everything published found. A row stays while it is found again; first_seen says since when.
CREATE TABLE sweep_finding (
    county TEXT NOT NULL,
    publication TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    part TEXT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    hint TEXT NOT NULL,
    text TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    PRIMARY KEY (county, publication, fingerprint)
);
