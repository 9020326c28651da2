package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * As it comes: a JSON prelude, eight NULs, and each part a chunk
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming).
 */
final class StreamedResponseWriter implements LambdaResponseWriter {
    private static final byte[] DELIMITER = new byte[8];
    private static final byte[] LINE_END = {'\r', '\n'};

    private final RuntimeApi api;
    private final LambdaInvocation invocation;
    private volatile RuntimeConnection connection;

    StreamedResponseWriter(RuntimeApi api, LambdaInvocation invocation) {
        this.api = api;
        this.invocation = invocation;
    }

    @Override
    public void begin(ResponsePart.Head head) throws IOException {
        connection = api.post(
                invocation,
                "Content-Type: application/vnd.awslambda.http-integration-response",
                "Lambda-Runtime-Function-Response-Mode: streaming",
                "Transfer-Encoding: chunked",
                "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body");
        ByteArrayOutputStream prelude = new ByteArrayOutputStream(512);
        prelude.writeBytes(ResponseJson.head(head, Form.V2).toString().getBytes(StandardCharsets.UTF_8));
        prelude.writeBytes(DELIMITER);
        write(prelude.toByteArray());
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        connection.write(Integer.toHexString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        connection.write(LINE_END);
        connection.write(bytes);
        connection.write(LINE_END);
    }

    @Override
    public void flush() throws IOException {
        connection.flush();
    }

    @Override
    public void end(Optional<FunctionError> error) throws IOException {
        String trailers = error.map(StreamedResponseWriter::trailers).orElse("");
        connection.write(("0\r\n" + trailers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        Refused.unlessAccepted(connection.reply());
    }

    @Override
    public boolean begun() {
        return connection != null;
    }

    @Override
    public void close() throws IOException {
        RuntimeConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    private static String trailers(FunctionError error) {
        return "Lambda-Runtime-Function-Error-Type: " + error.type() + "\r\nLambda-Runtime-Function-Error-Body: "
                + error.base64() + "\r\n";
    }
}
