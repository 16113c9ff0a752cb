-- The county's report room: files of anybody's reports, people's decisions on findings, reports that went out elsewhere,
-- reminder letters, and dated amendments of published reports. Where a report stands is derived, so it has no column.

-- A file that was handed in. Organ and year are proposed from the file and hold once somebody confirmed them; of several
-- confirmed files of one organ and year the last one counts. One set aside (with its reason) counts no more.
CREATE TABLE received_report (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT,
  year BIGINT,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  received_on TEXT NOT NULL,
  account TEXT NOT NULL,
  confirmed BOOLEAN NOT NULL,
  set_aside TEXT,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);
CREATE INDEX received_report_square ON received_report (county, organ, year);
CREATE INDEX received_report_digest ON received_report (county, digest);

-- What somebody decided about a finding; the fingerprint holds as long as the values concerned are the same.
CREATE TABLE finding_decision (
  county TEXT NOT NULL,
  organ TEXT NOT NULL,
  year BIGINT NOT NULL,
  fingerprint TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  decided_on TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (county, organ, year, fingerprint),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);

-- A report that was signed and published elsewhere, on paper or on another site.
CREATE TABLE report_elsewhere (
  county TEXT NOT NULL,
  organ TEXT NOT NULL,
  year BIGINT NOT NULL,
  signed_on TEXT,
  published_on TEXT,
  address TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (county, organ, year),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);

-- 催报函: letters made together share a batch.
CREATE TABLE report_reminder (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  batch TEXT NOT NULL,
  organ TEXT NOT NULL,
  year BIGINT NOT NULL,
  due TEXT NOT NULL,
  stage TEXT NOT NULL,
  made_on TEXT NOT NULL,
  account TEXT NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);
CREATE INDEX report_reminder_square ON report_reminder (county, organ, year);

-- 更正: prepared by one person, signed by the head; the frozen report itself is never written again.
CREATE TABLE report_amendment (
  county TEXT NOT NULL,
  organ TEXT NOT NULL,
  year BIGINT NOT NULL,
  number BIGINT NOT NULL,
  changes TEXT NOT NULL,
  reason TEXT NOT NULL,
  prepared_on TEXT NOT NULL,
  author TEXT NOT NULL,
  signed_on TEXT,
  signer TEXT,
  PRIMARY KEY (county, organ, year, number),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, author) REFERENCES account(county, id)
);
