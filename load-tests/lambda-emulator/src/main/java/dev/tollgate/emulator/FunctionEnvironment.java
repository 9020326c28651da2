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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One function process and its Runtime API: {@code start → (next → response → freeze)*}, one event at a time. */
final class FunctionEnvironment implements AutoCloseable {
    private static final AtomicLong GROUPS = new AtomicLong();

    private final ServerSocket api;
    private final Process process;
    private final @Nullable ControlGroup group;
    private final Consumer<FunctionEnvironment> whenIdle;
    private final SynchronousQueue<EmulatedInvocation> events = new SynchronousQueue<>();
    private final long startedAt = System.nanoTime();
    private volatile @Nullable EmulatedInvocation current;
    private volatile double initMillis = Double.NaN;
    private boolean closing;

    private FunctionEnvironment(
            ServerSocket api, Process process, @Nullable ControlGroup group, Consumer<FunctionEnvironment> whenIdle) {
        this.api = api;
        this.process = process;
        this.group = group;
        this.whenIdle = whenIdle;
    }

    /** Starts a process with its first event. When it is idle, {@link #invoke} sends it more. */
    static FunctionEnvironment start(
            EmulatorOptions options, EmulatedInvocation first, Consumer<FunctionEnvironment> whenIdle)
            throws IOException {
        ServerSocket api = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LambdaSize size = options.size();
        ControlGroup group = size == null ? null : ControlGroup.create(nextGroup(), size);
        ProcessBuilder builder =
                new ProcessBuilder(group == null ? options.command() : group.command(options.command())).inheritIO();
        if (size != null) {
            builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(size.megabytes()));
        }
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.getLocalPort());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "tollgate");
        builder.environment().put("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:" + options.port());
        builder.environment().putIfAbsent("AWS_REGION", "us-east-1");
        if (!options.job()) {
            builder.environment()
                    .put("TOLLGATE_RESPONSE_MODE", options.endpoint().streams() ? "stream" : "buffered");
        }
        FunctionEnvironment environment = new FunctionEnvironment(api, builder.start(), group, whenIdle);
        environment.current = first;
        Thread.ofVirtual().start(environment::accept);
        Thread.ofVirtual().start(environment::awaitExit);
        return environment;
    }

    private static ControlGroupFiles nextGroup() throws IOException {
        return ControlGroupFiles.named(
                "lambda-emulator-" + ProcessHandle.current().pid() + "-" + GROUPS.incrementAndGet());
    }

    /** Sends an idle environment its next event. */
    void invoke(EmulatedInvocation invocation) throws InterruptedException {
        events.put(invocation);
    }

    /** Kills the process, as Lambda does at the deadline. */
    void kill() {
        process.destroyForcibly();
    }

    /** Whether the process is still handling this event. */
    boolean isHandling(EmulatedInvocation invocation) {
        return current == invocation;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Sends SIGTERM, as Lambda does when it no longer needs an environment. Resumes the process first, so that it can react. */
    @Override
    public synchronized void close() {
        closing = true;
        ProcessSignal.CONTINUE.send(process.pid());
        process.destroy();
    }

    /** Returns the peak resident memory of the process in kB. */
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

    /** Returns the CPU time of all threads. Unlike elapsed time, it hardly depends on other load on the machine. */
    double cpuMillis() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            return threads.mapToLong(FunctionEnvironment::cpuNanos).sum() / 1e6;
        } catch (IOException ended) {
            return Double.NaN;
        }
    }

    private static long cpuNanos(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
        } catch (IOException ended) {
            return 0;
        }
    }

    /** How long the process took to fetch its first event. Lambda calls this the init phase. */
    double initMillis() {
        return initMillis;
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
            // The process has ended, so no more calls arrive.
            process.destroyForcibly();
        }
    }

    private void awaitExit() {
        try {
            process.waitFor();
            exited();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void exited() {
        EmulatedInvocation unanswered = current;
        if (unanswered != null) {
            unanswered.fail("the process ended with status " + process.exitValue());
        }
        try {
            api.close();
            if (group != null) {
                group.close();
            }
        } catch (IOException failed) {
            System.err.println("the Runtime API or the group of an ended process could not be closed: " + failed);
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
                OutputStream out = socket.getOutputStream()) {
            boolean kept = true;
            while (kept && hasRequest(in)) {
                kept = serve(WireRequest.read(in), out);
            }
        } catch (IOException gone) {
            if (process.isAlive()) {
                System.err.println("a call of the function to the Runtime API failed: " + gone);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether another request may follow on the connection. */
    private boolean serve(WireRequest request, OutputStream out) throws IOException, InterruptedException {
        if (request.path().endsWith("/invocation/next")) {
            next(out);
            return true;
        }
        return request.path().endsWith("/response") ? response(request, out) : error(request, out);
    }

    /** Waits for the next request on a kept connection. */
    private static boolean hasRequest(InputStream in) throws IOException {
        in.mark(1);
        boolean more = in.read() >= 0;
        in.reset();
        return more;
    }

    /** Answers the poll for the next event, which also ends the previous event. */
    private void next(OutputStream out) throws IOException, InterruptedException {
        EmulatedInvocation invocation = Double.isNaN(initMillis) ? first() : nextAfterFreeze();
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

    private EmulatedInvocation first() throws IOException {
        initMillis = millisSinceStart();
        if (group != null) {
            group.throttle();
        }
        System.err.printf("environment %d fetches its first event after %.1f ms%n", process.pid(), initMillis);
        return Objects.requireNonNull(current, "a process starts with its first event");
    }

    private EmulatedInvocation nextAfterFreeze() throws InterruptedException {
        EmulatedInvocation previous = current;
        if (previous != null) {
            previous.fail("the function fetched the next event without answering this one");
        }
        current = null;
        freeze();
        whenIdle.accept(this);
        EmulatedInvocation invocation = events.take();
        current = invocation;
        ProcessSignal.CONTINUE.send(process.pid());
        return invocation;
    }

    /** Does not freeze after {@link #close()}, because a frozen process does not receive SIGTERM. */
    private synchronized void freeze() {
        if (!closing) {
            ProcessSignal.STOP.send(process.pid());
        }
    }

    private boolean response(WireRequest request, OutputStream out) throws IOException {
        CompletableFuture<Integer> accepted = new CompletableFuture<>();
        EmulatedInvocation answered = current;
        String contentType = request.headers().getOrDefault("content-type", "application/octet-stream");
        EmulatedInvocation.Response response = new EmulatedInvocation.Response(contentType, request.body(), accepted);
        if (answered == null || !answered.response().complete(response)) {
            accepted.complete(400);
        }
        int status = accepted.join();
        reply(out, status);
        String error = request.body().trailers().get("Lambda-Runtime-Function-Error-Type");
        if (error != null) {
            System.err.println("the function failed after the head of its response: " + error);
        }
        return status == FunctionReply.ACCEPTED;
    }

    private boolean error(WireRequest request, OutputStream out) throws IOException {
        String report = new String(request.body().readAllBytes(), StandardCharsets.UTF_8);
        System.err.println("the function failed: " + request.path() + " " + report);
        EmulatedInvocation failed = current;
        if (failed != null) {
            failed.fail(report);
        }
        reply(out, FunctionReply.ACCEPTED);
        return true;
    }

    /** A response that is refused may not have been read to its end. */
    private static void reply(OutputStream out, int status) throws IOException {
        String text = "HTTP/1.1 " + status + " \r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                + (status == FunctionReply.ACCEPTED ? "" : "Connection: close\r\n") + "\r\n{}";
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
