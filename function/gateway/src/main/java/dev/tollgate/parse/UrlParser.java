package dev.tollgate.parse;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads URLs, and puts names into them. */
public final class UrlParser {
    private static final int NO_PORT = -1;
    private static final int MAX_PORT = 65_535;

    private UrlParser() {}

    /** The absolute http or https URL; empty if it has no host, or a port that no host has. Java's own parser accepts any port. */
    public static Optional<URI> http(@Nullable String text) {
        return parsed(text)
                .filter(url -> "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                .filter(url -> url.getHost() != null && isPort(url.getPort()));
    }

    /** The same, without slashes at its end: a base to which paths are appended. */
    public static Optional<URI> httpBase(@Nullable String text) {
        return text == null ? Optional.empty() : http(withoutSlashesAtTheEnd(text));
    }

    /** Whether the text is an absolute or relative URL, or another URI. */
    public static boolean isUri(@Nullable String text) {
        return parsed(text).isPresent();
    }

    /** The path of a request, without scheme and host. */
    public static Optional<URI> path(@Nullable String text) {
        return parsed(text).filter(url -> !url.isAbsolute() && url.getRawAuthority() == null);
    }

    /**
     * This URL with this text behind its path. The caller encodes what comes from outside with {@link #segment}.
     *
     * @throws IllegalArgumentException if the text cannot be in a URL
     */
    public static URI append(URI base, String path) {
        return URI.create(base + path);
    }

    /**
     * The name as one segment of a URL's path. Empty if servers on the way could read it as another path: {@code ..} means the same
     * if its dots or the slashes around it are encoded (https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2).
     */
    public static Optional<String> segment(String name) {
        boolean climbs = Arrays.stream(name.split("[/\\\\]", -1)).anyMatch(UrlParser::isDots);
        return name.isEmpty() || climbs || !UnicodeText.isWellFormed(name)
                ? Optional.empty()
                : Optional.of(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static boolean isDots(String part) {
        return part.equals(".") || part.equals("..");
    }

    private static boolean isPort(int port) {
        return port == NO_PORT || (port >= 1 && port <= MAX_PORT);
    }

    private static Optional<URI> parsed(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(new URI(text));
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static String withoutSlashesAtTheEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }
}
