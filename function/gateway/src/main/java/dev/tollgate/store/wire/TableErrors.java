package dev.tollgate.store.wire;

import dev.tollgate.http.HttpReply;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Turns DynamoDB's errors into the exceptions of the SDK
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html).
 */
final class TableErrors {
    private TableErrors() {}

    /** The exception that the SDK would throw for this reply. Errors without a class of their own have only their code. */
    static DynamoDbException of(HttpReply reply) {
        Map<String, String> texts = texts(reply.body());
        String type = texts.getOrDefault("__type", reply.headers().getOrDefault("x-amzn-errortype", ""));
        String code = type.substring(type.indexOf('#') + 1);
        String message = texts.getOrDefault("message", texts.getOrDefault("Message", "status " + reply.status()));
        DynamoDbException.Builder exception = builder(code);
        if (!exception.sdkFields().isEmpty()) {
            fill(exception, reply.body());
        }
        exception
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .message(message)
                .requestId(reply.headers().get("x-amzn-requestid"))
                .statusCode(reply.status());
        return (DynamoDbException) exception.build();
    }

    private static DynamoDbException.Builder builder(String code) {
        return switch (code) {
            case "ConditionalCheckFailedException" -> ConditionalCheckFailedException.builder();
            case "TransactionCanceledException" -> TransactionCanceledException.builder();
            case "TransactionInProgressException" -> TransactionInProgressException.builder();
            case "TransactionConflictException" -> TransactionConflictException.builder();
            case "ProvisionedThroughputExceededException" -> ProvisionedThroughputExceededException.builder();
            case "RequestLimitExceeded" -> RequestLimitExceededException.builder();
            case "ResourceNotFoundException" -> ResourceNotFoundException.builder();
            default -> DynamoDbException.builder();
        };
    }

    /** The reasons of a cancelled transaction, and the item on which a condition failed. */
    private static void fill(SdkPojo details, byte[] json) {
        try {
            ReplyJson.read(json, details);
        } catch (IOException unreadable) {
            throw SdkClientException.create("DynamoDB's error cannot be read", unreadable);
        }
    }

    /** A proxy on the way does not answer in JSON. The status says enough. */
    private static Map<String, String> texts(byte[] json) {
        try {
            return ReplyJson.texts(json);
        } catch (IOException noJson) {
            return Map.of();
        }
    }
}
