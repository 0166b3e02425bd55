"""来访登记 Visits: the living example, a complete small module; `make module` copies it."""
