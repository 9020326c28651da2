package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Values are the examples of FIPS 180-2, and of {@code sha256sum}. */
final class Sha256DigestTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestsWhatIsAddedInOrder() {
        assertThat(Sha256Digest.hexOf("abc")).isEqualTo(ABC);
        assertThat(Sha256Digest.start()
                        .add("a")
                        .add("bc".getBytes(StandardCharsets.UTF_8))
                        .hex())
                .isEqualTo(ABC);
        assertThat(Sha256Digest.of("abc".getBytes(StandardCharsets.UTF_8)))
                .hasSize(32)
                .startsWith(0xba, 0x78, 0x16);
    }

    @Test
    void textIsInUtf8() {
        assertThat(Sha256Digest.hexOf("ä"))
                .isEqualTo(Sha256Digest.start()
                        .add(new byte[] {(byte) 0xc3, (byte) 0xa4})
                        .hex());
    }

    @Test
    void digestsWhatIsWrittenToItsStream() throws IOException {
        Sha256Digest digest = Sha256Digest.start();
        try (OutputStream stream = digest.stream()) {
            stream.write("abc".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(digest.hex()).isEqualTo(ABC);
    }

    @Test
    void mayBeShort() {
        assertThat(Sha256Digest.start().add("abc").hex(4)).isEqualTo("ba7816bf");
    }
}
