package dev.tollgate.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tool call of a {@link FoldedChoice}. The first piece names the function; every piece may carry arguments. */
final class FoldedToolCall {
    private final FoldSize size;
    private final StringBuilder arguments = new StringBuilder();
    private final Map<String, JoinedField> extra = new LinkedHashMap<>();
    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String name;

    FoldedToolCall(FoldSize size) {
        this.size = size;
    }

    void add(ToolCall piece) {
        id = id == null ? piece.id() : id;
        type = type == null ? piece.type() : type;
        piece.extra().forEach((field, value) -> {
            extra.computeIfAbsent(field, _ -> new JoinedField()).add(value);
            size.value(value);
        });
        if (piece.function() != null) {
            add(piece.function());
        }
    }

    private void add(ToolCall.Function piece) {
        if (name == null) {
            name = piece.name();
            size.text(name);
        }
        if (piece.arguments() != null) {
            arguments.append(piece.arguments());
            size.text(piece.arguments());
        }
    }

    ToolCall call() {
        ToolCall.Function function = new ToolCall.Function(name, arguments.toString(), Map.of());
        return new ToolCall(null, id, type, function, JoinedField.values(extra));
    }

    void appendText(StringBuilder text) {
        text.append(name == null ? "" : name).append(arguments);
    }
}
