"""Reads the zip of the native function, and says whether Lambda can run it."""

import sys
import zipfile
from pathlib import Path

import elf

# Of Amazon Linux 2023, which runs it (https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html).
GLIBC = (2, 34)


def built_for(code, target="native"):
    """The processor that the executable in the zip was built for, in Lambda's words. Exits if Lambda cannot run it."""
    if isinstance(code, Path) and not code.exists():
        sys.exit(f"{code} does not exist. Build it with: make {target}")
    with zipfile.ZipFile(code) as files:
        if "bootstrap" not in files.namelist():
            sys.exit(f"{code}: has no executable, so it is not the native function. Build it with: make {target}")
        executable = files.read("bootstrap")
    if not executable.startswith(elf.MAGIC):
        sys.exit(f"{code}: bootstrap is not a Linux executable")
    needed = elf.glibc(executable)
    if needed > GLIBC:
        sys.exit(
            f"{code}: needs glibc {text(needed)}, and Lambda has {text(GLIBC)}. "
            "Build it on an older distribution, or in Docker without GRAALVM_HOME."
        )
    return elf.machine(executable)


def text(version):
    return ".".join(map(str, version))
