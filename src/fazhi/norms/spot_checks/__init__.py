"""双随机、一公开 Spot checks: whom to inspect and who inspects are drawn so that anybody can draw again; every result is published."""
