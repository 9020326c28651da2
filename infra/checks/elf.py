"""Reads what the deployment must know of a Linux executable (https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html)."""

import struct

MAGIC = b"\x7fELF"
# e_machine of the header.
MACHINES = {0xB7: "arm64", 0x3E: "x86_64"}
# The section that lists the versions of libraries that the executable needs.
# https://refspecs.linuxbase.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html
NEEDED_VERSIONS = 0x6FFFFFFE


def machine(code):
    """The processor that the executable was built for, in Lambda's words."""
    return MACHINES.get(struct.unpack_from("<H", code, 18)[0], "another processor")


def glibc(code):
    """The newest glibc that the executable needs, such as (2, 34); (0,) if it needs none."""
    needed = [tuple(map(int, name[len("GLIBC_"):].split("."))) for name in versions(code) if name.startswith("GLIBC_2")]
    return max(needed, default=(0,))


def versions(code):
    """The names of all versions of libraries that the executable needs."""
    sections = _sections(code)
    names = []
    for kind, offset, _, link in sections:
        if kind == NEEDED_VERSIONS:
            strings = sections[link][1]
            names += [_text(code, strings + name) for name in _needed(code, offset)]
    return names


def _sections(code):
    """Type, offset, size and link of each section."""
    table = struct.unpack_from("<Q", code, 40)[0]
    size, count = struct.unpack_from("<HH", code, 58)
    found = []
    for index in range(count):
        _, kind, _, _, offset, length, link = struct.unpack_from("<IIQQQQI", code, table + index * size)
        found.append((kind, offset, length, link))
    return found


def _needed(code, library):
    """The string offsets of the versions that are needed of each library."""
    while True:
        _, count, _, version, following = struct.unpack_from("<HHIII", code, library)
        version += library
        for _ in range(count):
            _, _, _, name, step = struct.unpack_from("<IHHII", code, version)
            yield name
            version += step
        if not following:
            return
        library += following


def _text(code, start):
    return code[start:code.index(b"\0", start)].decode()
