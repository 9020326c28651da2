package dev.tollgate.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The start of a TLS connection. */
final class TlsHandshake {
    private TlsHandshake() {}

    /**
     * Encrypts a connection to an origin whose certificate has its name.
     *
     * @throws SocketTimeoutException if it is not complete when the reads of the connection must end
     */
    static SSLSocket over(TimedSocket connected, HttpOrigin origin, SSLContext tls) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(connected, origin.host(), origin.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
