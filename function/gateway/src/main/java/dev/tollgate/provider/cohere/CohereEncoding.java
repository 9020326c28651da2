package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.provider.UnsupportedFields;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts a request into Cohere's words (https://docs.cohere.com/reference/chat). */
final class CohereEncoding {
    /** Fields of Cohere's own, which callers may send beside OpenAI's. */
    private static final Set<String> OWN =
            Set.of("documents", "citation_options", "safety_mode", "strict_tools", "thinking", "priority", "k");

    private static final String TOP_K = "top_k";
    private static final Set<String> UNDERSTOOD = understood();
    private static final BigDecimal LEAST_P = new BigDecimal("0.01");
    private static final BigDecimal MOST_P = new BigDecimal("0.99");

    private final UnsupportedFields unsupported;

    CohereEncoding(UnsupportedFields unsupported) {
        this.unsupported = unsupported;
    }

    CohereRequest of(ChatRequest request, String model) {
        ChatOptions options = ChatOptions.of(request);
        report(request, options);
        CohereTools tools = CohereTools.of(request.tools(), options.toolChoice(), unsupported);
        return new CohereRequest(
                model,
                request.streamed() ? Boolean.TRUE : null,
                new CohereMessages(unsupported).of(request.messages()),
                tools.functions().isEmpty() ? null : tools.functions(),
                tools.choice(),
                format(options.responseFormat()),
                request.completionLimit(),
                options.stop().isEmpty() ? null : options.stop(),
                request.temperature(),
                p(request.topP()),
                options.seed(),
                penalty("frequency_penalty", options.frequencyPenalty()),
                penalty("presence_penalty", options.presencePenalty()),
                options.logprobs() ? Boolean.TRUE : null,
                own(request.extra(), options.reasoningEffort(), tools.strict()));
    }

    private void report(ChatRequest request, ChatOptions options) {
        if (request.choices() != 1) {
            unsupported.report("n", "gives one answer");
        }
        if (Boolean.FALSE.equals(options.parallelToolCalls())
                && request.tools() != null
                && !request.tools().isEmpty()) {
            unsupported.report("parallel_tool_calls", "cannot be kept to one tool call");
        }
        if (options.topLogprobs() != null && options.topLogprobs() > 0) {
            unsupported.report("top_logprobs", "tells the log probabilities of the tokens it chose only");
        }
        unsupported.reportAllExcept(UNDERSTOOD, request.extra());
    }

    private CohereRequest.Format format(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.Text() -> null;
            case ResponseFormat.JsonObject() -> new CohereRequest.Format("json_object", null);
            case ResponseFormat.JsonSchema asked ->
                new CohereRequest.Format("json_object", described(asked.schema(), asked.description()));
            case ResponseFormat.Other _ -> {
                unsupported.report("response_format", "knows text, json_object and json_schema only");
                yield null;
            }
        };
    }

    /** OpenAI has the description beside the schema, Cohere the schema alone. */
    private static JsonNode described(JsonNode schema, String description) {
        if (!(schema instanceof ObjectNode object) || description == null || object.has("description")) {
            return schema;
        }
        return object.deepCopy().put("description", description);
    }

    /** Cohere takes 0.01 to 0.99. OpenAI's clients like to send 1, its default: that all tokens count. */
    private static BigDecimal p(BigDecimal topP) {
        return topP == null ? null : topP.min(MOST_P).max(LEAST_P);
    }

    /** Cohere takes 0 to 1, and not both penalties: so 0, which asks for nothing, is not sent. */
    private BigDecimal penalty(String field, BigDecimal penalty) {
        if (penalty == null || penalty.signum() == 0) {
            return null;
        }
        if (penalty.signum() < 0 || penalty.compareTo(BigDecimal.ONE) > 0) {
            unsupported.report(field, "takes 0 to 1");
            return null;
        }
        return penalty;
    }

    private Map<String, JsonNode> own(Map<String, JsonNode> asked, String effort, JsonNode strict) {
        Map<String, JsonNode> own = new LinkedHashMap<>();
        asked.forEach((field, value) -> {
            if (OWN.contains(field) && !value.isNull()) {
                own.put(field, value);
            }
        });
        putIfAbsent(own, "k", asked.get(TOP_K));
        putIfAbsent(own, "strict_tools", strict);
        putIfAbsent(own, "thinking", effort == null ? null : CohereThinking.of(effort, unsupported));
        return own;
    }

    private static void putIfAbsent(Map<String, JsonNode> own, String field, JsonNode value) {
        if (value != null && !value.isNull()) {
            own.putIfAbsent(field, value);
        }
    }

    private static Set<String> understood() {
        Set<String> fields = new HashSet<>(ChatOptions.FIELDS);
        fields.remove("user");
        fields.addAll(OWN);
        fields.add(TOP_K);
        return Set.copyOf(fields);
    }
}
