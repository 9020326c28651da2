package dev.tollgate.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes {@code multipart/form-data} (https://www.rfc-editor.org/rfc/rfc7578): the whole body at once, in linear time.
 *
 * <p>What is written has the same parts, but none of the headers that no field of a form has: two readers may understand those
 * differently.
 */
public final class MultipartForm {
    private static final int MAX_HEAD_BYTES = 4 * 1024;

    /** A boundary has 70 characters at most. */
    private static final int BOUNDARY_BYTES = 20;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    /** What a boundary may hold (https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1). */
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary=(?:\"([0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-])\"|([0-9A-Za-z'()+_./:=?-]{1,70}))"
                    + "\\s*(?:;|$)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z'+_.-]+");

    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*(name|filename)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);

    /** Without parameters (https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1). */
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]{1,64}/[\\w!#$&^.+-]{1,64}(?=\\s*(?:;|$))");

    private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]*)", Pattern.CASE_INSENSITIVE);

    /** ASCII is a part of it. */
    private static final Set<String> UTF_8 = Set.of("utf-8", "utf8", "us-ascii");

    private final byte[] body;
    private final byte[] delimiter;

    private MultipartForm(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /** The boundary that a content type names; empty if it is not one of a form, or names none. */
    public static Optional<String> boundary(String contentType) {
        if (!contentType.toLowerCase(Locale.ROOT).strip().startsWith("multipart/form-data")) {
            return Optional.empty();
        }
        Matcher found = BOUNDARY.matcher(contentType);
        return found.find() ? Optional.of(found.group(1) == null ? found.group(2) : found.group(1)) : Optional.empty();
    }

    /** The content type that names this boundary. Some servers do not read quotes, so that there are none without need. */
    public static String contentType(String boundary) {
        return "multipart/form-data; boundary=" + (TOKEN.matcher(boundary).matches() ? boundary : '"' + boundary + '"');
    }

    /**
     * The parts of a body, in order.
     *
     * @param maxParts the most that it may have
     * @throws IllegalArgumentException where it is no form, or has more parts; the message says what is wrong
     */
    public static List<FormPart> read(byte[] body, String boundary, int maxParts) {
        return new MultipartForm(body, boundary).parts(maxParts);
    }

    private List<FormPart> parts(int maxParts) {
        int at = first();
        List<FormPart> parts = new ArrayList<>();
        while (!isLast(at)) {
            int head = afterLine(at);
            int end = ByteSearch.find(body, delimiter, head - LINE_END.length);
            if (end < 0) {
                throw new IllegalArgumentException("the form is cut: its last boundary is missing");
            }
            if (parts.size() == maxParts) {
                throw new IllegalArgumentException("a form may have " + maxParts + " parts at most");
            }
            parts.add(part(head, Math.max(head, end)));
            at = end + delimiter.length;
        }
        return parts;
    }

    /** The index behind the first boundary, which may come without a line in front of it. */
    private int first() {
        int length = delimiter.length - LINE_END.length;
        if (body.length >= length && Arrays.equals(body, 0, length, delimiter, LINE_END.length, delimiter.length)) {
            return length;
        }
        int found = ByteSearch.find(body, delimiter, 0);
        if (found < 0) {
            throw new IllegalArgumentException("the boundary that Content-Type names does not occur in the body");
        }
        return found + delimiter.length;
    }

    private boolean isLast(int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    /** A boundary may have spaces behind it. */
    private int afterLine(int at) {
        int end = at;
        while (end < body.length && (body[end] == ' ' || body[end] == '\t')) {
            end++;
        }
        if (end + 1 >= body.length || body[end] != '\r' || body[end + 1] != '\n') {
            throw new IllegalArgumentException("a boundary does not end its line");
        }
        return end + LINE_END.length;
    }

    private FormPart part(int start, int end) {
        int headEnd = ByteSearch.find(body, HEAD_END, start);
        if (headEnd < 0 || headEnd + HEAD_END.length > end || headEnd - start > MAX_HEAD_BYTES) {
            throw new IllegalArgumentException("a part has no headers, or headers without an end");
        }
        Map<String, String> headers = headers(new String(body, start, headEnd - start, StandardCharsets.UTF_8));
        String disposition = headers.getOrDefault("content-disposition", "");
        Map<String, String> parameters = parameters(disposition);
        String name = parameters.get("name");
        if (!disposition.toLowerCase(Locale.ROOT).startsWith("form-data") || name == null) {
            throw new IllegalArgumentException("a part has no name");
        }
        if (headers.containsKey("content-transfer-encoding")) {
            throw new IllegalArgumentException(
                    "the part '" + shown(name) + "' has an encoding, which forms do not have");
        }
        FormPart part = new FormPart(
                name,
                parameters.get("filename"),
                headers.get("content-type"),
                Arrays.copyOfRange(body, headEnd + HEAD_END.length, end));
        FormPart file = withoutParameters(part);
        return file.isFile() ? file : plain(part);
    }

    /** Parameters of the type, such as the file's name, are words of the caller in which no policy looks for values. */
    private static FormPart withoutParameters(FormPart part) {
        Matcher type = MEDIA_TYPE.matcher(part.contentType() == null ? "" : part.contentType());
        return new FormPart(part.name(), part.filename(), type.lookingAt() ? type.group() : null, part.content());
    }

    /** A field in another encoding would be one text for the gateway, and another one for a provider. */
    private static FormPart plain(FormPart part) {
        String type = part.contentType() == null ? "" : part.contentType();
        Matcher charset = CHARSET.matcher(type);
        boolean named = !charset.find() || UTF_8.contains(charset.group(1).toLowerCase(Locale.ROOT));
        if (!named || !Arrays.equals(part.text().getBytes(StandardCharsets.UTF_8), part.content())) {
            throw new IllegalArgumentException("the part '" + shown(part.name()) + "' is not in UTF-8");
        }
        return FormPart.text(part.name(), part.text());
    }

    private static Map<String, String> headers(String head) {
        Map<String, String> headers = new TreeMap<>();
        head.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                if (headers.putIfAbsent(name, line.substring(colon + 1).strip()) != null) {
                    throw new IllegalArgumentException("a part has the same header twice");
                }
            }
        });
        return headers;
    }

    private static Map<String, String> parameters(String disposition) {
        Map<String, String> parameters = new TreeMap<>();
        Matcher found = PARAMETER.matcher(disposition);
        while (found.find()) {
            String quoted = found.group(2);
            String value = quoted == null ? found.group(3) : quoted.replaceAll("\\\\([\"\\\\])", "$1");
            if (parameters.putIfAbsent(found.group(1).toLowerCase(Locale.ROOT), value) != null) {
                throw new IllegalArgumentException("a part has two names");
            }
        }
        return parameters;
    }

    private static String shown(String name) {
        return VISIBLE.matcher(name).matches() ? name : "?";
    }

    /**
     * A boundary for these parts, which none of them holds: nobody can write a part that has the digest of all of them in it. What a
     * client chose as its boundary would be a text of its own.
     */
    public static String boundaryOf(List<FormPart> parts) {
        Sha256Digest digest = Sha256Digest.start();
        for (FormPart part : parts) {
            digest.add(part + "\0").add(part.content());
        }
        return "tollgate-" + digest.hex(BOUNDARY_BYTES);
    }

    /** The body with these parts. None of them may hold the boundary. */
    public static byte[] write(List<FormPart> parts, String boundary) {
        int size = parts.stream().mapToInt(part -> part.content().length + 512).sum();
        ByteArrayOutputStream form = new ByteArrayOutputStream(size);
        for (FormPart part : parts) {
            StringBuilder head = new StringBuilder("--").append(boundary).append("\r\n");
            head.append("Content-Disposition: form-data; name=\"")
                    .append(escaped(part.name()))
                    .append('"');
            if (part.filename() != null) {
                head.append("; filename=\"").append(escaped(part.filename())).append('"');
            }
            if (part.contentType() != null) {
                head.append("\r\nContent-Type: ").append(part.contentType());
            }
            form.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
            form.writeBytes(part.content());
            form.writeBytes(LINE_END);
        }
        form.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    /**
     * As browsers do (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data), but for backslashes:
     * many servers let one take the meaning from the quote behind it.
     */
    private static String escaped(String text) {
        return text.replace("\\", "%5C")
                .replace("\"", "%22")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }
}
