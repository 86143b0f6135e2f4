"""Many documents: streamed in, annotated by several processes or a cluster, written in parts that survive a kill."""
