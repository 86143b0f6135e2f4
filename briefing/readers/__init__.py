"""Bytes of one kind to a Document."""
