package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.AnnotationFields;
import dev.tollgate.openai.CarriedReasoning;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request of the Responses API on its way to a provider that has this API. It goes on as the client wrote it, but for the model, a lower
 * limit, ids that are too long, and {@code store}: nobody can have the provider keep anything.
 */
final class NativeResponses {
    private static final String STORE = "store";
    private static final String INPUT = "input";
    private static final String INCLUDE = "include";
    private static final String LIMIT = "max_output_tokens";
    private static final String ENCRYPTED = "encrypted_content";
    private static final String ENCRYPTED_REASONING = "reasoning.encrypted_content";

    /** Models that reason. The others refuse to return their reasoning: "Encrypted content is not supported with this model." */
    private static final Pattern REASONS = Pattern.compile("(ft:)?(o[1-9]|gpt-([5-9]|\\d\\d)(?!.*-chat)|codex).*");

    private final ObjectNode body;
    private final Set<String> dropped = new LinkedHashSet<>();

    NativeResponses(ObjectNode sent, ChatRequest request, String model) {
        this.body = JsonNodeFactory.instance.objectNode().setAll(sent);
        body.put("model", model);
        body.remove(List.of("models", "usage", "session_id", GatewayFields.PROVIDER));
        ShortIds.shorten(body);
        Integer limit = request.completionLimit();
        if (limit != null && body.path(LIMIT).asInt() != limit) {
            body.put(LIMIT, limit);
        }
        JsonNode store = sent.path(STORE);
        if (!store.isBoolean() || store.booleanValue()) {
            notStored(model);
        }
        if (sent.get(INPUT) instanceof ArrayNode items) {
            body.set(INPUT, understood(items));
        }
    }

    /** A client that relies on the store gets what it needs to go on without: otherwise its next request would lose the reasoning. */
    private void notStored(String model) {
        if (body.path(STORE).asBoolean()) {
            dropped.add(STORE);
        }
        boolean ofGateway = body.path(STORE).isNull();
        body.put(STORE, false);
        List<JsonNode> included = new ArrayList<>();
        body.path(INCLUDE).forEach(included::add);
        boolean reasons = REASONS.matcher(model).matches();
        if (reasons && included.stream().noneMatch(NativeResponses::isReasoning)) {
            included.add(TextNode.valueOf(ENCRYPTED_REASONING));
        } else if (!reasons && ofGateway) {
            included.removeIf(NativeResponses::isReasoning);
        }
        if (included.isEmpty()) {
            body.remove(INCLUDE);
        } else {
            body.set(INCLUDE, JsonNodeFactory.instance.arrayNode().addAll(included));
        }
    }

    private static boolean isReasoning(JsonNode included) {
        return included.asText().equals(ENCRYPTED_REASONING);
    }

    /**
     * The items without reasoning that the provider could not read, which is that of other providers and what it has not kept, and
     * without what other providers say of their sources.
     */
    private ArrayNode understood(ArrayNode items) {
        ArrayNode understood = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            String encrypted = item.path(ENCRYPTED).asText();
            boolean readable = !encrypted.isEmpty() && !CarriedReasoning.isOurs(encrypted);
            if (readable || !item.path("type").asText().equals("reasoning")) {
                understood.add(withKnownAnnotations(item));
            } else {
                dropped.add(encrypted.isEmpty() ? "input[].summary" : "input[]." + ENCRYPTED);
            }
        }
        return understood.equals(items) ? items : understood;
    }

    private JsonNode withKnownAnnotations(JsonNode item) {
        Set<String> unknown = new LinkedHashSet<>();
        annotations(item).forEach(annotation -> unknown.addAll(AnnotationFields.unknown(annotation)));
        if (unknown.isEmpty()) {
            return item;
        }
        unknown.forEach(field -> dropped.add("input[].content[].annotations[]." + field));
        JsonNode copy = item.deepCopy();
        annotations(copy).forEach(annotation -> annotation.remove(AnnotationFields.unknown(annotation)));
        return copy;
    }

    private static Stream<ObjectNode> annotations(JsonNode item) {
        return item.path("content")
                .valueStream()
                .flatMap(part -> part.path("annotations").valueStream())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    /** The request's body. */
    ObjectNode body() {
        return body;
    }

    /** The names of the fields that the provider does not get. */
    List<String> dropped() {
        return List.copyOf(dropped);
    }
}
