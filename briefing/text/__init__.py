"""Text stations: what is story, which day it was written, where sentences and words begin."""
