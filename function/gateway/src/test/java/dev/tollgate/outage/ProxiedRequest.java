package dev.tollgate.outage;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** One request that is at the proxy, and what can be done with it. */
final class ProxiedRequest {
    private static final Duration BUSY = Duration.ofMillis(200);

    private final FaultyDynamo proxy;
    private final Socket client;
    private final SentRequest sent;

    ProxiedRequest(FaultyDynamo proxy, Socket client, SentRequest sent) {
        this.proxy = proxy;
        this.client = client;
        this.sent = sent;
    }

    TableRequest call() {
        return sent.call();
    }

    /** Has DynamoDB do it; its answer. */
    TableReply forward() throws IOException {
        return proxy.forward(sent);
    }

    /** Has DynamoDB execute the request, but does not return the answer. */
    void lose() throws IOException {
        forward();
        proxy.lose();
    }

    /** As a store does that is busy, but not too busy. Who hangs up has given up earlier. */
    void pause() throws IOException {
        client.setSoTimeout((int) BUSY.toMillis());
        try {
            awaitHangUp();
        } catch (SocketTimeoutException waits) {
            client.setSoTimeout(0);
        }
    }

    void answer(TableReply reply) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(reply.head());
        out.write(reply.body());
        out.flush();
    }

    /** Sends the first half of the answer, and no more. */
    void cut(TableReply reply) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(reply.head());
        out.write(Arrays.copyOf(reply.body(), reply.body().length / 2));
        out.flush();
        hangUp();
    }

    void hangUp() throws IOException {
        client.close();
    }

    /** Until the client has closed the connection: then it has given this up. */
    void awaitHangUp() throws IOException {
        try {
            if (client.getInputStream().read() >= 0) {
                throw new IllegalStateException("the client sends more while it waits for an answer");
            }
        } catch (SocketException reset) {
            // The ruder way to close it.
            client.close();
        }
    }

    /** Until the client has sent it again and has an answer, or has come to its end without. */
    void awaitOthers() {
        proxy.awaitOthers();
    }
}
