"""The database: tables, transactions, questions and changes."""
