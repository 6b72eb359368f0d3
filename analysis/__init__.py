"""From a Chinese newspaper page to a figure, every number traceable to its characters."""
