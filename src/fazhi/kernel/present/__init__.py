"""展示声明: Desk, Ledger, Intake, Notice, Page: what a module says about being shown."""
