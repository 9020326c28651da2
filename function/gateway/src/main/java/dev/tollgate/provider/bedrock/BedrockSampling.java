package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.ClaudeSampling;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates the sampling options
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html).
 *
 * @param topK Claude's, for which Converse has no field
 *     (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-claude.html)
 */
record BedrockSampling(ObjectNode config, @Nullable JsonNode topK) {

    static BedrockSampling of(
            ChatRequest request,
            ChatOptions options,
            String modelName,
            ClaudeModel model,
            BedrockReasoning reasoning,
            UnsupportedFields unsupported) {
        unsupported.reportSampling(request, options);
        if (options.user() != null) {
            unsupported.report("user", "has no field for it");
        }
        Integer limit = request.completionLimit();
        if (!model.isClaude()) {
            BigDecimal taken = unlessExcluded("temperature", request.temperature(), reasoning, unsupported);
            BigDecimal temperature = temperature(taken, unsupported);
            BigDecimal topP = unlessExcluded("top_p", request.topP(), reasoning, unsupported);
            List<String> stop = stop(options.stop(), modelName, unsupported);
            return new BedrockSampling(config(limit, temperature, topP, stop), null);
        }
        ClaudeSampling sampling =
                ClaudeSampling.of(request, options.stop(), model, reasoning.claudeThinks(), unsupported);
        ObjectNode config = config(
                limit == null ? null : Integer.valueOf(model.limited(limit)),
                sampling.temperature(),
                sampling.topP(),
                sampling.stop());
        return new BedrockSampling(config, sampling.topK());
    }

    private static ObjectNode config(
            @Nullable Integer limit, @Nullable BigDecimal temperature, @Nullable BigDecimal topP, List<String> stop) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        if (limit != null) {
            config.put("maxTokens", limit);
        }
        if (temperature != null) {
            config.put("temperature", temperature);
        }
        if (topP != null) {
            config.put("topP", topP);
        }
        if (!stop.isEmpty()) {
            stop.forEach(config.putArray("stopSequences")::add);
        }
        return config;
    }

    /** Bedrock rejects a request with {@code stopSequences} for OpenAI's open models. */
    private static List<String> stop(List<String> stop, String model, UnsupportedFields unsupported) {
        if (stop.isEmpty() || !model.contains("gpt-oss")) {
            return stop;
        }
        unsupported.report("stop", "does not stop at a text with this model");
        return List.of();
    }

    private static @Nullable BigDecimal unlessExcluded(
            String field, @Nullable BigDecimal value, BedrockReasoning reasoning, UnsupportedFields unsupported) {
        if (value != null && reasoning.excludesSampling()) {
            unsupported.report(field, "takes none at this effort with this model");
            return null;
        }
        return value;
    }

    private static @Nullable BigDecimal temperature(@Nullable BigDecimal temperature, UnsupportedFields unsupported) {
        if (temperature != null && temperature.compareTo(BigDecimal.ONE) > 0) {
            unsupported.report("temperature", "takes a temperature from 0 to 1");
            return null;
        }
        return temperature;
    }
}
