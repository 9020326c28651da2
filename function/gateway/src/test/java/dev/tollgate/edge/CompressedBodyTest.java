package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose body is compressed, as some clients' large ones are (agentgateway/agentgateway#2402). */
@QuarkusTest
final class CompressedBodyTest extends GatewayTest {
    private static final String QUESTION = question("squeezed/m");
    private static final int MAX_BYTES = 6_291_456;

    @BeforeEach
    void aProvider() {
        routes.provider("squeezed", upstream.answers("squeezed", Replies.hello()));
    }

    static Stream<Arguments> codings() {
        byte[] bytes = QUESTION.getBytes(StandardCharsets.UTF_8);
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        byte[] rest = Arrays.copyOfRange(bytes, half.length, bytes.length);
        return Stream.of(
                Arguments.of("gzip", gzip(bytes)),
                Arguments.of("x-gzip", gzip(bytes)),
                Arguments.of("GZIP", gzip(bytes)),
                Arguments.of("gzip", together(gzip(half), gzip(new byte[0]), gzip(rest))),
                Arguments.of("deflate", deflate(bytes, false)),
                Arguments.of("deflate", deflate(bytes, true)),
                Arguments.of("identity", bytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codings")
    void theProviderGetsWhatTheClientCompressed(String coding, byte[] body) {
        int before = upstream.received("squeezed").size();
        Response response = post(coding, body);
        assertThat(response.body()).contains("Hello");
        assertThat(upstream.received("squeezed").get(before).body()).contains("Say hello.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "gzip, gzip"})
    void anyOtherCodingIsRefusedByName(String coding) {
        Response response = post(coding, QUESTION.getBytes(StandardCharsets.UTF_8));
        assertThat(response.status()).isEqualTo(415);
        assertThat(response.header("accept-encoding")).isEqualTo("gzip, deflate");
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"Unsupported Content-Encoding '" + coding
                        + "': expected gzip, deflate or identity.\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"Content-Encoding\",\"code\":\"unsupported_media_type\"}}");
    }

    static Stream<Arguments> malformed() {
        byte[] whole = gzip(QUESTION.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                Arguments.of("gzip", QUESTION.getBytes(StandardCharsets.UTF_8)),
                Arguments.of("gzip", Arrays.copyOf(whole, whole.length - 12)),
                Arguments.of("gzip", new byte[0]),
                Arguments.of("gzip", manyEmptyMembers()),
                Arguments.of("deflate", QUESTION.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void whatIsNotCompressedAsTheHeaderSaysIsRefused(String coding, byte[] body) {
        Response response = post(coding, body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo("Content-Encoding");
        assertThat(response.json().at("/error/message").asText())
                .isEqualTo("The body is not the " + coding + " data that the header Content-Encoding says it is.");
    }

    @Test
    void theBoundOnARequestIsTheBoundOnWhatItInflatesTo() {
        Response response = post("gzip", gzip(padded(MAX_BYTES)));
        assertThat(response.status()).isEqualTo(200);

        response = post("gzip", gzip(padded(MAX_BYTES + 1)));
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.json().at("/error/code").asText()).isEqualTo("request_too_large");
    }

    @Test
    void theSameRequestCompressedDifferentlyIsARepetition() {
        String key = UUID.randomUUID().toString();
        byte[] plain = QUESTION.getBytes(StandardCharsets.UTF_8);
        Response first = GatewayClient.send(request("gzip", gzip(plain)).header("idempotency-key", key));
        Response second = GatewayClient.send(request("identity", plain).header("idempotency-key", key));
        assertThat(second.header("x-tollgate-repeated")).isEqualTo(first.requestId());
    }

    private Response post(String coding, byte[] body) {
        return GatewayClient.send(request(coding, body));
    }

    private HttpRequest.Builder request(String coding, byte[] body) {
        return client.request("/v1/chat/completions")
                .header("content-type", "application/json")
                .header("content-encoding", coding)
                .POST(BodyPublishers.ofByteArray(body));
    }

    /** The question, and spaces up to this size. */
    private static byte[] padded(int size) {
        byte[] question = QUESTION.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(question, size);
        Arrays.fill(padded, question.length, size, (byte) ' ');
        return padded;
    }

    private static byte[] manyEmptyMembers() {
        byte[] one = gzip(new byte[0]);
        byte[][] many = new byte[50_000][];
        Arrays.fill(many, one);
        return together(many);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        return written(gzip, bytes, () -> new GZIPOutputStream(gzip));
    }

    private static byte[] deflate(byte[] bytes, boolean bare) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        return written(
                deflated,
                bytes,
                () -> new DeflaterOutputStream(deflated, new Deflater(Deflater.DEFAULT_COMPRESSION, bare)));
    }

    private static byte[] together(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** What compresses into the target. */
    private interface Compressor {
        OutputStream open() throws IOException;
    }

    private static byte[] written(ByteArrayOutputStream target, byte[] bytes, Compressor compressor) {
        try (OutputStream compressed = compressor.open()) {
            compressed.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return target.toByteArray();
    }
}
