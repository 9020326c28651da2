package dev.tollgate.edge.gemini;

import dev.tollgate.parse.NumberParser;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that fields of a chat request have in the request of a Gemini client.
 *
 * @param contents where each message comes from, such as {@code contents[2]}
 */
record SentNames(List<String> contents) implements UnaryOperator<String> {
    private static final String CONFIG = "generationConfig.";
    private static final String CALLING = "toolConfig.functionCallingConfig";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("messages", "contents"),
            Map.entry("max_completion_tokens", CONFIG + "maxOutputTokens"),
            Map.entry("temperature", CONFIG + "temperature"),
            Map.entry("top_p", CONFIG + "topP"),
            Map.entry("top_k", CONFIG + "topK"),
            Map.entry("n", CONFIG + "candidateCount"),
            Map.entry("stop", CONFIG + "stopSequences"),
            Map.entry("seed", CONFIG + "seed"),
            Map.entry("presence_penalty", CONFIG + "presencePenalty"),
            Map.entry("frequency_penalty", CONFIG + "frequencyPenalty"),
            Map.entry("logprobs", CONFIG + "responseLogprobs"),
            Map.entry("top_logprobs", CONFIG + "logprobs"),
            Map.entry("response_format", CONFIG + "responseMimeType"),
            Map.entry("modalities", CONFIG + "responseModalities"),
            Map.entry("reasoning_effort", CONFIG + "thinkingConfig"),
            Map.entry("tool_choice", CALLING),
            Map.entry("web_search_options", "tools"));
    private static final Pattern MESSAGE = Pattern.compile("messages\\[(\\d+)](.*)");
    private static final Pattern MESSAGES = Pattern.compile("messages\\[](.*)");

    /** The client's name; a chat request's own where the client has none. */
    @Override
    public String apply(String field) {
        Matcher message = MESSAGE.matcher(field);
        if (message.matches()) {
            OptionalInt index = NumberParser.whole(message.group(1), 0, contents.size() - 1);
            if (index.isPresent()) {
                return contents.get(index.getAsInt()) + parts(message.group(2));
            }
        }
        Matcher messages = MESSAGES.matcher(field);
        if (messages.matches()) {
            return "contents[]" + parts(messages.group(1));
        }
        return field.startsWith("tools[") ? "tools" : NAMES.getOrDefault(field, field);
    }

    private static String parts(String below) {
        return below.isEmpty() ? "" : ".parts";
    }
}
