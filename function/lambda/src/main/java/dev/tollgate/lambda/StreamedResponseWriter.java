package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.PayloadFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Streams a response as a JSON prelude, eight NUL bytes, and one chunk for each part of the body
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming).
 */
final class StreamedResponseWriter implements LambdaResponseWriter {
    private static final byte[] DELIMITER = new byte[8];
    private static final byte[] LINE_END = {'\r', '\n'};

    private final RuntimeApi api;
    private final LambdaInvocation invocation;
    private volatile @Nullable RuntimeConnection connection;

    StreamedResponseWriter(RuntimeApi api, LambdaInvocation invocation) {
        this.api = api;
        this.invocation = invocation;
    }

    @Override
    public void begin(ResponseHead head) throws IOException {
        connection = api.post(
                invocation,
                "Content-Type: application/vnd.awslambda.http-integration-response",
                "Lambda-Runtime-Function-Response-Mode: streaming",
                "Transfer-Encoding: chunked",
                "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body");
        ByteArrayOutputStream prelude = new ByteArrayOutputStream(512);
        prelude.writeBytes(ResponseJson.head(head, PayloadFormat.V2).toString().getBytes(StandardCharsets.UTF_8));
        prelude.writeBytes(DELIMITER);
        write(prelude.toByteArray());
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        RuntimeConnection opened = opened();
        opened.write(Integer.toHexString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        opened.write(LINE_END);
        opened.write(bytes);
        opened.write(LINE_END);
    }

    @Override
    public void flush() throws IOException {
        opened().flush();
    }

    @Override
    public void end(Optional<FunctionError> error) throws IOException {
        String trailers = error.map(StreamedResponseWriter::trailers).orElse("");
        opened().write(("0\r\n" + trailers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        flush();
    }

    @Override
    public void awaitAccepted(Duration atMost) throws IOException {
        RefusedException.throwUnlessAccepted(opened().acceptance(atMost));
    }

    @Override
    public boolean started() {
        return connection != null;
    }

    @Override
    public void close() {
        RuntimeConnection opened = connection;
        if (opened != null) {
            opened.close();
        }
    }

    private RuntimeConnection opened() {
        return Objects.requireNonNull(connection, "begin opens the connection");
    }

    private static String trailers(FunctionError error) {
        return "Lambda-Runtime-Function-Error-Type: " + error.type() + "\r\nLambda-Runtime-Function-Error-Body: "
                + error.base64() + "\r\n";
    }
}
