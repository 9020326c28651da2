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

    @Test
    void whatHasNothingToDoWithAwsIsNotExplained() {
        assertThat(StoreAdvice.on(new IllegalStateException("no"))).isEmpty();
    }

    private static SdkException refusal(String code, String words) {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode(code).errorMessage(words).build();
        return (SdkException)
                DynamoDbException.builder().awsErrorDetails(details).build();
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
