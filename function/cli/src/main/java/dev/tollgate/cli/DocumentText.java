package dev.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Parts of documents as text for people. */
final class DocumentText {
    private DocumentText() {}

    /** The elements of a list. */
    static String list(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    /** A value in a cell. */
    static String cell(JsonNode value) {
        return value.isArray() ? list(value) : value.isNull() ? "" : value.asText();
    }
}
