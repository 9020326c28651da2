package dev.tollgate.provider.cohere;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ToolCall;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers the tool calls of one reply from 0 without a gap, whatever Cohere's own indexes are. */
final class CohereToolCalls {
    private final String provider;
    private final Map<Integer, Integer> indexes = new HashMap<>();
    private int count;

    CohereToolCalls(String provider) {
        this.provider = provider;
    }

    /** Starts a call; in a buffered reply, the call is complete. */
    ToolCall start(int index, @Nullable ToolCall call) {
        if (call == null || call.function() == null) {
            throw broken("started a tool call without a function");
        }
        int number = count++;
        indexes.put(index, number);
        String arguments = arguments(call.function());
        ToolCall.Function function = new ToolCall.Function(call.function().name(), arguments, Map.of());
        return new ToolCall(number, call.id(), "function", function, Map.of());
    }

    /** Continues the arguments of a call. */
    ToolCall continuation(int index, @Nullable ToolCall piece) {
        Integer number = indexes.get(index);
        if (number == null) {
            throw broken("continued a tool call that never started");
        }
        String arguments = piece == null || piece.function() == null ? "" : arguments(piece.function());
        return new ToolCall(number, null, null, new ToolCall.Function(null, arguments, Map.of()), Map.of());
    }

    private static String arguments(ToolCall.Function function) {
        return function.arguments() == null ? "" : function.arguments();
    }

    private GatewayException broken(String reason) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " " + reason + ".");
    }
}
