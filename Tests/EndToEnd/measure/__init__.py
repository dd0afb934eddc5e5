"""What `Tests/bench` measures with; the end-to-end suites do not look in here."""
