package dev.tollgate.store;

import dev.tollgate.config.EndpointConfig;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.store.SignedRequests.Answer;
import dev.tollgate.store.SignedRequests.Unsigned;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Invokes the Lambda function that the gateway runs in, without waiting for it
 * (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html): each with one signed request.
 */
public final class FunctionInvocations implements AutoCloseable {
    /** As the SDKs' own clients have it (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html). */
    private static final String ENDPOINT = "AWS_ENDPOINT_URL_LAMBDA";

    private final SdkHttpClient http;
    private final AwsIdentity identity;
    private final SignedRequests requests;
    private final String region;
    private final String path;
    private final Optional<URI> address;

    /**
     * Invocations of the function whose environment this is.
     *
     * @throws IllegalStateException outside of a Lambda function
     */
    public FunctionInvocations(
            GatewayConfig config, EndpointConfig endpoint, TrustedAuthorities trust, Map<String, String> environment) {
        String function = Optional.ofNullable(environment.get("AWS_LAMBDA_FUNCTION_NAME"))
                .orElseThrow(() -> new IllegalStateException("this process is no Lambda function"));
        // Without its alias, a new version would get all events at once while its rollout sends it few requests.
        this.path = "/2015-03-31/functions/" + function + "/invocations"
                + endpoint.alias().map(alias -> "?Qualifier=" + alias).orElse("");
        this.region = environment.getOrDefault("AWS_REGION", Region.US_EAST_1.id());
        this.address = UrlParser.http(environment.get(ENDPOINT));
        this.http = AwsClients.http(trust);
        this.identity = AwsIdentity.of(config.dynamodb().endpoint().isPresent(), environment);
        this.requests = new SignedRequests(http, identity, region);
    }

    /**
     * Invokes the function once, later.
     *
     * @param event as JSON
     * @throws GatewayException {@code STORE_UNAVAILABLE} if Lambda does not take it
     */
    public void invoke(byte[] event) {
        URI uri = UrlParser.append(base(), path);
        Map<String, String> headers = Map.of("Content-Type", "application/json", "X-Amz-Invocation-Type", "Event");
        Answer answer = requests.send(new Unsigned("lambda", SdkHttpMethod.POST, uri, headers, event));
        if (!answer.success()) {
            throw new GatewayException(
                    ErrorKind.STORE_UNAVAILABLE,
                    "The gateway cannot start a response in the background.",
                    new IllegalStateException("Lambda answers with status " + answer.status() + ": " + answer.error()));
        }
    }

    private URI base() {
        return address.orElseGet(() -> UrlParser.http("https://lambda." + region + "."
                        + PartitionMetadata.of(Region.of(region)).dnsSuffix())
                .orElseThrow());
    }

    @Override
    public void close() {
        http.close();
        identity.close();
    }
}
