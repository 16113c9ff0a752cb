ALTER TABLE report_amendment DROP COLUMN amended;
