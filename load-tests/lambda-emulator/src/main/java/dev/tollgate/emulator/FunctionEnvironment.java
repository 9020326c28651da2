package dev.tollgate.emulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One function process and its Runtime API: start → (next → response → freeze)*, one event at a time. */
final class FunctionEnvironment implements AutoCloseable {
    private final ServerSocket api;
    private final Process process;
    private final Consumer<FunctionEnvironment> whenIdle;
    private final SynchronousQueue<EmulatedInvocation> events = new SynchronousQueue<>();
    private final long startedAt = System.nanoTime();
    private volatile EmulatedInvocation current;
    private volatile boolean initialised;
    private boolean closing;

    private FunctionEnvironment(ServerSocket api, Process process, Consumer<FunctionEnvironment> whenIdle) {
        this.api = api;
        this.process = process;
        this.whenIdle = whenIdle;
    }

    /** Starts a process; its first event is this one, later ones come when it is idle again. */
    static FunctionEnvironment start(
            EmulatorOptions options, EmulatedInvocation first, Consumer<FunctionEnvironment> whenIdle)
            throws IOException {
        ServerSocket api = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ProcessBuilder builder = new ProcessBuilder(options.command()).inheritIO();
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getLocalPort());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "tollgate");
        builder.environment().putIfAbsent("AWS_REGION", "us-east-1");
        builder.environment().put("TOLLGATE_RESPONSE_MODE", options.door().streams() ? "stream" : "buffered");
        FunctionEnvironment environment = new FunctionEnvironment(api, builder.start(), whenIdle);
        environment.current = first;
        Thread.ofVirtual().start(environment::accept);
        Thread.ofVirtual().start(environment::awaitEnd);
        return environment;
    }

    /** Hands an idle environment its next event. */
    void invoke(EmulatedInvocation invocation) throws InterruptedException {
        events.put(invocation);
    }

    /** As Lambda does at the deadline. */
    void kill() {
        process.destroyForcibly();
    }

    /** Whether this event is not over yet. */
    boolean isAt(EmulatedInvocation invocation) {
        return current == invocation;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** As Lambda does when it no longer needs an environment: SIGTERM, which a frozen process cannot take. */
    @Override
    public synchronized void close() {
        closing = true;
        ProcessSignal.CONTINUE.send(process.pid());
        process.destroy();
    }

    /** The largest that the process has been, in kB. */
    String peakKilobytes() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .findFirst()
                    .orElse("?");
        } catch (IOException ended) {
            return "?";
        }
    }

    /** What its threads have run for: unlike the time passed it hardly depends on what else the machine does. */
    double cpuMillis() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return threads.mapToLong(FunctionEnvironment::nanosRun).sum() / 1e6;
        } catch (IOException ended) {
            return Double.NaN;
        }
    }

    private static long nanosRun(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
        } catch (IOException ended) {
            return 0;
        }
    }

    double millisSinceStart() {
        return (System.nanoTime() - startedAt) / 1e6;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = api.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The process has ended; nobody calls any more.
            process.destroyForcibly();
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor();
            ended();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended() {
        EmulatedInvocation unanswered = current;
        if (unanswered != null) {
            unanswered.fail("the process ended with status " + process.exitValue());
        }
        try {
            api.close();
        } catch (IOException failed) {
            System.err.println("the Runtime API of a process that has ended cannot be closed: " + failed);
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
                OutputStream out = socket.getOutputStream()) {
            WireRequest request = WireRequest.read(in);
            if (request.path().endsWith("/invocation/next")) {
                next(out);
            } else if (request.path().endsWith("/response")) {
                response(request, out);
            } else {
                error(request, out);
            }
        } catch (IOException gone) {
            if (process.isAlive()) {
                System.err.println("a call of the function to the Runtime API broke: " + gone);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asking for the next event is what ends the one before. */
    private void next(OutputStream out) throws IOException, InterruptedException {
        EmulatedInvocation invocation = initialised ? nextAfterFreeze() : current;
        if (!initialised) {
            initialised = true;
            System.err.printf(
                    "environment %d asks for its first event after %.1f ms%n", process.pid(), millisSinceStart());
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: "
                + invocation.id() + "\r\nLambda-Runtime-Deadline-Ms: "
                + invocation.deadline().toEpochMilli()
                + "\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:000000000000:function:tollgate"
                + "\r\nLambda-Runtime-Trace-Id: Root=1-00000000-000000000000000000000000;Sampled=0\r\nContent-Length: "
                + invocation.event().length + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(invocation.event());
        out.flush();
    }

    private EmulatedInvocation nextAfterFreeze() throws InterruptedException {
        EmulatedInvocation before = current;
        if (before != null) {
            before.fail("the function asked for the next event without answering this one");
        }
        current = null;
        freeze();
        whenIdle.accept(this);
        EmulatedInvocation invocation = events.take();
        current = invocation;
        ProcessSignal.CONTINUE.send(process.pid());
        return invocation;
    }

    /** Not behind {@link #close()}, which would be heard only when somebody thaws it. */
    private synchronized void freeze() {
        if (!closing) {
            ProcessSignal.STOP.send(process.pid());
        }
    }

    private void response(WireRequest request, OutputStream out) throws IOException {
        CompletableFuture<Integer> taken = new CompletableFuture<>();
        EmulatedInvocation answered = current;
        String contentType = request.headers().getOrDefault("content-type", "application/octet-stream");
        EmulatedInvocation.Response response = new EmulatedInvocation.Response(contentType, request.body(), taken);
        if (answered == null || !answered.response().complete(response)) {
            taken.complete(400);
        }
        reply(out, taken.join());
        String error = request.body().trailers().get("Lambda-Runtime-Function-Error-Type");
        if (error != null) {
            System.err.println("the function failed behind its response's head: " + error);
        }
    }

    private void error(WireRequest request, OutputStream out) throws IOException {
        String report = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        System.err.println("the function failed: " + request.path() + " " + report);
        EmulatedInvocation failed = current;
        if (failed != null) {
            failed.fail(report);
        }
        reply(out, 202);
    }

    private static void reply(OutputStream out, int status) throws IOException {
        String text = "HTTP/1.1 " + status + " \r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
