package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Which failures of DynamoDB another attempt may get past. */
class TableExceptionTest {
    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, true",
        "400, ThrottlingException, true",
        "400, RequestLimitExceeded, true",
        "500, InternalServerError, true",
        "503, ServiceUnavailable, true",
        "400, AccessDeniedException, false",
        "400, ValidationException, false",
        "400, ResourceNotFoundException, false",
    })
    void whatAwsRefusesForGoodStays(int status, String code, boolean passes) {
        AwsErrorDetails details = AwsErrorDetails.builder().errorCode(code).build();

        assertThat(TableException.of(DynamoDbException.builder()
                                .statusCode(status)
                                .awsErrorDetails(details)
                                .build())
                        .passes())
                .isEqualTo(passes);
    }

    @Test
    void whatAwsHasNotAnsweredPasses() {
        assertThat(TableException.of(SdkClientException.create("no route")).passes())
                .isTrue();
    }
}
