package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AnthropicOptions;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.UnsupportedFields;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates a request to Cohere's API (https://docs.cohere.com/reference/chat). */
final class CohereEncoding {
    /** Cohere's own fields, which callers may send in addition to OpenAI's. */
    private static final Set<String> OWN =
            Set.of("documents", "citation_options", "safety_mode", "strict_tools", "thinking", "priority", "k");

    private static final String TOP_K = "top_k";
    private static final Set<String> SUPPORTED = supported();
    /** https://docs.cohere.com/reference/chat */
    private static final int MAX_STOP_SEQUENCES = 5;

    private static final BigDecimal MIN_P = new BigDecimal("0.01");
    private static final BigDecimal MAX_P = new BigDecimal("0.99");

    private final UnsupportedFields unsupported;

    CohereEncoding(UnsupportedFields unsupported) {
        this.unsupported = unsupported;
    }

    CohereRequest of(ChatRequest sent, String model) {
        ChatRequest request =
                isCoheres(sent.extra().get(AnthropicOptions.THINKING)) ? sent : AnthropicOptions.translated(sent);
        ChatOptions options = ChatOptions.of(request);
        reportUnsupported(request, options);
        CohereModel traits = CohereModel.of(model);
        CohereTools tools = tools(request, options);
        Map<String, JsonNode> own = own(request.extra(), options.reasoningEffort(), traits, tools.strict());
        boolean thinks = traits.thinks() && !isOff(own.get("thinking"));
        return new CohereRequest(
                model,
                request.streamed() ? Boolean.TRUE : null,
                new CohereMessages(thinks, unsupported).of(request.messages()),
                tools.functions().isEmpty() ? null : tools.functions(),
                tools.choice(),
                format(options.responseFormat(), !tools.functions().isEmpty()),
                request.completionLimit(),
                stop(options.stop()),
                temperature(request.temperature()),
                p(request.topP()),
                options.seed(),
                penalty("frequency_penalty", options.frequencyPenalty()),
                presencePenalty(options),
                options.logprobs() ? Boolean.TRUE : null,
                own);
    }

    /** Cohere rejects tools together with JSON. Where the model must not call them, it can do without them. */
    private CohereTools tools(ChatRequest request, ChatOptions options) {
        boolean unused = options.toolChoice() instanceof ToolChoice.None
                && !(options.responseFormat() instanceof ResponseFormat.Text);
        return CohereTools.of(unused ? null : request.tools(), options.toolChoice(), unsupported);
    }

    /** Cohere has this field, too, with a budget of another name. */
    private static boolean isCoheres(@Nullable JsonNode thinking) {
        return thinking != null
                && !thinking.has("budget_tokens")
                && !thinking.path("type").asText().equals("adaptive");
    }

    private static boolean isOff(@Nullable JsonNode thinking) {
        return thinking != null && thinking.path("type").asText().equals("disabled");
    }

    private void reportUnsupported(ChatRequest request, ChatOptions options) {
        if (request.choices() != 1) {
            unsupported.report("n", "returns one choice only");
        }
        if (Boolean.FALSE.equals(options.parallelToolCalls())
                && request.tools() != null
                && !request.tools().isEmpty()) {
            unsupported.report("parallel_tool_calls", "cannot forbid parallel calls");
        }
        if (options.topLogprobs() != null && options.topLogprobs() > 0) {
            unsupported.report("top_logprobs", "returns log probabilities only of the generated tokens");
        }
        unsupported.reportAllExcept(SUPPORTED, request.extra());
    }

    private CohereRequest.@Nullable Format format(ResponseFormat format, boolean hasTools) {
        if (hasTools && !(format instanceof ResponseFormat.Text)) {
            unsupported.report("response_format", "cannot return JSON together with tools");
            return null;
        }
        return switch (format) {
            case ResponseFormat.Text() -> null;
            case ResponseFormat.JsonObject() -> new CohereRequest.Format("json_object", null);
            case ResponseFormat.JsonSchema json ->
                new CohereRequest.Format("json_object", described(json.schema(), json.description()));
            case ResponseFormat.Other _ -> {
                unsupported.report("response_format", "supports only text, json_object and json_schema");
                yield null;
            }
        };
    }

    /** Puts the description into the schema, because Cohere has no field of its own for it. */
    private static @Nullable JsonNode described(@Nullable JsonNode schema, @Nullable String description) {
        if (!(schema instanceof ObjectNode object) || description == null || object.has("description")) {
            return schema;
        }
        return object.deepCopy().put("description", description);
    }

    /** Cohere takes 0.01 to 0.99, whereas OpenAI's clients often send OpenAI's default of 1. */
    private static @Nullable BigDecimal p(@Nullable BigDecimal topP) {
        return topP == null ? null : topP.min(MAX_P).max(MIN_P);
    }

    private @Nullable List<String> stop(List<String> requested) {
        return requested.isEmpty()
                ? null
                : requested.subList(0, unsupported.stopSequences(requested.size(), MAX_STOP_SEQUENCES));
    }

    private @Nullable BigDecimal temperature(@Nullable BigDecimal temperature) {
        if (temperature != null && temperature.compareTo(BigDecimal.ONE) > 0) {
            unsupported.report("temperature", "takes 0 to 1");
            return null;
        }
        return temperature;
    }

    /** Cohere takes only one of both penalties. */
    private @Nullable BigDecimal presencePenalty(ChatOptions options) {
        String field = "presence_penalty";
        BigDecimal other = options.frequencyPenalty();
        BigDecimal penalty = penalty(field, options.presencePenalty());
        if (penalty != null && other != null && other.signum() != 0) {
            unsupported.report(field, "takes either this field or frequency_penalty");
            return null;
        }
        return penalty;
    }

    /** Cohere takes 0 to 1. The gateway does not send the default of 0. */
    private @Nullable BigDecimal penalty(String field, @Nullable BigDecimal penalty) {
        if (penalty == null || penalty.signum() == 0) {
            return null;
        }
        if (penalty.signum() < 0 || penalty.compareTo(BigDecimal.ONE) > 0) {
            unsupported.report(field, "takes 0 to 1");
            return null;
        }
        return penalty;
    }

    private Map<String, JsonNode> own(
            Map<String, JsonNode> fields, @Nullable String effort, CohereModel model, @Nullable JsonNode strict) {
        Map<String, JsonNode> own = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            if (OWN.contains(field) && !value.isNull()) {
                own.put(field, value);
            }
        });
        putIfAbsent(own, "k", fields.get(TOP_K));
        putIfAbsent(own, "strict_tools", strict);
        putIfAbsent(own, "thinking", effort == null ? null : CohereThinking.of(effort, model, unsupported));
        return own;
    }

    private static void putIfAbsent(Map<String, JsonNode> own, String field, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            own.putIfAbsent(field, value);
        }
    }

    private static Set<String> supported() {
        Set<String> fields = new HashSet<>(ChatOptions.FIELDS);
        fields.remove("user");
        fields.addAll(OWN);
        fields.add(TOP_K);
        return Set.copyOf(fields);
    }
}
