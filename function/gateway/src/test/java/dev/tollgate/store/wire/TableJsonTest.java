package dev.tollgate.store.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Requests are written, and replies read, as the SDK's own client does it. */
final class TableJsonTest {
    private static final Map<String, AttributeValue> ITEM = Map.of(
            "text", AttributeValue.fromS("\"ä\\ \n😀 "),
            "empty", AttributeValue.fromS(""),
            "number", AttributeValue.fromN("-12.500"),
            "yes", AttributeValue.fromBool(true),
            "null", AttributeValue.fromNul(true),
            "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1, 0, 1, 62, 63})),
            "map",
                    AttributeValue.fromM(
                            Map.of("a", AttributeValue.fromL(List.of()), "b", AttributeValue.fromM(Map.of()))),
            "list", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), AttributeValue.fromN("1"))),
            "texts", AttributeValue.fromSs(List.of("x", "y")),
            "numbers", AttributeValue.fromNs(List.of("1", "2")));

    @Test
    void writesWhatTheSdkWrites() {
        sameJson(
                PutItemRequest.builder()
                        .tableName("t")
                        .item(ITEM)
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValues(ReturnValue.ALL_OLD)
                        .build(),
                DynamoDbClient::putItem);
        sameJson(
                UpdateItemRequest.builder()
                        .tableName("t")
                        .key(Map.of("pk", AttributeValue.fromS("k")))
                        .updateExpression("SET a = :a")
                        .expressionAttributeNames(Map.of("#a", "a"))
                        .expressionAttributeValues(ITEM)
                        .build(),
                DynamoDbClient::updateItem);
        sameJson(
                BatchExecuteStatementRequest.builder()
                        .statements(
                                BatchStatementRequest.builder()
                                        .statement("INSERT INTO \"t\" VALUE {'pk': ?, 'tags': ?}")
                                        .parameters(AttributeValue.fromS("k"), AttributeValue.fromM(ITEM))
                                        .build(),
                                BatchStatementRequest.builder()
                                        .statement("UPDATE \"t\" SET \"a\" = ? WHERE \"pk\" = 'k'")
                                        .parameters(AttributeValue.fromL(List.of()))
                                        .build())
                        .build(),
                DynamoDbClient::batchExecuteStatement);
        sameJson(
                QueryRequest.builder()
                        .tableName("t")
                        .keyConditionExpression("pk = :pk")
                        .limit(3)
                        .scanIndexForward(false)
                        .expressionAttributeValues(Map.of())
                        .build(),
                DynamoDbClient::query);
        sameJson(
                BatchGetItemRequest.builder()
                        .requestItems(Map.of(
                                "t",
                                KeysAndAttributes.builder()
                                        .keys(List.of(ITEM))
                                        .consistentRead(true)
                                        .build()))
                        .build(),
                DynamoDbClient::batchGetItem);
        sameJson(
                BatchWriteItemRequest.builder()
                        .requestItems(Map.of(
                                "t",
                                List.of(WriteRequest.builder()
                                        .putRequest(put -> put.item(ITEM))
                                        .build())))
                        .build(),
                DynamoDbClient::batchWriteItem);
        sameJson(
                TransactWriteItemsRequest.builder()
                        .clientRequestToken("token")
                        .transactItems(TransactWriteItem.builder()
                                .put(put -> put.tableName("t").item(ITEM))
                                .build())
                        .build(),
                DynamoDbClient::transactWriteItems);
    }

    @Test
    void readsWhatTheSdkReads() throws IOException {
        String item =
                new String(RequestJson.write(PutItemRequest.builder().item(ITEM).build()), StandardCharsets.UTF_8);
        String attributes = JsonCodec.mapper().readTree(item).get("Item").toString();
        byte[] query = """
                {"Count":1,"Items":[%s],"ScannedCount":2,"Unknown":{"deep":[1]},"LastEvaluatedKey":null,
                 "ConsumedCapacity":{"TableName":"t","CapacityUnits":0.5}}""".formatted(attributes).getBytes(StandardCharsets.UTF_8);
        byte[] batch = """
                {"Responses":{"t":[%s,%s]},"UnprocessedKeys":{}}""".formatted(attributes, attributes).getBytes(StandardCharsets.UTF_8);

        QueryResponse response = ReplyJson.read(query, QueryResponse.builder()).build();
        assertThat(response.items()).containsExactly(ITEM);
        assertThat(response.equalsBySdkFields(new AnsweringHttp(query)
                        .client()
                        .query(QueryRequest.builder().build())))
                .isTrue();
        assertThat(ReplyJson.read(batch, BatchGetItemResponse.builder())
                        .build()
                        .equalsBySdkFields(new AnsweringHttp(batch)
                                .client()
                                .batchGetItem(BatchGetItemRequest.builder().build())))
                .isTrue();
    }

    private static <R extends SdkPojo> void sameJson(R request, BiFunction<DynamoDbClient, R, ?> call) {
        AnsweringHttp http = new AnsweringHttp("{}".getBytes(StandardCharsets.UTF_8));
        var _ = call.apply(http.client(), request);
        assertThat(tree(RequestJson.write(request))).isEqualTo(tree(http.sent));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The HTTP client of an SDK client: keeps the request, and gives one answer. */
    private static final class AnsweringHttp implements SdkHttpClient {
        private final byte[] answer;
        private byte[] sent = {};

        AnsweringHttp(byte[] answer) {
            this.answer = answer;
        }

        DynamoDbClient client() {
            return DynamoDbClient.builder()
                    .httpClient(this)
                    .endpointOverride(URI.create("http://localhost"))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .build();
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    try (InputStream body =
                            request.contentStreamProvider().orElseThrow().newStream()) {
                        sent = body.readAllBytes();
                    }
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                            .build();
                }

                @Override
                public void abort() {
                    throw new IllegalStateException("no call takes so long");
                }
            };
        }

        @Override
        public void close() {
            sent = new byte[0];
        }
    }
}
