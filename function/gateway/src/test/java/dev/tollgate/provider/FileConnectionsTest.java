package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That hosts of files cannot hold a connection, whatever they send instead of a head. */
class FileConnectionsTest {
    private static final int MAX_BYTES = 1024;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FileClient client = new FileClient(SystemDefaultDnsResolver.INSTANCE);
    private final RawProvider host = new RawProvider(RawProvider.text(RawProvider.OK));

    @AfterEach
    void close() throws IOException {
        client.close();
        host.close();
    }

    /** A head that is too large fails before the time is over; the other ones last until then. */
    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK|, x, 20000",
        "HTTP/1.1 200 OK|, name: value|, 20000",
        "'', HTTP/1.1 103 Early Hints||, 0",
        "HTTP/1.1 200 OK|, '', 0",
        "FTP|, '', 0"
    })
    void aConnectionWhoseHeadCannotBeReadIsClosed(String start, String repeated, int longMillis) {
        host.follow(out -> write(out, start, repeated));
        Duration timeout = longMillis > 0 ? Duration.ofMillis(longMillis) : Duration.ofMillis(200);
        long began = System.nanoTime();
        assertThat(client.get(host.url(), MAX_BYTES, timeout, _ -> {})).isInstanceOf(FileDownload.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
        Awaitility.await().atMost(LONG).until(() -> host.accepted() == 1 && host.open() == 0);
    }

    private static void write(OutputStream out, String start, String repeated) throws IOException {
        out.write(bytes(start));
        while (!repeated.isEmpty()) {
            out.write(bytes(repeated.repeat(1000)));
        }
    }

    /** A bar is the end of a line. */
    private static byte[] bytes(String text) {
        return text.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
