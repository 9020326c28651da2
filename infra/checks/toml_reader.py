"""Reads TOML: with Python's own reader, or before Python 3.11 with one for what samconfig.toml contains.

It fails at what it does not know, such as dates and tables of tables, in place of reading something else.
"""

import re

try:
    from tomllib import loads as _standard
except ModuleNotFoundError:
    _standard = None

ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
BARE = re.compile(r"[\w-]+")
WORD = re.compile(r"[\w.+-]+")


def loads(text):
    """The document as dictionaries. Raises a ValueError if it is no TOML."""
    return (_standard or read)(text)


def read(text):
    """The same, by the reader of this file."""
    reader, document = _Reader(text), {}
    table = document
    while not reader.at_end():
        if reader.take("["):
            table = _table(document, reader.path(), reader)
            reader.expect("]")
        else:
            _assign(table, reader)
        reader.end_of_line()
    return document


def _table(document, path, reader):
    for name in path:
        document = document.setdefault(name, {})
        if not isinstance(document, dict):
            reader.fail(f"{name} is no table")
    return document


def _assign(table, reader):
    path = reader.path()
    reader.expect("=")
    table = _table(table, path[:-1], reader)
    if path[-1] in table:
        reader.fail(f"{path[-1]} is there twice")
    table[path[-1]] = reader.value()


class _Reader:
    """A position in a text. Each method reads what it names, and moves on."""

    def __init__(self, text):
        self.text, self.position = text.replace("\r\n", "\n"), 0

    def fail(self, problem):
        raise ValueError(f"line {self.text.count(chr(10), 0, self.position) + 1}: {problem}")

    def at_end(self):
        self.skip(r"(?:[ \t\n]|#[^\n]*)*")
        return self.position == len(self.text)

    def skip(self, pattern):
        self.position = re.compile(pattern).match(self.text, self.position).end()

    def take(self, token):
        """Whether the token comes next, after spaces."""
        self.skip(r"[ \t]*")
        found = self.text.startswith(token, self.position)
        self.position += len(token) if found else 0
        return found

    def expect(self, token):
        if not self.take(token):
            self.fail(f"expected {token}")

    def end_of_line(self):
        self.skip(r"[ \t]*(?:#[^\n]*)?")
        if self.position < len(self.text) and self.text[self.position] != "\n":
            self.fail("expected the end of the line")

    def path(self):
        names = [self.key()]
        while self.take("."):
            names.append(self.key())
        return names

    def key(self):
        self.skip(r"[ \t]*")
        if self.text[self.position:self.position + 1] in ('"', "'"):
            return self.value()
        return self.match(BARE, "a key")

    def match(self, pattern, what):
        found = pattern.match(self.text, self.position)
        if not found:
            self.fail(f"expected {what}")
        self.position = found.end()
        return found[0]

    def value(self):
        for mark, escapes in (('"""', True), ("'''", False), ('"', True), ("'", False)):
            if self.take(mark):
                return self.string(mark, escapes)
        if self.take("["):
            return self.array()
        if self.take("{"):
            return self.inline_table()
        word = self.match(WORD, "a value")
        if word in ("true", "false"):
            return word == "true"
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", word):
            self.fail(f"{word} is not known")
        return float(word) if "." in word else int(word)

    def string(self, mark, escapes):
        if len(mark) == 3 and self.text.startswith("\n", self.position):
            self.position += 1
        read = ""
        while not self.text.startswith(mark, self.position):
            one = self.text[self.position:self.position + 1]
            if not one or (one == "\n" and len(mark) == 1):
                self.fail(f"the text has no end: {mark}{read}")
            self.position += 1
            read += self.escaped() if escapes and one == "\\" else one
        self.position += len(mark)
        return read

    def escaped(self):
        if self.text.startswith("\n", self.position):
            self.skip(r"\s*")
            return ""
        code = re.compile(r"u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})").match(self.text, self.position)
        if code:
            self.position = code.end()
            return chr(int(code[1] or code[2], 16))
        one = self.text[self.position:self.position + 1]
        if one not in ESCAPES:
            self.fail(f"\\{one} is not known")
        self.position += 1
        return ESCAPES[one]

    def array(self):
        values = []
        while True:
            self.at_end()
            if self.take("]"):
                return values
            values.append(self.value())
            self.at_end()
            if not self.take(","):
                self.expect("]")
                return values

    def inline_table(self):
        table = {}
        while not self.take("}"):
            _assign(table, self)
            if not self.take(","):
                self.expect("}")
                return table
        return table
