package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The client's headers that travel on to providers: those that choose features, and the client's own name for its request. */
final class ForwardedHeaders {
    /** They decide what the response looks like. */
    private static final List<String> FEATURES = List.of("anthropic-beta", "anthropic-version", "OpenAI-Beta");

    private static final String CLIENT_REQUEST_ID = "X-Client-Request-Id";
    private static final int MOST_CHARACTERS = 1_024;
    private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]{1," + MOST_CHARACTERS + "}");

    private ForwardedHeaders() {}

    /**
     * Those that the request has, by name.
     *
     * @throws GatewayException {@code INVALID_VALUE}, which names a header that no provider could take
     */
    static Map<String, String> of(MultiMap headers) {
        Map<String, String> forwarded = new LinkedHashMap<>();
        FEATURES.forEach(name -> put(name, headers, forwarded));
        put(CLIENT_REQUEST_ID, headers, forwarded);
        return forwarded;
    }

    /** What the response depends on, as text; empty if there is no such header. */
    static String features(MultiMap headers) {
        StringBuilder features = new StringBuilder();
        for (String name : FEATURES) {
            for (String value : headers.getAll(name)) {
                features.append('\n').append(name).append(' ').append(value);
            }
        }
        return features.toString();
    }

    private static void put(String name, MultiMap headers, Map<String, String> forwarded) {
        String value = String.join(",", headers.getAll(name)).strip();
        if (value.isEmpty()) {
            return;
        }
        if (!VISIBLE.matcher(value).matches()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    name,
                    "Invalid value for the header '" + name + "': expected at most " + MOST_CHARACTERS
                            + " visible ASCII characters.");
        }
        forwarded.put(name, value);
    }
}
