package dev.tollgate.outage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A proxy between a client and DynamoDB that does to each request what its script says. It uses sockets instead of an HTTP
 * server, because connections must be able to break at any point.
 */
public final class FaultyDynamo implements AutoCloseable {
    /** What the forwarding client sets itself. */
    private static final Set<String> OF_THE_CONNECTION = Set.of("host", "content-length", "connection", "expect");

    private final URI dynamo;
    private final ServerSocket door;
    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<TableRequest> calls = new CopyOnWriteArrayList<>();
    private volatile FaultScript script = FaultScript.WELL;
    private volatile Runnable afterLoss = () -> {};
    private int underWay;
    private final List<TableRequest> done = new ArrayList<>();
    private boolean draining;

    /** A proxy of the DynamoDB at this address, which lets everything pass. */
    public FaultyDynamo(URI dynamo) {
        this.dynamo = dynamo;
        try {
            door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().name("faulty dynamo").start(this::listen);
    }

    /** The address that clients use instead of DynamoDB's. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Follows this script from now on, and forgets earlier calls. */
    public void follow(FaultScript next) {
        forget();
        afterLoss = () -> {};
        script = next;
    }

    /** Runs this after DynamoDB executes a call and before the proxy drops its answer, until the next script. */
    public void afterLoss(Runnable event) {
        afterLoss = event;
    }

    void lose() {
        afterLoss.run();
    }

    /** Lets everything pass from now on, and waits until no request is in flight. */
    public void heal() {
        follow(FaultScript.WELL);
        awaitQuiet();
    }

    /** The calls since the script began, in order, including the SDK's retries. */
    public List<TableRequest> calls() {
        return List.copyOf(calls);
    }

    private synchronized void forget() {
        calls.clear();
        done.clear();
    }

    /** Until such a call is over that came after the script began. */
    public synchronized void awaitDone(Predicate<TableRequest> wanted) {
        await(() -> done.stream().anyMatch(wanted));
    }

    /** Waits until no request is in flight. Late requests arrive now. */
    public synchronized void awaitQuiet() {
        draining = true;
        notifyAll();
        await(() -> underWay == 0);
        draining = false;
    }

    /** Until a request that came later is over, or somebody waits for quiet. */
    synchronized void awaitOthers() {
        int before = done.size();
        await(() -> done.size() != before || draining);
    }

    private synchronized void await(BooleanSupplier state) {
        try {
            while (!state.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    TableReply forward(SentRequest sent) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(dynamo).POST(HttpRequest.BodyPublishers.ofByteArray(sent.body()));
        sent.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> response = onward.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new TableReply(response.statusCode(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (SocketException closed) {
            // Nobody is to be served any more.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            SentRequest sent = SentRequest.read(in);
            while (sent != null) {
                treat(client, sent);
                sent = client.isClosed() ? null : SentRequest.read(in);
            }
        } catch (IOException gone) {
            // Clients give connections up, which is what this is for; what came of their calls the tests look at.
        }
    }

    private void treat(Socket client, SentRequest sent) throws IOException {
        TableRequest call = sent.call();
        begin(call);
        try {
            script.of(call).happenTo(new ProxiedRequest(this, client, sent));
        } finally {
            end(call);
        }
    }

    private synchronized void begin(TableRequest call) {
        calls.add(call);
        underWay++;
    }

    private synchronized void end(TableRequest call) {
        underWay--;
        done.add(call);
        notifyAll();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
