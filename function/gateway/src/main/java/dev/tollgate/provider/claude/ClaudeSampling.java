package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.UnsupportedFields;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sampling options and stop sequences of a request. An absent option is not sent.
 *
 * <p>Anthropic's temperatures range from 0 to 1, OpenAI's to 2. Neither the newer models nor thinking accept them
 * (https://platform.claude.com/docs/en/build-with-claude/extended-thinking#feature-compatibility).
 */
public record ClaudeSampling(
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal topP,
        @Nullable JsonNode topK,
        List<String> stop) {
    /** The smallest {@code top_p} that thinking accepts. */
    private static final BigDecimal THINKING_TOP_P = new BigDecimal("0.95");

    /** The options that the model accepts. */
    public static ClaudeSampling of(
            ChatRequest request,
            List<String> stop,
            ClaudeModel model,
            boolean thinking,
            UnsupportedFields unsupported) {
        BigDecimal temperature = supported(
                "temperature", request.temperature(), temperatureProblem(request, model, thinking), unsupported);
        String topPProblem = topPProblem(request.topP(), temperature, model, thinking);
        BigDecimal topP = supported("top_p", request.topP(), topPProblem, unsupported);
        return new ClaudeSampling(
                temperature, topP, topK(request, model, thinking, unsupported), stops(stop, unsupported));
    }

    private static @Nullable String temperatureProblem(ChatRequest request, ClaudeModel model, boolean thinking) {
        BigDecimal temperature = request.temperature();
        if (temperature == null || isDefault(temperature)) {
            return null;
        }
        if (!model.supportsSampling()) {
            return "takes no temperature for this model";
        }
        if (thinking) {
            return "takes no temperature while it thinks";
        }
        return temperature.compareTo(BigDecimal.ONE) > 0 ? "takes temperatures from 0 to 1" : null;
    }

    private static @Nullable String topPProblem(
            @Nullable BigDecimal topP, @Nullable BigDecimal temperature, ClaudeModel model, boolean thinking) {
        if (topP == null || isDefault(topP)) {
            return null;
        }
        if (!model.supportsSampling()) {
            return "takes no top_p for this model";
        }
        if (thinking && topP.compareTo(THINKING_TOP_P) < 0) {
            return "takes no top_p below 0.95 while it thinks";
        }
        return temperature != null && !model.supportsTemperatureWithTopP()
                ? "takes temperature or top_p, not both"
                : null;
    }

    private static @Nullable JsonNode topK(
            ChatRequest request, ClaudeModel model, boolean thinking, UnsupportedFields unsupported) {
        JsonNode topK = request.extra().get("top_k");
        if (topK == null || topK.isNull() || (model.supportsSampling() && !thinking)) {
            return topK;
        }
        unsupported.report("top_k", thinking ? "takes no top_k while it thinks" : "takes no top_k for this model");
        return null;
    }

    /** Anthropic rejects white space alone (https://platform.claude.com/docs/en/api/openai-sdk). */
    private static List<String> stops(List<String> stop, UnsupportedFields unsupported) {
        List<String> supported = stop.stream().filter(text -> !text.isBlank()).toList();
        if (stop.stream().anyMatch(text -> text.isBlank() && !text.isEmpty())) {
            unsupported.report("stop", "does not stop at white space alone");
        }
        return supported;
    }

    private static @Nullable BigDecimal supported(
            String field, @Nullable BigDecimal value, @Nullable String problem, UnsupportedFields unsupported) {
        if (problem != null) {
            unsupported.report(field, problem);
            return null;
        }
        return value == null || isDefault(value) ? null : value;
    }

    /** One is the default of both options, so the gateway does not send it. */
    private static boolean isDefault(BigDecimal value) {
        return value.compareTo(BigDecimal.ONE) == 0;
    }
}
