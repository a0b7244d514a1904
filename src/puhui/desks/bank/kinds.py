"""The kinds of documents that a bank's desks keep."""

APPLICANT, ASSESSMENT, DECISION, SCORE = "applicant", "assessment", "decision", "bank-score"
SCREENING = "screening"
