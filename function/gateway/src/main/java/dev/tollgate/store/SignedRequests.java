package dev.tollgate.store;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Sends single requests to AWS services that need no client of their own, signed with the gateway's credentials (ADR 43). */
final class SignedRequests {
    private static final int LONGEST_ERROR = 4_096;

    private final SdkHttpClient http;
    private final AwsIdentity identity;
    private final String region;

    SignedRequests(SdkHttpClient http, AwsIdentity identity, String region) {
        this.http = http;
        this.identity = identity;
        this.region = region;
    }

    /** A request to be signed and sent. */
    record Unsigned(String service, SdkHttpMethod method, URI uri, Map<String, String> headers, byte[] body) {}

    /**
     * What a service answers.
     *
     * @param error the beginning of its text; empty for a success
     */
    record Answer(int status, String error) {
        boolean success() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Sends a request once.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE} if there is no answer
     */
    Answer send(Unsigned unsigned) {
        try {
            HttpExecuteResponse response = http.prepareRequest(signed(unsigned)).call();
            int status = response.httpResponse().statusCode();
            String text = response.responseBody().map(SignedRequests::beginning).orElse("");
            Answer answer = new Answer(status, text);
            return answer.success() ? new Answer(status, "") : answer;
        } catch (IOException failure) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, unsigned.service() + " does not answer.", failure);
        }
    }

    private HttpExecuteRequest signed(Unsigned unsigned) {
        Map<String, String> headers = new HashMap<>(unsigned.headers());
        headers.put("Content-Length", String.valueOf(unsigned.body().length));
        Unsigned whole = new Unsigned(unsigned.service(), unsigned.method(), unsigned.uri(), headers, unsigned.body());
        SignedRequest signed = sign(whole, identity.credentials(), region, Clock.systemUTC());
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(
                        signed.payload().orElseGet(() -> ContentStreamProvider.fromByteArray(unsigned.body())))
                .build();
    }

    /** The same request with a signature of this moment. */
    static SignedRequest sign(Unsigned unsigned, AwsCredentials credentials, String region, Clock clock) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(unsigned.method()).uri(unsigned.uri());
        unsigned.headers().forEach(request::putHeader);
        // S3 reads the path as it is (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
        boolean literalPath = unsigned.service().equals("s3");
        return AwsV4HttpSigner.create().sign(sign -> sign.request(request.build())
                .payload(ContentStreamProvider.fromByteArray(unsigned.body()))
                .identity(credentials)
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, unsigned.service())
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !literalPath)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !literalPath)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    }

    /** Enough to know the error by its name. */
    private static String beginning(InputStream body) {
        try (body) {
            byte[] text = body.readNBytes(LONGEST_ERROR);
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
