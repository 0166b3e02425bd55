"""展示声明: Desk, Intake, Notice, Page: what a module says about being shown."""
