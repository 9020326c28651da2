package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderError;
import dev.tollgate.provider.ProviderErrorText;
import dev.tollgate.provider.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates the errors of providers with OpenAI's API.
 *
 * <p>Their bodies are {@code {"error": {message, type, param, code}}} (OpenAI), the same in an array (Gemini), {@code {"error":
 * "text", code}} (xAI), {@code {"object": "error", message, code}} (vLLM, Mistral), {@code {"detail": …}} (FastAPI), {@code {"errors": [{message, code}]}} (Cloudflare, watsonx),
 * {@code {"base_resp": {status_code, status_msg}}} (MiniMax) and plain text.
 */
final class CompatibleFailure {
    private static final List<String> CODE_FIELDS = List.of("code", "type", "status", "error_type", "reason");
    private static final List<String> STATUS_FIELDS = List.of("code", "status", "status_code", "http_status");
    private static final Set<String> REQUEST_AT_FAULT =
            Set.of("invalid_request_error", "badrequesterror", "bad_request_error", "invalid_argument");

    private CompatibleFailure() {}

    /** Whether a reply or an event with status 200 is in fact an error. */
    static boolean isError(@Nullable JsonNode error, @Nullable JsonNode object) {
        return saysSomething(error) || (object != null && "error".equals(object.asText()));
    }

    /** Some servers send {@code error} with every reply, and leave it empty: null, false, or an object of such fields. */
    private static boolean saysSomething(@Nullable JsonNode error) {
        if (error == null || error.isNull() || error.isMissingNode()) {
            return false;
        }
        if (error.isContainerNode()) {
            for (JsonNode field : error) {
                if (saysSomething(field)) {
                    return true;
                }
            }
            return false;
        }
        return error.isTextual() ? !error.textValue().isBlank() : error.asBoolean();
    }

    /** Whether an object that is no completion reports a failure; others, such as keep-alives, say nothing. */
    static boolean isFailure(JsonNode root) {
        return isError(root.get("error"), root.get("object"))
                || root.path("message").isTextual()
                || root.path("Message").isTextual()
                || (root.path("msg").isTextual() && root.has("code"))
                || root.has("detail")
                || saysSomething(root.get("errors"))
                || saysSomething(root.path("base_resp").path("status_code"))
                || "error".equals(root.path("type").asText())
                || "error".equals(root.path("status").asText());
    }

    /**
     * The exception for an error reply.
     *
     * @param status the HTTP status; 200 for an error in a stream, or in a reply that claims success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        return root.isContainerNode()
                ? of(provider, status, root)
                : UpstreamFailure.of(new ProviderError(provider, status, "", ProviderErrorText.of(body)));
    }

    /** The exception for an error that has been read. */
    static GatewayException of(String provider, int status, JsonNode body) {
        JsonNode root = body.isArray() ? body.path(0) : body;
        JsonNode error = ProviderErrorText.error(root);
        List<String> codes = codes(root, error);
        String param = error.path("param").isTextual() ? error.path("param").textValue() : null;
        String message = ProviderErrorText.of(root, error);
        int actualStatus = status < 400 ? actualStatus(status, root, error, codes) : status;
        return UpstreamFailure.of(new ProviderError(provider, actualStatus, codes, param, message, body));
    }

    private static List<String> codes(JsonNode root, JsonNode error) {
        List<String> codes = new ArrayList<>();
        error.path("details").forEach(detail -> codes.add(detail.path("reason").asText()));
        codes.add(error.path("innererror").path("code").asText());
        for (JsonNode node : List.of(error, root, ProviderErrorText.inner(error))) {
            CODE_FIELDS.forEach(field -> codes.add(node.path(field).asText().toLowerCase(Locale.ROOT)));
        }
        return codes;
    }

    /** With a status of 200, some providers put the actual status into the body. */
    private static int actualStatus(int status, JsonNode root, JsonNode error, List<String> codes) {
        for (JsonNode node : List.of(error, root)) {
            for (String field : STATUS_FIELDS) {
                int code = node.path(field).asInt(0);
                if (code >= 400 && code < 600) {
                    return code;
                }
            }
        }
        return codes.stream().anyMatch(REQUEST_AT_FAULT::contains) ? 400 : status;
    }
}
