package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.NativeRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Requests in the words of Anthropic's Messages API, on their way to a provider that speaks it. They pass as the client wrote them,
 * unless they have something that this Claude refuses: left in the conversation by another model, or sent by a client that takes
 * the model for a newer one. The translation knows what to do with it.
 */
public final class NativeMessages {
    private static final String MESSAGES = "messages";
    private static final String MAX_TOKENS = "max_tokens";
    private static final String SIGNATURE = "signature";

    private static final String THINKING = "thinking";

    /** https://platform.claude.com/docs/en/api/messages/create, the pattern of {@code tool_use.id}. */
    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9_-]+");

    private NativeMessages() {}

    /**
     * A body to send.
     *
     * @param body may be changed
     * @param dropped the fields that Claude does not get
     */
    public record NativeBody(ObjectNode body, List<String> dropped) {
        public NativeBody {
            dropped = List.copyOf(dropped);
        }

        /** The same with another body. */
        public NativeBody with(UnaryOperator<ObjectNode> change) {
            return new NativeBody(change.apply(body), dropped);
        }
    }

    /**
     * The client's body. Empty for another API, and for a request that the model would refuse.
     *
     * @param request the same as a chat request, with the limit of tokens that a budget may have set
     * @param systemTurns whether the model takes instructions within the conversation
     */
    public static Optional<NativeBody> body(
            NativeRequest sent, ChatRequest request, ClaudeModel model, boolean systemTurns) {
        boolean passes = sent.format().equals(NativeRequest.MESSAGES)
                && canThink(sent.body(), model)
                && turns(sent.body()).allMatch(turn -> isClaudes(turn) && (systemTurns || !isBy("system", turn)));
        if (!passes) {
            return Optional.empty();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.setAll(sent.body());
        Integer limit = request.completionLimit();
        if (limit != null && limit < body.path(MAX_TOKENS).asLong(0)) {
            body.put(MAX_TOKENS, limit);
        }
        GatewayAdditions foreign = new GatewayAdditions();
        body.set(MESSAGES, foreign.without(body.path(MESSAGES)));
        return Optional.of(new NativeBody(body, foreign.dropped()));
    }

    /**
     * Claude Code takes a model whose name it does not know for the newest. And another model, which called a tool before this one
     * goes on, has left no thinking.
     */
    private static boolean canThink(ObjectNode body, ClaudeModel model) {
        return switch (body.path(THINKING).path("type").asText()) {
            case "adaptive" -> !model.isClaude() || model.thinking() == ClaudeModel.Thinking.EFFORT;
            case "enabled" ->
                !model.isClaude() || (model.supportsBudget() && !loop(body).lacksThinking());
            default -> true;
        };
    }

    private static ToolLoop loop(ObjectNode body) {
        return ToolLoop.of(turns(body)
                .map(turn -> new ToolLoop.LoopTurn(
                        isBy("assistant", turn),
                        types(turn).anyMatch("tool_result"::equals),
                        types(turn).findFirst().orElse("").endsWith(THINKING)))
                .toList());
    }

    private static Stream<JsonNode> turns(ObjectNode body) {
        return body.path(MESSAGES).valueStream();
    }

    private static boolean isBy(String role, JsonNode turn) {
        return turn.path("role").asText().equals(role);
    }

    private static Stream<String> types(JsonNode turn) {
        return turn.path("content").valueStream().map(block -> block.path("type")
                .asText());
    }

    /** Thinking of other models has no signature, their calls have ids of other characters, and some models draw. */
    private static boolean isClaudes(JsonNode turn) {
        return turn.path("content").valueStream().allMatch(block -> switch (block.path("type")
                .asText()) {
            case THINKING -> !block.path(SIGNATURE).asText().isEmpty();
            case "tool_use" ->
                CALL_ID.matcher(block.path("id").asText()).matches()
                        && block.path("input").isObject();
            case "tool_result" ->
                CALL_ID.matcher(block.path("tool_use_id").asText()).matches();
            case "image", "document" -> !isBy("assistant", turn);
            case "text" -> !block.path("text").asText().isBlank();
            default -> true;
        });
    }
}
