"""How fast Dojo is, against bare baselines of the same run; see docs/performance.md."""
