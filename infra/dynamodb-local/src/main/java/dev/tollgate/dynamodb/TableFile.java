package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** The tables of {@code infra/tables.yaml}. Creates them in DynamoDB Local, which has no CloudFormation. */
public final class TableFile {
    private static final Duration SLOW_START = Duration.ofSeconds(30);

    private final CloudFormationTemplate template;

    private TableFile(CloudFormationTemplate template) {
        this.template = template;
    }

    /** Reads the template, which the build of this module includes. */
    public static TableFile read() {
        try (InputStream file = Objects.requireNonNull(TableFile.class.getResourceAsStream("/tables.yaml"));
                Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return new TableFile(new CloudFormationTemplate(new Yaml().compose(text)));
        } catch (IOException failure) {
            throw new UncheckedIOException("tables.yaml cannot be read", failure);
        }
    }

    /** Creates the tables that do not exist yet, with the default prefix of the template. */
    public void createIn(DynamoDbClient client) {
        createIn(client, template.get("Parameters").get("Prefix").get("Default").text());
    }

    /** Creates the tables that do not exist yet, with this prefix. */
    public void createIn(DynamoDbClient client, String prefix) {
        tables().forEach(table -> {
            String name = name(table, prefix);
            create(client, name, table);
            if (table.has("TimeToLiveSpecification")) {
                expire(
                        client,
                        name,
                        table.get("TimeToLiveSpecification")
                                .get("AttributeName")
                                .text());
            }
        });
    }

    /** Returns the names of the tables with this prefix. */
    public List<String> names(String prefix) {
        return tables().map(table -> name(table, prefix)).toList();
    }

    private Stream<CloudFormationTemplate> tables() {
        return template.get("Resources").fields().values().stream()
                .filter(resource -> resource.get("Type").text().equals("AWS::DynamoDB::Table"))
                .map(resource -> resource.get("Properties"));
    }

    private static String name(CloudFormationTemplate table, String prefix) {
        return table.get("TableName").text().replace("${Prefix}", prefix);
    }

    private static void create(DynamoDbClient client, String name, CloudFormationTemplate table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .overrideConfiguration(TableFile::allowSlowStart)
                .billingMode(table.get("BillingMode").text())
                .attributeDefinitions(attributes(table))
                .keySchema(keys(table));
        List<CloudFormationTemplate> indexes = indexes(table);
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(
                    indexes.stream().map(TableFile::index).toList());
        }
        try {
            client.createTable(request.build());
            client.waiter().waitUntilTableExists(waiting -> waiting.tableName(name)
                    .overrideConfiguration(TableFile::allowSlowStart));
        } catch (ResourceInUseException exists) {
            // An earlier start created the table in a data folder. The template may have a new index since then.
            indexes.forEach(index -> add(client, name, table, index));
        }
    }

    /** DynamoDB Local loads most of itself for its first table: longer than a call of the gateway may take. */
    private static void allowSlowStart(AwsRequestOverrideConfiguration.Builder call) {
        call.apiCallTimeout(SLOW_START).apiCallAttemptTimeout(SLOW_START);
    }

    private static void add(
            DynamoDbClient client, String name, CloudFormationTemplate table, CloudFormationTemplate index) {
        GlobalSecondaryIndex expected = index(index);
        boolean exists =
                client.describeTable(request -> request.tableName(name)).table().globalSecondaryIndexes().stream()
                        .anyMatch(existing -> existing.indexName().equals(expected.indexName()));
        if (!exists) {
            GlobalSecondaryIndexUpdate update = GlobalSecondaryIndexUpdate.builder()
                    .create(created -> created.indexName(expected.indexName())
                            .keySchema(expected.keySchema())
                            .projection(expected.projection()))
                    .build();
            client.updateTable(request -> request.tableName(name)
                    .attributeDefinitions(attributes(table))
                    .globalSecondaryIndexUpdates(update));
        }
    }

    private static List<CloudFormationTemplate> indexes(CloudFormationTemplate table) {
        return table.has("GlobalSecondaryIndexes")
                ? table.get("GlobalSecondaryIndexes").elements()
                : List.of();
    }

    private static GlobalSecondaryIndex index(CloudFormationTemplate index) {
        String projected = index.get("Projection").get("ProjectionType").text();
        return GlobalSecondaryIndex.builder()
                .indexName(index.get("IndexName").text())
                .keySchema(keys(index))
                .projection(projection -> projection.projectionType(projected))
                .build();
    }

    private static List<AttributeDefinition> attributes(CloudFormationTemplate table) {
        return table.get("AttributeDefinitions").elements().stream()
                .map(TableFile::attribute)
                .toList();
    }

    private static List<KeySchemaElement> keys(CloudFormationTemplate owner) {
        return owner.get("KeySchema").elements().stream().map(TableFile::key).toList();
    }

    private static AttributeDefinition attribute(CloudFormationTemplate definition) {
        return AttributeDefinition.builder()
                .attributeName(definition.get("AttributeName").text())
                .attributeType(definition.get("AttributeType").text())
                .build();
    }

    private static KeySchemaElement key(CloudFormationTemplate element) {
        return KeySchemaElement.builder()
                .attributeName(element.get("AttributeName").text())
                .keyType(element.get("KeyType").text())
                .build();
    }

    /** Checks the status first, because DynamoDB refuses to enable a setting that is enabled already. */
    private static void expire(DynamoDbClient client, String name, String attribute) {
        TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(name))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(request -> request.tableName(name)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
        }
    }
}
