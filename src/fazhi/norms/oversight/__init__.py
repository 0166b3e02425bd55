"""行政执法监督 Oversight of enforcement: reminders, supervision cases and their documents, review of case files, complaints."""
