"""Sums up the stacks that perf has sampled of a native function: by what the processor did, and by our package."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

# native-image appends a hash to each method's symbol.
HASH = re.compile(r"_[A-Za-z0-9]{20,24}$")
INDENTED_FRAME = re.compile(r"^\s+[0-9a-f]+ (?P<symbol>.+)$")

# The first kind that has a frame of the stack, from the top of this list down.
KINDS = (
    ("garbage collector", re.compile(r"^GCImpl")),
    ("switching threads, in the kernel", re.compile(r"^(__schedule|schedule|futex_|do_futex|try_to_wake_up)")),
    ("sockets and polling, in the kernel", re.compile(r"^(entry_SYSCALL|do_syscall|epoll_)")),
    ("virtual threads: parking, waking, polling", re.compile(r"^(Poller|EPollPoller|LockSupport|PosixParker|VirtualThread_unpark)")),
    ("Netty, Vert.x and Quarkus", re.compile(r"^NioEventLoop_run")),
    ("JSON", re.compile(r"^(UTF8|JsonFactory|JsonGenerator|ByteQuads|ObjectNode|JsonNode|ObjectReader|ObjectMapper|ReplyJson)")),
    ("signatures and hashes", re.compile(r"^(RequestSignature|SigningKey|MessageDigest|DigestBase|SHA|SVMIntrinsicStubsGen_sha)")),
)
REST = "all else"
SMALLEST_SHARE = 0.005


@dataclass(frozen=True)
class Stack:
    """One sample: the symbols of its frames, innermost first, without hashes."""

    frames: tuple

    def kind(self):
        for name, pattern in KINDS:
            if any(pattern.match(frame) for frame in self.frames):
                return name
        return REST

    def package(self, packages):
        """Our package that is nearest to the processor, or None where none of our methods is in the stack."""
        for frame in self.frames:
            found = packages.get(re.split(r"[_$]", frame, maxsplit=1)[0])
            if found:
                return found
        return None


def read(lines):
    """The stacks of `perf script -F comm,ip,sym`: a line with the thread, one line for each frame, an empty line."""
    frames = []
    for line in lines:
        frame = INDENTED_FRAME.match(line)
        if frame:
            frames.append(HASH.sub("", frame["symbol"].strip()))
        elif not line.strip() and frames:
            yield Stack(tuple(frames))
            frames = []
    if frames:
        yield Stack(tuple(frames))


def packages_of(root):
    """The package of each of our types by its name; symbols have no packages."""
    found = {}
    for source in [*Path(root).glob("function/gateway/src/main/java/**/*.java"), *Path(root).glob("function/lambda/src/main/java/**/*.java")]:
        parts = source.parts
        found[source.stem] = ".".join(parts[parts.index("tollgate") + 1 : -1]) or "tollgate"
    return found


def table(title, counts, total):
    lines = [f"| {title} | % |", "|---|--:|"]
    lines += [
        f"| {name} | {100 * count / total:.1f} |"
        for name, count in counts.most_common()
        if count / total >= SMALLEST_SHARE
    ]
    return "\n".join(lines)


def report(stacks, packages):
    """Two tables, in shares of all samples."""
    stacks = list(stacks)
    if not stacks:
        raise ValueError("perf has not sampled anything")
    kinds = Counter(stack.kind() for stack in stacks)
    ours = Counter(stack.package(packages) or "none of ours" for stack in stacks)
    return table("kind", kinds, len(stacks)) + "\n\n" + table("nearest package of ours", ours, len(stacks))
