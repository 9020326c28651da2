package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.parse.DataUri;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFilesTest {
    private static final String HELD = "https://provider.example/files/1";
    private static final FileUrls URLS = new FileUrls(HELD::equals, HELD::equals);
    private static final String FIELD = "messages[1].content[1].image_url.url";
    private static final String NOT_FETCHED = "Invalid value for '" + FIELD + "': the file could not be fetched. Use a"
            + " data URI, or a public https URL without a user name that responds quickly and does not redirect.";
    private static final byte[] PDF = "%PDF-1.7".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GIF = "GIF89a, as small as it gets".getBytes(StandardCharsets.US_ASCII);

    private final FakeFileHost host = new FakeFileHost();
    private final FetchedFiles fetched = new FetchedFiles(_ -> {});

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void inlinesImagesAndPdfsOfTrustedHosts() {
        host.serve("/cat", GIF);
        host.serve("/paper", PDF);

        assertThat(inlined(FileSettings.DEFAULT.trusting("127.0.0.1"), url("/cat"), url("/paper")))
                .containsExactly(DataUri.of("image/gif", GIF), "data:application/pdf;base64,JVBERi0xLjc=");
        assertThat(host.requests().getFirst()).doesNotContainKeys("Cookie", "Authorization");
    }

    @Test
    void fetchesAFileOnceForAllTargetsOfACall() {
        host.serve("/cat", GIF);
        FileSettings files = FileSettings.DEFAULT.trusting("127.0.0.1");

        assertThat(inlined(files, url("/cat"), url("/cat"))).doesNotContain(url("/cat"));
        assertThat(inlined(files, url("/cat"))).containsExactly(DataUri.of("image/gif", GIF));
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void leavesUrlsWithOtherSchemesForTheProvider() {
        assertThat(inlined(FileSettings.DEFAULT, "data:image/gif;base64,R0lG", "gs://bucket/cat"))
                .containsExactly("data:image/gif;base64,R0lG", "gs://bucket/cat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:{port}/cat",
                "https://127.0.0.1:{port}/cat",
                "HTTPS://LOCALHOST:{port}/cat",
                "https://2130706433:{port}/cat",
                "https://[::1]:{port}/cat",
                "https://[::ffff:127.0.0.1]:{port}/cat",
                "https://10.0.0.1/cat",
                "https://example.org:65536/cat",
                "https://example.org:0/cat",
                "https://example.org:99999999999/cat",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00:ec2::254]/latest/meta-data/",
                "http://1.1.1.1/cat",
                "https://user:secret@1.1.1.1/cat",
                "https://no-such-host.invalid/cat",
                "https:///cat",
                "https://a b/cat"
            })
    void aForbiddenHostLooksLikeAMissingOne(String url) {
        host.serve("/cat", GIF);
        GatewayException refused = failure(FileSettings.DEFAULT, url.replace("{port}", "" + host.port()));

        assertThat(refused.getMessage()).isEqualTo(NOT_FETCHED);
        assertThat(refused.kind()).isEqualTo(ErrorKind.INVALID_VALUE);
        assertThat(refused.param()).isEqualTo(FIELD);
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void refusesAHostWithOnePrivateAddressAmongPublicOnes() {
        Names names = new Names(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("127.0.0.1"));

        assertThat(failure(remoteFiles(FileSettings.DEFAULT, names, Set.of()), "https://mixed.example/cat"))
                .hasMessage(NOT_FETCHED);
    }

    @Test
    void resolvesAHostOnceSoThatItCannotChangeAfterTheCheck() {
        host.serve("/cat", GIF);
        Names names = new Names(InetAddress.getLoopbackAddress());
        FileSettings files = FileSettings.DEFAULT.trusting("cats.example");

        inlined(remoteFiles(files, names, Set.of("cats.example")), "http://cats.example:" + host.port() + "/cat");
        assertThat(names.resolved).containsExactly("cats.example");
    }

    @Test
    void redirectsErrorsAndTimeoutsLookTheSameToTheCaller() {
        FileSettings files = FileSettings.DEFAULT.trusting("127.0.0.1");
        host.serve("/cat", GIF);

        assertThat(failure(files, url("/redirect"))).hasMessage(NOT_FETCHED);
        assertThat(failure(files, url("/missing"))).hasMessage(NOT_FETCHED);
        assertThat(failure(files.withTimeout(Duration.ofMillis(200)), url("/silent")))
                .hasMessage(NOT_FETCHED);
        assertThat(host.requests()).hasSize(3);
    }

    @Test
    void refusesLargeFilesWithAndWithoutContentLength() {
        FileSettings files = FileSettings.DEFAULT.trusting("127.0.0.1");
        host.serve("/large", new byte[1001]);

        assertThat(failure(files, url("/large")))
                .hasMessage("Invalid value for '" + FIELD + "': the file is larger than 1000 bytes.");
        assertThat(failure(files, url("/endless")))
                .hasMessage("Invalid value for '" + FIELD + "': the file is larger than 1000 bytes.");
    }

    @Test
    void countsAFileTwiceWhereTheRequestContainsItTwice() {
        byte[] gif = Arrays.copyOf(GIF, 900);
        host.serve("/cat", gif);

        assertThat(failure(remoteFiles(FileSettings.DEFAULT.trusting("127.0.0.1")), url("/cat"), url("/cat")))
                .hasMessage("Invalid value for 'messages[1].content[2].image_url.url': the files of the request are"
                        + " larger than 1500 bytes together.");
    }

    @Test
    void refusesOtherTypesWhateverTheContentTypeSays() {
        host.serve("/page", "<html>".getBytes(StandardCharsets.US_ASCII));

        assertThat(failure(FileSettings.DEFAULT.trusting("127.0.0.1"), url("/page")))
                .hasMessage("Invalid value for '" + FIELD + "': the file is neither an image nor a PDF.");
    }

    @Test
    void releasesTheConnectionAfterEveryFetch() {
        FileSettings files = FileSettings.DEFAULT.trusting("127.0.0.1");
        host.serve("/cat", GIF);
        host.serve("/large", new byte[1001]);
        RemoteFiles remote = remoteFiles(files);

        // More fetches than there are connections.
        for (int i = 0; i < 40; i++) {
            failure(remote, url("/large"));
            failure(remote, url("/missing"));
        }
        assertThat(inlined(remote, url("/cat"))).containsExactly(DataUri.of("image/gif", GIF));
    }

    @Test
    void leavesUrlsThatTheProviderReadsItself() {
        assertThat(inlined(FileSettings.DEFAULT, HELD)).containsExactly(HELD);
    }

    private String url(String path) {
        return host.url(path);
    }

    /** Otherwise two requests with such addresses would take each other's memory. */
    @Test
    void reservesNothingForAFileThatItDoesNotGet() {
        List<Long> reserved = new ArrayList<>();
        FetchedFiles files = new FetchedFiles(reserved::add);
        RemoteFiles remote = remoteFiles(FileSettings.DEFAULT);
        Instant deadline = Clock.systemUTC().instant().plusSeconds(60);

        assertThatThrownBy(() -> remote.inline(request("https://127.0.0.1:1/a.png"), URLS, files, deadline))
                .isInstanceOf(GatewayException.class);
        assertThat(reserved).isEmpty();
    }

    private List<String> inlined(FileSettings files, String... urls) {
        return inlined(remoteFiles(files), urls);
    }

    private List<String> inlined(RemoteFiles files, String... urls) {
        ChatRequest inlined = files.inline(
                request(urls), URLS, fetched, Clock.systemUTC().instant().plusSeconds(60));
        return JsonCodec.mapper().valueToTree(inlined).findValuesAsText("url");
    }

    private GatewayException failure(FileSettings files, String url) {
        return failure(remoteFiles(files), url);
    }

    private GatewayException failure(RemoteFiles files, String... urls) {
        return catchThrowableOfType(GatewayException.class, () -> inlined(files, urls));
    }

    private static RemoteFiles remoteFiles(FileSettings files) {
        Set<String> trusted = files.trustedHosts().orElse(Set.of());
        return new RemoteFiles(files, Clock.systemUTC(), new FileClient(new CheckedResolver(trusted)));
    }

    private static RemoteFiles remoteFiles(FileSettings files, Names names, Set<String> trusted) {
        return new RemoteFiles(files, Clock.systemUTC(), new FileClient(new CheckedResolver(names, trusted)));
    }

    private static ChatRequest request(String... urls) {
        var root = JsonCodec.mapper().createObjectNode().put("model", "m");
        var messages = root.putArray("messages");
        messages.addObject().put("role", "system").put("content", "Look closely.");
        var parts = messages.addObject().put("role", "user").putArray("content");
        parts.addObject().put("type", "text").put("text", "What is this?");
        for (String url : urls) {
            parts.addObject().put("type", "image_url").putObject("image_url").put("url", url);
        }
        return JsonCodec.mapper().convertValue(root, ChatRequest.class);
    }

    /** A resolver that always returns the same addresses, and records the hosts it resolves. */
    private static final class Names implements DnsResolver {
        private final List<String> resolved = new CopyOnWriteArrayList<>();
        private final InetAddress[] addresses;

        private Names(InetAddress... addresses) {
            this.addresses = addresses;
        }

        @Override
        public InetAddress[] resolve(String host) {
            resolved.add(host);
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
