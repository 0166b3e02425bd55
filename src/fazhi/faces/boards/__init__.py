"""驾驶舱 Leaders: figures, charts, map, drill-down to the record."""
