package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlParserTest {
    @Test
    void urlsOfHostsAreRead() {
        assertThat(UrlParser.http("https://example.org:65535/a?b"))
                .hasValue(URI.create("https://example.org:65535/a?b"));
        assertThat(UrlParser.httpBase("http://example.org/v1//")).hasValue(URI.create("http://example.org/v1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "ftp://example.org",
                "https://",
                "https:///a",
                "https://example.org:65536/",
                "https://example.org:0/",
                "https://example.org:99999999999/",
                "https://[::1/",
                "https://a b/",
                "https:x"
            })
    void otherUrlsAreNone(String text) {
        assertThat(UrlParser.http(text)).isEmpty();
    }

    @Test
    void aNameBecomesOneSegment() {
        assertThat(UrlParser.segment("arn:aws:bedrock/x y.v1:0")).hasValue("arn%3Aaws%3Abedrock%2Fx%20y.v1%3A0");
        assertThat(UrlParser.segment("gemini-2.5..pro")).hasValue("gemini-2.5..pro");
        assertThat(UrlParser.segment("%2e%2e")).hasValue("%252e%252e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "x/..", "x/./y", "..\\x", "\ud800", "x\udc00y"})
    void aNameThatLeadsElsewhereIsNone(String name) {
        assertThat(UrlParser.segment(name)).isEmpty();
    }
}
