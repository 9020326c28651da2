package dev.tollgate.cli.connect;

/**
 * How a tool reaches a gateway.
 *
 * @param url of the gateway, without a version and without a slash at its end
 * @param key the secret of a key
 * @param model an alias, or {@code provider/model}
 */
public record GatewayAccess(String url, String key, String model) {
    /** The name of the variable from which tools read the key. */
    public static final String KEY_VARIABLE = "TOLLGATE_API_KEY";

    /** Any address of the gateway will do: with its version, or with a slash. */
    public GatewayAccess {
        url = url.replaceFirst("/+$", "").replaceFirst("/v1$", "");
    }

    /** The base URL of OpenAI's clients. */
    public String openAiUrl() {
        return url + "/v1";
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
        return "GatewayAccess[" + url + ", " + model + "]";
    }
}
