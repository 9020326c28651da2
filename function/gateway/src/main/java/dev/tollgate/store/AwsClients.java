package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.store.wire.TableClient;
import dev.tollgate.store.wire.TableEndpoint;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Creates the AWS clients. ADR 4 explains their time-outs. */
final class AwsClients {
    /** More than a server has concurrent requests. With the client's default of 50 they would queue. */
    private static final int CONNECTIONS = 512;

    /** DynamoDB Local accepts any credentials. */
    static final AwsCredentialsProvider LOCAL_CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    AwsClients() {}

    @Produces
    @Singleton
    static DynamoDbClient dynamoDb(GatewayConfig config, TrustedAuthorities trust) {
        ClientTimeouts timeouts =
                ClientTimeouts.GATEWAY.withMaxIdle(config.dynamodb().maxIdle());
        return dynamoDb(config.dynamodb().endpoint(), System.getenv(), trust, timeouts);
    }

    static void close(@Disposes DynamoDbClient client) {
        client.close();
    }

    static DynamoDbClient dynamoDb(Optional<URI> endpoint, Map<String, String> environment, TrustedAuthorities trust) {
        return dynamoDb(endpoint, environment, trust, ClientTimeouts.GATEWAY);
    }

    private static DynamoDbClient dynamoDb(
            Optional<URI> override,
            Map<String, String> environment,
            TrustedAuthorities trust,
            ClientTimeouts timeouts) {
        boolean local = override.isPresent();
        Region region = local && !hasRegion(environment)
                ? Region.US_EAST_1
                : DefaultAwsRegionProviderChain.builder().build().getRegion();
        AwsCredentialsProvider credentials = local && !hasCredentials(environment)
                ? LOCAL_CREDENTIALS
                : DefaultCredentialsProvider.builder().build();
        URI address = override.orElseGet(() -> address(region, environment));
        return new TableClient(
                new TableEndpoint(address, region.id(), "https".equals(address.getScheme()) ? tls(trust) : null),
                credentials,
                timeouts.bounds(),
                ClientRetries.TABLES.strategy(timeouts.retryCircuitBreaker()),
                TableFailures::note);
    }

    /**
     * DynamoDB's address in a region, or what the SDKs' own variables say instead
     * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
     */
    private static URI address(Region region, Map<String, String> environment) {
        return Stream.of("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL")
                .flatMap(name -> UrlParser.http(environment.get(name)).stream())
                .findFirst()
                .orElseGet(() -> DynamoDbEndpointProvider.defaultProvider()
                        .resolveEndpoint(where -> where.region(region)
                                .useFips("true".equals(environment.get("AWS_USE_FIPS_ENDPOINT")))
                                .useDualStack("true".equals(environment.get("AWS_USE_DUALSTACK_ENDPOINT"))))
                        .join()
                        .endpointUrl()
                        .toUri());
    }

    private static SSLContext tls(TrustedAuthorities trust) {
        try {
            return trust.context().isPresent() ? trust.context().get() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Java has no TLS", impossible);
        }
    }

    /** A client of a DynamoDB substitute at this address. */
    static DynamoDbClient dynamoDb(URI endpoint, ClientTimeouts timeouts) {
        return dynamoDb(Optional.of(endpoint), Map.of(), new TrustedAuthorities(Optional.empty()), timeouts);
    }

    static SsmClient ssm(GatewayConfig config, Map<String, String> environment, TrustedAuthorities trust) {
        return at(config.ssm().endpoint(), environment, secretReader(SsmClient.builder(), config, trust))
                .build();
    }

    static SecretsManagerClient secretsManager(
            GatewayConfig config, Map<String, String> environment, TrustedAuthorities trust) {
        return at(
                        config.secretsManager().endpoint(),
                        environment,
                        secretReader(SecretsManagerClient.builder(), config, trust))
                .build();
    }

    /** A client for single requests that no client of the SDK sends. */
    static SdkHttpClient http(TrustedAuthorities trust) {
        Apache5HttpClient.Builder http = http(trust, ClientTimeouts.PROMPTS);
        return new RenewedHttpClient(http::build, ClientTimeouts.PROMPTS, timer());
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B secretReader(
            B builder, GatewayConfig config, TrustedAuthorities trust) {
        ClientTimeouts timeouts = ClientTimeouts.secrets(config.secrets().timeout());
        return configured(builder, trust, timeouts, ClientRetries.SECRETS);
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(
            B builder, TrustedAuthorities trust, ClientTimeouts timeouts, ClientRetries retries) {
        ScheduledExecutorService timer = timer();
        Apache5HttpClient.Builder http = http(trust, timeouts);
        return builder.httpClientBuilder(
                        defaults -> new RenewedHttpClient(() -> http.buildWithDefaults(defaults), timeouts, timer))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call())
                        .retryStrategy(retries.strategy(timeouts.retryCircuitBreaker()))
                        .scheduledExecutorService(timer)
                        .build());
    }

    private static <B extends AwsClientBuilder<B, C>, C> B at(
            Optional<URI> endpoint, Map<String, String> environment, B builder) {
        endpoint.ifPresent(address -> {
            builder.endpointOverride(address);
            useLocalDefaults(builder, environment);
        });
        return builder;
    }

    private static Apache5HttpClient.Builder http(TrustedAuthorities trust, ClientTimeouts timeouts) {
        Apache5HttpClient.Builder http = Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(timeouts.connect())
                .socketTimeout(timeouts.attempt());
        trust.managers().ifPresent(managers -> http.tlsTrustManagersProvider(() -> managers));
        return http;
    }

    /** One thread is enough for time-outs. The SDK's default would start five with the first five calls. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("aws-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** DynamoDB Local needs any region and any credentials. Real ones are never replaced. */
    private static void useLocalDefaults(AwsClientBuilder<?, ?> builder, Map<String, String> environment) {
        if (!hasRegion(environment)) {
            builder.region(Region.US_EAST_1);
        }
        if (!hasCredentials(environment)) {
            builder.credentialsProvider(LOCAL_CREDENTIALS);
        }
    }

    private static boolean hasRegion(Map<String, String> environment) {
        return Stream.of("AWS_REGION", "AWS_PROFILE").anyMatch(environment::containsKey);
    }

    /** Whether the environment names real credentials. */
    static boolean hasCredentials(Map<String, String> environment) {
        return Stream.of(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_PROFILE",
                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "AWS_WEB_IDENTITY_TOKEN_FILE")
                .anyMatch(environment::containsKey);
    }
}
