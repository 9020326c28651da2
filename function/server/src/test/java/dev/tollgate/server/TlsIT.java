package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Everything that the gateway talks to speaks TLS, with certificates of a private authority. */
class TlsIT {
    private static final String QUESTION = """
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
    void withTheAuthoritysCertificateAProviderDynamoDbAndSsmAreTrusted() {
        try (RunningGateway gateway = RunningGateway.on(
                        dynamoDb.url(),
                        "TOLLGATE_TLS_CA_FILE",
                        authority.certificate().toString(),
                        "TOLLGATE_SSM_ENDPOINT",
                        parameters.url().toString());
                DynamoDbClient books = UsageTable.client(tables.dynamoDb())) {
            Response response = new GatewayClient(gateway.url(), "sk-it-tls").chat(QUESTION);

            assertThat(response.status()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).contains("slow").endsWith("data: [DONE]\n\n");
            assertThat(provider.asked()).contains(new PrivateProvider.Asked("HTTP_2", "Bearer sk-from-ssm"));
            assertThat(new UsageTable(books, "tls")
                            .settled(response.requestId())
                            .outcome())
                    .isEqualTo("complete");
            assertThat(dynamoDb.connections()).isPositive();
        }
    }

    @Test
    void withoutItNoProviderIsAsked() {
        try (RunningGateway gateway = RunningGateway.on(tables.dynamoDb())) {
            int before = provider.asked().size();

            Response response =
                    new GatewayClient(gateway.url(), "sk-it-tls").chat(QUESTION.replace("private/any", "keyless/any"));

            assertThat(response.status()).as(response.body()).isEqualTo(502);
            assertThat(provider.asked()).hasSize(before);
        }
    }
}
