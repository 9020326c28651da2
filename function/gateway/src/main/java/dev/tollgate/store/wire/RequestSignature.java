package dev.tollgate.store.wire;

import dev.tollgate.parse.Sha256Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs requests to DynamoDB with AWS Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). All of them have one method, one
 * path and the same headers, and one day has one key: what is left per request are two digests and one HMAC.
 */
final class RequestSignature {
    static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String HMAC = "HmacSHA256";
    private static final int DATE_LENGTH = 8;

    private final String host;
    private final String region;
    private volatile @Nullable DayKey dayKey;
    private volatile @Nullable Second second;

    RequestSignature(String host, String region) {
        this.host = host;
        this.region = region;
    }

    /** One second is one text, and takes longer to write than the rest of the headers. */
    private record Second(long epochSecond, String text) {}

    /** @param mac ready for one text; each request copies it */
    private record DayKey(String date, String secret, Mac mac) {
        boolean fits(String wantedDate, String wantedSecret) {
            return date.equals(wantedDate) && secret.equals(wantedSecret);
        }
    }

    /**
     * The headers of a signed request, each with its line end.
     *
     * @param target the header {@code x-amz-target}
     */
    String headers(String target, byte[] body, AwsCredentials credentials, Instant now) {
        String time = time(now);
        String date = time.substring(0, DATE_LENGTH);
        String token = credentials instanceof AwsSessionCredentials session
                ? "x-amz-security-token:" + session.sessionToken() + "\n"
                : "";
        String digest = Sha256Digest.start().add(body).hex();
        // In the order of their names, as the signature needs them. HTTP allows a header without a space.
        String signed = "content-type:" + CONTENT_TYPE + "\nhost:" + host + "\nx-amz-content-sha256:" + digest
                + "\nx-amz-date:" + time + "\n" + token + "x-amz-target:" + target + "\n";
        String names = "content-type;host;x-amz-content-sha256;x-amz-date;"
                + (token.isEmpty() ? "" : "x-amz-security-token;") + "x-amz-target";
        String request = "POST\n/\n\n" + signed + "\n" + names + "\n" + digest;
        String scope = date + "/" + region + "/dynamodb/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + Sha256Digest.hexOf(request);
        String signature = HexFormat.of().formatHex(signature(dayKey(date, credentials.secretAccessKey()), text));
        return signed.replace("\n", "\r\n") + "authorization:AWS4-HMAC-SHA256 Credential=" + credentials.accessKeyId()
                + "/" + scope + ", SignedHeaders=" + names + ", Signature=" + signature + "\r\n";
    }

    private String time(Instant now) {
        Second known = second;
        if (known == null || known.epochSecond() != now.getEpochSecond()) {
            known = new Second(now.getEpochSecond(), TIME.format(now));
            second = known;
        }
        return known.text();
    }

    private Mac dayKey(String date, String secret) {
        DayKey known = dayKey;
        if (known != null && known.fits(date, secret)) {
            return known.mac();
        }
        byte[] ofDate = hmac(key(utf8("AWS4" + secret)), date);
        byte[] ofService = hmac(key(hmac(key(ofDate), region)), "dynamodb");
        Mac derived = mac(key(hmac(key(ofService), "aws4_request")));
        dayKey = new DayKey(date, secret, derived);
        return derived;
    }

    private static byte[] signature(Mac dayKey, String text) {
        try {
            return ((Mac) dayKey.clone()).doFinal(utf8(text));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the state of Java's HMAC can be copied", impossible);
        }
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, HMAC);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        return mac(key).doFinal(utf8(text));
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Java has HMAC", impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
