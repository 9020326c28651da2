package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;

/**
 * Fetches files from the hosts of callers' URLs. It follows no redirects, stores no cookies, sends no credentials and uses no
 * proxy. docs/adr/0014 explains why it is Apache's client.
 */
final class FileClient implements AutoCloseable {
    /** How many files one process fetches at a time. Further fetches wait. */
    private static final int CONNECTIONS = 64;

    /** The bounds of the head of a reply. The client's own defaults are none. */
    private static final Http1Config HEAD =
            Http1Config.custom().setMaxLineLength(8192).setMaxHeaderCount(200).build();

    private final MinimalHttpClient client;

    FileClient(DnsResolver resolver) {
        this(resolver, Optional.empty());
    }

    /** A client that trusts other certificate authorities than Java does. */
    FileClient(DnsResolver resolver, Optional<SSLContext> trust) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEAD)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS);
        trust.map(DefaultClientTlsStrategy::new).ifPresent(connections::setTlsSocketStrategy);
        this.client = HttpClients.createMinimal(connections.build());
    }

    /**
     * Fetches a file.
     *
     * @param maxBytes the largest accepted size; the client reads at most one more byte
     * @param timeout the limit for the whole download, so a host that sends single bytes slowly gains no time
     * @param beforeReading gets the size of the file before a byte of it is read, at its largest; it may refuse
     */
    FileDownload get(URI uri, int maxBytes, Duration timeout, IntConsumer beforeReading) {
        HttpGet get = new HttpGet(uri);
        get.setHeader("user-agent", "Tollgate");
        get.setHeader("accept", "image/*, application/pdf");
        // The next file comes from another host, or after a pause of the function. Keeping the connection does not pay.
        get.setHeader("connection", "close");
        FutureTask<FileDownload> task = new FutureTask<>(() -> read(get, maxBytes, beforeReading));
        Thread.ofVirtual().name("file").start(task);
        try {
            return task.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new FileDownload.Failed(late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            if (failed.getCause() instanceof GatewayException refused) {
                throw refused;
            }
            return new FileDownload.Failed(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        } finally {
            get.cancel();
        }
    }

    /**
     * Closes neither the response nor its stream: both would read to the end of a body of any length. The caller cancels the
     * request instead, which always closes the connection.
     */
    private FileDownload read(HttpGet get, int maxBytes, IntConsumer beforeReading) throws IOException, HttpException {
        ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(get), get, null);
        HttpEntity entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            return new FileDownload.Failed(new IOException("status " + response.getCode()));
        }
        long length = entity.getContentLength();
        if (length > maxBytes) {
            return new FileDownload.TooLarge();
        }
        beforeReading.accept(length < 0 ? maxBytes : (int) length);
        byte[] bytes = entity.getContent().readNBytes(maxBytes + 1);
        return bytes.length > maxBytes ? new FileDownload.TooLarge() : new FileDownload.File(bytes);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
