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
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

class AwsClientsTest {
    private static final GetItemRequest SOME_ITEM = GetItemRequest.builder()
            .tableName("some-table")
            .key(Map.of("pk", AttributeValue.fromS("some item")))
            .build();

    @Test
    void aStoreThatNeverAnswersIsGivenUpAfterThreeSeconds() throws IOException {
        // It listens, so that connecting works, but nobody reads or answers.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                DynamoDbClient client = AwsClients.dynamoDb(
                        Optional.of(URI.create("http://127.0.0.1:" + silent.getLocalPort())),
                        Map.of(),
                        new TrustedAuthorities(Optional.empty()))) {
            long start = System.nanoTime();

            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> StoreCall.run(() -> client.getItem(SOME_ITEM)));

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        }
    }

    /** The command line recognises a DynamoDB of this machine by it. */
    @Test
    void aRefusedConnectionIsReportedWithItsAddress() throws IOException {
        URI closed;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + once.getLocalPort());
        }
        try (DynamoDbClient client =
                AwsClients.dynamoDb(Optional.of(closed), Map.of(), new TrustedAuthorities(Optional.empty()))) {
            assertThatExceptionOfType(SdkClientException.class)
                    .isThrownBy(() -> client.getItem(SOME_ITEM))
                    .withMessageStartingWith(closed + ": Connection refused");
        }
    }
}
