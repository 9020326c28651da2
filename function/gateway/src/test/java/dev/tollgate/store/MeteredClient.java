package dev.tollgate.store;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A client that adds up the write units of its calls, as DynamoDB counts them. It fails on calls that it does not know. */
final class MeteredClient implements ExecutionInterceptor, AutoCloseable {
    private final DoubleAdder units = new DoubleAdder();
    private final DynamoDbClient client;

    MeteredClient() {
        this.client = DynamoDbClient.builder()
                .endpointOverride(LocalTables.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(this))
                .build();
    }

    DynamoDbClient client() {
        return client;
    }

    /** The units since the last question. */
    double units() {
        return units.sumThenReset();
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return switch (context.request()) {
            case PutItemRequest put ->
                put.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
            case UpdateItemRequest update ->
                update.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
            default -> throw new AssertionError("not expected of a call: " + context.request());
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        consumed(context.response()).stream()
                .mapToDouble(ConsumedCapacity::capacityUnits)
                .forEach(units::add);
    }

    private static List<ConsumedCapacity> consumed(SdkResponse response) {
        return switch (response) {
            case PutItemResponse put -> List.of(put.consumedCapacity());
            case UpdateItemResponse update -> List.of(update.consumedCapacity());
            default -> throw new AssertionError("not expected of a call: " + response);
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
