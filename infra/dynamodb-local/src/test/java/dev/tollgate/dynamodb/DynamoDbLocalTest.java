package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbLocalTest {
    private static final Map<String, AttributeValue> ITEM =
            Map.of("pk", AttributeValue.fromS("CONFIG"), "sk", AttributeValue.fromS("alias#a"));

    private static DynamoDbLocal dynamo;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        dynamo = DynamoDbLocal.inMemory();
        client = dynamo.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamo.close();
    }

    @Test
    void createsTheTablesOfTheTemplateAgainWithoutError() {
        TableFile.read().createIn(client);
        TableFile.read().createIn(client);

        assertThat(client.listTables().tableNames())
                .contains("tollgate-config", "tollgate-counters", "tollgate-usage", "tollgate-cache");
        assertThat(client.describeTimeToLive(request -> request.tableName("tollgate-counters"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("expires_at");
    }

    @Test
    void createsTheIndexOfPendingRecords() {
        TableFile.read().createIn(client, "indexed");

        assertThat(pendingOf("indexed")).isEqualTo("KEYS_ONLY of [pending, deadline]");
    }

    @Test
    void addsANewIndexToAnOlderTable() {
        client.createTable(request -> request.tableName("older-usage")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        TableFile.read().createIn(client, "older");
        TableFile.read().createIn(client, "older");

        assertThat(pendingOf("older")).isEqualTo("KEYS_ONLY of [pending, deadline]");
    }

    @Test
    void returnsAnItemThatWasPut() {
        TableFile.read().createIn(client, "other");
        client.putItem(request -> request.tableName("other-config").item(ITEM));

        assertThat(client.getItem(request -> request.tableName("other-config").key(ITEM))
                        .item())
                .isEqualTo(ITEM);
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address instanceof Inet4Address)
                .toList();
        assumeThat(others).isNotEmpty();

        for (InetAddress other : others) {
            assertThatIOException()
                    .isThrownBy(() -> new Socket(other, dynamo.endpoint().getPort()).close());
        }
    }

    @Test
    void failsIfThePortIsTaken() {
        int taken = dynamo.endpoint().getPort();

        assertThatIllegalStateException()
                .isThrownBy(() -> DynamoDbLocal.inMemory(taken))
                .withMessageContaining("port " + taken);
    }

    @Test
    void showsTheOutputOfAProcessThatDoesNotStart(@TempDir Path folder) {
        assertThatIllegalStateException()
                .isThrownBy(() -> DynamoDbLocal.inFolder(folder.resolve("missing"), FreePorts.free()))
                .withMessageContaining("did not start");
    }

    @Test
    void keepsDataInAFolderAndEndsWhenItsInputIsClosed(@TempDir Path folder) throws Exception {
        ProcessHandle first;
        try (DynamoDbLocal local = DynamoDbLocal.inFolder(folder, FreePorts.free());
                DynamoDbClient writer = local.client()) {
            TableFile.read().createIn(writer);
            writer.putItem(request -> request.tableName("tollgate-config").item(ITEM));
            first = local.process();
        }
        // close() only closes the child's standard input. The system does the same if the parent is killed.
        first.onExit().get(1, TimeUnit.SECONDS);
        assertThat(permissions(folder)).containsOnly("rw-------");

        try (DynamoDbLocal local = DynamoDbLocal.inFolder(folder, FreePorts.free());
                DynamoDbClient reader = local.client()) {
            TableFile.read().createIn(reader);
            assertThat(reader.getItem(request ->
                                    request.tableName("tollgate-config").key(ITEM))
                            .item())
                    .isEqualTo(ITEM);
        }
    }

    private static List<String> permissions(Path folder) throws IOException {
        List<String> permissions = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        return permissions;
    }

    private static String pendingOf(String prefix) {
        GlobalSecondaryIndexDescription index = client.describeTable(request -> request.tableName(prefix + "-usage"))
                .table()
                .globalSecondaryIndexes()
                .getFirst();
        return index.projection().projectionTypeAsString() + " of "
                + index.keySchema().stream()
                        .map(KeySchemaElement::attributeName)
                        .toList();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
