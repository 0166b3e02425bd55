"""日历与期限: working days with make-up days, periods, and why a day is the day."""
