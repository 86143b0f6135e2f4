"""What settings and templates share: TOML with lines for messages, suggestions for slips of the pen, folders."""
