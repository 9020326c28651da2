package dev.tollgate.edge;

import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.idempotency.ReplayableResponse;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.Sha256Digest;
import dev.tollgate.process.MemoryLease;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A request with an {@code Idempotency-Key}: digests its body, and replays its response. */
final class IdempotentHttpCall implements IdempotentCall {
    static final String HEADER = "idempotency-key";

    /** Comes first, so that this digest says nothing of the stored one. */
    private static final String RESPONSE_KEY = "key of the response\n";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final String key;
    private final String requestId;
    private final ClientConnection client;
    private final MemoryLease memory;
    private final Sha256Digest digest = Sha256Digest.start();
    private final Sha256Digest responseKey = Sha256Digest.start();

    /**
     * A request whose body is not read yet.
     *
     * @param context what the response depends on besides the body: the path and some headers
     * @param memory takes what is recorded of the response
     */
    IdempotentHttpCall(String key, String context, String requestId, ClientConnection client, MemoryLease memory) {
        this.key = key;
        this.requestId = requestId;
        this.client = client;
        this.memory = memory;
        digest.add(context).add("\n");
        responseKey.add(RESPONSE_KEY).add(context).add("\n");
    }

    /** Takes the body into the digest: decoded, since the same request may be compressed differently the next time. */
    void digest(byte[] body) {
        digest.add(body);
        responseKey.add(body);
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public String key() {
        if (!KEY.matcher(key).matches()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "Idempotency-Key",
                    "Invalid value for the header 'Idempotency-Key': expected 1 to 255 visible ASCII characters.");
        }
        return key;
    }

    @Override
    public String digest() {
        return digest.hex();
    }

    @Override
    public String responseKey() {
        return responseKey.hex();
    }

    @Override
    public void record(Consumer<ReplayableResponse> store) {
        client.record(new ReplayRecorder(requestId, memory, store));
    }

    @Override
    public void replay(ReplayableResponse response) {
        memory.admit(response.body().length);
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("x-tollgate-repeated", response.requestId());
        client.respond(200, response.contentType(), headers, response.body());
    }
}
