package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.openai.GatewayException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** agentgateway/agentgateway#3040, envoyproxy/ai-gateway#1189: a provider compresses its reply although nobody asked for it. */
final class BodyInflaterTest {
    private static final byte[] TEXT = "{\"choices\": [\"Grüße\"]}".repeat(500).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000_000})
    void decodesEveryFormHoweverItIsCut(int length) throws IOException {
        assertThat(decoded(BodyInflater.gzip(), gzip(TEXT), length)).isEqualTo(TEXT);
        assertThat(decoded(BodyInflater.deflate(), deflate(new Deflater(6, false)), length))
                .isEqualTo(TEXT);
        assertThat(decoded(BodyInflater.deflate(), deflate(new Deflater(6, true)), length))
                .isEqualTo(TEXT);
    }

    @Test
    void decodesSeveralMembersAndFieldsOfTheHeader() throws IOException {
        byte[] named = gzip(TEXT);
        byte[] header = Arrays.copyOf(named, 10);
        header[3] = 0x1e;
        byte[] fields = join(
                header, new byte[] {2, 0, 'e', 'x', 'n', 0, 'c', 0, 0, 0}, Arrays.copyOfRange(named, 10, named.length));
        assertThat(decoded(BodyInflater.gzip(), join(fields, gzip(TEXT), new byte[4]), 3))
                .isEqualTo(join(TEXT, TEXT));
    }

    @Test
    void passesABodyOnThatAProxyHasDecodedAlready() {
        assertThat(decoded(BodyInflater.gzip(), TEXT, 100)).isEqualTo(TEXT);
    }

    @Test
    void noticesACutBodyAndADamagedOne() throws IOException {
        byte[] whole = gzip(TEXT);
        BodyInflater cut = BodyInflater.gzip();
        cut.feed(Arrays.copyOf(whole, whole.length - 1));
        while (cut.next().length > 0) {}
        assertThat(cut.complete()).isFalse();

        whole[whole.length - 8]++;
        assertThatThrownBy(() -> decoded(BodyInflater.gzip(), whole, 1_000_000))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("damaged");
    }

    /** 100 MB of zeros are 100 kB of gzip: what has not been read is not inflated. */
    @Test
    void inflatesNoMoreThanIsRead() throws IOException {
        BodyInflater bomb = BodyInflater.gzip();
        bomb.feed(gzip(new byte[100_000_000]));
        assertThat(bomb.next()).hasSize(64 * 1024);
    }

    @Test
    void anEmptyBodyIsComplete() {
        assertThat(BodyInflater.gzip().complete()).isTrue();
    }

    private static byte[] decoded(BodyInflater inflater, byte[] body, int length) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (inflater) {
            for (int start = 0; start < body.length; start += length) {
                inflater.feed(Arrays.copyOfRange(body, start, Math.min(body.length, start + length)));
                byte[] next = inflater.next();
                while (next.length > 0) {
                    decoded.writeBytes(next);
                    next = inflater.next();
                }
            }
            assertThat(inflater.complete()).isTrue();
        }
        return decoded.toByteArray();
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(Deflater deflater) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(bytes, deflater)) {
            deflate.write(TEXT);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        List.of(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
