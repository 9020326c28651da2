package dev.tollgate.provider.bedrock;

import dev.tollgate.provider.UpstreamRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests with Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html), using the AWS
 * SDK's signer. The signer reads only the clock that it gets, so signing is a pure function too (docs/adr/0013).
 */
final class BedrockSignature {
    private static final String SERVICE = "bedrock";
    /** The HTTP client sets these itself, with the same values as the signed ones. */
    private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");

    private BedrockSignature() {}

    static UpstreamRequest sign(UpstreamRequest request, BedrockSecret.Keys keys, String region, Instant now) {
        SdkHttpRequest.Builder unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(request.uri());
        request.headers().forEach(unsigned::putHeader);
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.request(unsigned.build())
                .payload(ContentStreamProvider.fromByteArray(request.body()))
                .identity(identity(keys))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)));
        UpstreamRequest result = request;
        for (Map.Entry<String, List<String>> header : signed.request().headers().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!SET_BY_CLIENT.contains(name)) {
                result = result.withHeader(name, String.join(",", header.getValue()));
            }
        }
        return result;
    }

    private static AwsCredentialsIdentity identity(BedrockSecret.Keys keys) {
        return keys.token() == null
                ? AwsCredentialsIdentity.create(keys.id(), keys.secret())
                : AwsSessionCredentialsIdentity.create(keys.id(), keys.secret(), keys.token());
    }
}
