package dev.tollgate.cli.login;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.parse.UrlParser;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port of this machine to which a browser comes back from a login. It reads one line of each request, and answers with a page. */
final class LoopbackRedirect implements Closeable {
    private static final Pattern GET = Pattern.compile("GET (\\S{1,8000}) HTTP/1\\.[01]");
    private static final Pattern AND = Pattern.compile("&");
    private static final int SLOWEST_BROWSER_MILLIS = 5_000;

    private final RedirectAddress redirect;
    private final ServerSocket socket;

    /** Listens. */
    LoopbackRedirect(RedirectAddress redirect) throws IOException {
        this.redirect = redirect;
        this.socket = new ServerSocket(redirect.port(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    /** Where the browser must go. */
    String address() {
        return redirect.at(socket.getLocalPort());
    }

    /**
     * Waits for the browser of this login, and leaves all others waiting for nothing.
     *
     * @param state what the browser brings back
     * @return the query with which it comes
     */
    Map<String, String> await(String state, Duration longest) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            int millis =
                    (int) Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis());
            socket.setSoTimeout(millis);
            try (Socket browser = socket.accept()) {
                browser.setSoTimeout(SLOWEST_BROWSER_MILLIS);
                Optional<Map<String, String>> query = query(browser).filter(found -> state.equals(found.get("state")));
                answer(browser, query.isPresent());
                if (query.isPresent()) {
                    return query.get();
                }
            } catch (SocketTimeoutException slow) {
                if (end - System.nanoTime() <= 0) {
                    throw new AdminException(
                            AdminErrorKind.INVALID_TOKEN,
                            "Nobody has logged in within " + longest.toMinutes() + " minutes. Please try again.",
                            slow);
                }
            }
        }
    }

    private Optional<Map<String, String>> query(Socket browser) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(browser.getInputStream(), StandardCharsets.US_ASCII));
        Matcher line = GET.matcher(Optional.ofNullable(reader.readLine()).orElse(""));
        // The browser must have sent all of its request before it gets the answer.
        for (String header = reader.readLine(); header != null && !header.isEmpty(); header = reader.readLine()) {
            if (header.length() > 8_000) {
                return Optional.empty();
            }
        }
        return line.matches()
                ? UrlParser.path(line.group(1))
                        .filter(place -> redirect.path().equals(place.getPath()))
                        .map(LoopbackRedirect::fields)
                : Optional.empty();
    }

    private static Map<String, String> fields(URI place) {
        Map<String, String> fields = new HashMap<>();
        AND.splitAsStream(Optional.ofNullable(place.getRawQuery()).orElse("")).forEach(field -> {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        });
        return fields;
    }

    private static void answer(Socket browser, boolean known) throws IOException {
        String text = known
                ? "You can close this page and go back to the terminal."
                : "This page is for a login that has just started.";
        byte[] page = ("<!doctype html><meta charset=\"utf-8\"><title>Tollgate</title>"
                        + "<p style=\"font: 1.2rem system-ui; margin: 4rem\">" + text + "</p>")
                .getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 " + (known ? "200 OK" : "404 Not Found") + "\r\ncontent-type: text/html; charset=utf-8\r\n"
                        + "content-security-policy: default-src 'none'; style-src 'unsafe-inline'\r\ncontent-length: "
                        + page.length
                        + "\r\nconnection: close\r\n\r\n";
        browser.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        browser.getOutputStream().write(page);
        browser.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
