package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** OpenRouter's chat API (https://openrouter.ai/docs/api-reference/overview), which drops fields that it does not know. */
final class StrictOpenRouter extends StrictOpenAi {

    @Override
    Set<String> fields(String model) {
        return AnyField.SET;
    }

    @Override
    Set<String> messageFields(String role) {
        return AnyField.SET;
    }

    @Override
    Set<String> callFields() {
        return AnyField.SET;
    }

    @Override
    void checkSampling(String model, JsonNode body) {
        rules.require(!body.has("n") || body.path("n").asInt() == 1, "n must be 1");
    }

    /** https://openrouter.ai/docs/use-cases/reasoning-tokens: the details go back to the model as they came. */
    @Override
    void checkMessage(ApiCall call, JsonNode message, int index) {
        super.checkMessage(call, message, index);
        for (JsonNode detail : message.path("reasoning_details")) {
            boolean text = detail.path("type").asText().equals("reasoning.text");
            rules.require(
                    !text
                            || !detail.has("signature")
                            || detail.path("signature")
                                    .asText()
                                    .equals(ThoughtSignature.of(
                                            "anthropic", detail.path("text").asText())),
                    "messages." + index + ".content.0: Invalid `signature` in `thinking` block");
        }
    }

    /** It passes Claude's breakpoints on, and takes them in any part (https://openrouter.ai/docs/features/prompt-caching). */
    @Override
    void checkPart(JsonNode part, String role, String path) {
        rules.require(part.path("type").isTextual(), "Invalid input: expected a type at " + path);
    }

    @Override
    void checkCallId(String id, String path) {
        rules.require(!id.isEmpty(), "Invalid input: expected an id at " + path);
    }

    @Override
    OpenAiWire wire() {
        return new OpenAiWire(OpenAiWire.Reasoning.DETAILS, "toolu_", 24);
    }
}
