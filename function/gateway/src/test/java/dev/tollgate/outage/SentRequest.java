package dev.tollgate.outage;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request of HTTP as it was sent. */
record SentRequest(Map<String, String> headers, byte[] body) {
    private static final Pattern ATTEMPT = Pattern.compile("attempt=([0-9]+)");

    /** Reads the next one; null where the client has closed the connection instead. */
    static SentRequest read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("a request was cut");
        }
        return new SentRequest(headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            bytes.write(next);
            next = in.read();
        }
        return bytes.toString(StandardCharsets.ISO_8859_1).strip();
    }

    TableRequest call() {
        String target = headers.getOrDefault("x-amz-target", "");
        return new TableRequest(
                target.substring(target.indexOf('.') + 1), new String(body, StandardCharsets.UTF_8), attempt());
    }

    /** As the SDK says it: {@code attempt=2; max=3}. */
    private int attempt() {
        Matcher said = ATTEMPT.matcher(headers.getOrDefault("amz-sdk-request", ""));
        if (!said.find()) {
            throw new AssertionError("the SDK does not say which attempt it is: " + headers);
        }
        return Integer.parseInt(said.group(1));
    }
}
