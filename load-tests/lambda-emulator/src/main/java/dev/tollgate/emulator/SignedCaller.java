package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The only AWS identity that exists. API Gateway passes it on for requests that it has signed, and refuses all others
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 *
 * @param keyId its access key
 * @param secret its secret access key
 * @param arn what the event names it
 */
record SignedCaller(String keyId, String secret, String arn) {
    /** Where the template has the authorizer of signatures. */
    private static final String SIGNED_PATHS = "/iam/";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern AUTHORIZATION = Pattern.compile(ALGORITHM
            + " Credential=([^/]+)/((\\d{8})/([^/]+)/([^/]+)/aws4_request), ?SignedHeaders=([^,]+), ?Signature=(\\w+)");

    /** Reads {@code KEY:SECRET:ARN}. */
    static SignedCaller of(String text) {
        String[] parts = text.split(":", 3);
        return new SignedCaller(parts[0], parts[1], parts[2]);
    }

    /** Whether the endpoint takes only requests with a signature here. */
    static boolean isRequiredFor(HttpExchange http) {
        return http.getRequestURI().getPath().startsWith(SIGNED_PATHS);
    }

    /** Whether this identity has signed the request, with all of its headers that the client names, and its body. */
    boolean hasSigned(HttpExchange http, byte[] body) {
        Matcher header = AUTHORIZATION.matcher(
                Optional.ofNullable(http.getRequestHeaders().getFirst("authorization"))
                        .orElse(""));
        return header.matches()
                && header.group(1).equals(keyId)
                && signature(header, http, body).equals(header.group(7));
    }

    private String signature(Matcher header, HttpExchange http, byte[] body) {
        String request = String.join(
                "\n",
                http.getRequestMethod(),
                // The path as it is on the wire is encoded once more.
                http.getRequestURI().getRawPath().replace("%", "%25"),
                query(http.getRequestURI().getRawQuery()),
                headers(header.group(6), http),
                header.group(6),
                HexFormat.of().formatHex(sha256(body)));
        String text = String.join(
                "\n",
                ALGORITHM,
                http.getRequestHeaders().getFirst("x-amz-date"),
                header.group(2),
                HexFormat.of().formatHex(sha256(request.getBytes(StandardCharsets.UTF_8))));
        byte[] key = bytes("AWS4" + secret);
        for (String part : new String[] {header.group(3), header.group(4), header.group(5), "aws4_request", text}) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(key);
    }

    private static String query(@Nullable String raw) {
        return raw == null
                ? ""
                : Arrays.stream(raw.split("&", -1))
                        .map(field -> field.split("=", 2))
                        .map(field -> encoded(field[0]) + "=" + (field.length == 1 ? "" : encoded(field[1])))
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    /** However the client has encoded it, a signature is that of one form. */
    private static String encoded(String text) {
        return URLEncoder.encode(URLDecoder.decode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String headers(String signed, HttpExchange http) {
        return Arrays.stream(signed.split(";", -1))
                .map(name -> name.toLowerCase(Locale.ROOT) + ":"
                        + String.join(",", http.getRequestHeaders().get(name)).strip() + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
