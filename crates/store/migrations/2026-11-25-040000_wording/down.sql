DROP TABLE county_exception;
DROP TABLE county_word;
