package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tests a gateway that uses TLS for all connections, with certificates of a private authority. */
class TlsIT {
    private static final String REQUEST = """
            {"model":"private/any","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    private static PrivateAuthority authority;
    private static PrivateProvider provider;
    private static FakeParameters parameters;
    private static RunningGateway tables;
    private static TlsProxy dynamoDb;

    @BeforeAll
    static void start() throws Exception {
        authority = PrivateAuthority.create();
        provider = new PrivateProvider(authority);
        parameters = new FakeParameters(authority.serverContext(), Map.of("/tollgate/private", "sk-from-ssm"));
        tables = RunningGateway.with("""
                providers:
                  private: { kind: openai, base_url: "%1$s", api_key: "ssm:/tollgate/private" }
                  keyless: { kind: openai, base_url: "%1$s" }
                keys: { tls: { secret: sk-it-tls, limits: { concurrent: 9 } } }
                """.formatted(provider.url()));
        dynamoDb = TlsProxy.before(tables.dynamoDb(), authority.serverContext());
    }

    @AfterAll
    static void stop() throws Exception {
        dynamoDb.close();
        tables.close();
        parameters.close();
        provider.close();
    }

    @Test
    void withTheAuthoritysCertificateTheGatewayTrustsAProviderDynamoDbAndSsm() {
        try (RunningGateway gateway = RunningGateway.on(
                        dynamoDb.url(),
                        "TOLLGATE_TLS_CA_FILE",
                        authority.certificate().toString(),
                        "TOLLGATE_SSM_ENDPOINT",
                        parameters.url().toString());
                DynamoDbClient client = UsageTable.client(tables.dynamoDb())) {
            Instant before = Instant.now();

            Response response = new GatewayClient(gateway.url(), "sk-it-tls").chat(REQUEST);

            assertThat(response.status()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains("slow").endsWith("data: [DONE]\n\n");
            assertThat(provider.requests())
                    .contains(new PrivateProvider.ReceivedRequest("HTTP_1_1", "Bearer sk-from-ssm"));
            assertThat(new UsageTable(client, "tls")
                            .settled(response.requestId(), before)
                            .outcome())
                    .isEqualTo("complete");
            assertThat(dynamoDb.connections()).isPositive();
        }
    }

    @Test
    void withoutItNoProviderIsCalled() {
        try (RunningGateway gateway = RunningGateway.on(tables.dynamoDb())) {
            int before = provider.requests().size();

            Response response =
                    new GatewayClient(gateway.url(), "sk-it-tls").chat(REQUEST.replace("private/any", "keyless/any"));

            assertThat(response.status()).as(response.body()).isEqualTo(502);
            assertThat(provider.requests()).hasSize(before);
        }
    }
}
