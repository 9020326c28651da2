package dev.tollgate.edge;

import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.idempotency.StoredResponse;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.MemoryLease;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A request with an {@code Idempotency-Key}: digests its body, and replays its response. */
final class IdempotentHttpCall implements IdempotentCall {
    static final String HEADER = "idempotency-key";

    /** Comes first, so that this digest says nothing of the stored one. */
    private static final byte[] RESPONSE_KEY = "key of the response\n".getBytes(StandardCharsets.UTF_8);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final String key;
    private final String requestId;
    private final ClientConnection client;
    private final MemoryLease memory;
    private final MessageDigest digest = sha256();
    private final MessageDigest responseKey = sha256();

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
        byte[] where = (context + "\n").getBytes(StandardCharsets.UTF_8);
        digest.update(where);
        responseKey.update(RESPONSE_KEY);
        responseKey.update(where);
    }

    /** Takes the body into the digest: decoded, since the same request may be compressed differently the next time. */
    void digest(byte[] body) {
        digest.update(body);
        responseKey.update(body);
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
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String responseKey() {
        return HexFormat.of().formatHex(responseKey.digest());
    }

    @Override
    public void record(Consumer<StoredResponse> store) {
        client.record(new ResponseRecorder(requestId, memory, store));
    }

    @Override
    public void replay(StoredResponse response) {
        memory.admit(response.body().length);
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.put("x-tollgate-repeated", response.requestId());
        client.respond(200, response.contentType(), headers, response.body());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
