package dev.tollgate.guardrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.openai.RequestTexts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests with a value that a policy looks for, and the editor that applies the policy. */
final class CanaryPrompt {
    static final String CANARY = "CANARY-1234567";

    private CanaryPrompt() {}

    static PromptEditor editor(PolicyAction action) {
        ContentPolicy policy = new ContentPolicy(
                "canaries",
                Map.of("canary", action),
                Map.of(),
                Set.of(),
                Map.of("canary", new OwnDetector("CANARY-[0-9]{7}", List.of())));
        return new PromptEditor(PolicyDetectors.of(List.of(policy)).prompts());
    }

    static ChatRequest chat(String json) {
        try {
            return JsonCodec.mapper().readValue(json, ChatRequest.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    static String json(ModelRequest request) {
        return JsonCodec.mapper().valueToTree(request).toString();
    }

    /** What the messages become, each with its content. */
    static List<String> contents(String messages) {
        ChatRequest request = chat("{\"model\":\"m\",\"messages\":[" + messages + "]}");
        return JsonCodec.mapper()
                .valueToTree(RequestTexts.edited(request, editor(PolicyAction.MASK)))
                .findValuesAsText("content");
    }
}
