package dev.tollgate.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Calls of DynamoDB that it refuses, such as those that a role has no right to. */
final class DeniedCalls {
    private DeniedCalls() {}

    /** The client of an account without the right to these calls. */
    static DynamoDbClient of(DynamoDbClient client, Set<String> denied) {
        return refusing(client, denied, "AccessDeniedException");
    }

    /** A client whose calls fail with this error code. */
    static DynamoDbClient refusing(DynamoDbClient client, Set<String> denied, String code) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (denied.contains(method.getName())) {
                        throw DynamoDbException.builder()
                                .statusCode(400)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .errorCode(code)
                                        .build())
                                .build();
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
