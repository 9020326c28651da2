package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.UnsupportedFields;
import java.math.BigDecimal;
import java.util.List;

/**
 * How the next token is chosen and where the answer ends. Null and empty where nothing is to be said.
 *
 * <p>Temperatures reach to 1 instead of OpenAI's 2; thinking, and all of the newer models, want them left alone
 * (https://platform.claude.com/docs/en/build-with-claude/extended-thinking#feature-compatibility).
 */
record AnthropicSampling(BigDecimal temperature, BigDecimal topP, JsonNode topK, List<String> stop) {
    /** Thinking takes a {@code top_p} from here on. */
    private static final BigDecimal THINKING_TOP_P = new BigDecimal("0.95");

    static AnthropicSampling of(
            ChatRequest request, List<String> stop, ClaudeModel model, boolean thinks, UnsupportedFields unsupported) {
        BigDecimal temperature =
                taken("temperature", request.temperature(), temperatureTrouble(request, model, thinks), unsupported);
        String topPTrouble = topPTrouble(request.topP(), temperature, model, thinks);
        BigDecimal topP = taken("top_p", request.topP(), topPTrouble, unsupported);
        return new AnthropicSampling(
                temperature, topP, topK(request, model, thinks, unsupported), stops(stop, unsupported));
    }

    private static String temperatureTrouble(ChatRequest request, ClaudeModel model, boolean thinks) {
        BigDecimal temperature = request.temperature();
        if (isDefault(temperature)) {
            return null;
        }
        if (!model.canBeSampled()) {
            return "takes no temperature for this model";
        }
        if (thinks) {
            return "takes no temperature while it thinks";
        }
        return temperature.compareTo(BigDecimal.ONE) > 0 ? "takes temperatures from 0 to 1" : null;
    }

    private static String topPTrouble(BigDecimal topP, BigDecimal temperature, ClaudeModel model, boolean thinks) {
        if (isDefault(topP)) {
            return null;
        }
        if (!model.canBeSampled()) {
            return "takes no top_p for this model";
        }
        if (thinks && topP.compareTo(THINKING_TOP_P) < 0) {
            return "takes no top_p below 0.95 while it thinks";
        }
        return temperature != null && !model.takesBothSamplings() ? "takes temperature or top_p, not both" : null;
    }

    private static JsonNode topK(
            ChatRequest request, ClaudeModel model, boolean thinks, UnsupportedFields unsupported) {
        JsonNode topK = request.extra().get("top_k");
        if (topK == null || topK.isNull() || (model.canBeSampled() && !thinks)) {
            return topK;
        }
        unsupported.report("top_k", thinks ? "takes no top_k while it thinks" : "takes no top_k for this model");
        return null;
    }

    /** Whitespace alone is refused (https://platform.claude.com/docs/en/api/openai-sdk). */
    private static List<String> stops(List<String> stop, UnsupportedFields unsupported) {
        List<String> taken = stop.stream().filter(text -> !text.isBlank()).toList();
        if (taken.size() < stop.size()) {
            unsupported.report("stop", "does not stop at white space alone");
        }
        return taken;
    }

    private static BigDecimal taken(String field, BigDecimal value, String trouble, UnsupportedFields unsupported) {
        if (trouble != null) {
            unsupported.report(field, trouble);
            return null;
        }
        return isDefault(value) ? null : value;
    }

    /** One is what both are without being said, so it asks for nothing. */
    private static boolean isDefault(BigDecimal value) {
        return value == null || value.compareTo(BigDecimal.ONE) == 0;
    }
}
