package dev.tollgate.edge.messages;

import dev.tollgate.parse.NumberParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the client calls the fields of a chat request: {@code messages[3].content[0]} is {@code messages.1.content.0} if the system
 * prompt is the first message, and a result of a tool the third.
 */
final class ClientFieldNames implements UnaryOperator<String> {
    private static final Pattern MESSAGE = Pattern.compile("messages\\[(\\d{1,9})](.*)");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d*)]");
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "max_completion_tokens", "max_tokens",
            "parallel_tool_calls", "tool_choice.disable_parallel_tool_use",
            "reasoning_effort", "thinking",
            "response_format", "output_config.format",
            "stop", "stop_sequences",
            "user", "metadata.user_id");

    private final List<String> places = new ArrayList<>();

    /**
     * Says where the next messages of the chat request are from.
     *
     * @param place such as {@code system} or {@code messages.2}
     */
    void add(String place, int messages) {
        for (int i = 0; i < messages; i++) {
            places.add(place);
        }
    }

    @Override
    public String apply(String field) {
        Matcher message = MESSAGE.matcher(field);
        if (message.matches()) {
            int index =
                    NumberParser.whole(message.group(1), 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
            String place = index < places.size() ? places.get(index) : "messages";
            return place + dotted(message.group(2));
        }
        return OTHER_NAMES.getOrDefault(
                field,
                dotted(field.replace(".function.parameters", ".input_schema").replace(".function.", ".")));
    }

    private static String dotted(String path) {
        return INDEX.matcher(path).replaceAll(index -> index.group(1).isEmpty() ? ".*" : "." + index.group(1));
    }
}
