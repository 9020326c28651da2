package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.parse.NumberParser;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request that ask for nothing: they are null, empty, or at OpenAI's default
 * (https://platform.openai.com/docs/api-reference/chat/create). SDKs and frameworks send many of them by themselves, so none
 * of them may ever be the reason why a provider refuses a request.
 *
 * <p>{@link #withoutEmptyFields} removes what asks for nothing at every provider. What means OpenAI's default stays, because a
 * provider may have another default: some have a temperature of 0.6. Where a provider does not know such a field,
 * {@link #fieldsAtDefault} says that it can go without a word.
 */
public final class RequestDefaults {
    /**
     * The fields that ask for nothing where they are empty. In a field that is not OpenAI's, an empty object may ask for
     * something: {@code url_context} does.
     */
    private static final Set<String> EMPTY_IS_NOTHING = Set.of(
            "functions",
            "logit_bias",
            "metadata",
            "modalities",
            "prompt_cache_key",
            "reasoning_effort",
            "safety_identifier",
            "service_tier",
            "stop",
            "user",
            "annotations",
            "extra_content",
            "images",
            "reasoning",
            "reasoning_content",
            "reasoning_details",
            "refusal",
            "thinking_blocks");

    private static final String RESPONSE_FORMAT = "response_format";
    private static final String TOOL_CHOICE = "tool_choice";
    private static final String PARALLEL_TOOL_CALLS = "parallel_tool_calls";

    private RequestDefaults() {}

    /** The same request without the fields, and without the fields of messages, that ask for nothing at any provider. */
    public static ChatRequest withoutEmptyFields(ChatRequest request) {
        List<Tool> tools = request.tools() == null || request.tools().isEmpty()
                ? null
                : request.tools().stream().map(NullFields::without).toList();
        Map<String, JsonNode> extra = new LinkedHashMap<>(request.extra());
        boolean logprobs =
                extra.containsKey("logprobs") && extra.get("logprobs").asBoolean();
        extra.entrySet().removeIf(field -> asksForNothing(field.getKey(), field.getValue(), tools != null, logprobs));
        extra.computeIfPresent(RESPONSE_FORMAT, (_, format) -> NullFields.without(format));
        List<Message> messages = request.messages().stream()
                .map(RequestDefaults::withoutEmptyFields)
                .toList();
        return request.withMessages(messages).withTools(tools, extra);
    }

    /** The same request without the fields that ask for nothing. */
    public static EmbeddingRequest withoutEmptyFields(EmbeddingRequest request) {
        Map<String, JsonNode> extra = new LinkedHashMap<>(request.extra());
        extra.entrySet().removeIf(field -> isEmpty(field.getKey(), field.getValue()));
        String user = request.user() == null || request.user().isEmpty() ? null : request.user();
        return new EmbeddingRequest(
                request.model(), request.input(), request.encodingFormat(), request.dimensions(), user, extra);
    }

    /** The names of the fields that have OpenAI's default. */
    public static Set<String> fieldsAtDefault(ChatRequest request) {
        Set<String> fields = new HashSet<>();
        addIf(isOne(request.temperature()), "temperature", fields);
        addIf(isOne(request.topP()), "top_p", fields);
        addIf(request.choices() == 1, "n", fields);
        addIf(request.tools() == null || request.tools().isEmpty(), "tools", fields);
        request.extra()
                .forEach((field, value) -> addIf(isEmpty(field, value) || isDefault(field, value), field, fields));
        return fields;
    }

    private static Message withoutEmptyFields(Message message) {
        boolean noCalls = message.toolCalls() != null && message.toolCalls().isEmpty();
        boolean noName = message.name() != null && message.name().isEmpty();
        boolean emptyExtra =
                message.extra().entrySet().stream().anyMatch(field -> isEmpty(field.getKey(), field.getValue()));
        if (!noCalls && !noName && !emptyExtra) {
            return message;
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(message.extra());
        extra.entrySet().removeIf(field -> isEmpty(field.getKey(), field.getValue()));
        return new Message(
                message.role(),
                message.content(),
                noName ? null : message.name(),
                noCalls ? null : message.toolCalls(),
                message.toolCallId(),
                extra);
    }

    private static boolean asksForNothing(String field, JsonNode value, boolean tools, boolean logprobs) {
        return isEmpty(field, value)
                || switch (field) {
                    case TOOL_CHOICE -> !tools && (isText(value, "auto") || isText(value, "none"));
                    case PARALLEL_TOOL_CALLS -> !tools;
                    case RESPONSE_FORMAT, "logprobs" -> isDefault(field, value);
                    case "top_logprobs" -> !logprobs && isDefault(field, value);
                    default -> false;
                };
    }

    private static boolean isEmpty(String field, JsonNode value) {
        return value.isNull()
                || (EMPTY_IS_NOTHING.contains(field)
                        && (value.isContainerNode() ? value.isEmpty() : isText(value, "")));
    }

    private static boolean isDefault(String field, JsonNode value) {
        return switch (field) {
            case "presence_penalty", "frequency_penalty", "top_logprobs" ->
                NumberParser.decimal(value)
                        .filter(number -> number.signum() == 0)
                        .isPresent();
            case "logprobs", "store" -> value.isBoolean() && !value.booleanValue();
            case PARALLEL_TOOL_CALLS -> value.isBoolean() && value.booleanValue();
            case TOOL_CHOICE, "service_tier" -> isText(value, "auto");
            case "verbosity" -> isText(value, "medium");
            case RESPONSE_FORMAT -> isText(value.path("type"), "text");
            case "modalities" -> value.isArray() && value.size() == 1 && isText(value.get(0), "text");
            default -> false;
        };
    }

    private static boolean isOne(@Nullable BigDecimal number) {
        return number != null && number.compareTo(BigDecimal.ONE) == 0;
    }

    private static boolean isText(JsonNode value, String text) {
        return Objects.equals(value.textValue(), text);
    }

    private static void addIf(boolean condition, String field, Set<String> fields) {
        if (condition) {
            fields.add(field);
        }
    }
}
