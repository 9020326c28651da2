package dev.tollgate.edge.gemini;

import dev.tollgate.edge.ServerSentEvents;
import java.nio.charset.StandardCharsets;

/** How the responses of one stream follow each other: Google has two ways, of which the client chooses one. One object frames one stream. */
interface ResponseFraming {
    /** The next response. */
    byte[] event(String json);

    /** What comes after the last one. */
    byte[] end();

    /** A sign of life, which every reader skips: some of Google's SDKs take a comment for a response. */
    default byte[] heartbeat() {
        return bytes("\r\n");
    }

    /** The media type of the stream. */
    String type();

    /** {@code alt=sse}: server-sent events, with the line ends that Google has. */
    ResponseFraming EVENTS = new ResponseFraming() {
        @Override
        public byte[] event(String json) {
            return bytes("data: " + String.join("\r\ndata: ", json.lines().toList()) + "\r\n\r\n");
        }

        @Override
        public byte[] end() {
            return bytes("");
        }

        @Override
        public String type() {
            return ServerSentEvents.TYPE;
        }
    };

    /** The default: one JSON array, an element for each response. */
    static ResponseFraming array() {
        return new ResponseFraming() {
            private boolean started;

            @Override
            public byte[] event(String json) {
                String before = started ? ",\r\n" : "[";
                started = true;
                return bytes(before + json);
            }

            @Override
            public byte[] end() {
                return bytes(started ? "\r\n]" : "[]");
            }

            @Override
            public String type() {
                return "application/json; charset=UTF-8";
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
