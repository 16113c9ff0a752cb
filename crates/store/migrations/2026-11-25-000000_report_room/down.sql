DROP TABLE report_amendment;
DROP TABLE report_reminder;
DROP TABLE report_elsewhere;
DROP TABLE finding_decision;
DROP TABLE received_report;
