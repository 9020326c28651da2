package dev.tollgate.provider;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.Executors;

/** The gateway's only HTTP client for providers. It sends requests and returns replies as they arrive. */
@Singleton
public class UpstreamClient {
    private final HttpClient client;

    UpstreamClient(GatewayConfig config, TrustedAuthorities trust) {
        // No redirects: the next host would receive the prompt and the key.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(config.upstream().connectTimeout())
                .followRedirects(Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        trust.context().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** Starts to send a request. Read the reply from the exchange, and close it. */
    public UpstreamExchange send(UpstreamRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .version(versionFor(request))
                .POST(BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::setHeader);
        // Without it, a provider may choose any encoding (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3).
        builder.setHeader("accept-encoding", "identity");
        ReplyBody body = new ReplyBody();
        return new UpstreamExchange(client.sendAsync(builder.build(), _ -> body), body);
    }

    /** Over plain HTTP, the client would request an upgrade to HTTP/2, which several model servers reject with an error. */
    private static Version versionFor(UpstreamRequest request) {
        return "https".equals(request.uri().getScheme()) ? Version.HTTP_2 : Version.HTTP_1_1;
    }
}
