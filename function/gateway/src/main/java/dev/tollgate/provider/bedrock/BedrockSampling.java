package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.UnsupportedFields;
import java.math.BigDecimal;

/**
 * Translates the sampling options
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html).
 */
final class BedrockSampling {
    private static final BigDecimal MIN_TOP_P_WITH_THINKING = new BigDecimal("0.95");

    private BedrockSampling() {}

    static ObjectNode of(
            ChatRequest request, ChatOptions options, BedrockReasoning reasoning, UnsupportedFields unsupported) {
        reportUnsupported(request, options, unsupported);
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        if (request.completionLimit() != null) {
            config.put("maxTokens", request.completionLimit());
        }
        if (hasTemperature(request, reasoning, unsupported)) {
            config.put("temperature", request.temperature());
        }
        if (hasTopP(request, reasoning, unsupported)) {
            config.put("topP", request.topP());
        }
        if (!options.stop().isEmpty()) {
            options.stop().forEach(config.putArray("stopSequences")::add);
        }
        return config;
    }

    private static void reportUnsupported(ChatRequest request, ChatOptions options, UnsupportedFields unsupported) {
        unsupported.reportSampling(request, options);
        if (options.user() != null) {
            unsupported.report("user", "has no field for it");
        }
    }

    private static boolean hasTemperature(
            ChatRequest request, BedrockReasoning reasoning, UnsupportedFields unsupported) {
        BigDecimal temperature = request.temperature();
        if (temperature == null) {
            return false;
        }
        if (temperature.compareTo(BigDecimal.ONE) > 0) {
            unsupported.report("temperature", "takes a temperature from 0 to 1");
            return false;
        }
        if (reasoning.claudeThinks() && temperature.compareTo(BigDecimal.ONE) != 0) {
            unsupported.report("temperature", "takes no temperature but 1 while Claude thinks");
            return false;
        }
        return true;
    }

    private static boolean hasTopP(ChatRequest request, BedrockReasoning reasoning, UnsupportedFields unsupported) {
        if (request.topP() == null) {
            return false;
        }
        if (reasoning.claudeThinks() && request.topP().compareTo(MIN_TOP_P_WITH_THINKING) < 0) {
            unsupported.report("top_p", "takes a top_p from 0.95 to 1 while Claude thinks");
            return false;
        }
        return true;
    }
}
