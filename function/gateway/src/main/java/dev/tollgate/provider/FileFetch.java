package dev.tollgate.provider;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.DataUri;
import dev.tollgate.parse.FileType;
import dev.tollgate.parse.UrlParser;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fetches the files of one request for one target. All of them share one timeout and one size limit. */
final class FileFetch {
    private static final int MEGABYTE = 1024 * 1024;

    private final GatewayConfig.Files config;
    private final Set<String> trustedHosts;
    private final FileClient client;
    private final FetchedFiles fetched;
    private final Clock clock;
    private final Instant deadline;
    private long bytes;

    FileFetch(
            GatewayConfig.Files config,
            Set<String> trustedHosts,
            FileClient client,
            FetchedFiles fetched,
            Clock clock,
            Instant deadline) {
        this.config = config;
        this.trustedHosts = trustedHosts;
        this.client = client;
        this.fetched = fetched;
        this.clock = clock;
        this.deadline = deadline;
    }

    /**
     * Returns the file at this URL as a data URI.
     *
     * @param field the path of the URL in the request
     */
    String dataUri(String url, String field) {
        FetchedFiles.Fetched known = fetched.find(url);
        FetchedFiles.Fetched file = known == null ? fetched.keep(url, fetch(url, field)) : known;
        bytes += file.bytes();
        if (bytes > config.maxTotalBytes()) {
            throw wrong(
                    field, "the files of the request are larger than " + size(config.maxTotalBytes()) + " together");
        }
        return file.dataUri();
    }

    private FetchedFiles.Fetched fetch(String url, String field) {
        URI uri = address(url).orElseThrow(() -> notFetched(field, null));
        Duration timeout = Duration.between(clock.instant(), deadline);
        return switch (client.get(uri, config.maxBytes(), timeout, fetched::expect)) {
            case FileDownload.File(byte[] file) ->
                FileType.of(file)
                        .map(type -> new FetchedFiles.Fetched(DataUri.of(type, file), file.length))
                        .orElseThrow(() -> wrong(field, "the file is neither an image nor a PDF"));
            case FileDownload.TooLarge() -> throw wrong(field, "the file is larger than " + size(config.maxBytes()));
            case FileDownload.Failed(Exception cause) -> throw notFetched(field, cause);
        };
    }

    /** Others can read and change plain HTTP, so the gateway accepts it only for trusted hosts. */
    private Optional<URI> address(String url) {
        return UrlParser.http(url)
                .filter(uri -> uri.getRawUserInfo() == null)
                .filter(uri -> "https".equalsIgnoreCase(uri.getScheme())
                        || trustedHosts.contains(uri.getHost().toLowerCase(Locale.ROOT)));
    }

    /** Refused, unknown and silent hosts get the same message. Otherwise a caller could probe the gateway's own network. */
    private static GatewayException notFetched(String field, @Nullable Exception cause) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE,
                field,
                invalid(field)
                        + "the file could not be fetched. Use a data URI, or a public https URL without a user name that"
                        + " responds quickly and does not redirect.",
                cause);
    }

    private static GatewayException wrong(String field, String why) {
        return GatewayException.of(ErrorKind.INVALID_VALUE, field, invalid(field) + why + ".");
    }

    private static String invalid(String field) {
        return "Invalid value for '" + field + "': ";
    }

    private static String size(int bytes) {
        return bytes < MEGABYTE ? bytes + " bytes" : bytes / MEGABYTE + " MB";
    }
}
