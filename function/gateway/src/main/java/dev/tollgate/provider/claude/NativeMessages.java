package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.NativeRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests in the words of Anthropic's Messages API, on their way to a provider that speaks it. They pass as the client wrote them,
 * unless another model has left something in the conversation that Claude refuses: then the translation knows what to do with it.
 */
public final class NativeMessages {
    private static final String MAX_TOKENS = "max_tokens";
    private static final String SIGNATURE = "signature";

    /** https://platform.claude.com/docs/en/api/messages/create, the pattern of {@code tool_use.id}. */
    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9_-]+");

    private NativeMessages() {}

    /**
     * The client's body, which the caller may change. Empty for another API, and for a conversation that Claude would refuse.
     *
     * @param request the same as a chat request, with the limit of tokens that a budget may have set
     */
    public static Optional<ObjectNode> body(NativeRequest sent, ChatRequest request) {
        boolean passes = sent.format().equals(NativeRequest.MESSAGES)
                && sent.body().path("messages").valueStream().allMatch(NativeMessages::isClaudes);
        if (!passes) {
            return Optional.empty();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.setAll(sent.body());
        Integer limit = request.completionLimit();
        if (limit != null && limit < body.path(MAX_TOKENS).asLong(0)) {
            body.put(MAX_TOKENS, limit);
        }
        return Optional.of(body);
    }

    /** Thinking of other models has no signature, and their calls have ids of other characters. */
    private static boolean isClaudes(JsonNode turn) {
        return turn.path("content").valueStream().allMatch(block -> switch (block.path("type")
                .asText()) {
            case "thinking" -> !block.path(SIGNATURE).asText().isEmpty();
            case "tool_use" -> CALL_ID.matcher(block.path("id").asText()).matches();
            case "tool_result" ->
                CALL_ID.matcher(block.path("tool_use_id").asText()).matches();
            case "text" -> !block.path("text").asText().isBlank();
            default -> true;
        });
    }
}
