"""指标: counts, rates, sums and spans; declared once, asked for by name, opened into records."""
