-- The whole report as it reads from the day an amendment was signed, frozen like the first.
ALTER TABLE report_amendment ADD COLUMN amended TEXT;
