package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderError;
import dev.tollgate.provider.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Translates Bedrock's errors
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors). The type is
 * {@code __type} of the body, or the name of an exception in a stream. With an HTTP error status it may be missing.
 */
final class BedrockFailure {
    private BedrockFailure() {}

    /**
     * The exception for an error reply.
     *
     * @param status the HTTP status; 200 for an error in a reply that claims success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        return of(provider, status, root.path("__type").asText(), root);
    }

    /**
     * The exception for an error in a stream.
     *
     * @param type such as {@code throttlingException}
     */
    static GatewayException inStream(String provider, String type, String body) {
        return of(provider, 200, type, UpstreamFailure.read(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static GatewayException of(String provider, int status, String type, JsonNode root) {
        // Errors from IAM spell the field with a capital letter.
        String message = root.path("message").asText(root.path("Message").asText());
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
