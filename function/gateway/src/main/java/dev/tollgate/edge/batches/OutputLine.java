package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tollgate.batch.BatchOutput;
import dev.tollgate.edge.ErrorBody;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;

/** A line of the results, as OpenAI has it (https://platform.openai.com/docs/api-reference/batch/request-output). */
final class OutputLine {
    private static final byte[] LINE_END = {'\n'};

    private OutputLine() {}

    /** How the endpoint of a batch words the answer of a chat. */
    @FunctionalInterface
    interface AnswerFormat {
        byte[] of(String customId, ChatCompletion completion);
    }

    /**
     * The line with its end.
     *
     * @param requestId the id of the line's usage record
     */
    static byte[] of(BatchOutput output, String requestId, AnswerFormat format) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", "batch_" + requestId).put("custom_id", output.customId());
        switch (output) {
            case BatchOutput.Completed(String customId, ChatCompletion completion) ->
                answered(line, requestId, 200, format.of(customId, completion));
            case BatchOutput.Document document -> answered(line, requestId, 200, document.body());
            case BatchOutput.Refused(String _, GatewayException failure) ->
                answered(line, requestId, failure.kind().status(), ErrorBody.of(failure));
            case BatchOutput.Skipped skipped -> {
                line.putNull("response");
                line.putObject("error").put("code", skipped.code()).put("message", skipped.message());
            }
        }
        return ServerSentEvents.joined(ServerSentEvents.json(line), LINE_END);
    }

    private static void answered(ObjectNode line, String requestId, int status, byte[] body) {
        line.putObject("response")
                .put("status_code", status)
                .put("request_id", requestId)
                .putRawValue("body", new RawValue(new String(body, StandardCharsets.UTF_8)));
        line.putNull("error");
    }
}
