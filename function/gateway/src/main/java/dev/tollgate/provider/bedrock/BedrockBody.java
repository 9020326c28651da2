package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.UnsupportedFields;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Builds a request's body (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html). */
final class BedrockBody {
    /** Bedrock's own field, in Bedrock's spelling or in OpenAI's. */
    private static final List<String> GUARDRAIL = List.of("guardrailConfig", "guardrail_config");

    private static final Set<String> SUPPORTED = supported();

    private BedrockBody() {}

    static ObjectNode of(ChatRequest request, String model, UnsupportedFields unsupported) {
        unsupported.reportAllExcept(SUPPORTED, request.extra());
        ChatOptions options = ChatOptions.of(request);
        Conversation conversation = Conversation.of(request.messages());
        BedrockTools tools = BedrockTools.of(request.tools(), options, conversation, unsupported);
        BedrockReasoning reasoning =
                BedrockReasoning.of(options.reasoningEffort(), model, request.completionLimit(), tools, unsupported);
        BedrockMessages messages = BedrockMessages.of(conversation, unsupported);

        ObjectNode body = JsonNodeFactory.instance.objectNode();
        set(body, "system", messages.system());
        body.set("messages", messages.turns());
        set(body, "inferenceConfig", BedrockSampling.of(request, options, reasoning, unsupported));
        set(body, "toolConfig", tools.config());
        set(body, "additionalModelRequestFields", reasoning.fields());
        set(body, "guardrailConfig", guardrail(request.extra()));
        return body;
    }

    private static JsonNode guardrail(Map<String, JsonNode> fields) {
        return GUARDRAIL.stream()
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

    private static Set<String> supported() {
        Set<String> fields = new HashSet<>(ChatOptions.FIELDS);
        fields.addAll(GUARDRAIL);
        return Set.copyOf(fields);
    }
}
