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
        String words =
                "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:PutItem on resource:"
                        + " arn:aws:dynamodb:eu-central-1:111122223333:table/t-config because no identity-based policy allows it";

        assertThat(advice(refusal("AccessDeniedException", words)))
                .isEqualTo("Your AWS credentials may not dynamodb:PutItem on"
                        + " arn:aws:dynamodb:eu-central-1:111122223333:table/t-config. docs/cli.md lists the rights that each"
                        + " command needs.");
        assertThat(advice(refusal("AccessDeniedException", "no")))
                .startsWith("Your AWS credentials may not do this on the table t-config.");
    }

    @Test
    void aMissingTableIsNamed() {
        assertThat(advice(ResourceNotFoundException.builder().message("no").build()))
                .startsWith("There is no table t-config in this account and region.");
    }

    @Test
    void credentialsThatHaveExpiredOrAreUnknownAreTold() {
        assertThat(advice(refusal("ExpiredTokenException", "x"))).startsWith("Your AWS credentials have expired");
        assertThat(advice(refusal("UnrecognizedClientException", "The security token is invalid.")))
                .isEqualTo("AWS does not accept your credentials: The security token is invalid.");
        assertThat(advice(SdkClientException.create("Unable to load credentials from any of the providers ...")))
                .startsWith("There are no AWS credentials");
        assertThat(advice(SdkClientException.create("Unable to load region from any of the providers ...")))
                .startsWith("No AWS region is set");
    }

    /** A company's proxy that wants a sign-in, or a port on which something else listens. */
    @Test
    void whatIsNotDynamoDbIsToldAsSuch() {
        String told =
                "What was asked for the table t-config is not DynamoDB, and answers with HTTP status %d. It may be a"
                        + " proxy on the way, or the wrong port: TOLLGATE_DYNAMODB_ENDPOINT and, with --local,"
                        + " TOLLGATE_DYNAMODB_PORT say what is asked.";

        assertThat(advice((SdkException)
                        DynamoDbException.builder().statusCode(403).build()))
                .isEqualTo(told.formatted(403));
        assertThat(advice(refusal(null, null, 405))).isEqualTo(told.formatted(405));
        assertThat(advice(SdkClientException.create(
                        "Unable to unmarshall response (JsonParseException: Unexpected character\n at line 1). Response"
                                + " Code: 200, Response Text: OK (SDK Attempt Count: 3)")))
                .isEqualTo(told.formatted(200));
    }

    @Test
    void aRefusalWithoutWordsIsToldAllTheSame() {
        assertThat(advice(refusal("AccessDeniedException", null))).startsWith("Your AWS credentials may not do this");
    }

    @Test
    void whatHasNothingToDoWithAwsIsNotExplained() {
        assertThat(StoreAdvice.on(new IllegalStateException("no"))).isEmpty();
    }

    private static SdkException refusal(String code, String words) {
        return refusal(code, words, 400);
    }

    private static SdkException refusal(String code, String words, int status) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(words).build();
        return (SdkException) DynamoDbException.builder()
                .awsErrorDetails(details)
                .statusCode(status)
                .build();
    }

    private static String advice(SdkException failure) {
        Supplier<Object> call = () -> {
            throw failure;
        };
        try {
            StoreCall.on("t-config", call);
        } catch (RuntimeException told) {
            return StoreAdvice.on(told).orElseThrow();
        }
        throw new AssertionError("no failure");
    }
}
