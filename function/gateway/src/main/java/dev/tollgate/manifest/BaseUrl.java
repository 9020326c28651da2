package dev.tollgate.manifest;

import dev.tollgate.parse.UrlParser;
import java.net.URI;
import java.util.Optional;

/** Reads a provider's base URL, to which the gateway appends the paths of endpoints. */
final class BaseUrl {
    static final String EXPECTED = "an absolute http or https URL, such as https://api.openai.com/v1";

    private BaseUrl() {}

    /** The URL without trailing slashes, because each path starts with one. */
    static Optional<URI> read(YamlValue value) {
        // A user name or a query may contain a secret, so no message shows such a URL.
        Optional<String> text = value.mentions("@?#")
                ? value.secret(EXPECTED + ", without user name and query", url -> parse(url)
                        .isPresent())
                : value.text(EXPECTED, url -> parse(url).isPresent());
        return text.flatMap(BaseUrl::parse);
    }

    private static Optional<URI> parse(String text) {
        return UrlParser.httpBase(text)
                .filter(url ->
                        url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null);
    }
}
