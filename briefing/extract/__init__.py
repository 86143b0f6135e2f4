"""From a parsed document to actors, attributions, events and figures."""
