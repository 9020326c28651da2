package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.compatible.CompatibleWire.WireCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the tool calls of one choice from 0 without a gap, and decides which piece belongs to which call. Mistral sends neither
 * index nor type, some send no id, some start at 1, and Gemini sends the index 0 for every call. Some repeat the name or the id in
 * every piece, and some give two calls one id. Gemini sends {@code {}} before the arguments (microsoft/autogen#6843).
 */
final class CompatibleToolCalls {
    private final List<OpenCall> calls = new ArrayList<>();
    /** The last call of each index, and of each id: a stream may have thousands of them. */
    private final Map<Integer, OpenCall> byIndex = new HashMap<>();

    private final Map<String, OpenCall> byId = new HashMap<>();

    /** One call, as far as it has come. */
    private static final class OpenCall {
        private final int number;
        private final @Nullable Integer wireIndex;
        private final @Nullable String wireId;
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String name;
        /** Whether the provider sent {@code {}}. It goes out only if no other arguments follow. */
        private boolean empty;

        private OpenCall(int number, WireCall first) {
            this.number = number;
            this.wireIndex = first.index();
            this.wireId = id(first);
        }

        /** Whether the arguments are whole, so that what follows belongs to another call. */
        private boolean hasWholeArguments() {
            return (empty && arguments.isEmpty())
                    || UpstreamFailure.read(arguments.toString().getBytes(StandardCharsets.UTF_8))
                            .isObject();
        }
    }

    /** Whether there is a call so far. */
    boolean any() {
        return !calls.isEmpty();
    }

    /**
     * The calls of a message or of a delta, in OpenAI's form.
     *
     * @param whole whether each of them is a complete call, as in a message, and not a piece of one
     */
    @Nullable
    List<ToolCall> normalise(@Nullable List<@Nullable WireCall> pieces, boolean whole) {
        return pieces == null
                ? null
                : pieces.stream()
                        .filter(piece -> piece != null && saysSomething(piece))
                        .map(piece -> number(piece, whole ? null : continued(piece)))
                        .toList();
    }

    /** An empty object is no call: some send {@code "tool_calls": {}} with every piece of text. */
    private static boolean saysSomething(WireCall piece) {
        return piece.id() != null || piece.function() != null || !piece.extra().isEmpty();
    }

    private ToolCall number(WireCall piece, @Nullable OpenCall continued) {
        OpenCall call = continued == null ? new OpenCall(calls.size(), piece) : continued;
        if (continued == null) {
            keep(call);
        }
        ToolCall.Function function = function(call, piece);
        // Clients concatenate all pieces, so only the first one may have the id and the type.
        return continued == null
                ? new ToolCall(
                        call.number,
                        call.wireId,
                        piece.type() == null ? "function" : piece.type(),
                        function,
                        piece.extra())
                : new ToolCall(call.number, null, null, function, piece.extra());
    }

    private void keep(OpenCall call) {
        calls.add(call);
        if (call.wireIndex != null) {
            byIndex.put(call.wireIndex, call);
        }
        if (call.wireId != null) {
            byId.put(call.wireId, call);
        }
    }

    /** The call that this piece continues; null where it starts a new one. */
    private @Nullable OpenCall continued(WireCall piece) {
        String id = id(piece);
        OpenCall sameId = id == null ? null : byId.get(id);
        OpenCall candidate = sameId != null && sharesIndex(sameId, piece) ? sameId : withIndexOf(piece);
        return candidate == null || startsAnother(candidate, piece) ? null : candidate;
    }

    private static boolean sharesIndex(OpenCall call, WireCall piece) {
        return piece.index() == null || piece.index().equals(call.wireIndex);
    }

    private @Nullable OpenCall withIndexOf(WireCall piece) {
        Integer wireIndex = piece.index();
        if (wireIndex != null) {
            return byIndex.get(wireIndex);
        }
        return calls.isEmpty() ? null : calls.getLast();
    }

    /**
     * A piece without a name continues a call. One with a name starts another call if its id or its name differs, or if the call
     * already has all of its arguments; otherwise it repeats the name. With neither index nor id, it does so only in the middle of
     * arguments.
     */
    private static boolean startsAnother(OpenCall call, WireCall piece) {
        String name = name(piece);
        if (name == null || call.name == null || continuesName(call, piece)) {
            return false;
        }
        String id = id(piece);
        boolean mayGetItsIdLate = call.wireId == null && piece.index() != null;
        boolean otherId = id != null && !id.equals(call.wireId) && !mayGetItsIdLate;
        if (otherId || !name.equals(call.name)) {
            return true;
        }
        return (piece.index() == null && id == null)
                ? call.arguments.isEmpty() || call.hasWholeArguments()
                : !text(piece).isBlank() && call.hasWholeArguments();
    }

    /** Some stream a name in pieces. Another call would have an id, an index of its own, or arguments before it. */
    private static boolean continuesName(OpenCall call, WireCall piece) {
        return piece.index() != null
                && piece.index().equals(call.wireIndex)
                && id(piece) == null
                && call.wireId != null
                && call.arguments.isEmpty()
                && !call.empty
                && text(piece).isEmpty();
    }

    /** What this piece adds to the name of the call; null if it only repeats it. */
    private static @Nullable String addedName(OpenCall call, WireCall piece) {
        String name = name(piece);
        if (name == null || call.name == null) {
            return name;
        }
        if (!continuesName(call, piece) || name.equals(call.name)) {
            return null;
        }
        return name.startsWith(call.name) ? name.substring(call.name.length()) : name;
    }

    private static ToolCall.@Nullable Function function(OpenCall call, WireCall piece) {
        if (piece.function() == null) {
            return null;
        }
        String name = addedName(call, piece);
        if (name != null) {
            call.name = call.name == null ? name : call.name + name;
        }
        boolean nothingYet = call.arguments.isEmpty() && isEmptyObject(text(piece));
        String text = nothingYet ? "" : text(piece);
        call.empty = call.empty || nothingYet;
        call.arguments.append(text);
        JsonNode wire = piece.function().arguments();
        return new ToolCall.Function(
                name,
                wire == null || wire.isNull() ? null : text,
                piece.function().extra());
    }

    /** Some providers send arguments as an object; an empty one says nothing yet, and neither does {@code null}. */
    private static String text(WireCall piece) {
        JsonNode arguments = piece.function() == null ? null : piece.function().arguments();
        if (arguments == null || arguments.isNull() || (arguments.isObject() && arguments.isEmpty())) {
            return "";
        }
        String text = arguments.isTextual() ? arguments.textValue() : arguments.toString();
        return text.equals("null") ? "" : text;
    }

    private static boolean isEmptyObject(String arguments) {
        return arguments.strip().equals("{}");
    }

    private static @Nullable String name(WireCall piece) {
        String name = piece.function() == null ? null : piece.function().name();
        return name == null || name.isEmpty() ? null : name;
    }

    private static @Nullable String id(WireCall piece) {
        return piece.id() == null || piece.id().isEmpty() ? null : piece.id();
    }
}
