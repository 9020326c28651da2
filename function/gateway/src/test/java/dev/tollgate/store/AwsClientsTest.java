package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class AwsClientsTest {

    @Test
    void aStoreThatNeverAnswersIsGivenUpAfterThreeSeconds() throws IOException {
        // It listens, so that connecting works, but nobody reads or answers.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                DynamoDbClient client = AwsClients.dynamoDb(
                        Optional.of(URI.create("http://127.0.0.1:" + silent.getLocalPort())),
                        Map.of(),
                        new TrustedAuthorities(Optional.empty()))) {
            long start = System.nanoTime();

            assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> StoreCall.run(client::listTables));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        }
    }
}
