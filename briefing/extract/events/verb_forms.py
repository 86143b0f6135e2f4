"""What the form of a sentence's verbs tells: whether it is of the past, of what goes on, of what is to be."""

from __future__ import annotations

from functools import cached_property

from briefing.extract.events.lexicon import Lexicon
from briefing.model.text import Parse, Sentence, Token
from briefing.model.tree import Tree


class VerbForms(Tree):
    """The dependency tree of one sentence, asked what its verbs tell by their form."""

    def __init__(self, parse: Parse, sentence: Sentence, words: Lexicon) -> None:
        super().__init__(parse, sentence)
        # A crosshead that the parser took for the end of the sentence before it is no part of it.
        self.tokens = tuple(t for t in self.tokens if t.start < sentence.span.end)
        self.words = words

    def status_words(self, trigger: Token) -> tuple[set[str], set[str]]:
        """The helping and negating words of a trigger, and the words that open its clause; shared verbs lend theirs."""
        helping: set[str] = set()
        marks: set[str] = set()
        at: Token | None = trigger
        shared = True
        while at is not None:
            children = self.children(at)
            if shared:
                helping |= {c.text.lower() for c in children if c.dep in ("aux", "auxpass", "neg", "advmod")}
            marks |= {c.text.lower() for c in children if c.dep in ("mark", "advmod") and c.i < at.i}
            complete = any(c.dep in ("aux", "nsubj", "nsubjpass") for c in children)
            shared = shared and at.dep in ("conj", "xcomp") and not complete
            at = self.head(at) if at.dep in ("conj", "xcomp", "advcl") else None
        return helping, marks

    def is_to(self, trigger: Token) -> bool:
        """Whether a verb tells what is to be: "**is to be** signed", "are due to meet"."""
        above = self.head(trigger)
        to = any(c.dep == "aux" and c.text.lower() == "to" for c in self.children(trigger))
        if not to or above is None or trigger.dep not in ("xcomp", "ccomp", "acomp", "advcl"):
            return False
        present = self.words.present
        return above.text.lower() in present or any(c.text.lower() in present for c in self.children(above))

    def past(self, trigger: Token) -> bool:
        """Whether a verb tells of the past."""
        if trigger.tag == "VBD":
            return True
        if trigger.tag == "VBN" and trigger.i == (self.root.i if self.root else -1) and self._alone(trigger):
            return True  # "the shell killed one and wounded two": tagged as a participle, though it stands alone
        helping = {c.text.lower() for c in self.children(trigger) if c.dep in ("aux", "auxpass")}
        if trigger.tag == "VBG":
            return bool(helping & self.words.past_going_on)
        return trigger.tag == "VBN" and bool(helping & self.words.past)

    def is_perfect(self, verb: Token) -> bool:
        """Whether a verb stands in the perfect: "**have** marched", "**had been** kept"."""
        return any(c.dep in ("aux", "auxpass") and c.text.lower() in self.words.perfect for c in self.children(verb))

    def tells_perfect(self, verb: Token) -> bool:
        """Whether a verb, or that of what it says, tells of what is done by now: "says two **have been** freed"."""
        said = [c for c in self.children(verb) if c.dep == "ccomp" and c.tag in ("VBN", "VBD")]
        return any(c.text.lower() in self.words.until_now for v in (verb, *said) for c in self.children(v))

    def told_as_past(self, trigger: Token) -> bool:
        """Whether a verb tells of the past, or hangs on one that does: "were heard **flying**"."""
        above = self.head(trigger) if trigger.tag == "VBG" and trigger.dep in ("xcomp", "advcl", "ccomp") else None
        return self.past(trigger) or (above is not None and self.past(above))

    def _alone(self, verb: Token) -> bool:
        """Whether a verb has a subject and no helping verb."""
        deps = {c.dep for c in self.children(verb)}
        return "nsubj" in deps and not deps & {"aux", "auxpass", "nsubjpass"}

    @cached_property
    def root(self) -> Token | None:
        """The word everything hangs on; a sentence parsed together with the next one has it hang on that one."""
        root = next((t for t in self.tokens if t.dep == "ROOT"), None)
        if root is not None:
            return self._before_quotation(root) or root
        outside = [t for t in self.tokens if not 0 <= t.head - self.offset < len(self.tokens)]
        return next((t for t in outside if t.tag.startswith("VB")), None)

    def _before_quotation(self, root: Token) -> Token | None:
        """The verb that the parse has hung on one of a quotation behind it: "she **waved** and cried: “Come on!”"."""
        for verb in self.children(root, "ccomp"):
            between = [t.tag for t in self.tokens if verb.i < t.i <= root.i]
            opened = between.count("``") > between.count("''")
            helped = verb.tag == "VBN" and bool(self.children(verb, "aux", "auxpass"))
            if verb.i < root.i and opened and (verb.tag == "VBD" or helped):
                return verb
        return None
