package dev.tollgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpReplyReaderTest {
    private static final int MAX_BYTES = 100_000;

    @Test
    void repliesFollowEachOtherOnOneConnection() throws IOException {
        String two = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Id:  a b \r\n\r\nfirst"
                + "HTTP/1.1 100 Continue\r\n\r\n"
                + "HTTP/1.1 400 \r\ntransfer-encoding: chunked\r\nConnection: close\r\n\r\n"
                + "3;name=value\r\nsec\r\n3\r\nond\r\n0\r\nTrailer: x\r\n\r\n";
        for (InputStream in : new InputStream[] {input(two), new OneByteAtATime(input(two))}) {
            HttpReplyReader reader = new HttpReplyReader(in);

            HttpReply first = reader.read(MAX_BYTES);
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.text()).isEqualTo("first");
            assertThat(first.headers()).containsEntry("x-id", "a b");
            assertThat(first.accepted()).isTrue();
            assertThat(first.head().last()).isFalse();

            HttpReply second = reader.read(MAX_BYTES);
            assertThat(second.status()).isEqualTo(400);
            assertThat(second.text()).isEqualTo("second");
            assertThat(second.accepted()).isFalse();
            assertThat(second.head().last()).isTrue();
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> reader.read(MAX_BYTES));
        }
    }

    @Test
    void longBodiesAndHeadersAreRead() throws IOException {
        String value = "v".repeat(20_000);
        String body = "b".repeat(50_000);
        HttpReply reply = reader("HTTP/1.1 200 OK\r\nlong: " + value + "\r\ncontent-length: 50000\r\n\r\n" + body)
                .read(MAX_BYTES);
        assertThat(reply.headers()).containsEntry("long", value);
        assertThat(reply.text()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirs",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nsec\r\n"
            })
    void aCutReplyIsNoReply(String cut) {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader(cut).read(MAX_BYTES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void otherBytesAreNoReply(String bytes) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reader(bytes).read(MAX_BYTES))
                .isNotInstanceOf(EOFException.class);
    }

    @Test
    void whatNeverEndsIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        reader("HTTP/1.1 200 OK\r\n" + "x".repeat(200_000)).read(MAX_BYTES))
                .withMessageContaining("too long");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        reader("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(1000)).read(MAX_BYTES))
                .withMessageContaining("too many");
        String chunks = "ffff\r\n" + "x".repeat(0xffff) + "\r\n";
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> reader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + chunks)
                        .read(MAX_BYTES))
                .withMessageContaining("too large");
    }

    private static HttpReplyReader reader(String bytes) {
        return new HttpReplyReader(input(bytes));
    }

    private static InputStream input(String bytes) {
        return new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As the network may deliver it. */
    private static final class OneByteAtATime extends InputStream {
        private final InputStream in;

        OneByteAtATime(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, Math.min(length, 1));
        }
    }
}
