package dev.tollgate.tiering;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.route.PromptComplexity;
import dev.tollgate.route.PromptComplexity.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Classifies prompts as simple or complex, in less time than it takes to read a request.
 *
 * <p>The current question counts most, so the last user message is examined most closely. The strengths were fitted to labelled prompts;
 * {@code make classify} measures them again.
 */
public final class ComplexityClassifier {
    /** This alone makes a prompt complex: without a sign of being simple it may be hard, however short it is. */
    private static final double DOUBT = 0.45;

    private ComplexityClassifier() {}

    /** The complexity of this request. */
    public static PromptComplexity classify(ChatRequest request) {
        PromptText promptText = PromptText.of(request);
        int tools = request.tools() == null ? 0 : request.tools().size();
        Optional<SimplePromptPattern> plain = SimplePromptPattern.of(promptText, tools);
        List<Signal> signals = new ArrayList<>(ComplexitySignals.in(
                promptText, plain.map(SimplePromptPattern::asks).orElse(promptText.own())));
        signals.add(new Signal("doubt", plain.isPresent() ? 0 : DOUBT));
        signals.add(new Signal("context", context(request, promptText.characters())));
        signals.add(new Signal("tools", tools(request, tools)));
        signals.add(new Signal("files", files(request.messages())));
        signals.add(new Signal("form", request.extra().containsKey("response_format") ? 0.1 : 0));
        signals.add(new Signal("effort", effort(request)));
        return PromptComplexity.of(signals, plain.map(SimplePromptPattern::name));
    }

    /** What precedes the question: long instructions and long conversations need a model that keeps track. */
    private static double context(ChatRequest request, long questionLength) {
        long characters = -questionLength;
        for (Message message : request.messages()) {
            characters += PromptText.text(message).length();
        }
        double length = Math.clamp(characters / 24_000.0, 0, 1) * 0.4;
        double turns = Math.clamp((request.messages().size() - 4) / 16.0, 0, 1) * 0.25;
        return Math.max(length, turns);
    }

    /** One tool is a lookup. Choosing among many, or continuing with results, is work. */
    private static double tools(ChatRequest request, int count) {
        long results = request.messages().stream()
                .filter(message -> message.role() == Role.TOOL)
                .count();
        double choice = count == 0 ? 0 : 0.15 + Math.min(count - 1, 10) * 0.03;
        return Math.min(0.6, choice + Math.min(results, 5) * 0.05);
    }

    private static double files(List<Message> messages) {
        boolean any = messages.stream()
                .filter(message -> message.content() != null)
                .flatMap(message -> message.content().asParts().stream())
                .anyMatch(part -> !(part instanceof ContentPart.Text));
        return any ? 0.35 : 0;
    }

    /** A client that sets a high reasoning effort has its reasons. */
    private static double effort(ChatRequest request) {
        String effort = request.extra().containsKey("reasoning_effort")
                ? request.extra().get("reasoning_effort").asText()
                : "";
        return switch (effort) {
            case "high", "xhigh", "max" -> 0.6;
            case "medium" -> 0.2;
            default -> 0;
        };
    }
}
