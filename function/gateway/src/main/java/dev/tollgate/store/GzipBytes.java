package dev.tollgate.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bytes in gzip's format. */
final class GzipBytes {
    private GzipBytes() {}

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        return compressed.toByteArray();
    }

    /** How many bytes they had before, up to 4 GB: the last four say so (https://www.rfc-editor.org/rfc/rfc1952#page-5). */
    static long size(byte[] compressed) {
        ByteBuffer end = ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN);
        return Integer.toUnsignedLong(end.getInt(compressed.length - Integer.BYTES));
    }

    /** Throws an IOException if they are not in gzip's format. */
    static byte[] decompress(byte[] compressed) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        }
    }
}
