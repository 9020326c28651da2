package dev.tollgate.provider;

/** The header of a gzip member (https://www.rfc-editor.org/rfc/rfc1952#section-2.3). */
final class GzipHeader {
    private static final int FIXED = 10;
    private static final int CHECKSUM = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;

    private GzipHeader() {}

    /** Its length; negative where not all of it has come. */
    static int length(byte[] bytes) {
        if (bytes.length < FIXED) {
            return -1;
        }
        int flags = bytes[3];
        int end = FIXED;
        if ((flags & EXTRA) != 0) {
            end = bytes.length < end + 2 ? -1 : end + 2 + (bytes[end] & 0xff) + ((bytes[end + 1] & 0xff) << 8);
        }
        if ((flags & NAME) != 0) {
            end = afterZero(bytes, end);
        }
        if ((flags & COMMENT) != 0) {
            end = afterZero(bytes, end);
        }
        if ((flags & CHECKSUM) != 0 && end >= 0) {
            end += 2;
        }
        return end > bytes.length ? -1 : end;
    }

    private static int afterZero(byte[] bytes, int start) {
        for (int i = start; i >= 0 && i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
