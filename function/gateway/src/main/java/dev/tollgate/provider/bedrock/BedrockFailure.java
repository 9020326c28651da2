package dev.tollgate.provider.bedrock;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderError;
import dev.tollgate.provider.ProviderErrorText;
import dev.tollgate.provider.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Translates Bedrock's errors
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors). The type is
 * {@code __type} of the body, the header {@code x-amzn-errortype}, or the name of an exception in a stream.
 */
final class BedrockFailure {
    private BedrockFailure() {}

    /**
     * The exception for an error reply.
     *
     * @param status the HTTP status; 200 for an error in a reply that claims success
     * @param header the header with the type; empty where the reply has none
     */
    static GatewayException of(String provider, int status, String header, byte[] body) {
        String type = UpstreamFailure.read(body).path("__type").asText();
        return failure(provider, status, type.isEmpty() ? header : type, body);
    }

    /**
     * The exception for an error in a stream.
     *
     * @param type such as {@code throttlingException}
     */
    static GatewayException inStream(String provider, String type, String body) {
        return failure(provider, 200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static GatewayException failure(String provider, int status, String type, byte[] body) {
        String message = ProviderErrorText.of(body);
        String name = plain(type);
        return UpstreamFailure.of(new ProviderError(provider, actualStatus(name, status), name, message));
    }

    /** The status of a type. A stream has no other, and Bedrock reports exceeded quotas with a 400. */
    private static int actualStatus(String type, int status) {
        return switch (type) {
            case "validationexception" -> 400;
            case "accessdeniedexception", "unrecognizedclientexception", "expiredtokenexception" -> 403;
            case "resourcenotfoundexception" -> 404;
            case "modeltimeoutexception" -> 408;
            case "modelerrorexception", "modelstreamerrorexception" -> 424;
            case "throttlingexception", "modelnotreadyexception", "servicequotaexceededexception" -> 429;
            case "internalserverexception" -> 500;
            case "serviceunavailableexception" -> 503;
            default -> status;
        };
    }

    /** The type without its namespace and its link, as in {@code com.amazon.coral#Name:http://…}. */
    private static String plain(String type) {
        String name = type.substring(type.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
