package dev.tollgate.outage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An answer of DynamoDB, in its JSON 1.0. */
record TableReply(int status, byte[] body) {
    private static final String TYPE = "com.amazonaws.dynamodb.v20120810#";

    static TableReply error(int status, String type, String message) {
        return json(status, "{\"__type\":\"" + TYPE + type + "\",\"message\":\"" + message + "\"}");
    }

    /** A transaction that was not done because of its last item; nothing is wrong with the others. */
    static TableReply cancelled(TableRequest call, String code) {
        int items = call.transacted();
        List<String> codes = IntStream.rangeClosed(1, items)
                .mapToObj(item -> item == items ? code : "None")
                .toList();
        String reasons =
                codes.stream().map(reason -> "{\"Code\":\"" + reason + "\"}").collect(Collectors.joining(","));
        return json(
                400,
                "{\"__type\":\"" + TYPE + "TransactionCanceledException\",\"CancellationReasons\":[" + reasons
                        + "],\"Message\":\"Transaction cancelled, please refer cancellation reasons for specific"
                        + " reasons " + codes + "\"}");
    }

    private static TableReply json(int status, String json) {
        return new TableReply(status, json.getBytes(StandardCharsets.UTF_8));
    }

    /** What goes before the body. */
    byte[] head() {
        return ("HTTP/1.1 " + status + " .\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
