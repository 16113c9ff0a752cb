DROP TABLE nightly_run;
DROP TABLE publication_basis;
DROP TABLE contact_call;
DROP TABLE contact;
DROP TABLE link_finding;
DROP TABLE link_run;
ALTER TABLE publication DROP COLUMN valid_until;
