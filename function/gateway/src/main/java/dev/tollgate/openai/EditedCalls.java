package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Edits the tool calls of one choice: the name of each as it comes, its arguments in pieces. */
final class EditedCalls {
    private final StreamEditors editors;
    private final Map<Integer, EditedCall> calls = new TreeMap<>();

    /** One call. */
    private record EditedCall(
            StringBuilder name, StringBuilder shownName, StreamEditor arguments, StreamedFields fields) {}

    EditedCalls(StreamEditors editors) {
        this.editors = editors;
    }

    /** The same pieces, as far as they are final; null if there are none. */
    @Nullable
    List<ToolCall> add(@Nullable List<ToolCall> pieces) {
        if (pieces == null) {
            return null;
        }
        List<ToolCall> edited = new ArrayList<>(pieces.size());
        for (ToolCall piece : pieces) {
            EditedCall call = calls.computeIfAbsent(
                    piece.index() == null ? 0 : piece.index(),
                    _ -> new EditedCall(
                            new StringBuilder(),
                            new StringBuilder(),
                            editors.arguments(),
                            new StreamedFields(editors)));
            ToolCall shown = new ToolCall(
                    piece.index(),
                    piece.id(),
                    piece.type(),
                    function(call, piece.function()),
                    call.fields().add(piece.extra()));
            if (!addsNothing(shown)) {
                edited.add(shown);
            }
        }
        return edited.isEmpty() ? null : edited;
    }

    private ToolCall.@Nullable Function function(EditedCall call, ToolCall.@Nullable Function function) {
        if (function == null) {
            return null;
        }
        return new ToolCall.Function(
                function.name() == null ? null : name(call, function.name()),
                function.arguments() == null ? null : call.arguments().add(function.arguments()),
                new CompleteFields(editors).edited(function.extra()));
    }

    /**
     * A client needs the name at once, so that no piece of it waits. What only shows with a later piece takes that one's place; what the
     * client has already does not come again.
     */
    private String name(EditedCall call, String piece) {
        String edited = editors.wholeName(call.name().append(piece).toString());
        String shown = call.shownName().toString();
        int same = 0;
        while (same < Math.min(shown.length(), edited.length()) && shown.charAt(same) == edited.charAt(same)) {
            same++;
        }
        String next = edited.substring(same);
        call.shownName().append(next);
        return next;
    }

    private static boolean addsNothing(ToolCall piece) {
        ToolCall.Function function = piece.function();
        return piece.id() == null
                && piece.type() == null
                && piece.extra().isEmpty()
                && (function == null
                        || (function.name() == null
                                && function.extra().isEmpty()
                                && (function.arguments() == null
                                        || function.arguments().isEmpty())));
    }

    /** What is still held back; null if that is nothing. */
    @Nullable
    List<ToolCall> end() {
        List<ToolCall> rest = new ArrayList<>();
        calls.forEach((index, call) -> {
            String arguments = call.arguments().end();
            Map<String, JsonNode> fields = call.fields().end();
            if (!arguments.isEmpty() || !fields.isEmpty()) {
                rest.add(new ToolCall(index, null, null, new ToolCall.Function(null, arguments, Map.of()), fields));
            }
        });
        return rest.isEmpty() ? null : rest;
    }
}
