package dev.tollgate.edge;

import dev.tollgate.idempotency.IdempotentCall;
import dev.tollgate.idempotency.StoredResponse;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A request with an {@code Idempotency-Key}: digests its body while that is read, and repeats its answer. */
final class IdempotentHttpCall implements IdempotentCall {
    static final String HEADER = "idempotency-key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final String key;
    private final String requestId;
    private final ClientConnection client;
    private final MessageDigest digest = sha256();

    /**
     * One that was not read yet.
     *
     * @param wish what is asked beside the body: path and headers that another answer would follow from
     */
    IdempotentHttpCall(String key, String wish, String requestId, ClientConnection client) {
        this.key = key;
        this.requestId = requestId;
        this.client = client;
        digest.update((wish + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The body, to be read in the place of the one that came. */
    InputStream digesting(InputStream body) {
        return new DigestInputStream(body, digest);
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
    public void keep(Consumer<StoredResponse> store) {
        client.record(new ResponseRecorder(requestId, store));
    }

    @Override
    public void again(StoredResponse answer) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("x-tollgate-repeated", answer.requestId());
        client.respond(200, answer.contentType(), headers, answer.body());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
