-- What keeps published information usable: links, telephone numbers, texts and the policies they rest on, and the nightly run.

-- 有效期: the last day on which a published text holds; blank where none was given.
ALTER TABLE publication ADD COLUMN valid_until TEXT;

-- The last link check. `state` is what the next one needs of this one; its text is the crawler's own.
CREATE TABLE link_run (
  county TEXT NOT NULL PRIMARY KEY REFERENCES county(slug),
  ran_on TEXT NOT NULL,
  address TEXT NOT NULL,
  pages BIGINT NOT NULL,
  complete BOOLEAN NOT NULL,
  summary TEXT NOT NULL,
  state TEXT NOT NULL
);

-- What it found. `failures` counts the runs that found it; one that an incomplete run did not meet keeps its last day.
CREATE TABLE link_finding (
  county TEXT NOT NULL,
  position BIGINT NOT NULL,
  organ TEXT NOT NULL,
  page TEXT NOT NULL,
  pages BIGINT NOT NULL,
  publication TEXT,
  address TEXT NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  hint TEXT,
  basis TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  failures BIGINT NOT NULL,
  PRIMARY KEY (county, position),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, publication) REFERENCES publication(county, id)
);
CREATE INDEX link_finding_organ ON link_finding (county, organ);

-- Telephone numbers of offices besides the one that every organ's own page shows.
CREATE TABLE contact (
  county TEXT NOT NULL,
  organ TEXT NOT NULL,
  phone TEXT NOT NULL,
  label TEXT NOT NULL,
  purpose TEXT NOT NULL,
  since TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (county, organ, phone),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);

-- Test calls belong to a number of an organ, wherever it is published: its history outlives a change of label.
CREATE TABLE contact_call (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT NOT NULL,
  phone TEXT NOT NULL,
  called_on TEXT NOT NULL,
  result TEXT NOT NULL,
  note TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);
CREATE INDEX contact_call_number ON contact_call (county, organ, phone);

-- 依据的政策: which policies an answer or a guide rests on.
CREATE TABLE publication_basis (
  county TEXT NOT NULL,
  publication TEXT NOT NULL,
  policy TEXT NOT NULL,
  bound_on TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (county, publication, policy),
  FOREIGN KEY (county, publication) REFERENCES publication(county, id),
  FOREIGN KEY (county, policy) REFERENCES publication(county, id),
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);
CREATE INDEX publication_basis_policy ON publication_basis (county, policy);

-- The last nightly run: begun on which day, how often that day, and its report once it ended.
CREATE TABLE nightly_run (
  county TEXT NOT NULL PRIMARY KEY REFERENCES county(slug),
  day TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  report TEXT
);
