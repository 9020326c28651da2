package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What decides how an answer becomes a message.
 *
 * @param stopSequences that the request sets
 * @param showsThinking whether the client wants to see what the model thinks
 * @param promptTokens an estimate, for the start of a stream; computed where it is needed
 */
record MessageSettings(List<String> stopSequences, boolean showsThinking, LongSupplier promptTokens) {

    MessageSettings {
        stopSequences = List.copyOf(stopSequences);
    }

    /**
     * The settings of one request.
     *
     * @param thinking the request's field
     */
    static MessageSettings of(ChatRequest request, JsonNode thinking, LongSupplier promptTokens) {
        return new MessageSettings(ChatOptions.of(request).stop(), shows(thinking), promptTokens);
    }

    /**
     * As Anthropic does (https://platform.claude.com/docs/en/build-with-claude/extended-thinking): clients that want none take the first
     * block for the text (ollama/ollama#15287).
     */
    private static boolean shows(JsonNode thinking) {
        String type = thinking.path("type").asText();
        boolean on = type.equals("enabled") || type.equals("adaptive");
        return on && !thinking.path("display").asText().equals("omitted");
    }
}
