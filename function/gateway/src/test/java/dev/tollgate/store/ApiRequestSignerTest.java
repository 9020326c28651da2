package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The signature is computed once more, by the steps of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. */
class ApiRequestSignerTest {
    private static final String HOST = "abc.execute-api.eu-central-1.amazonaws.com";
    private static final String SCOPE = "20261130/eu-central-1/execute-api/aws4_request";

    @Test
    void apiGatewayFindsTheSignatureOfARequest() throws GeneralSecurityException {
        byte[] body = "{\"id\":\"team-a\"}".getBytes(StandardCharsets.UTF_8);
        ApiRequestSigner signer =
                new ApiRequestSigner(Map.of(), Clock.fixed(Instant.parse("2026-11-30T10:00:00Z"), ZoneOffset.UTC));

        Map<String, String> headers = signer.signed(
                "POST",
                URI.create("https://" + HOST + "/prod/admin/v1/keys?limit=1"),
                Map.of("content-type", "application/json"),
                body,
                new SigningScope("execute-api", "eu-central-1"),
                AwsSessionCredentials.create("AKID", "secret", "session"));

        String digest = hex(sha256(body));
        String canonical = "POST\n/prod/admin/v1/keys\nlimit=1\ncontent-type:application/json\nhost:" + HOST
                + "\nx-amz-content-sha256:" + digest + "\nx-amz-date:20261130T100000Z\nx-amz-security-token:session\n\n"
                + "content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token\n" + digest;
        String text = "AWS4-HMAC-SHA256\n20261130T100000Z\n" + SCOPE + "\n"
                + hex(sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        assertThat(headers)
                .containsEntry("X-Amz-Date", "20261130T100000Z")
                .containsEntry("X-Amz-Security-Token", "session")
                .doesNotContainKeys("Host", "host", "Content-Length", "content-length")
                .hasEntrySatisfying("Authorization", value -> assertThat(value)
                        .startsWith("AWS4-HMAC-SHA256 Credential=AKID/" + SCOPE)
                        .endsWith("Signature=" + hex(hmac(signingKey(), text))));
    }

    private static byte[] signingKey() {
        byte[] key = "AWS4secret".getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {"20261130", "eu-central-1", "execute-api", "aws4_request"}) {
            key = hmac(key, step);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
