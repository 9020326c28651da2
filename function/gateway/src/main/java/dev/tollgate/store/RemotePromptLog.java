package dev.tollgate.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.promptlog.LoggedCall;
import dev.tollgate.store.SignedRequests.Answer;
import dev.tollgate.store.SignedRequests.Unsigned;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Writes prompts to S3 and to CloudWatch Logs, each with one signed request. */
final class RemotePromptLog implements AutoCloseable {
    /** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html: with 26 bytes around it. */
    private static final int LARGEST_EVENT = 1_048_576 - 26;

    /** A throttled write is worth a second attempt, and the invocation that waits for it no third one. */
    private static final int ATTEMPTS = 2;

    private final SignedRequests requests;
    private final SdkHttpClient http;
    private final AwsIdentity identity;
    private final String region;
    private final Optional<URI> endpoint;
    /** One stream per process: two that write to one stream would slow each other down. */
    private final String stream = "prompts/" + UUID.randomUUID();

    private boolean streamExists;

    private RemotePromptLog(SdkHttpClient http, AwsIdentity identity, String region, Optional<URI> endpoint) {
        this.http = http;
        this.identity = identity;
        this.region = region;
        this.endpoint = endpoint;
        this.requests = new SignedRequests(http, identity, region);
    }

    /** A log in the gateway's own region. */
    static RemotePromptLog of(GatewayConfig config, TrustedAuthorities trust, Map<String, String> environment) {
        boolean local = config.promptLogEndpoint().isPresent()
                || config.dynamodb().endpoint().isPresent();
        return new RemotePromptLog(
                AwsClients.http(trust),
                AwsIdentity.of(local, environment),
                environment.getOrDefault("AWS_REGION", Region.US_EAST_1.id()),
                config.promptLogEndpoint());
    }

    /** Writes an object of its own. The path holds the bucket's name, so that names with dots fit AWS' certificates. */
    void put(PromptLogPlace.Bucket bucket, LoggedCall call, byte[] document) {
        String name = bucket.object(call.keyId(), call.requestId(), call.receivedAt());
        URI uri = UrlParser.append(base("s3"), "/" + bucket.name() + "/" + name);
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        requireSuccess(
                send(new Unsigned("s3", SdkHttpMethod.PUT, uri, headers, document)), "the bucket " + bucket.name());
    }

    /** Appends an event to this process' own stream. */
    void append(PromptLogPlace.LogGroup group, LoggedCall call, byte[] document) {
        if (document.length > LARGEST_EVENT) {
            throw new GatewayException(
                    ErrorKind.STORE_UNAVAILABLE, "it is larger than an event of CloudWatch Logs may be");
        }
        createStream(group);
        ObjectNode body = body(group);
        body.putArray("logEvents")
                .addObject()
                .put("timestamp", call.endedAt().toEpochMilli())
                .put("message", new String(document, StandardCharsets.UTF_8));
        requireSuccess(logs("PutLogEvents", body), "the log group " + group.name());
    }

    private synchronized void createStream(PromptLogPlace.LogGroup group) {
        if (!streamExists) {
            Answer answer = logs("CreateLogStream", body(group));
            if (!answer.error().contains("ResourceAlreadyExistsException")) {
                requireSuccess(answer, "the log group " + group.name());
            }
            streamExists = true;
        }
    }

    private ObjectNode body(PromptLogPlace.LogGroup group) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("logGroupName", group.name())
                .put("logStreamName", stream);
    }

    private Answer logs(String action, ObjectNode body) {
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "Logs_20140328." + action);
        return send(new Unsigned(
                "logs",
                SdkHttpMethod.POST,
                UrlParser.append(base("logs"), "/"),
                headers,
                body.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Answer send(Unsigned request) {
        for (int attempt = 1; ; attempt++) {
            Answer answer = requests.send(request);
            boolean throttled = answer.error().contains("ThrottlingException");
            if (attempt == ATTEMPTS || (answer.status() < 500 && !throttled)) {
                return answer;
            }
        }
    }

    private URI base(String service) {
        return endpoint.orElseGet(() -> UrlParser.http("https://" + service + "." + region + "."
                        + PartitionMetadata.of(Region.of(region)).dnsSuffix())
                .orElseThrow());
    }

    /** Leaves out the text of the answer, which may quote the prompt. */
    private static void requireSuccess(Answer answer, String place) {
        if (!answer.success()) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, place + " answers with status " + answer.status());
        }
    }

    @Override
    public void close() {
        http.close();
        identity.close();
    }
}
