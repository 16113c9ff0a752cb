DROP TABLE sweep_finding;
DROP TABLE finding_reason;
