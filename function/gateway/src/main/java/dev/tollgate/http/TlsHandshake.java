package dev.tollgate.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The start of a TLS connection. */
final class TlsHandshake {
    private TlsHandshake() {}

    /**
     * Encrypts a connection to an origin whose certificate has its name.
     *
     * @throws SocketTimeoutException if it is not complete by then
     */
    static SSLSocket over(Socket plain, HttpOrigin origin, SSLContext tls, long until) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, origin.host(), origin.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(HttpConnection.millisUntil(until));
        handshake(socket, plain, until);
        return socket;
    }

    /** A time-out holds for each read of a handshake, so that one whose bytes come one by one must lose its connection. */
    private static void handshake(SSLSocket socket, Socket plain, long until) throws IOException {
        Future<?> watch = ForkJoinPool.commonPool()
                .schedule(() -> HttpConnection.closeQuietly(plain), until - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            socket.startHandshake();
        } catch (IOException broken) {
            if (System.nanoTime() - until < 0) {
                throw broken;
            }
            SocketTimeoutException late = new SocketTimeoutException("no handshake in time");
            late.initCause(broken);
            throw late;
        } finally {
            watch.cancel(false);
        }
    }
}
