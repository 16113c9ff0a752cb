-- One text for SQLite and PostgreSQL: TEXT, BIGINT, BOOLEAN; dates as ISO text, details as JSON text, ids made by us.
-- Every row is keyed by county (I10); a request is its events (I2), `state` and `due` beside it are only an index.

CREATE TABLE county (
  slug TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  note TEXT,                        -- what every page must say, e.g. 示例数据
  writes BIGINT NOT NULL            -- touched first by every write, so that writes of a county come one after another
);

CREATE TABLE organ (
  county TEXT NOT NULL REFERENCES county(slug),
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  level TEXT NOT NULL,
  parent TEXT,
  code TEXT NOT NULL,
  contacts TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (county, id),
  UNIQUE (county, name),
  UNIQUE (county, code)
);

CREATE TABLE account (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  organ TEXT NOT NULL,
  roles TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  failures BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  PRIMARY KEY (county, id),
  UNIQUE (county, login),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id)
);

CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY,
  county TEXT NOT NULL,
  account TEXT NOT NULL,
  csrf TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  FOREIGN KEY (county, account) REFERENCES account(county, id)
);

CREATE TABLE counter (
  county TEXT NOT NULL REFERENCES county(slug),
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (county, name)
);

CREATE TABLE publication (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT NOT NULL,
  index_number TEXT NOT NULL,
  shelf TEXT NOT NULL,
  obligation TEXT,
  genre TEXT NOT NULL,
  normative TEXT,
  title TEXT NOT NULL,
  document_number TEXT,
  formed_on TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  author TEXT NOT NULL,
  reviewer TEXT,
  secrecy_opinion TEXT,
  return_reason TEXT,
  published_on TEXT,
  repealed_on TEXT,
  withdrawn_on TEXT,
  withdrawn_reason TEXT,
  PRIMARY KEY (county, id),
  UNIQUE (county, index_number),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id),
  FOREIGN KEY (county, author) REFERENCES account(county, id)
);
CREATE INDEX publication_shelf ON publication (county, state, shelf, published_on);
CREATE INDEX publication_organ ON publication (county, organ, state);

CREATE TABLE attachment (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  publication TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, publication) REFERENCES publication(county, id)
);

CREATE TABLE request (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT NOT NULL,
  number TEXT NOT NULL,
  code_digest TEXT NOT NULL,
  applicant_kind TEXT NOT NULL,
  requester TEXT NOT NULL,
  subject TEXT NOT NULL,
  content TEXT NOT NULL,
  arrived_on TEXT NOT NULL,
  handler TEXT,
  state TEXT NOT NULL,
  due TEXT,
  PRIMARY KEY (county, id),
  UNIQUE (county, number),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id)
);
CREATE INDEX request_open ON request (county, organ, state, due);

CREATE TABLE request_event (
  county TEXT NOT NULL,
  request TEXT NOT NULL,
  seq BIGINT NOT NULL,
  happened_on TEXT NOT NULL,
  body TEXT NOT NULL,
  account TEXT,
  PRIMARY KEY (county, request, seq),
  FOREIGN KEY (county, request) REFERENCES request(county, id)
);

CREATE TABLE review_case (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT NOT NULL,
  kind TEXT NOT NULL,
  request TEXT,
  authority TEXT NOT NULL,
  filed_on TEXT NOT NULL,
  concluded_on TEXT,
  result TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id)
);

CREATE TABLE ledger_entry (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  entry TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id)
);

CREATE TABLE work_record (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  part TEXT NOT NULL,
  content TEXT NOT NULL,
  quantity BIGINT,
  unit TEXT,
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id)
);

CREATE TABLE annual_report (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  organ TEXT NOT NULL,
  year BIGINT NOT NULL,
  narrative TEXT NOT NULL,
  overrides TEXT NOT NULL,
  published_on TEXT,
  signer TEXT,
  published TEXT,
  PRIMARY KEY (county, id),
  UNIQUE (county, organ, year),
  FOREIGN KEY (county, organ) REFERENCES organ(county, id)
);

CREATE TABLE audit (
  county TEXT NOT NULL REFERENCES county(slug),
  seq BIGINT NOT NULL,
  at TEXT NOT NULL,
  account TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (county, seq)
);
