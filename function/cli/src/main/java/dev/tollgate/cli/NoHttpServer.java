package dev.tollgate.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.channel.Channel;
import io.vertx.core.net.impl.SslChannelProvider;

/**
 * Leaves Vert.x' HTTP server out of the native command line, which listens for nobody. What the server accepts
 * connections with needs optional libraries of Netty, TLS in C and Brotli, that are not there and could not be linked.
 */
@SuppressWarnings("DoNotCallSuggester") // nobody calls a substitution by its own name
@TargetClass(className = "io.vertx.core.http.impl.HttpServerWorker")
final class NoHttpServer {
    @Substitute
    public void accept(Channel channel, SslChannelProvider sslChannelProvider) {
        throw new UnsupportedOperationException("The command line has no HTTP server");
    }
}
