package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** How the body of a request may be compressed (https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1). */
public enum ContentCoding {
    /** Not at all. */
    IDENTITY {
        @Override
        InputStream decoded(InputStream sent) {
            return sent;
        }
    },
    GZIP {
        @Override
        InputStream decoded(InputStream sent) throws IOException {
            return new GzipMembers(sent);
        }
    },
    /** The zlib format, which the name means, or bare DEFLATE data, which some clients send under this name. */
    DEFLATE {
        @Override
        InputStream decoded(InputStream sent) throws IOException {
            PushbackInputStream start = new PushbackInputStream(sent, 2);
            byte[] head = start.readNBytes(2);
            start.unread(head);
            return new Inflated(start, new Inflater(!isZlib(head)));
        }
    };

    static final String HEADER = "Content-Encoding";

    /** What a 415 recommends instead. */
    static final String ACCEPTED = "gzip, deflate";

    /** The decoded bytes, inflated no further than they are read. Its {@code close} closes the stream below, too. */
    abstract InputStream decoded(InputStream sent) throws IOException;

    /**
     * The coding that the header names.
     *
     * @param header its value; empty if there is none
     * @throws GatewayException {@code UNSUPPORTED_MEDIA_TYPE}, which names any other one
     */
    static ContentCoding of(String header) {
        return switch (header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED_MEDIA_TYPE,
                        HEADER,
                        "Unsupported Content-Encoding '" + HeaderText.visible(header.strip())
                                + "': expected gzip, deflate or identity.");
        };
    }

    /** The format's own check of its first two bytes (https://www.rfc-editor.org/rfc/rfc1950#section-2.2). */
    private static boolean isZlib(byte[] head) {
        return head.length == 2 && (head[0] & 0x0f) == 8 && (((head[0] & 0xff) << 8) | (head[1] & 0xff)) % 31 == 0;
    }

    /** Gzip data of one or more members. */
    private static final class GzipMembers extends GZIPInputStream {
        private static final int MAX_EMPTY_MEMBERS = 100;

        private int nested;

        private GzipMembers(InputStream sent) throws IOException {
            super(sent);
        }

        /** The JDK goes on to the next member with a call of this method in itself: many empty ones would overflow the stack. */
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (nested > MAX_EMPTY_MEMBERS) {
                throw new ZipException("too many empty members");
            }
            nested++;
            try {
                return super.read(target, offset, length);
            } finally {
                nested--;
            }
        }
    }

    /** Releases the memory of an inflater that the stream was given. */
    private static final class Inflated extends InflaterInputStream {
        private Inflated(InputStream sent, Inflater inflater) {
            super(sent, inflater);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
