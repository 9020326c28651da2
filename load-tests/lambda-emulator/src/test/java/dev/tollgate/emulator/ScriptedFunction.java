package dev.tollgate.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function process that does what the path of the request says, such as {@code /bytes/100}. */
final class ScriptedFunction {
    static final String PRELUDE = "{\"statusCode\":201,\"headers\":{\"x-tag\":\"a\"},\"cookies\":[\"c=1\",\"d=2\"]}";

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final URI API = URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API"));
    private static final boolean STREAMS = "stream".equals(System.getenv("TOLLGATE_RESPONSE_MODE"));
    private static final Pattern PATH = Pattern.compile("\"(?:path|rawPath)\":\"/([^\"/]*)/?([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("(?i)lambda-runtime-aws-request-id: (\\S+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private int events;
    private String lastReply = "";

    private ScriptedFunction() {}

    public static void main(String... arguments) throws IOException {
        ScriptedFunction function = new ScriptedFunction();
        while (true) {
            String next = call("GET " + INVOCATION + "next HTTP/1.1\r\n\r\n");
            String[] parts = next.split("\r\n\r\n", 2);
            function.answer(group(ID, parts[0]), parts[1]);
        }
    }

    private void answer(String id, String event) throws IOException {
        events++;
        Matcher path = PATH.matcher(event);
        String what = path.find() ? path.group(1) : "";
        String argument = what.isEmpty() ? "" : path.group(2);
        switch (what) {
            case "event" -> respond(id, event);
            case "headers" ->
                lastReply = call(post(
                        id,
                        "response",
                        StreamedReply.TYPE,
                        "{\"statusCode\":401,\"headers\":{\"www-authenticate\":\"Bearer\"}}" + "\0".repeat(8)));
            case "pid" -> respond(id, ProcessHandle.current().pid() + " " + events);
            case "bytes" -> respond(id, "x".repeat(Integer.parseInt(argument)));
            case "last-reply" -> respond(id, lastReply.lines().findFirst().orElse("nothing"));
            case "gated" -> streamed(id, argument);
            case "held" -> {
                await(argument);
                respond(id, String.valueOf(ProcessHandle.current().pid()));
            }
            case "wrapped" -> lastReply = call(post(id, "response", "application/json", wrapped("in JSON")));
            case "prelude" ->
                lastReply = call(post(id, "response", StreamedReply.TYPE, PRELUDE + "\0".repeat(8) + "raw"));
            case "fail" -> call(post(id, "error", "application/json", "{\"errorType\":\"Test\"}"));
            case "init-error" -> call("POST /2018-06-01/runtime/init/error HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}");
            case "skip" -> lastReply = "skipped";
            case "die" -> Runtime.getRuntime().halt(3);
            default -> throw new IOException("there is no script for " + event);
        }
    }

    private void respond(String id, String body) throws IOException {
        lastReply = STREAMS
                ? call(post(id, "response", StreamedReply.TYPE, PRELUDE + "\0".repeat(8) + body))
                : call(post(id, "response", "application/json", wrapped(body)));
    }

    private static String wrapped(String body) {
        return PRELUDE.substring(0, PRELUDE.length() - 1) + ",\"body\":\""
                + body.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    /** Sends one chunk, and another one when the gate opens. If the gate disconnects, sends nothing more. */
    private static void streamed(String id, String gate) throws IOException {
        try (Socket socket = new Socket(API.getHost(), API.getPort())) {
            String head = "POST " + INVOCATION + id + "/response HTTP/1.1\r\nContent-Type: " + StreamedReply.TYPE
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n";
            send(socket, head + chunk(PRELUDE + "\0".repeat(8)) + chunk("one\n"));
            if (await(gate)) {
                send(socket, chunk("two\n") + "0\r\n\r\n");
                read(socket.getInputStream());
            }
        }
    }

    private static boolean await(String gate) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(gate))) {
            return socket.getInputStream().read() >= 0;
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static String post(String id, String what, String type, String body) {
        return "POST " + INVOCATION + id + "/" + what + " HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String call(String request) throws IOException {
        try (Socket socket = new Socket(API.getHost(), API.getPort())) {
            send(socket, request);
            return read(socket.getInputStream());
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the head and the body, with one character for each byte. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "disconnected";
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        byte[] body = in.readNBytes(Integer.parseInt(group(LENGTH, text)));
        return text + new String(body, StandardCharsets.ISO_8859_1);
    }

    private static String group(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException(pattern + " is not in " + text);
        }
        return found.group(1);
    }
}
