package dev.tollgate.provider.cohere;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ToolCall;
import java.util.HashMap;
import java.util.Map;

/** Numbers the tool calls of one answer from 0 without a gap, whatever Cohere's own numbers are. */
final class CohereToolCalls {
    private final String provider;
    private final Map<Integer, Integer> ours = new HashMap<>();
    private int count;

    CohereToolCalls(String provider) {
        this.provider = provider;
    }

    /** A call begins; in a whole reply it ends with this, too. */
    ToolCall start(String replyId, int index, ToolCall call) {
        if (call == null || call.function() == null) {
            throw broken("began a tool call without a function");
        }
        int number = count++;
        ours.put(index, number);
        String id = call.id() == null || call.id().isEmpty() ? "call_" + replyId + "_" + number : call.id();
        ToolCall.Function function = new ToolCall.Function(call.function().name(), arguments(call), null);
        return new ToolCall(number, id, "function", function, null);
    }

    /** More of its arguments. */
    ToolCall more(int index, ToolCall piece) {
        Integer number = ours.get(index);
        if (number == null) {
            throw broken("went on with a tool call that never began");
        }
        String arguments = piece == null || piece.function() == null ? "" : arguments(piece);
        return new ToolCall(number, null, null, new ToolCall.Function(null, arguments, null), null);
    }

    private static String arguments(ToolCall call) {
        return call.function().arguments() == null ? "" : call.function().arguments();
    }

    private GatewayException broken(String what) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " " + what + ".");
    }
}
