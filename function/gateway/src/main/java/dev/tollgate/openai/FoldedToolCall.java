package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tool call of a {@link FoldedChoice}. The first piece names the function; every piece may carry arguments. */
final class FoldedToolCall {
    private final StringBuilder arguments = new StringBuilder();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String name;

    void add(ToolCall piece) {
        id = id == null ? piece.id() : id;
        type = type == null ? piece.type() : type;
        piece.extra().forEach((field, value) -> extra.merge(field, value, JsonCodec::join));
        if (piece.function() != null) {
            name = name == null ? piece.function().name() : name;
            arguments.append(
                    piece.function().arguments() == null ? "" : piece.function().arguments());
        }
    }

    ToolCall call() {
        return new ToolCall(null, id, type, new ToolCall.Function(name, arguments.toString(), Map.of()), extra);
    }

    long textLength() {
        return (long) (name == null ? 0 : name.length()) + arguments.length();
    }

    void appendText(StringBuilder text) {
        text.append(name == null ? "" : name).append(arguments);
    }
}
