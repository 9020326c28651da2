package dev.tollgate.openai;

import dev.tollgate.parse.NumberParser;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the fields of messages by the places that these messages have in the client's request.
 *
 * @param places of the messages in their order, such as {@code messages[3].content[0]}
 */
record MessagePlaces(List<String> places) implements UnaryOperator<String> {
    private static final Pattern MESSAGE = Pattern.compile("messages\\[(\\d{1,9})](.*)");

    MessagePlaces {
        places = List.copyOf(places);
    }

    @Override
    public String apply(String field) {
        Matcher message = MESSAGE.matcher(field);
        if (!message.matches()) {
            return field;
        }
        OptionalInt index = NumberParser.whole(message.group(1), 0, places.size() - 1);
        return index.isPresent() ? places.get(index.getAsInt()) + message.group(2) : field;
    }
}
