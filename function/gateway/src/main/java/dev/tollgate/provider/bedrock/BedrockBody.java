package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AnthropicOptions;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.PairedResults;
import dev.tollgate.provider.ServiceTier;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClaudeModel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Builds a request's body (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html). */
final class BedrockBody {
    /** Bedrock's own field, in Bedrock's spelling or in OpenAI's. */
    private static final List<String> GUARDRAIL = List.of("guardrailConfig", "guardrail_config");

    /** The same for the latency that a model is optimised for. */
    private static final List<String> PERFORMANCE = List.of("performanceConfig", "performance_config");

    private static final Set<String> SUPPORTED = supported(Set.of());
    /** Anthropic's own fields, which {@code additionalModelRequestFields} takes for Claude. */
    private static final Set<String> OF_CLAUDE = supported(Set.of("thinking", "output_config", "top_k"));

    private BedrockBody() {}

    static ObjectNode of(ChatRequest sent, String model, BedrockModel traits, UnsupportedFields unsupported) {
        ClaudeModel claude = traits.claude();
        ChatRequest request = understood(sent, claude);
        unsupported.reportAllExcept(claude.isClaude() ? OF_CLAUDE : SUPPORTED, request.extra());
        ChatOptions options = ChatOptions.of(request);
        Conversation conversation = PairedResults.in(Conversation.of(request.messages()));
        BedrockTools tools = BedrockTools.of(request.tools(), options, conversation, traits, unsupported);
        BedrockMessages messages = BedrockMessages.of(conversation, traits, unsupported);
        BedrockReasoning reasoning = BedrockReasoning.of(
                new BedrockReasoning.ReasoningOptions(request, options, tools.forced(), messages.loop()),
                model,
                unsupported);
        messages.removeThinking(reasoning.withoutThinkingFrom(), unsupported);
        BedrockSampling sampling = BedrockSampling.of(request, options, model, claude, reasoning, unsupported);
        ObjectNode fields = reasoning.fields();
        if (sampling.topK() != null) {
            fields.set("top_k", sampling.topK());
        }

        BedrockCachePlaces.of(model).limit(tools.config(), messages, unsupported);

        ObjectNode body = JsonNodeFactory.instance.objectNode();
        set(body, "system", messages.system());
        body.set("messages", messages.turns());
        set(body, "inferenceConfig", sampling.config());
        set(body, "toolConfig", tools.config());
        set(body, "outputConfig", tools.outputConfig());
        set(body, "additionalModelRequestFields", fields);
        set(body, "guardrailConfig", own(GUARDRAIL, request.extra()));
        set(body, "performanceConfig", own(PERFORMANCE, request.extra()));
        set(body, "serviceTier", BedrockTier.of(request.extra(), model, unsupported));
        return body;
    }

    /** The request in OpenAI's words, as far as the model does not read Anthropic's. */
    static ChatRequest understood(ChatRequest sent, ClaudeModel model) {
        return model.isClaude() ? AnthropicOptions.withFormat(sent) : AnthropicOptions.translated(sent);
    }

    private static JsonNode own(List<String> names, Map<String, JsonNode> fields) {
        return names.stream()
                .flatMap(name -> Stream.ofNullable(fields.get(name)))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static void set(ObjectNode body, String field, JsonNode value) {
        if (!value.isEmpty()) {
            body.set(field, value);
        }
    }

    private static Set<String> supported(Set<String> own) {
        Set<String> fields = new HashSet<>(ChatOptions.FIELDS);
        fields.addAll(own);
        fields.addAll(GUARDRAIL);
        fields.addAll(PERFORMANCE);
        fields.add(ServiceTier.FIELD);
        return Set.copyOf(fields);
    }
}
