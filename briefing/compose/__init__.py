"""From findings to one brief, and from the brief to one page."""
