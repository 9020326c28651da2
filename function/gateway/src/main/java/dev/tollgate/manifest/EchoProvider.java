package dev.tollgate.manifest;

import dev.tollgate.bill.Price;
import dev.tollgate.provider.Provider;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;

/** The provider of local mode that needs neither a key nor a network: it is the server, asked over HTTP like any other. */
public final class EchoProvider {
    private static final String MODEL = "echo-1";

    /** What a caller names it. */
    public static final String FULL_MODEL = "echo/" + MODEL;

    /** Where the server serves it. */
    public static final String PATH = "/echo/v1";

    /** Made up, so that the first usage record already shows a cost. */
    private static final Price PRICE = Price.of(new BigDecimal("1.00"), new BigDecimal("2.00"));

    private EchoProvider() {}

    /** Its entry, for a server that listens on this port. */
    public static ManifestRules.BuiltIn on(int port) {
        URI url = URI.create("http://127.0.0.1:" + port + PATH);
        return new ManifestRules.BuiltIn(new Provider("echo", "openai", url, null, null), Map.of(MODEL, PRICE));
    }
}
