"""Writes archives that are the same, byte for byte, whenever their contents are: order, times and rights do not vary."""

import gzip
import io
import tarfile
import time
import zipfile

EXECUTABLE, READABLE = 0o755, 0o644


def write_zip(path, entries, moment):
    """Writes a zip of name → (bytes, executable), with one time for all entries, in seconds since 1970."""
    date = time.gmtime(max(moment, 315532800))[:6]  # a zip knows no time before 1980
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (content, executable) in sorted(entries.items()):
            entry = zipfile.ZipInfo(name, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (EXECUTABLE if executable else READABLE) << 16
            archive.writestr(entry, content)


def write_tar(path, entries, moment):
    """Writes the same as a compressed tar, which keeps the right to execute wherever it is unpacked."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, (content, executable) in sorted(entries.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(content), moment
            entry.mode = EXECUTABLE if executable else READABLE
            archive.addfile(entry, io.BytesIO(content))
    with open(path, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(plain.getvalue())
