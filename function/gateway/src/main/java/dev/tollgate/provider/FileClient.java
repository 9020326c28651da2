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
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * Reads files from hosts that callers name. It follows no redirect, keeps no cookie, knows no password and uses no proxy;
 * why it is Apache's client is told in docs/adr/0015.
 */
final class FileClient implements AutoCloseable {
    /** As many as one process will fetch at a time; the others wait. */
    private static final int CONNECTIONS = 64;

    private final MinimalHttpClient client;

    FileClient(DnsResolver resolver) {
        this(resolver, Optional.empty());
    }

    /** With other authorities to trust than Java's own. */
    FileClient(DnsResolver resolver, Optional<SSLContext> trust) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS);
        trust.map(DefaultClientTlsStrategy::new).ifPresent(connections::setTlsSocketStrategy);
        this.client = HttpClients.createMinimal(connections.build());
    }

    /**
     * Reads a file.
     *
     * @param maxBytes no more is read than this and one byte
     * @param patience for all of it: a host that sends a byte now and then does not gain time
     */
    FileDownload get(URI uri, int maxBytes, Duration patience) {
        HttpGet get = new HttpGet(uri);
        get.setHeader("user-agent", "Tollgate");
        get.setHeader("accept", "image/*, application/pdf");
        // The next file is from elsewhere, or in a function that has slept since then.
        get.setHeader("connection", "close");
        FutureTask<FileDownload> task = new FutureTask<>(() -> read(get, maxBytes));
        Thread.ofVirtual().name("file").start(task);
        try {
            return task.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new FileDownload.Failed(late);
        } catch (ExecutionException failed) {
            return new FileDownload.Failed(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new GatewayException(ErrorKind.INTERNAL, "The gateway is shutting down.", interrupted);
        } finally {
            get.cancel();
        }
    }

    /**
     * Closes neither the response nor its stream: both would read to the end, however far that is. The connection is closed
     * by cancelling the request, whatever came of it.
     */
    private FileDownload read(HttpGet get, int maxBytes) throws IOException, HttpException {
        ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(get), get, null);
        HttpEntity entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            return new FileDownload.Failed(new IOException("status " + response.getCode()));
        }
        if (entity.getContentLength() > maxBytes) {
            return new FileDownload.TooLarge();
        }
        byte[] bytes = entity.getContent().readNBytes(maxBytes + 1);
        return bytes.length > maxBytes ? new FileDownload.TooLarge() : new FileDownload.File(bytes);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
