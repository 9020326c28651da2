package dev.tollgate.parse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code name=value,name=value} with percent-encoded values, as OpenTelemetry's environment variables have it. */
public final class PairList {
    private static final Pattern COMMA = Pattern.compile(",");

    private PairList() {}

    /** The pairs in their order; empty if a part is no pair, or is encoded wrongly. */
    public static Optional<Map<String, String>> of(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : COMMA.split(text, -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && !pair.substring(0, equals).isBlank()) {
                Optional<String> value = decoded(pair.substring(equals + 1).strip());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                pairs.put(pair.substring(0, equals).strip(), value.get());
            } else if (!pair.isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(pairs);
    }

    /** Java's own decoder reads a plus sign as a space. */
    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
