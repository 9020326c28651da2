package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

final class StoreAdviceTest {

    @Test
    void aMissingRightIsNamedWithItsResource() {
        String message =
                "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:PutItem on resource:"
                        + " arn:aws:dynamodb:eu-central-1:111122223333:table/t-config because no identity-based policy allows it";

        assertThat(advice(failure("AccessDeniedException", message)))
                .isEqualTo("Your AWS credentials may not dynamodb:PutItem on"
                        + " arn:aws:dynamodb:eu-central-1:111122223333:table/t-config. docs/cli.md lists the rights that each"
                        + " command needs.");
        assertThat(advice(failure("AccessDeniedException", "no")))
                .startsWith("Your AWS credentials may not do this on the table t-config.");
    }

    @Test
    void aMissingTableIsNamed() {
        assertThat(advice(ResourceNotFoundException.builder().message("no").build()))
                .startsWith("There is no table t-config in this account and region.");
    }

    @Test
    void expiredAndUnknownCredentialsAreExplained() {
        assertThat(advice(failure("ExpiredTokenException", "x"))).startsWith("Your AWS credentials have expired");
        assertThat(advice(failure("UnrecognizedClientException", "The security token is invalid.")))
                .isEqualTo("AWS does not accept your credentials: The security token is invalid.");
        assertThat(advice(SdkClientException.create("Unable to load credentials from any of the providers ...")))
                .startsWith("There are no AWS credentials");
        assertThat(advice(SdkClientException.create("Unable to load region from any of the providers ...")))
                .startsWith("No AWS region is set");
    }

    /** Such as a corporate proxy that requires a sign-in, or another server on this port. */
    @Test
    void anotherServerIsRecognised() {
        String advice =
                "The endpoint for the table t-config is not DynamoDB: it returned HTTP status %d. It may be a proxy, or"
                        + " the port is wrong: check TOLLGATE_DYNAMODB_ENDPOINT and, with --local, TOLLGATE_DYNAMODB_PORT.";

        assertThat(advice((SdkException)
                        DynamoDbException.builder().statusCode(403).build()))
                .isEqualTo(advice.formatted(403));
        assertThat(advice(failure(null, null, 405))).isEqualTo(advice.formatted(405));
        assertThat(advice(SdkClientException.create(
                        "Unable to unmarshall response (JsonParseException: Unexpected character\n at line 1). Response"
                                + " Code: 200, Response Text: OK (SDK Attempt Count: 3)")))
                .isEqualTo(advice.formatted(200));
    }

    @Test
    void aFailureWithoutAMessageIsExplainedToo() {
        assertThat(advice(failure("AccessDeniedException", null))).startsWith("Your AWS credentials may not do this");
    }

    @Test
    void failuresOutsideAwsAreNotExplained() {
        assertThat(StoreAdvice.on(new IllegalStateException("no"))).isEmpty();
    }

    private static SdkException failure(String code, String message) {
        return failure(code, message, 400);
    }

    private static SdkException failure(String code, String message, int status) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
        return (SdkException) DynamoDbException.builder()
                .awsErrorDetails(details)
                .statusCode(status)
                .build();
    }

    private static String advice(SdkException failure) {
        Supplier<Object> call = () -> {
            failure.addSuppressed(new CalledTable("t-config", "GetItem"));
            throw failure;
        };
        try {
            StoreCall.run(call);
        } catch (RuntimeException unavailable) {
            return StoreAdvice.on(unavailable).orElseThrow();
        }
        throw new AssertionError("no failure");
    }
}
