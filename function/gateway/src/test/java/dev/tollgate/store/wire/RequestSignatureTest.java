package dev.tollgate.store.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Compared with the SDK's own signer. */
final class RequestSignatureTest {
    private static final String TARGET = "DynamoDB_20120810.PutItem";
    private static final AwsCredentials KEYS = AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG");
    private static final AwsCredentials SESSION =
            AwsSessionCredentials.create("ASIAEXAMPLE", "wJalrXUtnFEMI/K7MDENG", "FwoGZXIvYXdzEBYaD+/=");

    @ParameterizedTest
    @CsvSource({
        "https://dynamodb.eu-central-1.amazonaws.com, eu-central-1",
        "http://127.0.0.1:8000, us-east-1",
        "https://dynamodb.cn-north-1.amazonaws.com.cn:443, cn-north-1"
    })
    void theHeadersAreThoseOfTheSdk(URI uri, String region) {
        TableEndpoint endpoint = new TableEndpoint(uri, region, null);
        RequestSignature signature = new RequestSignature(endpoint.origin().hostHeader(), region);
        byte[] body = "{\"TableName\":\"tollgate-usage ü\"}".getBytes(StandardCharsets.UTF_8);
        Instant evening = Instant.parse("2026-11-29T23:59:59Z");

        // Both days, both kinds of credentials, and the first one again: the key of the day is derived anew for each.
        for (Instant now : new Instant[] {evening, evening.plusSeconds(1), evening}) {
            for (AwsCredentials credentials : new AwsCredentials[] {KEYS, SESSION, KEYS}) {
                assertThat(headers(signature.headers(TARGET, body, credentials, now)))
                        .isEqualTo(signedByTheSdk(endpoint, body, credentials, now));
            }
        }
    }

    @Test
    void aHeaderEndsItsLine() {
        assertThat(new RequestSignature("localhost", "us-east-1").headers(TARGET, new byte[0], KEYS, Instant.EPOCH))
                .endsWith("\r\n")
                .doesNotContain("\r\n\r\n");
    }

    private static Map<String, String> headers(String text) {
        return text.lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')), line -> line.substring(line.indexOf(':') + 1)));
    }

    private static Map<String, String> signedByTheSdk(
            TableEndpoint endpoint, byte[] body, AwsCredentials credentials, Instant now) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint.uri())
                .putHeader("content-type", RequestSignature.CONTENT_TYPE)
                .putHeader("x-amz-target", TARGET)
                .build();
        Map<String, String> signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .identity(credentials)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, endpoint.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
                .request()
                .headers()
                .entrySet()
                .stream()
                .collect(
                        Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), header -> header.getValue()
                                .getFirst()));
        return signed;
    }
}
