package dev.tollgate.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicAdapterTest {
    private static final String MODEL = "claude-sonnet-4-5";

    @Test
    void encodesForTheMessagesApiWithoutCredentials() {
        UpstreamRequest request = encode("");

        assertThat(request.uri()).isEqualTo(URI.create("https://api.anthropic.com/v1/messages"));
        assertThat(request.streamed()).isFalse();
        assertThat(request.headers())
                .isEqualTo(Map.of(
                        "content-type", "application/json",
                        "accept", "application/json",
                        "anthropic-version", "2023-06-01"));
    }

    @ParameterizedTest
    @CsvSource({"https://h/a.png, true", "HTTPS://h/a.png, true", "http://h/a.png, false", "HTTP://h/a.png, false"})
    void readsOnlyUrlsThatNobodyCanChangeOnTheWay(String url, boolean reads) {
        assertThat(EncodedRequest.ADAPTER.readsUrl(url)).isEqualTo(reads);
        assertThat(EncodedRequest.ADAPTER.readsDocumentUrl(url)).isEqualTo(reads);
        URI other = URI.create("https://claude.example/v1");
        assertThat(new AnthropicAdapter(new Provider("other", "anthropic", other, null, null)).readsUrl(url))
                .isTrue();
    }

    @Test
    void requestsAStreamInHeaderAndBody() {
        UpstreamRequest request = encode("\"stream\": true");

        assertThat(request.streamed()).isTrue();
        assertThat(request.headers()).containsEntry("accept", "text/event-stream");
        assertThat(EncodedRequest.of(MODEL, "\"stream\": true").path("stream").booleanValue())
                .isTrue();
    }

    @Test
    void usesAConfiguredUrl() {
        Provider provider = new Provider("proxy", "anthropic", URI.create("http://127.0.0.1:9/x"), null, null);

        UpstreamRequest request = new AnthropicKind()
                .adapter(provider)
                .encode(EncodedRequest.request(MODEL, ""), MODEL, new UnsupportedFields("proxy", DropPolicy.NOTHING));

        assertThat(request.uri()).isEqualTo(URI.create("http://127.0.0.1:9/x/messages"));
    }

    @Test
    void sendsTheKeyInItsOwnHeader() {
        UpstreamRequest authorized = EncodedRequest.ADAPTER.authorize(encode(""), "sk-ant-1", Instant.EPOCH);

        assertThat(authorized.headers()).containsEntry("x-api-key", "sk-ant-1").doesNotContainKey("authorization");
    }

    @Test
    void addsNothingWithoutAKey() {
        UpstreamRequest request = encode("");

        assertThat(EncodedRequest.ADAPTER
                        .authorize(request, null, Instant.EPOCH)
                        .headers())
                .isEqualTo(request.headers());
    }

    private static UpstreamRequest encode(String fields) {
        return EncodedRequest.ADAPTER.encode(
                EncodedRequest.request(MODEL, fields), MODEL, new UnsupportedFields("anthropic", DropPolicy.NOTHING));
    }
}
