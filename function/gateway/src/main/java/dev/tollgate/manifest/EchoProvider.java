package dev.tollgate.manifest;

import dev.tollgate.bill.Price;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.Provider;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;

/** The provider of local mode: the server itself, called over HTTP like any other. It needs no key and no network. */
public final class EchoProvider {
    private static final String MODEL = "echo-1";

    /** The name of its model in requests. */
    public static final String FULL_MODEL = "echo/" + MODEL;

    /** The path of its base URL on the server. */
    public static final String PATH = "/echo/v1";

    private static final URI LOOPBACK = URI.create("http://127.0.0.1");

    /** An invented price, so that the first usage record already shows a cost. */
    private static final Price PRICE = Price.of(new BigDecimal("1.00"), new BigDecimal("2.00"));

    private EchoProvider() {}

    /** The provider's entry, for a server that listens on this port. */
    public static ManifestRules.BuiltIn on(int port) {
        URI url = UrlParser.append(LOOPBACK, ":" + port + PATH);
        return new ManifestRules.BuiltIn(new Provider("echo", "openai", url, null, null), Map.of(MODEL, PRICE));
    }
}
