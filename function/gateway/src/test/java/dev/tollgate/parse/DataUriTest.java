package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataUriTest {

    /** validatorjs/validator.js#1424, Intervention/image#983: MIME's Base64 has a line break after 76 characters. */
    @Test
    void removesTheLineBreaksOfMime() {
        assertThat(DataUri.parse("data:image/png;base64, iVBOR\r\nw0KGgo=\n"))
                .contains(new DataUri("image/png", "iVBORw0KGgo="));
        assertThat(DataUri.parse("data:image/png;base64,iVBOR!w0KGgo=")).isEmpty();
    }

    /** openai/openai-agents-js#1588, docker/docker-agent#3197: clients send the bytes of a PDF alone. */
    @Test
    void completesAFileThatIsOnlyItsBytes() {
        assertThat(DataUri.whole("JVBERi0xLjQ=")).isEqualTo("data:application/pdf;base64,JVBERi0xLjQ=");
        assertThat(DataUri.whole("data:application/pdf;base64,JVBERi0xLjQ="))
                .isEqualTo("data:application/pdf;base64,JVBERi0xLjQ=");
        assertThat(DataUri.whole("https://a.example/JVBERi0xLjQ=")).isEqualTo("https://a.example/JVBERi0xLjQ=");
        assertThat(DataUri.whole("no file!")).isEqualTo("no file!");
        assertThat(DataUri.whole("")).isEmpty();
    }
}
