package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the message of an error, wherever a provider puts it. A proxy or a load balancer in front of a provider has a form of its
 * own: {@code {"error": "text"}}, {@code {"detail": …}}, {@code {"errors": […]}}, {@code {"Message": …}} (AWS), or plain text.
 */
public final class ProviderErrorText {
    private static final List<String> FIELDS =
            List.of("message", "Message", "error", "detail", "msg", "status_msg", "errors", "error_msg");

    private static final int MAX_TEXT = 300;

    private ProviderErrorText() {}

    /** The message in an error's body; empty where there is none, or where the body is a proxy's page. */
    public static String of(byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        if (!root.isContainerNode()) {
            return plain(body);
        }
        JsonNode first = root.isArray() ? root.path(0) : root;
        return of(first, error(first));
    }

    /** The object that describes an error: the body itself, or what it holds of such an object. */
    public static JsonNode error(JsonNode root) {
        JsonNode first = root.path("errors").path(0);
        return root.path("error").isObject() ? root.path("error") : first.isObject() ? first : root;
    }

    private static String plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, MAX_TEXT), StandardCharsets.UTF_8).strip();
        return text.startsWith("<") ? "" : text;
    }

    /** The message; empty where there is none. A router's own "Provider returned error" is followed by that provider's words. */
    public static String of(JsonNode root, JsonNode error) {
        String own = first(error);
        String message = own.isEmpty() ? first(root) : own;
        String inner = first(inner(error));
        if (inner.isEmpty() || message.contains(inner)) {
            return message.isEmpty() ? first(root.path("base_resp")) : message;
        }
        return message.isEmpty() ? inner : message + ": " + inner;
    }

    /**
     * The error of the provider behind a router: OpenRouter quotes it as text in {@code metadata.raw}
     * (https://openrouter.ai/docs/api-reference/errors).
     */
    public static JsonNode inner(JsonNode error) {
        JsonNode raw = error.path("metadata").path("raw");
        JsonNode parsed =
                raw.isTextual() ? UpstreamFailure.read(raw.textValue().getBytes(StandardCharsets.UTF_8)) : raw;
        if (!parsed.isContainerNode()) {
            return raw.isTextual() && !raw.textValue().startsWith("<")
                    ? error.path("metadata")
                    : MissingNode.getInstance();
        }
        JsonNode first = parsed.isArray() ? parsed.path(0) : parsed;
        return first.path("error").isObject() ? first.path("error") : first;
    }

    private static String first(JsonNode node) {
        for (String field : FIELDS) {
            String text = text(node.path(field));
            if (!text.isEmpty()) {
                return text;
            }
        }
        return text(node.path("raw"));
    }

    /** FastAPI lists what is wrong with which field, and quotes the request; only what is wrong is of interest. */
    private static String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(item -> texts.add(item.isTextual() ? item.textValue() : withPlace(item)));
            return String.join(
                    "; ", texts.stream().filter(text -> !text.isEmpty()).toList());
        }
        return node.isObject() ? first(node) : "";
    }

    private static String withPlace(JsonNode item) {
        List<String> place = new ArrayList<>();
        item.path("loc").forEach(step -> place.add(step.asText()));
        String text = first(item);
        return place.isEmpty() || text.isEmpty() ? text : String.join(".", place) + ": " + text;
    }
}
