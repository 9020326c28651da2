package dev.tollgate.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The bytes of one request. */
public final class HttpRequest {
    /** Up to here, one more copy is cheaper than one more packet. */
    private static final int ONE_PIECE = 64 * 1024;

    /** What the connection decides, and no caller. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade");

    /** See https://www.rfc-editor.org/rfc/rfc9110#section-5.5. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private final byte[] head;
    private final byte[] body;

    /**
     * A request with this head.
     *
     * @param head up to the empty line, without the length of the body
     */
    public HttpRequest(String head, byte[] body) {
        this.head = (head + "content-length:" + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        this.body = body;
    }

    private HttpRequest(StringBuilder bodilessHead) {
        this.head = bodilessHead.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        this.body = new byte[0];
    }

    /**
     * A request to this URI.
     *
     * @throws IllegalArgumentException if a header cannot be sent, which the message names, but not its value
     */
    public static HttpRequest of(String method, URI uri, Map<String, String> headers, byte[] body) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder(512).append(method).append(' ').append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nhost:")
                .append(HttpOrigin.of(uri).hostHeader())
                .append("\r\n");
        headers.forEach((name, value) -> head.append(checked(name, value)).append("\r\n"));
        return body.length == 0 && !method.equals("POST")
                ? new HttpRequest(head)
                : new HttpRequest(head.toString(), body);
    }

    /** A line break in a value would begin another header, or another request. */
    private static String checked(String name, String value) {
        boolean sendable = NAME.matcher(name).matches()
                && VALUE.matcher(value).matches()
                && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT));
        if (!sendable) {
            throw new IllegalArgumentException("the header " + name + " cannot be sent");
        }
        return name + ":" + value;
    }

    /** How many bytes it has. */
    int length() {
        return head.length + body.length;
    }

    /** The bytes, in one piece if they are few. */
    List<byte[]> pieces() {
        if (length() > ONE_PIECE) {
            return List.of(head, body);
        }
        byte[] all = Arrays.copyOf(head, length());
        System.arraycopy(body, 0, all, head.length, body.length);
        return List.of(all);
    }
}
