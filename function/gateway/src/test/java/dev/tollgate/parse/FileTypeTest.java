package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypeTest {

    @ParameterizedTest
    @CsvSource({
        "GIF87a…, image/gif",
        "GIF89a…, image/gif",
        "%PDF-1.7…, application/pdf",
        "RIFF1234WEBPVP8, image/webp",
        "1234ftypheic…, image/heic",
        "1234ftypmif1…, image/heif"
    })
    void detectsATypeByTheFirstBytes(String file, String type) {
        assertThat(FileType.of(file.getBytes(StandardCharsets.ISO_8859_1))).contains(type);
    }

    @Test
    void detectsPngAndJpegWhoseFirstBytesAreNotText() {
        assertThat(FileType.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0}))
                .contains("image/png");
        assertThat(FileType.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0}))
                .contains("image/jpeg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "<svg>", "<html><body>", "{\"AccessKeyId\":1}", "RIFF1234WAVE", "1234ftypisom…"})
    void detectsNoOtherType(String file) {
        assertThat(FileType.of(file.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
    }
}
